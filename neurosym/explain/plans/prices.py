"""What one more on a limit of a linear plan is worth, and how far that holds: by exact programmes.

The worth is a derivative of the best value, found as the best direction along the limits that bind, which is
the dual programme turned round (Gal, "Postoptimal analyses, parametric programming, and related topics",
1979). Where a plan is degenerate, it is another one for less than for more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import (
    as_good,
    asking,
    best,
    claimed,
    of_number,
    programme,
    weakest,
    with_number,
)
from neurosym.explain.plans.linear import Linear
from neurosym.explain.tries import Tries
from neurosym.ir.core import Apply, Arith, Compare, Num, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.verdict import Result, Trust, Verdict
from neurosym.rewrite.linear import Limit, Line

Way: TypeAlias = Literal[1, -1]
"""Whether a figure grows or shrinks."""


@dataclass(frozen=True, slots=True)
class Side:
    """What the best value changes by for each unit by which a figure is moved one way.

    `each`: None where there is no plan then. `reach`: units for which that holds, None where it is for ever.
    """

    each: Fraction | None
    reach: Fraction | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class Price:
    """What it is worth to move the figure of a bound up and down."""

    bound: Bound
    more: Side
    less: Side

    @property
    def shadow(self) -> Fraction | None:
        """The change of the best value for each unit more, where both sides agree on it."""
        if self.more.each is None or self.less.each is None or self.more.each != -self.less.each:
            return None
        return self.more.each

    @property
    def trust(self) -> Trust:
        """How far the price was checked."""
        return weakest(self.more.trust, self.less.trust)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a quantity counts for in the objective, and between which values the plan stays a best one.

    `low`, `high`: None where there is no end.
    """

    place: Apply
    now: Fraction
    low: Fraction | None
    high: Fraction | None
    trust: Trust


class Prices:
    """Works out what the limits of a problem are worth, of which `plan` is a best one, with this value."""

    def __init__(
        self, problem: Problem, linear: Linear, plan: Evaluator, value: Fraction, tries: Tries
    ) -> None:
        self._problem, self._linear, self._value, self._tries = problem, linear, value, tries
        binding = [bound for bound in linear.bounds if not bound.spare(plan)]
        # what somebody said comes first, in case that the budget does not reach far
        self.binding = sorted(binding, key=lambda bound: bound.claim.kind == "assumed")
        self._objective = linear.objective or Line({})

    # --- limits

    def of(self, bound: Bound) -> Price | None:
        """Return the price of a bound that binds; None where a budget was met."""
        more = self._side(bound, 1)
        less = self._side(bound, -1) if more else None
        return Price(bound, more, less) if more and less else None

    def _side(self, bound: Bound, way: Way) -> Side | None:
        slope = self._tries(self._direction(bound, way))
        if slope is not None and slope.verdict is Verdict.INFEASIBLE:
            return Side(None, None, slope.trust)
        each = best(slope)
        if slope is None or each is None:
            return None
        each = each if self._linear.sense == "maximize" else -each
        far = self._tries(self._as_far_as(bound, way, each))
        if far is None or (best(far) is None and far.verdict is not Verdict.UNBOUNDED):
            return None
        return Side(each, best(far), weakest(slope.trust, far.trust))

    def _direction(self, bound: Bound, way: Way) -> Problem:
        """Return the programme of the best direction in which the plan can go as the figure moves."""
        step = {place: Apply(f"step{n}") for n, place in enumerate(self._linear.places)}

        def turned(line: Line, constant: Fraction = Fraction(0)) -> Line:
            return Line({step[place]: weight for place, weight in line.weights.items()}, constant)

        limits: dict[str, Limit] = {}
        for one in self.binding:
            here, there = one.limit(), one.limit(way if one is bound else 0)
            moved = there.line.constant - here.line.constant
            limits[f"limit {len(limits)}"] = Limit(turned(here.line, moved), here.op)
        return programme(limits, "maximize", turned(self._linear.larger(self._objective)))

    def _as_far_as(self, bound: Bound, way: Way, each: Fraction) -> Problem:
        """Return the problem of how far the figure can move while the best value follows at the same rate."""
        problem, shift = with_number(self._problem, "shift")
        problem = bound.moved(problem, Arith("*", (Num(way), shift)))
        follows = as_good(self._linear.sense, self._linear.term, of_number(self._value, shift, each))
        return asking(claimed(problem, Compare(">=", shift, Num(0)), follows), "maximize", shift)

    # --- the objective

    def weights(self) -> Iterator[Weight]:
        """Yield for each quantity of the objective what it may count for with the same plan."""
        for place, now in self._objective.weights.items():
            up, down = (self._tries(self._prices_for(place, way)) for way in (1, -1))
            if up is None or down is None or not (_ended(up) and _ended(down)):
                return
            high, low = best(up), best(down)
            ends = (now - low if low is not None else None, now + high if high is not None else None)
            if self._linear.sense == "minimize":
                ends = (now - high if high is not None else None, now + low if low is not None else None)
            yield Weight(place, now, *ends, weakest(up.trust, down.trust))

    def _prices_for(self, place: Apply, way: Way) -> Problem:
        """Return the programme of how far a weight can go up or down while some prices of limits explain it.

        Those are the limits that bind: so the plan is a best one (complementary slackness).
        """
        shift = Apply("shift")
        price = {Apply(f"price{n}"): bound.limit() for n, bound in enumerate(self.binding)}
        limits = {"up or down": Limit(Line({shift: Fraction(-1)}), "<=")}
        for name, limit in price.items():
            if limit.op != "==":
                limits[f"{name.name} counts"] = Limit(Line({name: Fraction(-1)}), "<=")
        objective = self._linear.larger(self._objective)
        for number, other in enumerate(self._linear.places):
            paid = {name: w for name, limit in price.items() if (w := limit.line.weights.get(other))}
            moved = {shift: Fraction(-way)} if other == place else {}
            line = Line({**paid, **moved}, -objective.weights.get(other, Fraction(0)))
            limits[f"quantity {number}"] = Limit(line, "==")
        return programme(limits, "maximize", Line({shift: Fraction(1)}))


def _ended(result: Result) -> bool:
    return best(result) is not None or result.verdict is Verdict.UNBOUNDED
