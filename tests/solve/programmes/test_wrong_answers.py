"""Wrong answers that are known of good solvers, by class: none of them comes out here."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import highspy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.solve.programmes import cpsat, optimum
from tests.solve.programmes.solving import decided, objective, solved
from tests.solve.programmes.test_optimum import as_problem, knapsack, text
from tests.solve.test_optimum import corners

FAST = settings(max_examples=40, suppress_health_check=list(HealthCheck))


# --- unbounded is called infeasible (or "infeasible or unbounded", which says nothing)


@pytest.mark.parametrize("sort", ["Real", "Int"])
@pytest.mark.parametrize(
    ("claims", "goal"),
    [
        (["x >= 0 and y >= 0", "x - y <= 4"], "maximize x + y"),
        (["x >= 1", "y == 3 * x"], "maximize y"),
        (["x + y >= 2"], "minimize x + y - 3 * x"),
        (["2 * x - 3 * y <= 1 and 3 * y - 2 * x <= 1"], "maximize x"),
        (["x >= 0 and y >= 0", "x <= 5 or y >= x", "y <= 7"], "minimize y - z"),
    ],
)
def test_unbounded_is_not_called_infeasible(claims: list[str], goal: str, sort: str) -> None:
    result = solved(text(f"x, y, z : {sort}", claims, goal))
    assert result.verdict is Verdict.UNBOUNDED
    assert "again and again" in result.reason


@pytest.mark.parametrize("sort", ["Real", "Int"])
@pytest.mark.parametrize("goal", ["maximize x", "minimize x + y", "maximize y - 2 * x"])
def test_infeasible_is_not_called_unbounded(goal: str, sort: str) -> None:
    """There is a way on for ever, but nothing to start from."""
    result = solved(text(f"x, y : {sort}", ["x - y >= 1", "y - x >= 0"], goal))
    assert result.verdict is Verdict.INFEASIBLE


def test_whole_numbers_that_never_meet_are_not_called_unbounded() -> None:
    """The relaxation goes on for ever; no whole numbers are on it."""
    result = solved(text("x, y : Int", ["2 * x - 4 * y == 1"], "maximize x"))
    assert result.verdict is Verdict.INFEASIBLE


def test_a_relaxation_without_end_of_numbers_with_one() -> None:
    """What grows is held by a choice, which the relaxation leaves open."""
    claims = ["x <= 4 or x <= y", "y <= 6", "x >= 0 and y >= 0"]
    assert objective(solved(text("x, y : Int", claims, "maximize x - y"))) == 4
    assert objective(solved(text("x, y : Real", claims, "maximize x"))) == 6


# --- an artificial bound is taken for the end


def orders(count: int, length: int) -> tuple[str, list[str]]:
    """Pairs of things one of which goes before the other: enough of them for CP-SAT."""
    names = [f"s{number}" for number in range(count)]
    apart = [
        f"{one} + {length} <= {other} or {other} + {length} <= {one}"
        for number, one in enumerate(names)
        for other in names[:number]
    ]
    return f"{', '.join(names)}, end : Int", [*apart, *(f"{name} + {length} <= end" for name in names)]


@pytest.mark.parametrize("start", [0, 3 * cpsat.END, -3 * cpsat.END])
def test_an_artificial_bound_is_no_optimum(start: int) -> None:
    """CP-SAT looks only so far; what is best lies beyond that."""
    words, claims = orders(6, 2)
    result = solved(text(words, [*claims, *(f"s{number} >= {start}" for number in range(6))], "minimize end"))
    assert objective(result) == start + 12


def test_an_artificial_bound_does_not_end_what_has_no_end() -> None:
    words, claims = orders(6, 2)
    result = solved(text(f"{words}\nmore : Int", [*claims, "more <= 2 * more"], "maximize more"))
    assert result.verdict is Verdict.UNBOUNDED


# --- a gap of one part in ten thousand is taken for none


def test_the_last_unit_counts() -> None:
    """With the gap that HiGHS allows by default, one less would do."""
    chance = random.Random(7)
    for _ in range(4):
        weights = [chance.randint(40, 90) for _ in range(14)]
        worths = [100_000 + weight for weight in weights]
        room = sum(weights) // 2
        best = {0: 0}
        for weight, worth in zip(weights, worths, strict=True):
            for used, had in list(best.items()):
                if used + weight <= room:
                    best[used + weight] = max(best.get(used + weight, 0), had + worth)
        assert objective(solved(knapsack(weights, worths, room))) == max(best.values())


def test_a_gap_is_asked_for_nowhere() -> None:
    assert optimum.highs.OPTIONS["mip_rel_gap"] == optimum.highs.OPTIONS["mip_abs_gap"] == 0.0


# --- an empty conflict, or one that is none


@FAST
@given(
    st.lists(st.tuples(st.integers(-4, 6), st.integers(-4, 6), st.integers(-30, -1)), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(-4, 6), st.integers(-4, 6), st.integers(-3, 20)), max_size=4),
)
def test_a_conflict_is_one_and_irreducible(tight: list, loose: list) -> None:
    limits = [*tight, *loose]
    rows = [([a, b], most) for a, b, most in limits]
    problem = as_problem(rows, [1, 1], "Real")
    result = solved(problem)
    if corners(limits):
        assert result.verdict is not Verdict.INFEASIBLE
        return
    assert result.verdict is Verdict.INFEASIBLE
    assert result.core
    assert solved(only(problem, result.core)).verdict is Verdict.INFEASIBLE
    assert result.minimal
    for label in result.core:
        rest = [other for other in result.core if other != label]
        assert solved(only(problem, rest)).verdict is not Verdict.INFEASIBLE


def only(problem: Problem, labels: list[str] | tuple[str, ...]) -> Problem:
    return replace(problem, claims=tuple(claim for claim in problem.claims if claim.id in labels))


# --- tolerances are used up: what is nearly so is taken to be so

NEARLY = [Fraction(1, 10**power) for power in (6, 8, 10, 12)]


@pytest.mark.parametrize("near", NEARLY, ids=str)
def test_what_is_nearly_possible_is_impossible(near: Fraction) -> None:
    """Floating point meets both limits within its tolerance."""
    claims = ["x + y >= 1", f"x + y <= {1 - near}", "x >= 0 and y >= 0"]
    result = decided(text("x, y : Real", claims, "maximize x"))
    assert result.verdict is Verdict.INFEASIBLE


@pytest.mark.parametrize("near", NEARLY, ids=str)
def test_nearly_equal_rows(near: Fraction) -> None:
    """Two limits that floating point cannot tell apart meet in one corner, which is exact here."""
    claims = ["x >= 0 and y >= 0", f"x + {1 + near} * y <= 1", f"{1 + near} * x + y <= 1"]
    result = decided(text("x, y : Real", claims, "maximize x + y"))
    assert objective(result) == 2 / (2 + near)


@pytest.mark.parametrize("near", NEARLY, ids=str)
def test_nearly_parallel_goal(near: Fraction) -> None:
    """The goal is so near to a limit that one end of it looks as good as the other."""
    claims = ["x >= 0 and y >= 0", "x + y <= 1"]
    result = decided(text("x, y : Real", claims, f"maximize x + {1 + near} * y"))
    assert result.value == {"objective": 1 + near, "x": 0, "y": 1}


@pytest.mark.parametrize("power", [3, 6, 9, 12])
def test_badly_scaled_numbers(power: int) -> None:
    large = 10**power
    claims = ["x >= 0 and y >= 0", f"{large} * x + y <= {large}", f"x + {large} * y <= 1"]
    result = decided(text("x, y : Real", claims, f"maximize {large} * x + {large} * y"))
    # where both limits meet: y = (1 - x) / large, and large * x + (1 - x) / large = large
    x = (large - Fraction(1, large)) / (large - Fraction(1, large))
    assert objective(result) == large * x + (1 - x)


@pytest.mark.parametrize("kind", ["scaled", "nearly equal"])
@pytest.mark.parametrize("seed", range(8))
def test_many_badly_told_numbers(kind: str, seed: int) -> None:
    """Numbers of a millionth to millions, and limits of which each two differ by 1e-10: all are certified."""
    chance = random.Random(seed)
    names = [f"x{number}" for number in range(8)]

    def drawn() -> Fraction:
        return chance.randint(1, 99) * Fraction(10) ** (chance.randint(-6, 6) if kind == "scaled" else 0)

    rows = [[drawn() for _ in names] for _ in range(5)]
    tops = [sum(row) * chance.randint(1, 5) for row in rows]
    for row, top in list(zip(rows, tops, strict=True)) if kind == "nearly equal" else ():
        rows.append([weight + chance.randint(-3, 3) * NEARLY[2] for weight in row])
        tops.append(top + chance.randint(-3, 3) * NEARLY[2])
    claims = [f"{_sum(row, names)} <= {top}" for row, top in zip(rows, tops, strict=True)]
    goal = _sum([drawn() for _ in names], names)
    asked = text(f"{', '.join(names)} : Real", [*(f"{x} >= 0" for x in names), *claims], f"maximize {goal}")
    assert solved(asked).verdict is Verdict.OPTIMAL


def _sum(weights: list[Fraction], names: list[str]) -> str:
    return " + ".join(f"{weight} * {name}" for weight, name in zip(weights, names, strict=True))


@pytest.mark.parametrize("power", [4, 6, 8, 10])
def test_a_switch_is_on_or_off(power: int) -> None:
    """With so large a number beside it a switch that is nearly off lets something through for nothing."""
    large = 10**power
    claims = ["flow >= 0 and flow <= 5", f"flow <= {large} * open", "open >= 0 and open <= 1"]
    result = decided(text("flow : Real\nopen : Int", claims, "maximize flow - 7 * open"))
    assert result.value == {"objective": 0, "flow": 0, "open": 0}


@pytest.mark.parametrize("power", [6, 9, 12, 15])
def test_large_whole_numbers_are_exact(power: int) -> None:
    """Beyond 2**53 floating point has no odd numbers."""
    large = 10**power
    claims = [f"3 * x <= {3 * large + 2}", f"y <= {large + 1}", "2 * y - 2 * x <= 1"]
    result = decided(text("x, y : Int", claims, "maximize x + y"))
    assert result.value == {"objective": 2 * large, "x": large, "y": large}


def test_what_raw_highs_says_of_these() -> None:
    """The tests above bite: left alone, floating point takes what is nearly possible to be possible."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    x = model.addVariable(lb=0)
    model.addConstr(x >= 1)
    model.addConstr(x <= 1 - 1e-8)
    model.maximize(x)
    assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
