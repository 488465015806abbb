"""Endless directions: what can go on, and which limit would stop it."""

from __future__ import annotations

from fractions import Fraction

import neurosym as ns
from neurosym.explain.plans.growth import growth
from neurosym.explain.tries import Tries
from neurosym.ir.certificate import Key
from tests.explain.plans.solving import decided, many

SHIFTS = """
hours, extra : {sort}
"He works at least 5 hours."
    hours >= 5
"Extra hours are 3 less than the hours at most."
    extra <= hours - 3
assumed
    extra >= 0
maximize
    {goal}
"""
BOTH: dict[Key, Fraction] = {("hours", ()): Fraction(1, 25), ("extra", ()): Fraction(1, 25)}


def shown(goal: str, tries: Tries | None = None) -> list[str]:
    problem = ns.loads(SHIFTS.format(sort="Real", goal=goal))
    return str(growth(problem, decided(problem).models[0], BOTH, tries or many())).splitlines()


def test_what_can_grow_and_what_would_stop_it() -> None:
    assert shown("10 * hours + 15 * extra") == [
        "This can go on for ever, and each step changes the objective by +25:",
        "hours  +1  no sentence stops it from growing",
        "extra  +1  no sentence stops it from growing",
        "",
        "c1  He works at least 5 hours.                      hours >= 5          holds all along",
        "c2  Extra hours are 3 less than the hours at most.  extra <= hours - 3  holds all along",
        "",
        "There is a best plan as soon as `hours` is limited from above.",
    ]


def test_either_limit_will_do_where_both_are_needed_to_grow() -> None:
    assert shown("15 * extra - hours")[-2:] == [
        "There is a best plan as soon as `hours` is limited from above.",
        "There is a best plan as soon as `extra` is limited from above.",
    ]


def test_what_the_budget_leaves_out_is_said() -> None:
    assert (
        shown("hours + extra", Tries(decided, 0, 60, 60))[-1]
        == "(stopped at the budget of 0 solves and 60 seconds)"
    )


def test_several_ways_need_several_limits() -> None:
    problem = ns.loads("x, y : Int\nassumed\n    x >= 0 and y <= 0\nminimize\n    y - x\n")
    steps: dict[Key, Fraction] = {("x", ()): Fraction(2), ("y", ()): Fraction(-4)}
    lines = str(growth(problem, decided(problem).models[0], steps, many())).splitlines()
    assert lines[:3] == [
        "This can go on for ever, and each step changes the objective by -3:",
        "x  +1  no sentence stops it from growing",
        "y  -2  no sentence stops it from falling",
    ]
    assert lines[-1] == "There is a best plan as soon as all of them are limited; one alone is not enough."
    less = growth(problem, decided(problem).models[0], {("x", ()): Fraction(1)}, many())
    assert str(less).splitlines()[-1] == "Limits on these alone do not give a best plan."
