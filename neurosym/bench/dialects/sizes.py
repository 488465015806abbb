"""`y > 9` in first-order text that calculates nothing: an ordering of things, and no arithmetic.

First-order text has one sort, and LMs compare in it what they also name (`y = rent`). So a comparison is
the relation `greater`, of which it is assumed that it is transitive and never goes both ways, and how the
numbers of the text stand. All that follows from this follows of numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Claim,
    Compare,
    Element,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.fol import DEFAULT_SORT
from neurosym.ir.fol_parser import Parsed
from neurosym.ir.names import unmangle
from neurosym.ir.signature import Signature
from neurosym.ir.walk import subterms, transform

GREATER = "greater"


def calculates(term: Term) -> bool:
    """Say whether a formula needs numbers that can be added or multiplied."""
    return any(isinstance(part, Arith) for part in subterms(term))


def as_relation(parsed: Parsed) -> Parsed:
    """Return a draft with `greater(a, b)` for `a > b`."""
    return replace(parsed, term=transform(parsed.term, _related))


def _related(term: Term) -> Term:
    match term:
        case Compare(">", left, right):
            return Apply(GREATER, (left, right))
        case Compare("<", left, right):
            return Apply(GREATER, (right, left))
        case Compare(">=", left, right):
            return Or((Apply(GREATER, (left, right)), Compare("==", left, right)))
        case Compare("<=", left, right):
            return Or((Apply(GREATER, (right, left)), Compare("==", left, right)))
        case _:
            return term


def with_order(problem: Problem) -> Problem:
    """Add what is assumed of `greater`, where the problem compares by size."""
    signature = Signature.of(problem)
    symbol = signature.symbols.get(GREATER)
    if symbol is None or symbol.args != (DEFAULT_SORT, DEFAULT_SORT):
        return problem
    return replace(problem, claims=(*problem.claims, *_assumed(signature)))


def _assumed(signature: Signature) -> Iterator[Claim]:
    x, y, z = (Binding(name, DEFAULT_SORT) for name in ("x", "y", "z"))
    above = Apply(GREATER, (Var("x"), Var("y")))
    back = Not(Apply(GREATER, (Var("y"), Var("x"))))
    further = Apply(GREATER, (Var("y"), Var("z")))
    whole = Apply(GREATER, (Var("x"), Var("z")))
    yield _claim("one way", Quantified("all", (x, y), Implies(above, back)))
    yield _claim("transitive", Quantified("all", (x, y, z), Implies(And((above, further)), whole)))
    numbers = sorted((value, name) for name in signature.elements if (value := _value(name)) is not None)
    for (_, low), (_, high) in pairwise(numbers):
        yield _claim(f"{high} above {low}", Apply(GREATER, (Element(high), Element(low))))


def _claim(name: str, formula: Term) -> Claim:
    return Claim(f"greater: {name}", formula, "sizes are in order", kind="assumed")


def _value(name: str) -> Fraction | None:
    text = unmangle(name)
    return Fraction(text) if re.fullmatch(r"\d+(?:\.\d+|/[1-9]\d*)?", text, re.ASCII) else None
