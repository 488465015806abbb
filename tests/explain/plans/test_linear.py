"""What is decided and what is given, and whether all of it is linear."""

from __future__ import annotations

import pytest

import neurosym as ns
from neurosym.explain.plans.linear import Linear
from neurosym.faults import FaultError

LOAVES = """
loaves, rolls : {sort}
hours_loaf, hours : Real
"A loaf takes two hours."
    hours_loaf == 2
"There are eight hours."
    hours == 8
    hours_loaf * loaves + rolls <= hours
"Exactly three rolls."
    rolls == 3
{more}
maximize
    loaves + 2 * rolls
"""


def test_what_something_is_multiplied_by_stays_a_number_and_the_rest_is_a_bound() -> None:
    linear = Linear.of(ns.loads(LOAVES.format(sort="Real", more="")))
    assert linear.given == {"hours_loaf"}
    assert [(bound.claim.id, bound.op, bound.figure) for bound in linear.bounds] == [
        ("c2", "==", 8),
        ("c3", "<=", 0),
        ("c4", "==", 3),
    ]
    assert linear.pure


@pytest.mark.parametrize(
    ("sort", "more"),
    [("Int", ""), ("Real", '"Or."\n    loaves >= 1 or rolls >= 1'), ("Real", '"Not."\n    loaves != rolls')],
)
def test_whole_numbers_and_logic_are_not_linear_alone(sort: str, more: str) -> None:
    linear = Linear.of(ns.loads(LOAVES.format(sort=sort, more=more)))
    assert not linear.pure
    assert len(linear.bounds) == 3


def test_the_ends_of_a_sort_are_limits_without_a_sentence() -> None:
    linear = Linear.of(ns.loads("sort Few = 0..4\nx : Few\nassumed\n    x <= 9\nmaximize\n    x\n"))
    assert (len(linear.bounds), len(linear.ranges)) == (1, 2)


def test_each_member_of_a_sort_has_its_bound() -> None:
    text = (
        "sort P = a, b\nmade : P -> Real\nassumed\n    all(made(p) <= 4 for p in P)\nmaximize\n    made(a)\n"
    )
    assert [bound.part for bound in Linear.of(ns.loads(text)).bounds] == [0, 1]


def test_without_an_objective_there_is_no_plan() -> None:
    with pytest.raises(FaultError, match="no plan"):
        Linear.of(ns.loads("p : Bool\nfind p\n"))
