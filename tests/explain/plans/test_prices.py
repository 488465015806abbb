"""Prices of limits and weights of objectives: held against plans that are solved anew."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.explain.plans.bounds import number
from neurosym.explain.plans.linear import Linear
from neurosym.explain.plans.prices import Price, Prices, Side, Way
from neurosym.ir.core import Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Verdict
from tests.explain.plans.solving import decided, many, optimum

small = st.integers(-3, 6)
rows = st.lists(st.tuples(small, small, st.sampled_from(("<=", ">=", "==")), st.integers(-3, 20)), max_size=4)
senses = st.sampled_from(("maximize", "minimize"))


Number = int | Fraction


def problem(limits: list[tuple[int, int, str, int]], goal: tuple[Number, Number], sense: str) -> Problem:
    said = "\n".join(f"    {a} * x + {b} * y {op} {c}" for a, b, op, c in limits)
    return ns.loads(
        f"x, y : Real\nassumed\n    x >= 0\n    y >= 0\n    x + y <= 12\n{said}\n{sense}\n"
        f"    ({goal[0]}) * x + ({goal[1]}) * y\n"
    )


def prices(asked: Problem) -> tuple[Prices, Fraction]:
    result = decided(asked)
    value = optimum(asked)
    plan = Evaluator(Signature.of(asked), result.models[0])
    return Prices(asked, Linear.of(asked), plan, value, many()), value


def moved_to(asked: Problem, price: Price, way: Way, by: Fraction) -> Fraction | None:
    """The best value where the figure is moved so far, None where there is no plan."""
    result = decided(price.bound.moved(asked, number(way * by)))
    assert result.verdict in (Verdict.OPTIMAL, Verdict.INFEASIBLE)
    return optimum(price.bound.moved(asked, number(way * by))) if result.verdict is Verdict.OPTIMAL else None


@settings(max_examples=25, deadline=None)
@given(rows, st.tuples(small, small), senses)
def test_prices_hold_as_far_as_is_said_and_no_further(
    limits: list[tuple[int, int, str, int]], goal: tuple[int, int], sense: str
) -> None:
    asked = problem(limits, goal, sense)
    assume(decided(asked).verdict is Verdict.OPTIMAL)
    worked, value = prices(asked)
    for bound in worked.binding:
        price = worked.of(bound)
        assert price is not None
        for way, side in ((1, price.more), (-1, price.less)):
            _holds(asked, price, 1 if way == 1 else -1, side, value)


def _holds(asked: Problem, price: Price, way: Way, side: Side, value: Fraction) -> None:
    if side.each is None:
        assert moved_to(asked, price, way, Fraction(1, 1000)) is None
        return
    reach = Fraction(50) if side.reach is None else side.reach
    assert reach > 0
    for by in (reach / 3, reach):
        assert moved_to(asked, price, way, by) == value + side.each * by
    if side.reach is not None:
        assert moved_to(asked, price, way, reach + 1) != value + side.each * (reach + 1)


@settings(max_examples=20, deadline=None)
@given(rows, st.tuples(small, small), senses)
def test_the_plan_stays_a_best_one_just_as_long_as_is_said(
    limits: list[tuple[int, int, str, int]], goal: tuple[int, int], sense: str
) -> None:
    asked = problem(limits, goal, sense)
    result = decided(asked)
    assume(result.verdict is Verdict.OPTIMAL)
    worked, _ = prices(asked)
    x, y = (Fraction(str(result.models[0].tables[name][()])) for name in "xy")
    for weight in worked.weights():

        def still_best(counts: Fraction, name: str = weight.place.name) -> bool:
            a, b = (counts, goal[1]) if name == "x" else (goal[0], counts)
            return optimum(problem(limits, (a, b), sense)) == a * x + b * y

        low = weight.now - 40 if weight.low is None else weight.low
        high = weight.now + 40 if weight.high is None else weight.high
        assert low <= weight.now <= high
        assert still_best(low)
        assert still_best(high)
        assert weight.low is None or not still_best(low - Fraction(1, 100))
        assert weight.high is None or not still_best(high + Fraction(1, 100))


def test_a_degenerate_plan_has_two_prices() -> None:
    asked = problem([(1, 0, "<=", 4), (0, 1, "<=", 8)], (2, 3), "maximize")  # three limits meet in (4, 8)
    worked, value = prices(asked)
    assert value == 32
    (price,) = (found for bound in worked.binding if bound.claim.id == "c3" and (found := worked.of(bound)))
    assert (price.more.each, price.less.each, price.shadow) == (0, -2, None)


@pytest.mark.parametrize(("sense", "each"), [("maximize", 2), ("minimize", -2)])
def test_a_price_is_a_change_of_what_is_asked_for(sense: str, each: int) -> None:
    goal = (2, 0) if sense == "maximize" else (-2, 0)
    worked, _ = prices(problem([(1, 0, "<=", 5)], goal, sense))
    (price,) = (found for bound in worked.binding if bound.claim.id == "c4" and (found := worked.of(bound)))
    assert (price.shadow, price.more.reach, price.less.reach) == (each, 7, 5)
