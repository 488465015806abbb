"""Branch and bound in exact numbers: proofs that the kernel accepts, or where something is after all."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.certify.limits import Limits, check_limits
from neurosym.certify.scope import Scope
from neurosym.certify.sums import total
from neurosym.ir.certificate import GOAL, Cases, LimitProof, Split, Weighed
from neurosym.ir.core import Apply, Compare, Num, Optimise, Problem, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.solve.programmes.allowance import Allowance, Exhausted, allowance
from neurosym.solve.programmes.tree import Tree
from neurosym.solve.programmes.worlds import world
from tests.certify.oracle import all_worlds
from tests.certify.planted import nodes
from tests.certify.reading import asked
from tests.certify.test_choices import flat
from tests.certify.test_limits_random import programmes
from tests.solve.programmes.test_optimum import text

FAST = settings(max_examples=50, suppress_health_check=list(HealthCheck))


def tree(problem: Problem, *formulas: Term) -> Tree:
    """The claims of a problem, and a formula that is to be had."""
    limits = Limits(Scope(problem, formulas))
    found = Tree(limits, [claim.id for claim in problem.claims])
    for number in range(len(formulas)):
        found.aim(f"{GOAL}{number}")
    return found


@FAST
@given(programmes(), st.integers(-4, 12))
def test_a_proof_or_a_world(problem: Problem, least: int) -> None:
    """That the goal is at least so much is shown to be impossible, or there is a world in which it is so."""
    assert isinstance(problem.goal, Optimise)
    wanted = Compare(">=", problem.goal.term, Num(least))
    found = tree(problem, wanted)
    proof = found.proof(allowance())
    possible = any(each.holds(wanted) for each in all_worlds(problem))
    if proof is not None:
        check_limits(Scope(problem, (wanted,)), proof)
        assert not possible
        return
    labels = found.limits.scope.formulas
    if None in flat(found.limits, (part for label in labels for part in found.limits.set_by(label, ()))):
        return
    assert found.left is not None
    evaluator = Evaluator(found.limits.scope.signature, world(problem, found.limits, found.left))
    assert all(evaluator.holds(claim.formula) for claim in problem.claims)
    assert evaluator.holds(wanted)


@FAST
@given(programmes())
def test_the_best_by_the_tree_alone(problem: Problem) -> None:
    """Without an engine for whole numbers."""
    assert isinstance(problem.goal, Optimise)
    limits = Limits(Scope(problem))
    line = limits.line(problem.goal.term, {})
    if line is None:
        return
    smallest = total([(Fraction(-1 if problem.goal.sense == "maximize" else 1), line)])
    found = Tree(limits, [claim.id for claim in problem.claims], smallest)
    if found.incomplete:
        return
    best = found.best(allowance())
    worths = [each.number(problem.goal.term) for each in all_worlds(problem)]
    assert (best is None) == (not worths)
    if best is not None:
        known = max(worths) if problem.goal.sense == "maximize" else min(worths)
        assert abs(found.worth(best)) == abs(known)


def test_a_tree_leaves_nothing_behind() -> None:
    """What is supposed on the way is taken back."""
    problem = asked("k >= 1 or l >= 2\nabs(k - l) >= 2\nk + l <= 2\nk != 0", "maximize\n    k")
    found = tree(problem)
    rows, choices = len(found.relaxation.rows), len(found.choices)
    before = list(found.relaxation.lower), list(found.relaxation.upper)
    first = found.proof(allowance())
    assert found.proof(allowance()) == first
    assert (found.supposed, len(found.relaxation.rows), len(found.choices)) == ([], rows, choices)
    assert (found.relaxation.lower[: len(before[0])], found.relaxation.upper[: len(before[1])]) == before


def kinds(proof: LimitProof | None) -> Iterator[type]:
    return (type(node) for node in nodes(proof)) if proof else iter(())


@pytest.mark.parametrize(
    ("claims", "needed"),
    [
        (["x + y <= 3", "x >= 2 and y >= 2"], {Weighed}),
        (["2 * x + 2 * y >= 3 and 2 * x + 2 * y <= 3"], {Weighed}),
        (["2 * x - 2 * y == 1"], {Weighed}),
        (["3 * x - 2 * y == 1", "x >= 0 and x <= 4", "4 * x + 4 * y == 16 * x + 2"], {Weighed}),
        (
            ["x >= 0 and y >= 0", "3 * x + 2 * y <= 4", "3 * x + 2 * y >= 3", "x <= y", "y <= x"],
            {Weighed, Split},
        ),
        (["x >= 1 or y >= 1", "x <= 0 and y <= 0"], {Weighed, Cases}),
        (["x >= 1 or y >= 1", "x <= 0 or y >= 2", "x + y <= 0", "x >= 0 and y >= 0"], {Weighed, Cases}),
    ],
)
def test_proofs_are_no_larger_than_they_must(claims: list[str], needed: set[type]) -> None:
    problem = text("x, y : Int", claims, "maximize x")
    proof = tree(problem).proof(allowance())
    assert proof is not None
    check_limits(Scope(problem), proof)
    assert set(kinds(proof)) == needed


def test_a_part_that_needs_nothing_supposed_is_the_whole_proof() -> None:
    """The choice does not matter: the conflict is elsewhere."""
    problem = text(
        "x, y : Int", ["x >= 1 or y >= 1", "2 * x + 2 * y >= 3", "2 * x + 2 * y <= 3"], "maximize x"
    )
    assert set(kinds(tree(problem).proof(allowance()))) == {Weighed}


def test_what_is_to_be_had_strictly() -> None:
    """More than the best, and as much as it."""
    problem = text("x : Real", ["x <= 3"], "maximize x")
    more, as_much = (Compare(op, problem.goal.term, Num(3)) for op in (">", ">="))
    proof = tree(problem, more).proof(allowance())
    assert proof is not None
    check_limits(Scope(problem, (more,)), proof)
    found = tree(problem, as_much)
    assert found.proof(allowance()) is None
    assert found.left == {("x", ()): 3}


def test_strict_limits_without_a_goal() -> None:
    problem = text("x, y : Real", ["x + y < 3", "x + y >= 3"], "maximize x")
    proof = tree(problem).proof(allowance())
    assert proof is not None
    check_limits(Scope(problem), proof)


# --- how much it may use


def test_too_many_parts_are_given_up() -> None:
    claims = ["x >= 0 and y >= 0 and z >= 0", "6 * x + 10 * y + 15 * z == 29"]
    problem = text("x, y, z : Int", claims, "maximize x")
    assert tree(problem).proof(allowance()) is not None
    with pytest.raises(Exhausted):
        tree(problem).proof(allowance(1))


def test_no_time_is_given_up() -> None:
    problem = text("x : Int", ["x >= 1"], "maximize x")
    with pytest.raises(Exhausted):
        tree(problem).proof(Allowance(9, 0.0))
    with pytest.raises(Exhausted):
        tree(problem).best(Allowance(9, 0.0))


def test_depth_is_bounded() -> None:
    """Whole numbers between two lines that never meet: halves go on for ever."""
    problem = text("x, y : Int", ["3 * x - 3 * y >= 1", "3 * x - 3 * y <= 2"], "maximize x")
    assert tree(problem).proof(allowance()) is not None  # drawn in, there is nothing left
    endless = text(
        "x, y, z : Int",
        ["2 * x - 2 * y >= 1 - z", "2 * x - 2 * y <= 1 + z", "2 * z <= 0 and z >= 0"],
        "maximize x",
    )
    with pytest.raises(Exhausted):
        tree(endless).proof(allowance())


def test_what_was_given_up_leaves_no_choice_made() -> None:
    """After a proof that ran out of nodes within a choice, a longer one divides on that choice again."""
    said = ["x <= 1 or x >= 3", "y <= 1 or y >= 3", "x + y == 4.5", "0 <= x", "x <= 2.5", "0 <= y", "y <= 3"]
    problem = text("x, y : Real", said, "maximize x")
    found = tree(problem)
    limits = found.limits.along_with(Scope(problem, (Compare(">=", Apply("x"), Num(2)),)))
    for given_nodes in (1, 2):
        with pytest.raises(Exhausted), found.aimed(limits, f"{GOAL}0"):
            found.proof(Allowance(given_nodes, float("inf")))
        with found.aimed(limits, f"{GOAL}0"):
            assert isinstance(found.proof(allowance()), Cases)
