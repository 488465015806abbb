"""Figures varied: each point is a problem solved again."""

from __future__ import annotations

from fractions import Fraction

import pytest

import neurosym as ns
from neurosym.explain.plans.curve import around, curve
from neurosym.explain.plans.linear import Linear
from neurosym.explain.tries import Tries
from tests.explain.plans.solving import decided, many

SHELF = """
pots, jars : Int
"The shelf takes 20 kilos."
    7 * pots + 3 * jars <= 20
"Two pots at least."
    pots >= 2
assumed
    jars >= 0
maximize
    5 * pots + 2 * jars
"""


def test_every_point_is_solved() -> None:
    problem = ns.loads(SHELF)
    weight, _, _ = Linear.of(problem).bounds
    found = curve(problem, weight, map(Fraction, (10, 14, 20, 21)), many())
    # by hand: 14 = 2 pots; 20 = 2 pots and 2 jars; 21 = 3 pots
    assert [point.value for point in found] == [None, 10, 14, 15]
    lines = str(found).splitlines()
    assert [line.replace("(solver-claimed)", "").split() for line in lines] == [
        ["c1", "at", "10", "14", "20", "21"],
        ["best", "no", "plan", "10", "14", "15"],
    ]
    assert len(set(map(len, lines))) == 1


def test_what_the_budget_does_not_reach_is_not_shown() -> None:
    problem = ns.loads(SHELF)
    found = curve(
        problem, Linear.of(problem).bounds[0], map(Fraction, (14, 15, 16)), Tries(decided, 2, 60, 60)
    )
    assert [point.figure for point in found] == [14, 15]


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (80, (70, 75, 80, 85, 90)),
        (1000, (800, 900, 1000, 1100, 1200)),
        (9, (7, 8, 9, 10, 11)),
        (0, (-2, -1, 0, 1, 2)),
        (-40, (-44, -42, -40, -38, -36)),
        (Fraction(1, 2), (Fraction(2, 5), Fraction(9, 20), Fraction(1, 2), Fraction(11, 20), Fraction(3, 5))),
    ],
)
def test_round_figures_on_either_side(figure: Fraction, shown: tuple[Fraction, ...]) -> None:
    assert around(Fraction(figure)) == shown
