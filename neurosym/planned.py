"""What a plan rests on, and what would become of it: changed problems, solved again within a budget.

All of it is certified where the kernel accepts evidence; what is not says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.accepted import certified
from neurosym.answer import Answer
from neurosym.explain.plans.curve import Curve, around, curve
from neurosym.explain.plans.growth import Growth, growth
from neurosym.explain.plans.linear import NO_PLAN, Linear
from neurosym.explain.plans.plan import BestPlan, best_plan
from neurosym.explain.plans.repairs import Repairs, repairs
from neurosym.explain.tries import Tries
from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.certificate import Key, Ray
from neurosym.ir.core import Optimise, Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve import route
from neurosym.workers.budget import Budget

SHARE = 0.2
"""Part of all the time that one solve may take."""

UNDECIDED = Fault("no-plan", "it was not decided what is best", hint="give it more time")

Plan: TypeAlias = "BestPlan | Repairs | Growth"


@dataclass(frozen=True, slots=True)
class Planning:
    """Solves changed problems; each within the budget, and all together within its `wall_s`."""

    runner: route.Runner
    budget: Budget
    backends: Sequence[str] = ()

    def plan(self, answer: Answer, calls: int) -> Plan:
        """Say what a plan rests on, what would make one possible, or what limit a best one lacks.

        Raises `FaultError`: `no-plan` where none was asked for, or none was decided; `too-big`.
        """
        problem, result = _planned(answer)
        match result.verdict:
            case Verdict.OPTIMAL:
                return best_plan(problem, result, self._tries(calls))
            case Verdict.INFEASIBLE:
                return repairs(problem, result, self._tries(calls))
            case Verdict.UNBOUNDED if ray := _ray(answer):
                return growth(problem, answer.models[0], ray, self._tries(calls))
            case _:
                raise FaultError(UNDECIDED if isinstance(problem.goal, Optimise) else NO_PLAN)

    def curve(self, answer: Answer, claim: str, figures: Iterable[Fraction | int], calls: int) -> Curve:
        """Return the best value as the first figure of a claim takes others; round ones where none is named.

        Raises `FaultError`: `no-plan`, `no-figure` where the claim sets no limit, `too-big`.
        """
        problem, _ = _planned(answer)
        bounds = {bound.claim.id: bound for bound in reversed(Linear.of(problem).bounds)}
        if claim not in bounds:
            what = f"`{claim}` sets no limit to what is decided"
            raise FaultError(Fault("no-figure", what, hint=suggestion(claim, bounds)))
        wanted = tuple(map(Fraction, figures)) or around(bounds[claim].figure)
        return curve(problem, bounds[claim], wanted, self._tries(calls))

    def _tries(self, calls: int) -> Tries:
        return Tries(self._decide, calls, self.budget.wall_s, self.budget.wall_s * SHARE)

    def _decide(self, problem: Problem, seconds: float) -> Result:
        answer = self.answered(problem, seconds)
        return answer.result or Result(Verdict.UNKNOWN)

    def answered(self, problem: Problem, seconds: float) -> Answer:
        """Answer a problem without faults in so many seconds, and in as many look for a certificate."""
        within = self.budget.within(seconds)
        result = route.solve(problem, self.runner, within, self.backends)
        answer = Answer(result.verdict, problem=problem, result=result)
        return certified(answer, self.runner, within, self.backends)


def _planned(answer: Answer) -> tuple[Problem, Result]:
    """Return what was solved. Raises `FaultError` where that is withheld, or nothing was."""
    problem, result = answer.problem, answer.result
    if problem is None or result is None or answer.verdict is not result.verdict:
        raise FaultError(Fault("no-plan", "no answer was given that could be explained"))
    return problem, result


def _ray(answer: Answer) -> dict[Key, Fraction]:
    """Return the certified direction in which a programme never ends."""
    evidence = answer.certificate.evidence if answer.certificate else ()
    return {key: step for one in evidence if isinstance(one, Ray) for key, step in one.steps}
