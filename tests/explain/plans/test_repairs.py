"""Repairs of contradictory programmes: they do, by just so much, and a little less does not."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.explain.plans.bounds import number
from neurosym.explain.plans.repairs import Repairs, repairs
from neurosym.explain.tries import Tries
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from tests.explain.plans.solving import decided, many

small = st.integers(-3, 4)
limits = st.lists(
    st.tuples(small, small, st.sampled_from(("<=", ">=", "==")), st.integers(-6, 9)), min_size=2, max_size=4
)


def problem(said: list[tuple[int, int, str, int]], sort: str) -> Problem:
    lines = "\n".join(f'"s{n}"\n    {a} * x + {b} * y {op} {c}' for n, (a, b, op, c) in enumerate(said))
    return ns.loads(
        f"x, y : {sort}\n{lines}\nassumed\n    0 <= x <= 9 and 0 <= y <= 9\nmaximize\n    x + y\n"
    )


def repaired(asked: Problem) -> Repairs:
    return repairs(asked, decided(asked), many())


@settings(max_examples=20, deadline=None)
@given(limits, st.sampled_from(("Real", "Int")))
def test_a_repair_is_a_least_one(said: list[tuple[int, int, str, int]], sort: str) -> None:
    asked = problem(said, sort)
    assume(decided(asked).verdict is Verdict.INFEASIBLE)
    found = repaired(asked)
    for repair in found.alone:
        (move,) = repair.moves
        assert decided(repair.problem(asked)).verdict is Verdict.OPTIMAL
        shy = move.by - Fraction(1, 7) if move.by > 0 else move.by + Fraction(1, 7)
        assert decided(move.bound.moved(asked, number(shy))).verdict is Verdict.INFEASIBLE
    for bound in found.helpless:
        for by, way in itertools.product((1, 3, 40), (1, -1)):
            assert decided(bound.moved(asked, number(Fraction(by * way)))).verdict is Verdict.INFEASIBLE
    if found.together:
        assert not found.alone
        assert decided(found.together.problem(asked)).verdict is Verdict.OPTIMAL


def test_two_contradictions_need_two_moves() -> None:
    asked = problem([(1, 0, "<=", 3), (1, 0, ">=", 5), (0, 1, "<=", 1), (0, 1, ">=", 4)], "Int")
    found = repaired(asked)
    assert (found.alone, len(found.helpless)) == ((), 2)
    assert found.together is not None
    # the shares: 2 of 5 are less than 2 of 3, and 3 of 4 less than 3 of 1
    assert [(move.bound.claim.id, move.to) for move in found.together.moves] == [("c2", 3), ("c4", 1)]


def test_parts_of_one_sentence_move_together() -> None:
    text = 'x, y : Int\n"All of it."\n    x <= 1 and x >= 3 and y <= 0 and y >= 2\nmaximize\n    x\n'
    found = repaired(ns.loads(text))
    assert found.together is not None
    assert len(found.together.moves) == 2
    assert decided(found.together.problem(found.problem)).verdict is Verdict.OPTIMAL


def test_a_contradiction_without_figures_has_no_repair() -> None:
    found = repaired(ns.loads("p : Bool\nx : Int\nassumed\n    p\n    not p\n    x <= 2\nmaximize\n    x\n"))
    assert str(found) == "No figure of a limit stands in the conflict."


def test_what_is_printed() -> None:
    asked = ns.loads(
        'crates : Int\n"The van holds at most 3 crates."\n    crates <= 3\n'
        '"At least 5 crates must go."\n    crates >= 5\nmaximize\n    2 * crates\n'
    )
    lines = [line.replace(" (solver-claimed)", "") for line in str(repaired(asked)).splitlines()]
    assert lines == [
        "c1  The van holds at most 3 crates.  3 must be 5, 2 more  Optimal: 10.",
        "c2  At least 5 crates must go.       5 must be 3, 2 less  Optimal: 6.",
    ]
    spent = repairs(asked, decided(asked), Tries(decided, 1, 60, 60))
    assert str(spent).endswith("(stopped at the budget of 1 solves and 60 seconds)")


@pytest.mark.parametrize("sort", ["Real", "Int"])
def test_strict_limits(sort: str) -> None:
    asked = ns.loads(f'x : {sort}\n"a"\n    x < 3\n"b"\n    x >= 3\nmaximize\n    x\n')
    found = repaired(asked)
    for repair in found.alone:
        assert decided(repair.problem(asked)).verdict is not Verdict.INFEASIBLE
    # of fractions there is no least move
    assert len(found.alone) == (2 if sort == "Int" else 0)
