"""A linear programme whose limits come and go, and what floating point says of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.certify.sums import Limit, Line
from neurosym.ir.certificate import Counted
from neurosym.solve.programmes.relaxation import Relaxation

X, Y = ("x", ()), ("y", ())
HERE = Counted("c1", (), 0, Fraction(0))


def line(x: int, y: int, constant: int = 0) -> Line:
    weights = {X: Fraction(x), Y: Fraction(y), None: Fraction(constant)}
    return {place: weight for place, weight in weights.items() if weight}


def relaxation(*limits: Limit) -> Relaxation:
    found = Relaxation()
    found.column(X), found.column(Y)
    for limit in limits:
        found.add(HERE, limit)
    return found


def test_a_limit_on_one_number_is_a_bound_and_the_tighter_one_counts():
    found = relaxation(
        (line(2, 0, -8), "<="), (line(1, 0, -9), "<="), (line(0, -3, 1), "<="), (line(1, 1, -5), "<=")
    )
    assert [bound and bound.value for bound in (*found.lower, *found.upper)] == [
        None,
        Fraction(1, 3),
        4,
        None,
    ]
    assert found.upper[0] is not None
    assert found.upper[0].factor == Fraction(1, 2)
    assert len(found.rows) == 1
    assert found.line(found.rows[0]) == line(1, 1, -5)


def test_a_strict_limit_on_one_number_is_a_row():
    found = relaxation((line(2, 0, -8), "<"))
    assert [row.op for row in found.rows] == ["<"]
    assert found.upper == [None, None]


@pytest.mark.parametrize(
    ("limit", "times"), [(({None: 1}, "<="), 1), (({}, "<"), 1), (({None: -1}, "=="), -1)]
)
def test_what_no_number_meets_is_absurd(limit: Limit, times: int):
    line, op = limit
    found = relaxation(({place: Fraction(weight) for place, weight in line.items()}, op))
    assert found.absurd == [(HERE, Fraction(times))]
    found.back(0)
    assert not found.absurd


@pytest.mark.parametrize("limit", [({}, "<="), ({None: Fraction(-1)}, "<"), ({}, "==")])
def test_what_all_numbers_meet_says_nothing(limit: Limit):
    found = relaxation(limit)
    assert (found.absurd, found.rows, found.height()) == ([], [], 0)


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ([(line(-1, 0), "<="), (line(0, -1), "<=")], "optimal"),
        ([(line(-1, 0), "<=")], "unbounded"),
        ([(line(1, 1, 2), "<="), (line(-1, 0), "<="), (line(0, -1), "<=")], "infeasible"),
        ([(line(1, 0, 2), "<="), (line(-1, 0), "<=")], "infeasible"),
    ],
)
def test_statuses(limits: list[Limit], status: str):
    assert relaxation(*limits).solve(line(1, 1)) == status


def test_unbounded_is_not_called_unknown():
    # here the dual simplex method of HiGHS 1.14 ends with "unknown"
    duplicates = [(line(-1, -2, -18), "<="), (line(-1, -2, -18), "<="), (line(5, -4), "<=")]
    found = relaxation((line(-1, 0), "<="), (line(0, -1), "<="), *duplicates)
    assert found.solve(line(2, -2)) == "unbounded"


small = st.integers(-3, 3)
limits = st.lists(
    st.tuples(st.builds(line, small, small, st.integers(-9, 9)), st.sampled_from(("<=", "=="))), max_size=4
)


@given(limits, limits, limits, st.builds(line, small, small))
def test_what_is_taken_back_leaves_no_trace(
    kept: list[Limit], gone: list[Limit], other: list[Limit], goal: Line
):
    box = [(line(1, 0, -9), "<="), (line(-1, 0, -9), "<="), (line(0, 1, -9), "<="), (line(0, -1, -9), "<=")]
    found = relaxation(*box, *kept)
    found.solve(goal)
    height = found.height()
    for limit in gone:
        found.add(HERE, limit)
    found.solve({})
    found.back(height)
    for limit in other:
        found.add(HERE, limit)
    anew = relaxation(*box, *kept, *other)
    if not anew.absurd:
        assert found.solve(goal) == anew.solve(goal)
        assert (found.rows, found.lower, found.upper) == (anew.rows, anew.lower, anew.upper)
