"""What would settle an answer: sentences to drop of a contradiction, facts to add to what is left open.

All of it is solved again within a budget, and certified where the kernel accepts evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from neurosym.accepted import certified
from neurosym.answer import Answer
from neurosym.explain.deciding import Addition, Deciding, deciding
from neurosym.explain.relax import Drop, Relaxations, relaxations
from neurosym.explain.tries import Tries, contradictory
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Enumerate, Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve import route
from neurosym.workers.budget import Budget

CALLS = 100
"""Solves that one explanation may cost."""

SHARE = 0.2
"""Part of all the time that one solve may take."""

OPEN = (Verdict.UNDETERMINED, Verdict.SEVERAL, Verdict.NONE)

Change = TypeVar("Change", Drop, Addition)


@dataclass(frozen=True, slots=True)
class Settling:
    """Solves changed problems; each within the budget, and all together within its `wall_s`."""

    runner: route.Runner
    budget: Budget
    backends: Sequence[str] = ()

    def relaxations(self, answer: Answer, calls: int) -> Relaxations:
        """Return what to drop of a contradiction. Raises `FaultError` (`no-conflict`) where there is none."""
        problem, result = answer.problem, answer.result
        if problem is None or result is None or not contradictory(problem, result) or _withheld(answer):
            raise FaultError(Fault("no-conflict", "the answer is no contradiction"))
        tries = self._tries(calls)
        found = relaxations(problem, result, tries, self._hit)
        prove = partial(self._certified, problem, tries)
        return replace(
            found, alone=tuple(map(prove, found.alone)), smallest=tuple(map(prove, found.smallest))
        )

    def deciding(self, answer: Answer, calls: int) -> Deciding:
        """Return facts to add to what is open. Raises `FaultError` (`not-open`) where nothing is."""
        problem, result = answer.problem, answer.result
        if problem is None or result is None or _withheld(answer) or not _is_open(problem, result):
            why = "nothing was decided" if answer.verdict.abstains else "the answer leaves no question open"
            raise FaultError(Fault("not-open", why))
        tries = self._tries(calls)
        found = deciding(problem, result, tries, self._hit)
        prove = partial(self._certified, problem, tries)
        return replace(
            found, sought=tuple(replace(each, found=tuple(map(prove, each.found))) for each in found.sought)
        )

    def _tries(self, calls: int) -> Tries:
        return Tries(self._decide, calls, self.budget.wall_s, self.budget.wall_s * SHARE)

    def _decide(self, problem: Problem, seconds: float) -> Result:
        return route.solve(problem, self.runner, self.budget.within(seconds), self.backends)

    def _hit(self, sets: Sequence[Sequence[int]], blocked: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
        return route.hitting_set(sets, blocked, self.runner, self.budget)

    def _certified(self, whole: Problem, tries: Tries, change: Change) -> Change:
        result = change.result
        if not (seconds := tries.seconds):
            return change
        answer = Answer(result.verdict, problem=change.problem(whole), result=result)
        proved = certified(answer, self.runner, self.budget.within(seconds), self.backends).result
        return replace(change, result=proved or result)


def _withheld(answer: Answer) -> bool:
    return answer.result is None or answer.verdict is not answer.result.verdict


def _is_open(problem: Problem, result: Result) -> bool:
    return (
        result.verdict in OPEN
        and not contradictory(problem, result)
        and not isinstance(problem.goal, Enumerate)
    )
