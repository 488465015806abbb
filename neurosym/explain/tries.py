"""A limited number of questions to a solver: nothing is said of a changed problem that was not solved."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from neurosym.explain.report import SAYS
from neurosym.explain.say import clipped
from neurosym.faults import visible
from neurosym.ir.core import Claim, Options, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Result, Verdict

Decider: TypeAlias = Callable[[Problem, float], Result]
"""Decides a problem in at most so many seconds; raises nothing on a problem without errors."""

Hitter: TypeAlias = Callable[[Sequence[Sequence[int]], Sequence[Sequence[int]]], tuple[int, ...] | None]
"""Returns a smallest set that meets all of the first sets and contains none of the second."""


class Tries:
    """Solves while `calls` and `seconds` (of wall time, from now) last, each in at most `each` seconds."""

    def __init__(self, decide: Decider, calls: int, seconds: float, each: float) -> None:
        self._decide = decide
        self._until, self._each = time.monotonic() + seconds, each
        self.left = calls
        self.limits = f"{calls} solves and {seconds:g} seconds"

    @property
    def seconds(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._until - time.monotonic())

    def __call__(self, problem: Problem) -> Result | None:
        """Return the verdict on a problem, None once nothing is left."""
        seconds = min(self.seconds, self._each)
        if self.left <= 0 or seconds <= 0:
            self.left = 0
            return None
        self.left -= 1
        return self._decide(problem, seconds)


def contradictory(problem: Problem, result: Result) -> bool:
    """Say whether the claims contradict each other; that no option fits is no contradiction."""
    if result.verdict is Verdict.NONE:
        return not isinstance(problem.goal, Options)
    return result.verdict in (Verdict.INCONSISTENT, Verdict.INFEASIBLE)


def possible(problem: Problem, result: Result) -> bool:
    """Say whether a world was found in which all claims are true."""
    return bool(result.models) and not contradictory(problem, result)


def cited(claims: Sequence[Claim], ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield claims by their ids, with the sentence that each quotes, as cells of a legend."""
    for claim in claims:
        if claim.id in ids:
            kind = "" if claim.kind == "said" else f"({claim.kind}) "
            words = visible(claim.says) or print_formula(claim.formula)
            yield claim.id, clipped(f"{kind}{words}", 2 * SAYS)


def sentences(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Return the claims by the sentence that they quote, in their order; without one, each by itself."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.kind, claim.says or claim.id), []).append(claim)
    return tuple(map(tuple, groups.values()))
