"""What the Z3 backend takes and how large it may be; looks at formulas only, before any is built."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping

from neurosym.ir.core import (
    INT,
    Apply,
    Arith,
    Compare,
    Count,
    Enumeration,
    Fold,
    Num,
    Range,
    Term,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, subterms
from neurosym.rewrite.constants import is_constant
from neurosym.rewrite.counting import by_witnesses
from neurosym.rewrite.expand import expanded_size, listed
from neurosym.solve.base import Theory

MAX_NODES = 300_000
"""Ground parts that Z3 gets to see; building one takes some ten microseconds."""

MAX_CASES = 64
"""A symbol that is applied to terms of more possible values than this becomes a function."""

MAX_DIGITS = 1_000

Env = Mapping[str, str]


def objection(theory: Theory) -> str:
    """Return why Z3 cannot take a theory, or nothing if it can."""
    signature = theory.signature
    formulas = [by_witnesses(formula, signature) for formula in theory.formulas.values()]
    size = sum(expanded_size(formula, signature) for formula in formulas)
    if size > MAX_NODES:
        return f"about {size:,} ground parts"
    in_terms = (_in_term(formula, {}, signature) for formula in formulas)
    return next(itertools.chain(_in_sorts(signature), *in_terms), "")


def _in_sorts(signature: Signature) -> Iterator[str]:
    for sort in signature.sorts.values():
        match sort:
            case Range(name, low, high) if low > high:
                yield f"`{name}` is empty"
            case Enumeration(name, elements, closed):
                if closed and not elements:
                    yield f"`{name}` is empty"
                if any(signature.elements[element] != name for element in elements):
                    yield f"an element of `{name}` stands in another sort too"
                if len(set(elements)) < len(elements):
                    yield f"an element of `{name}` stands there twice"


def _in_term(term: Term, env: Env, signature: Signature) -> Iterator[str]:
    match term:
        case Num(int(value)) if abs(value) >= 10**MAX_DIGITS:
            yield f"a number of more than {MAX_DIGITS} digits"
        case Count(bound) | Fold(_, bound):
            yield from (
                f"counting or adding up over `{binding.sort}`, which has no list of members"
                for binding in bound
                if listed(signature, binding.sort) is None
            )
        case Compare("<" | "<=" | ">" | ">=", left, _) if _open(left, env, signature):
            yield "an order on a sort that is open"
        case Arith("rank", (arg,)) if _open(arg, env, signature):
            yield "an order on a sort that is open"
        case Arith("/" | "//" | "%" as op, (dividend, divisor)):
            yield from _division(op, signature.sort_of(dividend, env) or INT, divisor, signature)
    inner = {**env, **{binding.var: binding.sort for binding in bindings(term)}}
    for part in children(term):
        yield from _in_term(part, inner, signature)


def _open(term: Term, env: Env, signature: Signature) -> bool:
    return signature.is_open(signature.sort_of(term, env) or "")


def _division(op: str, dividend: str, divisor: Term, signature: Signature) -> Iterator[str]:
    match divisor:
        case Num(value) if value != 0 and (op == "/" or isinstance(value, int)):
            if op != "/" and signature.base(dividend) != INT:
                yield f"`{op}` on numbers that are not whole"
        case _:
            yield "a division by something that is not a number other than zero"


def functions(signature: Signature, formulas: Iterable[Term]) -> frozenset[str]:
    """Return the symbols that would need too many cases where their arguments are not constant."""
    found: set[str] = set()
    for formula in formulas:
        for term in subterms(formula):
            if isinstance(term, Apply) and term.name not in found and _cases(term, signature) > MAX_CASES:
                found.add(term.name)
    return frozenset(found)


def _cases(term: Apply, signature: Signature) -> int:
    sorts = signature.symbols[term.name].args
    return math.prod(
        len(listed(signature, sort) or ())
        for arg, sort in zip(term.args, sorts, strict=True)
        if not is_constant(arg)
    )
