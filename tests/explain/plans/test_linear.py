"""What is decided and what is given, and whether all of it is linear."""

from __future__ import annotations

import pytest

import neurosym as ns
from neurosym.explain.plans.linear import Linear
from neurosym.faults import FaultError
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.signature import Signature
from tests.explain.plans.solving import decided

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


def test_each_member_of_a_sort_has_its_bound() -> None:
    text = (
        "sort P = a, b\nmade : P -> Real\nassumed\n    all(made(p) <= 4 for p in P)\nmaximize\n    made(a)\n"
    )
    assert [bound.part for bound in Linear.of(ns.loads(text)).bounds] == [0, 1]


def test_without_an_objective_there_is_no_plan() -> None:
    with pytest.raises(FaultError, match="no plan"):
        Linear.of(ns.loads("p : Bool\nfind p\n"))


def test_a_budget_over_choices_is_a_bound_though_no_line() -> None:
    text = (
        "sort S = pool, park\ncost : S -> Int\nbuilt : S -> Bool\n"
        '"They cost 8 and 2."\n    cost(pool) == 8 and cost(park) == 2\n'
        '"The budget is 9."\n    9 >= sum(cost(s) if built(s) else 0 for s in S)\n'
        '"One at least."\n    count(built(s) for s in S) >= 1\n'
        "maximize\n    count(built(s) for s in S)\n"
    )
    problem = ns.loads(text)
    linear = Linear.of(problem)
    assert not linear.pure
    assert [(bound.claim.id, bound.op, bound.figure, bound.line) for bound in linear.bounds] == [
        ("c2", "<=", 9, None),
        ("c3", ">=", 1, None),
    ]
    plan = Evaluator(Signature.of(problem), decided(problem).models[0])
    cost, count = (bound.at(plan) for bound in linear.bounds)
    assert (cost, count) in ((2, 1), (8, 1))
    assert [bound.spare(plan) for bound in linear.bounds] == [9 - cost, 0]


def test_names_and_truth_values_are_no_amounts() -> None:
    names = "sort P = a, b\nboss : P\np, q : Bool\nx : Int\n"
    problem = ns.loads(f"{names}assumed\n    boss == a\n    p == q\n    x <= 3\nmaximize\n    x\n")
    assert [bound.claim.id for bound in Linear.of(problem).bounds] == ["c3"]
