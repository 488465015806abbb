"""The best of linear programmes, exactly: held against corners and directions worked out by hand."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.z3 import Z3Backend

Row = tuple[int, int, int]
"""That so many times x and so many times y are at most so much."""

small = st.integers(-4, 6)
rows = st.lists(st.tuples(small, small, st.integers(-3, 20)), max_size=5)
goals = st.tuples(small, small)


def problem(sort: str, limits: list[Row], goal: tuple[int, int], *claims: str) -> Problem:
    lines = [f"{a} * x + {b} * y <= {c}" for a, b, c in limits]
    said = "\n".join(f"    {line}" for line in ("x >= 0 and y >= 0", *lines, *claims))
    return ns.loads(f"x, y : {sort}\nassumed\n{said}\nmaximize\n    {goal[0]} * x + {goal[1]} * y\n")


def decided(asked: Problem) -> Result:
    return decide(asked, [SatBackend(), Z3Backend()])


def corners(limits: list[Row]) -> list[tuple[Fraction, Fraction]]:
    """The points where two limits meet, and that no limit excludes."""
    all_limits = [*limits, (-1, 0, 0), (0, -1, 0)]
    found = []
    for (a, b, c), (d, e, f) in combinations(all_limits, 2):
        if det := a * e - b * d:
            x, y = Fraction(c * e - b * f, det), Fraction(a * f - c * d, det)
            if all(p * x + q * y <= r for p, q, r in all_limits):
                found.append((x, y))
    return found


def grows(limits: list[Row], goal: tuple[int, int]) -> bool:
    """Whether a direction leads on for ever: in the plane the outermost ones lie along limits."""
    along = [(b, -a) for a, b, _ in limits] + [(-b, a) for a, b, _ in limits] + [(1, 0), (0, 1)]
    free = [(x, y) for x, y in along if x >= 0 and y >= 0 and all(a * x + b * y <= 0 for a, b, _ in limits)]
    return any(goal[0] * x + goal[1] * y > 0 for x, y in free)


@settings(max_examples=80, deadline=None)
@given(rows, goals)
def test_linear_programmes(limits: list[Row], goal: tuple[int, int]) -> None:
    result = decided(problem("Real", limits, goal))
    points = corners(limits)
    if not points:
        assert result.verdict is Verdict.INFEASIBLE
    elif grows(limits, goal):
        assert result.verdict is Verdict.UNBOUNDED
    else:
        assert result.verdict is Verdict.OPTIMAL
        assert isinstance(result.value, dict)
        assert result.value["objective"] == max(goal[0] * x + goal[1] * y for x, y in points)


@settings(max_examples=40, deadline=None)
@given(rows, goals, st.booleans())
def test_whole_numbers_with_a_condition(limits: list[Row], goal: tuple[int, int], conditional: bool) -> None:
    claims = ("x <= 6 and y <= 6", *(["implies(x >= 1, y >= 2)"] if conditional else []))
    result = decided(problem("Int", limits, goal, *claims))
    values = [
        goal[0] * x + goal[1] * y
        for x, y in product(range(7), repeat=2)
        if all(a * x + b * y <= c for a, b, c in limits) and not (conditional and x >= 1 and y < 2)
    ]
    if not values:
        assert result.verdict is Verdict.INFEASIBLE
    else:
        assert result.verdict is Verdict.OPTIMAL
        assert isinstance(result.value, dict)
        assert result.value["objective"] == max(values)


def test_the_best_is_a_fraction() -> None:
    result = decided(problem("Real", [(3, 1, 7), (1, 3, 5)], (1, 1)))
    assert result.value == {"objective": 3, "x": 2, "y": 1}
    result = decided(problem("Real", [(3, 1, 7), (1, 3, 4)], (1, 1)))
    assert result.value == {"objective": Fraction(11, 4), "x": Fraction(17, 8), "y": Fraction(5, 8)}


def test_smallest() -> None:
    asked = "x : Real\nassumed\n    3 * x >= 2\nminimize\n    x\n"
    assert decided(ns.loads(asked)).value == {"objective": Fraction(2, 3), "x": Fraction(2, 3)}
    assert decided(ns.loads(asked.replace("minimize", "maximize"))).verdict is Verdict.UNBOUNDED


def test_programme_over_a_table() -> None:
    text = """sort Tool = saw, drill, press
made : Tool -> Real
hours : Tool -> Int
assumed
    all(made(t) >= 0 for t in Tool)
    hours(saw) == 2 and hours(drill) == 3 and hours(press) == 5
    2 * made(saw) + 3 * made(drill) + 5 * made(press) <= 30
    made(saw) + made(drill) + made(press) <= 11
maximize
    4 * made(saw) + 5 * made(drill) + 9 * made(press)
"""
    result = decided(ns.loads(text))
    assert result.verdict is Verdict.OPTIMAL
    assert isinstance(result.value, dict)
    assert result.value["objective"] == Fraction(172, 3)


@pytest.mark.parametrize("claim", ["x * y <= 4", "x <= 4 or y <= 4"])
def test_what_is_not_linear_is_improved_step_by_step(claim: str) -> None:
    result = decided(problem("Int", [(1, 1, 6)], (1, 2), claim))
    assert result.verdict is Verdict.OPTIMAL
    assert isinstance(result.value, dict)
    assert result.value["objective"] == 12


def test_a_conflict_is_minimal_though_a_search_without_it_has_no_end() -> None:
    text = """x, y, z, u : Int
assumed
    x >= 0
assumed
    z >= 0
assumed
    u >= 0
assumed
    14 * x - 18 * y + 19 * z - 18 * u <= -402
assumed
    2 * x + 6 * y + 2 * z + 9 * u <= 53
maximize
    x + y + z + u
"""
    result = decided(ns.loads(text))
    assert result.verdict is Verdict.INFEASIBLE
    assert (len(result.core), result.minimal) == (5, True)
