"""Walking terms: children, rebuilding, free variables, substitution, names. Knows no signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)


def children(term: Term) -> tuple[Term, ...]:
    """Return the direct parts of a term, in the order in which `rebuild` takes them."""
    match term:
        case Var() | Num() | Truth() | Element():
            return ()
        case Apply(_, args) | And(args) | Or(args) | Arith(_, args) | Distinct(args):
            return args
        case Not(arg):
            return (arg,)
        case Implies(left, right) | Compare(_, left, right):
            return (left, right)
        case If(cond, then, other):
            return (cond, then, other)
        case Quantified(_, _, body) | Count(_, body) | Fold(_, _, body) | DistinctOver(_, body):
            return (body,)
        case _:
            assert_never(term)


def rebuild(term: Term, parts: tuple[Term, ...]) -> Term:
    """Return the term with other direct parts."""
    match term:
        case Var() | Num() | Truth() | Element():
            return term
        case Apply() | And() | Or() | Arith() | Distinct():
            return replace(term, args=parts)
        case Not():
            return Not(parts[0])
        case Implies():
            return Implies(parts[0], parts[1])
        case Compare(op):
            return Compare(op, parts[0], parts[1])
        case If():
            return If(parts[0], parts[1], parts[2])
        case Quantified() | Count() | Fold() | DistinctOver():
            return replace(term, body=parts[0])
        case _:
            assert_never(term)


def bindings(term: Term) -> tuple[Binding, ...]:
    """Return what the term itself binds; nothing where it is no binder."""
    match term:
        case Quantified(_, bound) | Fold(_, bound) | Count(bound) | DistinctOver(bound):
            return bound
        case _:
            return ()


def subterms(term: Term) -> Iterator[Term]:
    """Yield the term and all terms in it, parents first. Iterative: depth is no danger."""
    stack = [term]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def transform(term: Term, change: Callable[[Term], Term]) -> Term:
    """Rebuild a term bottom up, giving every node to `change` after its parts."""
    parts = children(term)
    if not parts:
        return change(term)
    changed = tuple(transform(part, change) for part in parts)
    same = all(new is old for new, old in zip(changed, parts, strict=True))
    return change(term if same else rebuild(term, changed))


def conjuncts(term: Term) -> Iterator[Term]:
    """Yield the parts of a conjunction, those of conjunctions in it too; of another term itself."""
    if isinstance(term, And):
        for part in term.args:
            yield from conjuncts(part)
    else:
        yield term


def free_variables(term: Term) -> frozenset[str]:
    """Return the variables that no binder in the term binds."""
    if isinstance(term, Var):
        return frozenset((term.name,))
    inner = frozenset[str]().union(*(free_variables(part) for part in children(term)))
    return inner - {binding.var for binding in bindings(term)}


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """Replace free variables. Bound variables that would capture a name are renamed first."""
    if isinstance(term, Var):
        return values.get(term.name, term)
    bound = bindings(term)
    if bound:
        values = {name: value for name, value in values.items() if all(b.var != name for b in bound)}
        taken = frozenset[str]().union(*(free_variables(value) for value in values.values()))
        term = _rename(term, taken)
    parts = children(term)
    return rebuild(term, tuple(substitute(part, values) for part in parts)) if parts and values else term


def _rename(term: Term, taken: frozenset[str]) -> Term:
    clash = {binding.var for binding in bindings(term)} & taken
    if not clash:
        return term
    (body,) = children(term)
    avoid = taken | free_variables(body) | {binding.var for binding in bindings(term)}
    names = {name: fresh(name, avoid) for name in sorted(clash)}
    body = substitute(body, {old: Var(new) for old, new in names.items()})
    renamed = tuple(replace(b, var=names.get(b.var, b.var)) for b in bindings(term))
    match term:
        case Quantified() | Count() | Fold() | DistinctOver():
            return replace(term, bindings=renamed, body=body)
        case _:
            return term


def fresh(stem: str, taken: frozenset[str] | set[str]) -> str:
    """Return `stem`, or `stem` with the smallest number that is not taken."""
    if stem not in taken:
        return stem
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}{number}") not in taken)


def symbols_in(term: Term) -> frozenset[str]:
    """Return the names of the symbols that a term applies."""
    return frozenset(part.name for part in subterms(term) if isinstance(part, Apply))


def depth(term: Term) -> int:
    """Return how deeply a term nests (1 for a leaf). Iterative: depth is no danger."""
    deepest, stack = 0, [(term, 1)]
    while stack:
        top, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((part, level + 1) for part in children(top))
    return deepest
