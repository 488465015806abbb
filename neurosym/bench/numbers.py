"""Programmes in numbers alone, and as problems of the engine. Solves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.bench.formulation import Sense
from neurosym.ir.core import (
    INT,
    REAL,
    Apply,
    Arith,
    Claim,
    Compare,
    Num,
    Optimise,
    Problem,
    Range,
    Symbol,
    Term,
)
from neurosym.ir.terms import number

Weights: TypeAlias = Mapping[int, Fraction]
"""How much one of each number counts, by the place of the number."""

Op: TypeAlias = Literal["<=", "==", ">="]

Limit: TypeAlias = "tuple[Weights, Op, Fraction]"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The best sum of numbers that are not negative and keep within limits.

    `count`: how many numbers; `whole`: none of them may be a fraction; `most`: the greatest that each may
    be, if there is one.
    """

    sense: Sense
    count: int
    objective: Weights
    limits: tuple[Limit, ...]
    whole: bool = False
    most: int | None = None


def problem_of(numbers: Numbers) -> Problem:
    """Return a programme as a problem, each limit as a claim."""
    sort = INT if numbers.whole else REAL
    places = [Apply(f"x{place}") for place in range(1, numbers.count + 1)]
    said = [Compare(op, _sum(weights, places), number(end)) for weights, op, end in numbers.limits]
    claims = [Claim(f"c{number}", formula) for number, formula in enumerate(said, start=1)]
    ends = [Compare(">=", place, Num(0)) for place in places]
    sorts: tuple[Range, ...] = ()
    if numbers.most is not None and numbers.whole:
        sort, ends = "Amount", []
        sorts = (Range(sort, 0, numbers.most),)
    elif numbers.most is not None:
        ends += [Compare("<=", place, Num(numbers.most)) for place in places]
    claims += [Claim(f"a{number}", formula, kind="assumed") for number, formula in enumerate(ends, start=1)]
    symbols = tuple(Symbol(place.name, (), sort) for place in places)
    return Problem(sorts, symbols, tuple(claims), Optimise(numbers.sense, _sum(numbers.objective, places)))


def _sum(weights: Weights, places: Sequence[Term]) -> Term:
    terms = [
        places[place] if weight == 1 else Arith("*", (number(weight), places[place]))
        for place, weight in weights.items()
        if weight
    ]
    match terms:
        case []:
            return Num(0)
        case [only]:
            return only
        case _:
            return Arith("+", tuple(terms))
