"""What is printed of a best plan, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import neurosym as ns
from neurosym.engine import Engine
from neurosym.explain.plans.plan import best_plan
from neurosym.explain.tries import Tries
from neurosym.faults import FaultError
from tests.explain.plans.solving import decided, many

MILL = """
wheat, rye : {sort}
"The mill runs {hours} hours a day."
    2 * wheat + 3 * rye <= {hours}
"The baker takes 4 sacks at most."
    wheat + rye <= 4
"A sack of rye is promised."
    rye >= 1
assumed
    wheat >= 0
maximize
    {goal}
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def lines(engine: Engine, sort: str, hours: int, goal: str) -> list[str]:
    answer = engine.solve(ns.loads(MILL.format(sort=sort, hours=hours, goal=goal)))
    return str(engine.plan(answer)).splitlines()


def test_a_linear_plan(engine: Engine) -> None:
    assert lines(engine, "Real", 10, "4 * wheat + 5 * rye") == [
        "c1  The mill runs 10 hours a day.     10 <= 10  binds       +1 for each more, from 9 to 12",
        "c2  The baker takes 4 sacks at most.  4 <= 4    binds       +2 for each more, from 10/3 to 9/2",
        "c3  A sack of rye is promised.        2 >= 1    1 to spare",
        "",
        "wheat  counts 4;  the same plan is best from 10/3 to 5",
        "rye    counts 5;  the same plan is best from 4 to 6",
        "",
        "No other plan is as good.",
    ]


def test_a_plan_where_more_is_worth_another_thing_than_less(engine: Engine) -> None:
    assert lines(engine, "Real", 9, "4 * wheat + 5 * rye")[:3] == [
        "c1  The mill runs 9 hours a day.      9 <= 9  binds  +1 for each more up to 12, "
        "-2 for each less down to 3",
        "c2  The baker takes 4 sacks at most.  4 <= 4  binds  0 for each more, -2 for each less down to 3",
        "c3  A sack of rye is promised.        1 >= 1  binds  -1 for each more up to 3, 0 for each less",
    ]


def test_a_plan_of_whole_numbers(engine: Engine) -> None:
    assert lines(engine, "Int", 11, "5 * wheat + 8 * rye") == [
        "c1  The mill runs 11 hours a day.     11 <= 11  binds",
        "c2  The baker takes 4 sacks at most.  4 <= 4    binds",
        "c3  A sack of rye is promised.        3 >= 1    2 to spare",
        "",
        "c1 at   9  10  11  12  13",
        "best   24  26  29  32  32",
        "",
        "c2 at   2   3   4   5   6",
        "best   16  24  29  29  29",
        "",
        "No other plan is as good.",
    ]


def test_a_plan_that_is_one_of_many(engine: Engine) -> None:
    assert lines(engine, "Real", 10, "wheat + rye")[-3:] == [
        "Other plans are as good, such as the second one here:",
        "wheat  2  3  from 2 to 3 in all of them",
        "rye    2  1  from 1 to 2 in all of them",
    ]


def test_limits_relative_to_each_other(engine: Engine) -> None:
    text = (
        'x, y : Real\n"No more x than twice y."\n    x <= 2 * y\n"Six in all."\n    x + y <= 6\n'
        "assumed\n    x >= 0\nmaximize\n    x\n"
    )
    assert str(engine.plan(engine.solve(ns.loads(text)))).splitlines()[:2] == [
        "c1  No more x than twice y.  4 <= 4  binds  +1/3 for each more, shifted from -12 on",
        "c2  Six in all.              6 <= 6  binds  +2/3 for each more, from 0 on",
    ]


def test_what_the_budget_leaves_out_is_said() -> None:
    problem = ns.loads(MILL.format(sort="Real", hours=9, goal="4 * wheat + 5 * rye"))
    plan = best_plan(problem, decided(problem), Tries(decided, 3, 60, 60))
    assert str(plan).endswith("(stopped at the budget of 3 solves and 60 seconds)")


def test_without_a_best_there_is_nothing_to_explain() -> None:
    problem = ns.loads("x : Int\nmaximize\n    x\n")
    with pytest.raises(FaultError, match="no best plan"):
        best_plan(problem, decided(problem), many())
