"""Why nothing is better: the claims that it needs, and no more of them."""

from __future__ import annotations

import pytest

from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.solve.programmes import because
from neurosym.solve.programmes.optimum import optimum
from tests.certify.reading import asked
from tests.solve.programmes.solving import solved

TABLE = "f(0) == 0 and f(1) == 1 and f(2) == 0 and f(k) <= l"


def test_a_proof_without_a_table_stands_where_the_table_is_too() -> None:
    """What the table gives is a number wherever it stands, whether or not the proof needs it."""
    result = solved(asked(f"{TABLE}\nmax(f(y) for y in N) == 3", "maximize\n    k + 2 * l"))
    assert result.verdict is Verdict.INFEASIBLE
    assert result.core == ("c2",)


def programme() -> Problem:
    return asked("k + l <= 3\nk <= 2\nl <= 2\n2 * k <= 5\nk >= 0", "maximize\n    2 * k + l")


def test_what_is_not_needed_is_left_out() -> None:
    result = solved(programme())
    assert (result.core, result.minimal) == (("c1",), True)


def test_without_time_a_core_is_not_said_to_be_minimal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(because, "TRYING_S", -1.0)
    result = solved(programme())
    assert not result.minimal
    assert "c1" in result.core


def test_without_being_asked_no_core_is_made_smaller() -> None:
    result = optimum(programme(), explain=False)
    assert result is not None
    assert not result.minimal


def test_a_number_matters_where_another_would_do() -> None:
    """A price is needed: with another one another plan would be best."""
    result = solved(asked("f(0) == 2 and f(1) == 1 and f(2) == 0\nk <= 1", "maximize\n    f(k)"))
    assert result.value == {"objective": 2, "k": 0, "f": {"0": 2, "1": 1, "2": 0}}
    assert "c1" in result.core
