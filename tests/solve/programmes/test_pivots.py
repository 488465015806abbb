"""The simplex method in fractions: the least of a line and its reasons, or why there is nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.certify.sums import Limit, Line
from neurosym.ir.certificate import Weighed
from neurosym.solve.programmes import pivots
from neurosym.solve.programmes.exact import Sum
from neurosym.solve.programmes.pivots import settled
from neurosym.solve.programmes.relaxation import Relaxation
from tests.solve.programmes.test_relaxation import HERE, X, Y, line, relaxation

FAST = settings(max_examples=150, suppress_health_check=list(HealthCheck))

small = st.integers(-4, 4)
limits = st.lists(
    st.tuples(st.builds(line, small, small, st.integers(-9, 9)), st.sampled_from(("<=", "<=", "=="))),
    max_size=5,
)
goals = st.builds(line, small, small)
BOX: list[Limit] = [
    (line(1, 0, -9), "<="),
    (line(-1, 0, -9), "<="),
    (line(0, 1, -9), "<="),
    (line(0, -1, -9), "<="),
]


def worth(of: Line, x: Fraction, y: Fraction) -> Fraction:
    numbers = {X: x, Y: y, None: Fraction(1)}
    return sum((weight * numbers[place] for place, weight in of.items()), Fraction(0))


def corners(limits: list[Limit]) -> list[tuple[Fraction, Fraction]]:
    """The points where two limits are met just so, and all the others are met."""
    found = []
    for (one, _), (other, _) in combinations(limits, 2):
        (a, b, c), (d, e, f) = (
            [each.get(place, Fraction(0)) for place in (X, Y, None)] for each in (one, other)
        )
        if det := a * e - b * d:
            x, y = (b * f - c * e) / det, (c * d - a * f) / det
            if all(_met(limit, x, y) for limit in limits):
                found.append((x, y))
    return found


def _met(limit: Limit, x: Fraction, y: Fraction) -> bool:
    number = worth(limit[0], x, y)
    return number == 0 if limit[1] == "==" else number <= 0


@FAST
@given(limits, goals, st.booleans())
def test_the_least_in_a_box(limits: list[Limit], goal: Line, warm: bool) -> None:
    """From where floating point stands, or from nowhere."""
    all_limits = [*BOX, *limits]
    asked = relaxation(*all_limits)
    if warm:
        asked.solve(goal)
    found = settled(asked, goal)
    assert found is not None
    assert found.shown is not None
    points = corners(all_limits)
    if not points:
        assert found.point is None
        assert found.shown.impossible
        return
    assert found.point is not None
    x, y = found.point
    assert all(_met(limit, x, y) for limit in all_limits)
    least = min(worth(goal, *point) for point in points)
    assert worth(goal, x, y) == least
    assert found.shown.constant == least


@FAST
@given(limits, goals)
def test_what_has_no_end_is_not_settled(limits: list[Limit], goal: Line) -> None:
    """Without a box there may be no end, and floating point, for such small numbers, says when."""
    asked = relaxation(*limits)
    status, found = "infeasible" if asked.absurd else asked.solve(goal), settled(asked, goal)
    assert (found is None) == (status == "unbounded")
    assert found is None or (found.point is None) == (status == "infeasible")


def test_what_floating_point_cannot_tell_apart() -> None:
    near = Fraction(1, 10**12)
    asked = relaxation((line(1, 1, -1), "<="), ({X: Fraction(-1), Y: Fraction(-1), None: 1 + near}, "<="))
    assert asked.solve({}) == "optimal"
    found = settled(asked, {})
    assert found is not None
    assert found.point is None
    assert found.shown is not None
    assert found.shown.constant == near
    assert isinstance(found.shown.weighed(), Weighed)


def test_a_strict_limit_makes_the_sum_strict() -> None:
    asked = relaxation((line(1, 1, -1), "<"), (line(-1, -1, 1), "<="))
    found = settled(asked, line(1, 1))
    assert found is not None
    assert found.shown in (
        Sum(((HERE, Fraction(1)),), Fraction(1), False),  # x + y is 1 at least
        Sum(((HERE, Fraction(-1)),), Fraction(1), True),
    )


def test_what_is_too_large_is_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = relaxation(*BOX, (line(1, 1, -3), "<="), (line(1, -1, -3), "<="))
    assert settled(asked, line(-1, -2)) is not None
    monkeypatch.setattr(pivots, "MAX_PIVOTS", 0)
    assert settled(asked, line(-1, -2)) is None
    monkeypatch.setattr(pivots, "MAX_NUMBERS", 3)
    assert settled(asked, {}) is None


def test_too_many_pivots_on_the_way_to_the_first_point(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = relaxation(*BOX, (line(1, 1, 3), "<="), (line(1, -1, 3), "<="))
    monkeypatch.setattr(pivots, "MAX_PIVOTS", 0)
    assert settled(asked, {}) is None


def test_nothing_at_all() -> None:
    found = settled(Relaxation(), {})
    assert found is not None
    assert found.point == []
