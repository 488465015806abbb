"""Why a plan is the best: what binds, what limits are worth, which other plans are as good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import best
from neurosym.explain.plans.curve import Curve, around, curve
from neurosym.explain.plans.linear import Linear
from neurosym.explain.plans.others import Extent, Others, others
from neurosym.explain.plans.prices import Price, Prices, Side, Weight
from neurosym.explain.report import SAYS, aligned
from neurosym.explain.say import clipped, plain, signed
from neurosym.explain.tries import Tries
from neurosym.explain.worlds import side_by_side
from neurosym.faults import Fault, FaultError, visible
from neurosym.ir.core import Compare, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Trust

MAX_CURVES = 6
"""Limits whose figures are varied."""

MAX_LINES = 24
"""Limits that are shown."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands to a bound: what its two sides come to, and how far they are apart.

    `compared`: the comparison with the values put in; `hinders`: the claim is one of those that stand in the
    way of a better plan.
    """

    bound: Bound
    compared: str
    spare: Fraction
    hinders: bool

    @property
    def binds(self) -> bool:
        """Whether the plan stands at the figure."""
        return not self.spare


@dataclass(frozen=True, slots=True)
class BestPlan:
    """What a best plan rests on; printed one limit a line.

    `prices` and `weights`: of a linear programme in fractions; `curves`: of any other problem.
    `left`: why there may be more to say.
    """

    problem: Problem
    plan: Model
    value: Fraction
    standings: tuple[Standing, ...]
    prices: tuple[Price, ...] = ()
    weights: tuple[Weight, ...] = ()
    curves: tuple[Curve, ...] = ()
    others: Others | None = None
    left: str = ""

    def __str__(self) -> str:
        parts = [self._limits(), self._weights(), *map(str, self.curves), "\n".join(self._others())]
        return "\n\n".join(filter(None, (*parts, f"({self.left})" if self.left else "")))

    def _limits(self) -> str:
        known = {(price.bound.claim.id, price.bound.part): price for price in self.prices}
        shown = [one for one in self.standings if self._is_shown(one)]
        told = Counter(words(one.bound) for one in shown)
        rows = [
            (
                one.bound.claim.id,
                words(one.bound),
                clipped(print_formula(one.bound.amount), SAYS) if told[words(one.bound)] > 1 else "",
                one.compared,
                _state(one),
                _worth(known.get((one.bound.claim.id, one.bound.part))),
            )
            for one in shown[:MAX_LINES]
        ]
        several = any(amount for _, _, amount, *_ in rows)
        cells = rows if several else [(id, said, *rest) for id, said, _, *rest in rows]
        lines = [line.rstrip() for line in aligned(cells)]
        return "\n".join((*lines, *_more(len(shown), "limits")))

    def _is_shown(self, one: Standing) -> bool:
        """Say whether a bound says something: of what is assumed, only that a quantity would not be had."""
        if one.bound.claim.kind != "assumed":
            return True
        return bool(self.prices) and one.binds and one.bound.op != "=="

    def _weights(self) -> str:
        rows = [
            (print_formula(one.place), f"counts {plain(one.now)};", _kept(one) + _doubt(one.trust))
            for one in self.weights
        ]
        return "\n".join((*aligned(rows[:MAX_LINES]), *_more(len(rows), "quantities")))

    def _others(self) -> Iterator[str]:
        if self.others is None or self.others.exist is None:
            return
        if not self.others.exist:
            yield f"No other plan is as good.{_doubt(self.others.trust)}"
        elif self.others.plan is not None:
            yield f"Other plans are as good, such as the second one here:{_doubt(self.others.trust)}"
            extents = {print_formula(extent.place): extent for extent in self.others.extents}
            facts = side_by_side(self.problem, (self.plan, self.others.plan))
            differing = [row for row in facts if row.differs]
            rows = [(row.what, *row.values, _extent(extents.get(row.what))) for row in differing[:MAX_LINES]]
            yield from (line.rstrip() for line in aligned(rows))
            yield from _more(len(differing), "differences")


def _extent(extent: Extent | None) -> str:
    return f"{_between(extent.low, extent.high)} in all of them" if extent else ""


def _more(count: int, what: str) -> Iterator[str]:
    if count > MAX_LINES:
        yield f"(and {count - MAX_LINES} more {what})"


def words(bound: Bound) -> str:
    """Return the sentence of a bound, clipped, or its formula where there is none."""
    claim = bound.claim
    said = visible(claim.says) or print_formula(bound.parts[bound.part])
    return clipped(f"({claim.kind}) {said}" if claim.kind != "said" else said, SAYS)


def _compared(bound: Bound, plan: Evaluator) -> str:
    formula = bound.parts[bound.part]
    if not isinstance(formula, Compare):
        return ""
    return f"{plain(plan.number(formula.left))} {formula.op} {plain(plan.number(formula.right))}"


def _state(one: Standing) -> str:
    if one.binds:
        return "binds"
    return f"{plain(one.spare)} to spare{', yet in the way' if one.hinders else ''}"


def _doubt(trust: Trust) -> str:
    return "" if trust == "certified" else f" ({trust})"


def _kept(weight: Weight) -> str:
    if weight.low is None and weight.high is None:
        return "the same plan is best whatever it counts"
    return f"the same plan is best {_between(weight.low, weight.high)}"


def _between(low: Fraction | None, high: Fraction | None) -> str:
    if low == high and low is not None:
        return plain(low)
    if low is None:
        return "" if high is None else f"up to {plain(high)}"
    return f"from {plain(low)} on" if high is None else f"from {plain(low)} to {plain(high)}"


def _worth(price: Price | None) -> str:
    if price is None:
        return ""
    bound, more, less = price.bound, price.more, price.less
    # where both sides are decided there is no figure to be seen, only a shift
    figure = Fraction(0) if bound.relative else bound.figure
    low = None if less.reach is None else figure - less.reach
    high = None if more.reach is None else figure + more.reach
    if price.shadow is not None:
        where = _between(low, high) if low is not None or high is not None else "however much"
        said = f"{signed(price.shadow)} for each more, {'shifted ' if bound.relative else ''}{where}"
    else:
        up = "" if high is None else f" up to {plain(high)}"
        down = "" if low is None else f" down to {plain(low)}"
        said = f"{_one(more, 'more')}{up}, {_one(less, 'less')}{down}"
    return said + _doubt(price.trust)


def _one(side: Side, way: str) -> str:
    return f"no plan with {way}" if side.each is None else f"{signed(side.each)} for each {way}"


def best_plan(problem: Problem, result: Result, tries: Tries) -> BestPlan:
    """Say what a best plan rests on, as far as the tries reach. Raises `FaultError`: `no-plan`, `too-big`."""
    linear = Linear.of(problem)
    value = best(result)
    if value is None or not result.models:
        raise FaultError(Fault("no-plan", "there is no best plan to explain"))
    model = result.models[0]
    plan = Evaluator(Signature.of(problem), model)
    hinder = set(result.core)
    standings = tuple(
        Standing(bound, _compared(bound, plan), bound.spare(plan), bound.claim.id in hinder)
        for bound in linear.bounds
    )
    alike = others(problem, linear, model, value, tries)
    prices, weights, curves = list[Price](), list[Weight](), list[Curve]()
    if linear.pure:
        worked = Prices(problem, linear, plan, value, tries)
        prices = [price for bound in worked.binding if (price := worked.of(bound))]
        weights = list(worked.weights())
    else:
        curves = [curve(problem, one.bound, around(one.bound.figure), tries) for one in _to_vary(standings)]
    left = "" if tries.left else f"stopped at the budget of {tries.limits}"
    return BestPlan(
        problem,
        model,
        value,
        standings,
        tuple(prices),
        tuple(weights),
        tuple(filter(None, curves)),
        alike,
        left,
    )


def _to_vary(standings: Sequence[Standing]) -> list[Standing]:
    """Return the limits whose figures say most: those that hinder, and that somebody has set."""
    hindering = [one for one in standings if one.hinders or one.binds]
    return [one for one in hindering if one.bound.claim.kind != "assumed"][:MAX_CURVES]
