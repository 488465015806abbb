"""Why an answer is as it is, and what would change it: all explanations that solve problems again."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from neurosym.accepted import deduced
from neurosym.answer import Answer
from neurosym.explain.deciding import Deciding
from neurosym.explain.plans.curve import Curve
from neurosym.explain.relax import Relaxations
from neurosym.explain.steps import Steps
from neurosym.ir.core import Problem
from neurosym.planned import Plan, Planning
from neurosym.settled import CALLS, Settling
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool


class Explaining:
    """Explains answers by solving changed problems in these worker processes."""

    def __init__(self, pool: Pool, budget: Budget, backends: tuple[str, ...]) -> None:
        self._pool, self._budget, self._backends = pool, budget, backends

    def steps(self, answer: Answer) -> Steps:
        """Deduce an answer step by step, each step from as few sentences as will do, and certified.

        Raises `FaultError`: `no-steps`, or why there are none (`open-sort`, `unsupported`).
        """
        return deduced(answer, self._pool, self._budget, self._backends)

    def relaxations(self, answer: Answer, calls: int = CALLS) -> Relaxations:
        """Say what to drop of a contradiction, and what the answer would be then.

        Solves at most `calls` times, within the wall time of one solve. Raises `FaultError` (`no-conflict`).
        """
        return Settling(self._pool, self._budget, self._backends).relaxations(answer, calls)

    def deciding(self, answer: Answer, calls: int = CALLS) -> Deciding:
        """Find facts that would settle what an answer leaves open; limits as for `relaxations`.

        Raises `FaultError` (`not-open`).
        """
        return Settling(self._pool, self._budget, self._backends).deciding(answer, calls)

    def plan(self, answer: Answer, calls: int = CALLS) -> Plan:
        """Say what a best plan rests on; limits as for `relaxations`. Raises `FaultError` (`no-plan`)."""
        return Planning(self._pool, self._budget, self._backends).plan(answer, calls)

    def _answered(self, problem: Problem) -> Answer:
        """Answer a problem without faults as it stands, with a certificate if one is found."""
        return Planning(self._pool, self._budget, self._backends).answered(problem, self._budget.wall_s)

    def curve(self, answer: Answer, claim: str, figures: Iterable[Fraction | int] = ()) -> Curve:
        """Return the best value as the figure of a claim (by id) takes others, each solved again.

        `figures`: round ones about its own if none is named. Raises `FaultError`: `no-plan`, `no-figure`.
        """
        return Planning(self._pool, self._budget, self._backends).curve(answer, claim, figures, CALLS)
