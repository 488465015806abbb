"""Repairs of terms that stand where another sort belongs. Each has one reading that fits, or is left alone.

Knows no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import permutations

from neurosym.check.base import Repair
from neurosym.check.places import Env, places, rewrite, shown, slots, transform_in_scope
from neurosym.ir.core import (
    BOOL,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    DistinctOver,
    Fold,
    If,
    Not,
    Num,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature

_PLACES = 4
"""Arguments of a symbol whose order is looked into."""


def order_arguments(problem: Problem) -> Iterator[Repair]:
    """Put arguments in the one order that their sorts allow: `on_sale(used, jazz)`."""
    yield from everywhere(problem, "argument-order", "Arguments stand in the order of their sorts", _ordered)


def rebind_variables(problem: Problem) -> Iterator[Repair]:
    """Let a variable range over the sort that all of its places need."""
    yield from everywhere(
        problem, "binder-sort", "A variable ranges over the sort that its places need", _rebound
    )


def count_truths(problem: Problem) -> Iterator[Repair]:
    """Let a truth value that is compared or calculated with as a number count as 1 or 0."""
    yield from everywhere(problem, "truth-value", "A truth value counts as 1 or 0", _counted)


Change = Callable[[Signature, Term, Env], Term]


def everywhere(problem: Problem, code: str, what: str, change: Change) -> Iterator[Repair]:
    """Yield the problem with a change made to all terms, where that changes any."""
    signature = Signature.of(problem)
    changed = rewrite(
        problem, lambda place: transform_in_scope(place.formula, place.env, partial(change, signature))
    )
    pairs = zip(places(problem), places(changed), strict=True)
    example = next((new.formula for old, new in pairs if old.formula != new.formula), None)
    if example is not None:
        yield Repair(code, f"{what}: {shown(print_formula(example))}.", changed)


def _fits(signature: Signature, actual: str | None, needed: str) -> bool:
    if actual is None:
        return True
    return actual == needed or (signature.is_numeric(actual) and signature.is_numeric(needed))


def _ordered(signature: Signature, term: Term, env: Env) -> Term:
    symbol = signature.symbols.get(term.name) if isinstance(term, Apply) else None
    if (
        symbol is None
        or not isinstance(term, Apply)
        or len(symbol.args) != len(term.args)
        or len(term.args) > _PLACES
    ):
        return term
    sorts = {arg: signature.sort_of(arg, env) for arg in term.args}
    good = {
        args
        for args in permutations(term.args)
        if all(_fits(signature, sorts[arg], needed) for arg, needed in zip(args, symbol.args, strict=True))
    }
    return replace(term, args=good.pop()) if len(good) == 1 else term


def _rebound(signature: Signature, term: Term, env: Env) -> Term:
    if not isinstance(term, (Quantified, Count, Fold, DistinctOver)):
        return term
    inner = {**env, **{binding.var: binding.sort for binding in term.bindings}}
    needed: dict[str, set[str]] = {}
    for slot in slots(term.body, signature, inner):
        if isinstance(slot.term, Var) and slot.needs is not None:
            needed.setdefault(slot.term.name, set()).add(slot.needs)
    bound = tuple(_rebinding(signature, binding, needed.get(binding.var, set())) for binding in term.bindings)
    return term if bound == term.bindings else replace(term, bindings=bound)


def _rebinding(signature: Signature, binding: Binding, needed: set[str]) -> Binding:
    (sort, *others) = needed or {binding.sort}
    known = sort in signature.sorts
    if others or not known or _fits(signature, binding.sort, sort):
        return binding
    return replace(binding, sort=sort)


def _counted(signature: Signature, term: Term, env: Env) -> Term:
    def truth(part: Term) -> bool:
        return signature.sort_of(part, env) == BOOL

    def number(part: Term) -> Term:
        return If(part, Num(1), Num(0)) if truth(part) else part

    match term:
        case Compare("==", left, Num(value)) if truth(left) and value in (0, 1):
            return left if value else Not(left)
        case Compare("!=", left, Num(value)) if truth(left) and value in (0, 1):
            return Not(left) if value else left
        case Compare(op, left, right) if truth(left) != truth(right):
            sort = signature.sort_of(right if truth(left) else left, env)
            numeric = sort is not None and signature.is_numeric(sort)
            return Compare(op, number(left), number(right)) if numeric else term
        case Arith(op, args) if op != "rank" and any(map(truth, args)):
            return Arith(op, tuple(map(number, args)))
        case _:
            return term
