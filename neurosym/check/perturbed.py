"""Limits of a plan that nothing reacts to: however their numbers are changed, the best stays. Warnings only.

A limit that does not bind is made to bind first; what then reacts to nothing may be misread. Asks a solver,
within a number of calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from neurosym.check.base import Decider
from neurosym.faults import Fault, Span
from neurosym.ir.core import Claim, Compare, Entails, Num, Optimise, Problem
from neurosym.ir.terms import OPPOSITE, number
from neurosym.ir.verdict import Result, Verdict

LIMITS = 8
"""Limits of one plan that are looked at."""

SHIFT = Fraction(1, 10)
"""By which part of itself a number is changed."""


def idle_limits(problem: Problem, result: Result, decide: Decider) -> Iterator[Fault]:
    """Yield a warning for each limit that the text states and that the best value never reacts to.

    A limit without which the best is another one reacts; so only those that the result does without are
    looked at. One that follows from the others limits nothing. Any other is turned round, so that it binds,
    and its number is moved.
    """
    if not isinstance(problem.goal, Optimise) or result.verdict is not Verdict.OPTIMAL or not result.minimal:
        return
    spare = [c for c in problem.claims if c.kind == "said" and c.says and c.id not in result.core]
    for claim in [claim for claim in spare if _is_limit(claim)][:LIMITS]:
        others = tuple(other for other in problem.claims if other is not claim)
        where = Span(claim.says, 0, len(claim.says), "quoted")
        follows = decide(replace(problem, claims=others, goal=Entails(claim.formula, claim.says)))
        if follows.verdict is Verdict.PROVED:
            what = "what this says follows from the rest: it limits nothing"
            yield Fault("idle", what, where, "is its number read right?", claim.id, "warning")
        elif _stays(problem, claim, others, decide):
            what = "whatever number stands here, the best stays the same"
            yield Fault("idle", what, where, "is it read right?", claim.id, "warning")


def _is_limit(claim: Claim) -> bool:
    match claim.formula:
        case Compare("<=" | "<" | ">=" | ">", _, right):
            return right != Num(0)
        case _:
            return False


def _stays(problem: Problem, claim: Claim, others: tuple[Claim, ...], decide: Decider) -> bool:
    """Say whether the best value stays where a limit is turned round, and its number moved."""
    match claim.formula:
        case Compare(op, left, Num(value)):
            bests = []
            for moved in (value, value * (1 + SHIFT)):
                turned = replace(claim, formula=Compare(OPPOSITE[op], left, number(Fraction(moved))))
                bests.append(_best(decide(replace(problem, claims=(*others, turned)))))
            return bests[0] is not None and bests[0] == bests[1]
        case _:
            return False


def _best(result: Result) -> object:
    found = result.value.get("objective") if isinstance(result.value, Mapping) else None
    return found if result.verdict is Verdict.OPTIMAL else None
