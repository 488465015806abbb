"""Proposals of CP-SAT: the best of whole numbers, none of others; and what is done without it."""

from __future__ import annotations

from fractions import Fraction
from importlib.metadata import PackageNotFoundError
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.ir.verdict import Verdict
from neurosym.solve.programmes import cpsat
from neurosym.solve.programmes.mixed import Mixed, MixedRow
from tests.solve.programmes.solving import objective, solved
from tests.solve.programmes.test_optimum import text
from tests.solve.programmes.test_wrong_answers import orders

SECONDS = 5.0
needed = pytest.mark.skipif(bool(cpsat.unusable()), reason=cpsat.unusable())


def whole(
    rows: list[MixedRow], goal: dict[int, int], size: int, low: int | None = 0, high: int | None = 5
) -> Mixed:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    weights = {column: Fraction(weight) for column, weight in goal.items()}
    return Mixed([ends[0]] * size, [ends[1]] * size, [True] * size, rows, weights, size)


def row(
    weights: list[int], most: int, equal: bool = False, selected: int | None = None, by: int = 1
) -> MixedRow:
    counted = {column: Fraction(weight, by) for column, weight in enumerate(weights) if weight}
    return MixedRow(counted, Fraction(most, by), equal, selected)


small = st.integers(-3, 5)
rows = st.lists(
    st.builds(
        row,
        st.lists(small, min_size=3, max_size=3),
        st.integers(-4, 12),
        st.booleans(),
        st.sampled_from((None, None, 3)),
        st.sampled_from((1, 1, 2, 3)),
    ),
    max_size=4,
)


@needed
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(rows, st.lists(small, min_size=3, max_size=3))
def test_its_best_is_the_best(rows: list[MixedRow], goal: list[int]) -> None:
    """Rows with a selection hold where it is 1; to select costs nothing here, and is asked for."""
    asked = whole([*rows, row([0, 0, 0, -1], -1)], dict(enumerate(goal)), 4)
    asked.upper[3] = Fraction(1)
    asked.own = 3
    worths = [
        sum(weight * each for weight, each in zip(goal, point, strict=True))
        for point in product(range(6), repeat=3)
        if all(_holds(each, point) for each in rows)
    ]
    found = cpsat.best(asked, SECONDS)
    assert (found is None) == (not worths)
    if found is not None:
        assert len(found) == 3
        assert sum(weight * each for weight, each in zip(goal, found, strict=True)) == min(worths)


def _holds(row: MixedRow, point: tuple[int, ...]) -> bool:
    total = sum(weight * point[column] for column, weight in row.weights.items())
    return total == row.most if row.equal else total <= row.most


@needed
def test_an_equation_that_never_comes_out_is_not_rounded() -> None:
    halves = MixedRow({0: Fraction(3)}, Fraction(1, 2), True)
    assert cpsat.best(whole([halves], {0: 1}, 1), SECONDS) is None


@needed
def test_what_is_not_selected_need_not_hold() -> None:
    asked = whole([row([1], 0, selected=1)], {0: -1, 1: 1}, 2)
    asked.upper[1] = Fraction(1)
    assert cpsat.best(asked, SECONDS) == [5.0, 0.0]


@needed
@pytest.mark.parametrize("most", [cpsat.LARGEST + 1, 10**40])
def test_huge_numbers_are_not_given_to_it(most: int) -> None:
    """They would run over: its sums are of 64 bits."""
    assert cpsat.best(whole([row([1, 1], most)], {0: -1}, 2), SECONDS) is None
    assert cpsat.best(whole([row([most, 1], 5)], {0: -1}, 2), SECONDS) is None
    assert cpsat.best(whole([], {0: -most}, 2), SECONDS) is None
    assert cpsat.best(whole([], {0: -1}, 2, high=most), SECONDS) is None
    assert cpsat.best(whole([row([1, 1], 4)], {0: -1}, 2), SECONDS) == [4.0, 0.0]


@needed
def test_broken_numbers_are_not_given_to_it() -> None:
    asked = whole([], {0: 1}, 2)
    asked.whole[1] = False
    assert cpsat.best(asked, SECONDS) is None


@needed
def test_ends_that_cross_are_not_given_to_it() -> None:
    assert cpsat.best(whole([], {0: 1}, 1, low=3, high=2), SECONDS) is None


@needed
def test_where_there_is_no_end_it_looks_beyond_what_is_named() -> None:
    far = 5 * cpsat.END
    found = cpsat.best(whole([row([-1, 1], -3)], {0: 1}, 2, low=far, high=None), SECONDS)
    assert found is not None
    assert found[0] == far + 3
    unbounded = cpsat.best(whole([], {0: 1}, 1, low=None, high=far), SECONDS)
    assert unbounded == [-far - cpsat.END]  # a proposal, from which nothing follows


# --- without it


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpsat, "find_spec", lambda name: None)


@pytest.mark.usefixtures("without")
def test_without_it_nothing_is_proposed() -> None:
    assert cpsat.unusable() == "ortools is not installed"
    assert cpsat.best(whole([], {0: 1}, 1), SECONDS) is None


def schedule() -> tuple[str, list[str]]:
    words, claims = orders(6, 3)
    return words, [*claims, *(f"s{number} >= {number % 2}" for number in range(6))]


@pytest.mark.usefixtures("without")
def test_without_it_highs_branches_and_says_so() -> None:
    result = solved(text(*schedule(), "minimize end"))
    assert result.verdict is Verdict.OPTIMAL
    assert objective(result) == 18
    assert result.engine == "highs"
    assert result.method.startswith("scheduling (15 times one thing goes before another or after it): branch")


@needed
def test_with_it_it_is_said_that_it_learns() -> None:
    result = solved(text(*schedule(), "minimize end"))
    assert objective(result) == 18
    assert result.engine == "cp-sat"
    assert result.method.endswith("a search that learns from conflicts")


@pytest.mark.parametrize(
    ("installed", "why"),
    [("1.14.9", ""), ("1.15.0", "together"), ("1.15", "together"), ("2.0.1", "together"), ("unknown", "")],
)
def test_versions_that_cannot_be_loaded_together(
    installed: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cpsat, "find_spec", lambda name: name)
    monkeypatch.setattr(cpsat, "version", lambda name: installed)
    assert why in cpsat.unusable()
    assert bool(cpsat.unusable()) == bool(why)


def test_without_highs_there_is_nothing_to_collide_with(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(cpsat, "find_spec", lambda name: name)
    monkeypatch.setattr(cpsat, "version", missing)
    assert cpsat.unusable() == ""
