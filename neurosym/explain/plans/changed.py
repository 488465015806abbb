"""Problems made to learn about a plan: with one more number, further claims or another objective."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.ir.core import REAL, Apply, Claim, Compare, Num, Optimise, Problem, Symbol, Term
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Trust, Verdict
from neurosym.ir.walk import fresh
from neurosym.rewrite.linear import Limit, Line

Sense: TypeAlias = Literal["maximize", "minimize"]

TRUSTS: tuple[Trust, ...] = ("certified", "cross-checked", "solver-claimed", "unknown")
"""From the best checked to what was not."""


def with_number(problem: Problem, stem: str, sort: str = REAL) -> tuple[Problem, Apply]:
    """Return the problem with one more number, and the number."""
    name = fresh(stem, Signature.of(problem).names())
    return replace(problem, symbols=(*problem.symbols, Symbol(name, (), sort))), Apply(name)


def claimed(problem: Problem, *formulas: Term) -> Problem:
    """Return the problem with further claims, which are assumed."""
    taken = {claim.id for claim in problem.claims}
    claims = list(problem.claims)
    for formula in formulas:
        claims.append(Claim(fresh("also", taken), formula, kind="assumed"))
        taken.add(claims[-1].id)
    return replace(problem, claims=tuple(claims))


def asking(problem: Problem, sense: Sense, term: Term) -> Problem:
    """Return the problem with another objective."""
    return replace(problem, goal=Optimise(sense, term))


def as_good(sense: Sense, term: Term, value: Term) -> Term:
    """Return that the objective is at least as good as a value."""
    return Compare(">=" if sense == "maximize" else "<=", term, value)


def programme(limits: Mapping[str, Limit], sense: Sense, objective: Line) -> Problem:
    """Return a programme in fractions, from lines about constants; its claims are named as the limits."""
    lines = (objective, *(limit.line for limit in limits.values()))
    places = dict.fromkeys(place for line in lines for place in line.weights)
    claims = (
        Claim(name, Compare(limit.op, limit.line.term(), Num(0)), kind="assumed")
        for name, limit in limits.items()
    )
    symbols = tuple(Symbol(place.name, (), REAL) for place in places)
    return Problem((), symbols, tuple(claims), Optimise(sense, objective.term()))


def best(result: Result | None) -> Fraction | None:
    """Return the optimum that a result shows; None where it shows none."""
    if result is None or result.verdict is not Verdict.OPTIMAL or not isinstance(result.value, Mapping):
        return None
    value = result.value.get("objective")
    return Fraction(value) if isinstance(value, (int, Fraction)) else None


def of_number(value: Fraction, place: Apply, factor: Fraction) -> Term:
    """Return a number and so many times another."""
    return Line({place: factor} if factor else {}, value).term()


def weakest(*trusts: Trust) -> Trust:
    """Return the least of some trusts; nothing at all is certified."""
    return max(trusts, key=TRUSTS.index, default="certified")
