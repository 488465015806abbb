"""Changes of a problem: what gives way to what is said anew, and what stays."""

from __future__ import annotations

import pytest

import neurosym as ns
from neurosym.explain.plans.change import Change, dropped, exchanged, said_anew
from neurosym.faults import FaultError
from neurosym.ir.core import Claim, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula

STALL = """
cups, pots : Int
clay_cup, clay_pot : Real
"Clay."
    clay_cup == 2 and clay_pot == 5
    clay_cup * cups + clay_pot * pots <= 40
"Pots."
    2 <= pots <= 6
assumed
    cups >= 0
maximize
    3 * cups + 7 * pots
"""


@pytest.fixture
def problem() -> Problem:
    return ns.loads(STALL)


def anew(problem: Problem, formula: str, more: int = 0) -> Change:
    claim = Claim("", read_formula(formula, Signature.of(problem)), "It is so.")
    return said_anew(problem, [claim], more)


def shown(change: Change) -> list[str]:
    return [f"{claim.id}: {print_formula(claim.formula)}" for claim in change.problem.claims]


@pytest.mark.parametrize(
    ("formula", "instead"),
    [
        ("clay_cup * cups + clay_pot * pots <= 30", "c2: clay_cup * cups + clay_pot * pots <= 30"),
        ("4 * cups + 10 * pots <= 70", "c2: 4 * cups + 10 * pots <= 70"),
        ("20 >= cups + 2.5 * pots", "c2: 20 >= cups + 2.5 * pots"),
        ("clay_cup * cups + clay_pot * pots == 30", "c2: clay_cup * cups + clay_pot * pots == 30"),
    ],
)
def test_a_limit_on_the_same_amount_gives_way(problem: Problem, formula: str, instead: str) -> None:
    change = anew(problem, formula)
    before = shown(Change(problem, ()))
    assert shown(change) == [before[0], instead, *before[2:]]
    ((old, new),) = ((swap.old, swap.new) for swap in change.swaps)
    assert old is not None
    assert new is not None
    assert (old.id, new.id, new.says) == ("c2", "c2", "It is so.")


def test_a_limit_from_the_other_side_and_on_another_amount_is_added(problem: Problem) -> None:
    for formula in ("clay_cup * cups + clay_pot * pots >= 10", "cups <= 9", "cups + pots <= 8"):
        change = anew(problem, formula)
        assert shown(change)[:-1] == shown(Change(problem, ()))
        assert [swap.old for swap in change.swaps] == [None]


def test_another_share_gives_way() -> None:
    problem = ns.loads("x, y, z : Real\nassumed\n    x <= (x + y) / 2\n    y <= 3 * z\nmaximize\n    x + y\n")
    assert shown(anew(problem, "x <= (x + y) / 3"))[0] == "c1: x <= (x + y) / 3"
    assert shown(anew(problem, "2 * z >= y"))[1] == "c2: 2 * z >= y"
    # the other way round, and of other quantities, it is another limit
    for formula in ("x >= (x + y) / 3", "y <= 3 * x", "x <= (x + y + z) / 3"):
        assert len(anew(problem, formula).problem.claims) == 3


def test_what_is_assumed_stays_where_it_leaves_room(problem: Problem) -> None:
    assert shown(anew(problem, "cups >= 3"))[3:] == ["c4: cups >= 0", "c5: cups >= 3"]
    assert shown(anew(problem, "cups >= -3"))[3:] == ["c4: cups >= -3"]


def test_one_part_of_a_claim_gives_way_and_the_rest_stays(problem: Problem) -> None:
    assert shown(anew(problem, "clay_pot == 4"))[:2] == ["c1: clay_cup == 2", "c5: clay_pot == 4"]
    # the lower end of `2 <= pots <= 6` stays
    assert shown(anew(problem, "pots <= 9"))[2:4] == ["c3: 2 <= pots", "c5: pots <= 9"]


def test_what_is_told_as_more_is_added_to_the_figure(problem: Problem) -> None:
    for more, figure in ((1, 45), (-1, 35)):
        change = anew(problem, "clay_cup * cups + clay_pot * pots <= 5", more)
        assert shown(change)[1] == f"c2: clay_cup * cups + clay_pot * pots <= {figure}"
    # half the amount, so the figure counts twice
    assert shown(anew(problem, "cups + 2.5 * pots <= 5", 1))[1].endswith("<= 50")
    assert "clay_pot == 6" in shown(anew(problem, "clay_pot == 1", 1))[0]
    with pytest.raises(FaultError, match="nothing to add `cups <= 3` to"):
        anew(problem, "cups <= 3", 1)


def test_claims_are_exchanged_and_dropped_by_id(problem: Problem) -> None:
    names = Signature.of(problem)
    assert shown(exchanged(problem, "c4", read_formula("cups >= 1", names)))[-1] == "c4: cups >= 1"
    assert len(dropped(problem, "c2").problem.claims) == len(problem.claims) - 1
    for id in ("c9", ""):
        with pytest.raises(FaultError, match="there is no claim"):
            dropped(problem, id)


def test_logic_gives_way_to_nothing() -> None:
    problem = ns.loads("p, q : Bool\nassumed\n    p or q\n    not q\nentails\n    p\n")
    assert shown(anew(problem, "q")) == ["c1: p or q", "c2: not q", "c3: q"]
