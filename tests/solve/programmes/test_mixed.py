"""Choices as selections: engines that know rows only find the best of them, as every world says."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings

from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope
from neurosym.certify.sums import total
from neurosym.ir.core import Optimise, Problem
from neurosym.solve.programmes import cpsat, highs
from neurosym.solve.programmes.mixed import mixed
from neurosym.solve.programmes.tree import Tree
from tests.certify.oracle import all_worlds
from tests.certify.test_choices import flat
from tests.certify.test_limits_random import programmes
from tests.solve.programmes.test_optimum import text

FAST = settings(max_examples=40, suppress_health_check=list(HealthCheck))
SECONDS = 5.0


def programme(problem: Problem) -> Tree | None:
    """The programme of a problem, to be small; None where what is to be best is no sum."""
    assert isinstance(problem.goal, Optimise)
    limits = Limits(Scope(problem))
    line = limits.line(problem.goal.term, {})
    if line is None:
        return None
    sign = Fraction(-1 if problem.goal.sense == "maximize" else 1)
    return Tree(limits, [claim.id for claim in problem.claims], total([(sign, line)]))


@FAST
@given(programmes())
def test_engines_for_rows_find_the_best(problem: Problem) -> None:
    found = programme(problem)
    assume(found is not None)
    asked = mixed(found)
    if asked is None:
        said = (part for claim in problem.claims for part in found.limits.set_by(claim.id, ()))
        assert None in flat(found.limits, said)
        return
    worths = [world.number(problem.goal.term) for world in all_worlds(problem)]
    if found.relaxation.absurd:
        assert not worths  # engines are not asked
        return
    best = max(worths, default=0) if problem.goal.sense == "maximize" else min(worths, default=0)
    for engine in (highs, *([] if cpsat.unusable() else [cpsat])):
        values = engine.best(asked, SECONDS)
        assert (values is None) == (not worths)
        if values is not None:
            assert len(values) == asked.own
            exactly = found.exactly(values)
            assert exactly is not None
            assert abs(found.worth(exactly)) == abs(best)


def test_what_is_half_read_is_none() -> None:
    assert mixed(programme(text("x, y : Int", ["x * y <= 3"], "maximize x"))) is None
    assert mixed(programme(text("x, y : Int", ["x <= 3 or x * y <= 3"], "maximize x"))) is None


def test_without_room_highs_is_not_asked() -> None:
    """What need not hold has to have an end, or nothing says how far it is from holding."""
    found = programme(text("x, y : Int", ["x <= 3 or y <= 3"], "maximize x"))
    assert found is not None
    asked = mixed(found)
    assert asked is not None
    assert highs.best(asked, SECONDS) is None


WAYS = {
    "x == 3 or y == 3": lambda x, y: x == 3 or y == 3,
    "x == 3 or (y == 3 and x >= 1)": lambda x, y: x == 3 or (y == 3 and x >= 1),
    "x <= 3 or x >= 7 or y == 9": lambda x, y: x <= 3 or x >= 7 or y == 9,
}


@pytest.mark.parametrize("claim", WAYS)
def test_rows_of_a_way_hold_where_it_is_selected(claim: str) -> None:
    ends = "x >= 0 and x <= 9 and y >= 0 and y <= 8"
    found = programme(text("x, y : Int", [ends, claim], "maximize 3 * x + 2 * y"))
    assert found is not None
    asked = mixed(found)
    assert asked is not None
    values = highs.best(asked, SECONDS)
    assert values is not None
    best = max(3 * x + 2 * y for x, y in product(range(10), range(9)) if WAYS[claim](x, y))
    assert 3 * values[0] + 2 * values[1] == pytest.approx(best)
