"""Why there is no best plan: what can grow for ever, and which limit is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import claimed
from neurosym.explain.plans.linear import Linear
from neurosym.explain.plans.plan import words
from neurosym.explain.report import aligned
from neurosym.explain.say import signed
from neurosym.explain.tries import Tries
from neurosym.ir.certificate import Key
from neurosym.ir.core import Apply, Compare, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant, number
from neurosym.ir.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Growth:
    """A direction without end, by which the objective `gains` at each step; printed one quantity a line.

    `steps`: how much of each quantity a step adds; `bounds`: what claims say of these, which goes on holding.
    `enough`: the quantities of which a limit on each alone would give a best plan; `together`: whether limits
    on all of them would.
    """

    problem: Problem
    steps: Mapping[Apply, Fraction]
    gains: Fraction
    bounds: tuple[Bound, ...]
    enough: tuple[Apply, ...]
    together: bool
    left: str = ""

    def __str__(self) -> str:
        head = f"This can go on for ever, and each step changes the objective by {signed(self.gains)}:"
        rows = [
            (print_formula(place), signed(step), f"no sentence stops it from {_going(step)}")
            for place, step in self.steps.items()
        ]
        holding = [
            (bound.claim.id, words(bound), print_formula(bound.parts[bound.part]), "holds all along")
            for bound in self.bounds
        ]
        parts = [[head, *aligned(rows)], list(aligned(holding)), list(self._missing())]
        return "\n\n".join("\n".join(part) for part in parts if part)

    def _missing(self) -> Iterator[str]:
        for place in self.enough:
            side = _side(self.steps[place])
            yield f"There is a best plan as soon as `{print_formula(place)}` is limited from {side}."
        if not self.enough and self.together:
            yield "There is a best plan as soon as all of them are limited; one alone is not enough."
        if not self.together and not self.left:
            yield "Limits on these alone do not give a best plan."
        if self.left:
            yield f"({self.left})"


def growth(problem: Problem, model: Model, steps: Mapping[Key, Fraction], tries: Tries) -> Growth:
    """Say which limit an endless direction lacks. Raises `FaultError` (`no-plan`, `too-big`)."""
    linear = Linear.of(problem)
    along = _in_whole_steps(steps)
    bounds = tuple(bound for bound in linear.bounds if along.keys() & bound.weights.keys())
    objective = linear.objective.weights if linear.objective else {}
    gains = sum((step * objective.get(place, Fraction(0)) for place, step in along.items()), Fraction(0))
    plan = Evaluator(Signature.of(problem), model)
    ends = {
        place: Compare("<=" if step > 0 else ">=", place, number(Fraction(plan.number(place))))
        for place, step in along.items()
    }

    def ended(*places: Apply) -> bool:
        result = tries(claimed(problem, *(ends[place] for place in places)))
        return result is not None and result.verdict is Verdict.OPTIMAL

    enough = tuple(place for place in along if ended(place))
    together = bool(enough) or ended(*along)
    left = "" if tries.left else f"stopped at the budget of {tries.limits}"
    said = tuple(bound for bound in bounds if bound.claim.kind != "assumed")
    return Growth(problem, along, gains, said, enough, together, left)


def _in_whole_steps(steps: Mapping[Key, Fraction]) -> dict[Apply, Fraction]:
    """Return the same direction in the least whole numbers."""
    times = math.lcm(*(step.denominator for step in steps.values()))
    common = math.gcd(*(int(step * times) for step in steps.values())) or 1
    found: dict[Apply, Fraction] = {}
    for (name, row), step in steps.items():
        args = (constant(value) for value in row if not isinstance(value, tuple))
        if step:
            found[Apply(name, tuple(args))] = step * times / common
    return found


def _side(step: Fraction) -> str:
    return "above" if step > 0 else "below"


def _going(step: Fraction) -> str:
    return "growing" if step > 0 else "falling"
