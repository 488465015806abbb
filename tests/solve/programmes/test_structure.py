"""Kinds of programmes: each is named with what shows it, and with how it is solved and why."""

from __future__ import annotations

import pytest

from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope
from neurosym.certify.sums import ONE, total
from neurosym.ir.core import Optimise, Problem
from neurosym.solve.programmes.structure import BRANCHED, LEARNING, MANY_THINGS, Structure, structure
from neurosym.solve.programmes.tree import Tree
from tests.solve.programmes.test_optimum import knapsack, text
from tests.solve.programmes.test_wrong_answers import orders

PAIRS = "sort W = a, b\nsort J = c, d\ncost : W, J -> Int\n"
COSTS = "cost(a, c) == 3 and cost(a, d) == 2 and cost(b, c) == 2 and cost(b, d) == 5"
ONCE = ["all(sum(does(w, j) for j in J) == 1 for w in W)", "all(sum(does(w, j) for w in W) == 1 for j in J)"]
SENT = ["all(sent(w, j) >= 0 for w in W for j in J)", "all(sum(sent(w, j) for j in J) <= 9 for w in W)"]
NEEDS = "all(sum(sent(w, j) for w in W) >= 4 for j in J)"
KEPT = ["x >= 0 and x <= 9", "y >= 0 and y <= 9", "z >= 0 and z <= 9"]


def seen(words: str, claims: list[str], goal: str) -> Structure:
    return of(text(words, claims, goal))


def of(problem: Problem) -> Structure:
    limits = Limits(Scope(problem))
    assert isinstance(problem.goal, Optimise)
    line = limits.line(problem.goal.term, {})
    assert line is not None
    smallest = total([(-ONE if problem.goal.sense == "maximize" else ONE, line)])
    return structure(Tree(limits, [claim.id for claim in problem.claims], smallest))


SIMPLEX = "simplex alone, for its corners are whole"
EACH = "for w in W for j in J"
KINDS = [
    (
        ("x, y : Real", ["x + y <= 4"], "maximize x"),
        ("linear programme", "no number has to be whole", "simplex, its corner in fractions"),
    ),
    (
        (
            f"{PAIRS}does : W, J -> Bool",
            [COSTS, *ONCE],
            "minimize sum(cost(w, j) if does(w, j) else 0 for w in W for j in J)",
        ),
        ("assignment", "each has one of the others", SIMPLEX),
    ),
    (
        (
            f"{PAIRS}sent : W, J -> Int",
            [COSTS, *SENT, NEEDS],
            "minimize sum(cost(w, j) * sent(w, j) for w in W for j in J)",
        ),
        ("transport", "each number counts for one source and one target", SIMPLEX),
    ),
    (
        ("x, y, z : Int", [*KEPT, "x - y == 0", "y - z == 0"], "maximize x"),
        ("flow", "what comes in goes out", SIMPLEX),
    ),
    (
        ("x, y, z : Int", [*KEPT, "3 * x + 5 * y + 7 * z <= 30"], "maximize x + 2 * y + 4 * z"),
        ("knapsack", "whole numbers under one limit", BRANCHED),
    ),
    (
        ("x, y, z : Int", [*KEPT, "3 * x + 5 * y <= 30", "2 * y + 3 * z <= 20"], "maximize x + y + z"),
        ("packing", "whole numbers under 2 limits", BRANCHED),
    ),
    (
        ("x, y, z : Int", [*KEPT, "3 * x + 5 * y >= 30", "2 * y + 3 * z >= 20"], "minimize x + y + z"),
        ("covering", "whole numbers that meet 2 needs", BRANCHED),
    ),
    (
        ("x, y, z : Int", [*KEPT, "3 * x + 5 * y >= 30"], "minimize x + y + z"),
        ("covering", "whole numbers that meet 1 need", BRANCHED),
    ),
    (
        ("x, y, z : Int", [*KEPT, "3 * x - 5 * y <= 7"], "maximize x + y"),
        ("integer programme", "all numbers are whole", BRANCHED),
    ),
    (
        ("x, y : Int\nz : Real", [*KEPT, "3 * x - 5 * z <= 7"], "maximize x + y"),
        ("mixed-integer programme", "2 of 3 numbers are whole", BRANCHED),
    ),
    (
        ("x, y : Int", ["x <= 4 or y <= 4"], "maximize x"),
        ("mixed logic", "1 either-or condition", f"conditions as 0 and 1, {BRANCHED}"),
    ),
    (
        ("x, y : Int", ["x <= 4 or y <= 4", "x <= 2 or y <= 7"], "maximize x"),
        ("mixed logic", "2 either-or conditions", f"conditions as 0 and 1, {BRANCHED}"),
    ),
    (
        ("x, y : Int", ["x + 2 <= y or y + 3 <= x"], "minimize x"),
        ("scheduling", "1 time one thing goes before another or after it", f"orders as 0 and 1, {BRANCHED}"),
    ),
]


@pytest.mark.parametrize(
    ("programme", "told"), KINDS, ids=lambda each: each[0] if isinstance(each[1], str) else ""
)
def test_kinds(programme: tuple[str, list[str], str], told: tuple[str, str, str]) -> None:
    found = seen(*programme)
    assert (found.kind, found.shown_by, found.how) == told
    assert found.engine == "highs"
    assert str(found) == "{} ({}): {}".format(*told)


def test_yes_no_choices() -> None:
    found = of(knapsack([3, 5, 7], [4, 6, 9], 9))
    assert str(found) == f"knapsack (yes-no choices under one limit): {BRANCHED}"


def test_many_things_are_for_a_search_that_learns() -> None:
    count = MANY_THINGS + 1
    found = of(
        knapsack([3 + place % 7 for place in range(count)], [4 + place % 5 for place in range(count)], 99)
    )
    assert (found.kind, found.engine, found.how) == ("knapsack", "cp-sat", LEARNING)
    assert (found.without_learning().engine, found.without_learning().how) == ("highs", BRANCHED)


def test_many_orders_are_for_a_search_that_learns() -> None:
    found = seen(*orders(6, 2), "minimize end")
    assert (found.kind, found.engine) == ("scheduling", "cp-sat")
    assert found.shown_by == "15 times one thing goes before another or after it"


def test_few_orders_among_other_conditions_are_no_schedule() -> None:
    claims = ["x + 2 <= y or y + 3 <= x", "x <= 4 or y <= 4", "x <= 2 or y >= 7"]
    assert seen("x, y : Int", claims, "minimize x").kind == "mixed logic"


@pytest.mark.parametrize(
    "claim",
    [
        "2 * x + y <= 9",  # counts twice
        "x + y + z <= 5 and x - y <= 3 and x + z <= 4",  # in three limits
    ],
)
def test_what_is_nearly_a_network_is_none(claim: str) -> None:
    """Its corners need not be whole."""
    found = seen("x, y, z : Int", [*KEPT, claim, "x + y - z <= 3"], "maximize x + y + z")
    assert "simplex" not in found.how


@pytest.mark.parametrize(
    ("rows", "network"),
    [
        (["x + y <= 3", "y + z <= 3", "z + x <= 3"], False),  # an odd circle: its corner is 3/2 each
        (["x + y <= 3", "z - y <= 3", "z + x <= 3"], True),  # turned round, two groups
        (["x + y <= 3", "y + z <= 3"], True),
    ],
)
def test_whole_corners_need_two_groups_of_limits(rows: list[str], network: bool) -> None:
    """Heller and Tompkins."""
    found = seen("x, y, z : Int", [*KEPT, *rows], "maximize x + y + z")
    assert (found.how == SIMPLEX) == network
