"""Problems made of problems: sound ones, which clash with no name."""

from __future__ import annotations

from fractions import Fraction

import neurosym as ns
from neurosym import check
from neurosym.explain.plans.changed import (
    as_good,
    asking,
    best,
    claimed,
    of_number,
    programme,
    weakest,
    with_number,
)
from neurosym.faults import errors
from neurosym.ir.core import Apply, Compare, Num
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Result, Verdict
from neurosym.rewrite.linear import Limit, Line
from tests.explain.plans.solving import decided, optimum


def test_a_new_number_and_new_claims_have_names_of_their_own() -> None:
    problem = ns.loads("shift : Int\n@also assumed\n    shift <= 3\nmaximize\n    shift\n")
    wider, number = with_number(problem, "shift")
    assert number == Apply("shift2")
    wider = claimed(wider, Compare("<=", number, Num(2)), Compare(">=", number, Num(0)))
    assert [claim.id for claim in wider.claims] == ["also", "also2", "also3"]
    wider = asking(wider, "maximize", number)
    assert not errors(check.examine(wider))
    assert optimum(wider) == 2


def test_as_good_is_at_least_as_large_or_as_small() -> None:
    value = of_number(Fraction(7, 2), Apply("t"), Fraction(-1))
    assert print_formula(as_good("maximize", Apply("x"), value)) == "x >= -1 * t + 3.5"
    assert (
        print_formula(as_good("minimize", Apply("x"), of_number(Fraction(3), Apply("t"), Fraction(0))))
        == "x <= 3"
    )


def test_a_programme_of_lines() -> None:
    x, y = Apply("x"), Apply("y")
    limits = {
        "sum": Limit(Line({x: Fraction(1), y: Fraction(2)}, Fraction(-3)), "<="),
        "same": Limit(Line({x: Fraction(1), y: Fraction(-1)}), "=="),
    }
    asked = programme(limits, "maximize", Line({x: Fraction(5)}, Fraction(1)))
    assert not errors(check.examine(asked))
    assert optimum(asked) == 6
    assert best(decided(programme({}, "maximize", Line({x: Fraction(1)})))) is None
    assert best(None) is None


def test_a_chain_is_as_sure_as_its_weakest_link() -> None:
    assert weakest("certified", "solver-claimed", "cross-checked") == "solver-claimed"
    assert weakest() == "certified"
    assert best(Result(Verdict.OPTIMAL, {"objective": Fraction(1, 2)})) == Fraction(1, 2)
    assert best(Result(Verdict.FEASIBLE, {"objective": 1})) is None
