"""Exact numbers from a basis of floating point: where it is, how small a line is, why there is nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.certify.sums import Limit, Line, total
from neurosym.ir.certificate import Counted
from neurosym.solve.programmes import exact
from neurosym.solve.programmes.exact import Sum, completed, least, nothing, point, solution
from neurosym.solve.programmes.relaxation import Relaxation
from tests.solve.programmes.test_pivots import BOX, corners, goals, limits, worth
from tests.solve.programmes.test_relaxation import X, Y, line

FAST = settings(max_examples=150, suppress_health_check=list(HealthCheck))
fractions = st.fractions(-5, 5, max_denominator=7)


def labelled(limits: list[Limit]) -> Relaxation:
    found = Relaxation()
    found.column(X), found.column(Y)
    for number, limit in enumerate(limits):
        found.add(Counted(f"c{number}", (), 0, Fraction(0)), limit)
    return found


def added_up(found: Sum, limits: list[Limit], goal: Line) -> Line:
    """The line, with each limit so often as the sum says."""
    counted = ((weight, limits[int(where.label[1:])][0]) for where, weight in found.counted)
    return total([(Fraction(1), goal), *counted])


def is_allowed(found: Sum, limits: list[Limit]) -> bool:
    return all(weight >= 0 or limits[int(where.label[1:])][1] == "==" for where, weight in found.counted)


# --- equations


@given(st.integers(0, 4).flatmap(lambda size: st.lists(
    st.lists(fractions, min_size=size + 1, max_size=size + 1), min_size=size, max_size=size
)))  # fmt: skip
def test_equations(rows: list[list[Fraction]]) -> None:
    matrix, right = [row[:-1] for row in rows], [row[-1] for row in rows]
    found = solution(matrix, right)
    if found is not None:
        for row, side in zip(matrix, right, strict=True):
            assert sum((a * b for a, b in zip(row, found, strict=True)), Fraction(0)) == side


def test_equations_that_decide_nothing() -> None:
    one = Fraction(1)
    assert solution([[one, one], [one, one]], [one, one]) is None
    assert solution([], []) == []


def test_too_many_equations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "MAX_SYSTEM", 1)
    one, zero = Fraction(1), Fraction(0)
    assert solution([[one]], [Fraction(3)]) == [3]
    assert solution([[one, zero], [zero, one]], [one, one]) is None


# --- what a basis says


@FAST
@given(limits, goals)
def test_what_the_basis_says_is_exact(more: list[Limit], goal: Line) -> None:
    """Where floating point is right, and of such small numbers it is, fractions say the same."""
    all_limits = [*BOX, *more]
    asked = labelled(all_limits)
    points = corners(all_limits)
    status = "infeasible" if asked.absurd else asked.solve(goal)
    assert (status == "optimal") == bool(points)
    if points:
        at, shown = point(asked), least(asked, goal)
        assert at is not None
        assert shown is not None
        smallest = min(worth(goal, *each) for each in points)
        assert worth(goal, *at) == shown.constant == smallest
        assert asked.met(at)
        assert is_allowed(shown, all_limits)
        assert added_up(shown, all_limits, goal) == ({None: smallest} if smallest else {})
        assert not shown.impossible or smallest > 0


@FAST
@given(limits)
def test_nothing_has_a_reason(more: list[Limit]) -> None:
    """The limits that are counted add up to a number that is above zero, and should not be."""
    all_limits = [*BOX, *more]
    asked = labelled(all_limits)
    if corners(all_limits):
        return
    if not asked.absurd:
        assert asked.solve({}) == "infeasible"
    found = nothing(asked)
    assert found is not None
    assert found.impossible
    if not asked.absurd:
        assert is_allowed(found, all_limits)
        assert added_up(found, all_limits, {}) == {None: found.constant}


def test_what_floating_point_makes_up_is_no_reason() -> None:
    """A programme that has a point gives none, whatever the basis."""
    asked = labelled([*BOX, (line(1, 1, -3), "<=")])
    asked.solve(line(1, 1))
    found = nothing(asked)
    assert found is None or not found.impossible


def test_a_sum_with_a_number_that_has_no_end_says_nothing() -> None:
    asked = labelled([(line(1, 1, -3), "<="), (line(-1, 0), "<=")])
    assert completed(asked, {0: Fraction(1)}, {}, Fraction(0)) is None
    assert completed(asked, {0: Fraction(-1)}, {}, Fraction(0)) is None  # the wrong way round
    known = completed(asked, {0: Fraction(1)}, {asked.columns[Y]: Fraction(-1)}, Fraction(2))
    assert known is not None
    assert known.constant == -1  # 2 - y is that much, as x + y is 3 at most and x no less than 0
    assert dict(known.counted).keys() == {
        Counted("c0", (), 0, Fraction(0)),
        Counted("c1", (), 0, Fraction(0)),
    }


@pytest.mark.parametrize(
    ("constant", "strict", "so"), [(1, False, True), (0, True, True), (0, False, False), (-1, True, False)]
)
def test_impossible(constant: int, strict: bool, so: bool) -> None:
    assert Sum((), Fraction(constant), strict).impossible == so


def test_ends_that_cross() -> None:
    asked = labelled([(line(2, 0, -4), "<="), (line(-3, 0, 9), "<=")])
    assert asked.solve({}) == "infeasible"
    found = nothing(asked)
    assert found is not None
    assert found.constant == 1
    assert dict(found.counted) == {
        Counted("c1", (), 0, Fraction(0)): Fraction(1, 3),
        Counted("c0", (), 0, Fraction(0)): Fraction(1, 2),
    }
