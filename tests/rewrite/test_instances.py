"""Instances decide where terms end, and claim nothing where they do not."""

import pytest

from neurosym.ir.core import Entails, negate
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.rewrite.instances import Instances
from neurosym.rewrite.universe import Herbrand

HEAD = """
sort T >= a, b
p, q, r : T -> Bool
likes : T, T -> Bool
"""


def ground(claims: str, depth: int, goal: str = "True") -> Instances:
    lines = "\n".join(f"    {line.strip()}" for line in claims.strip().splitlines())
    problem = read_problem(f"{HEAD}\nsaid\n{lines}\nentails\n    {goal}")
    signature = Signature.of(problem)
    instances = Instances(signature, Herbrand(signature, depth, unique_names=True), 10_000)
    for claim in problem.claims:
        instances.add(claim.id, claim.formula)
    assert isinstance(problem.goal, Entails)
    instances.add("denied", negate(problem.goal.formula))
    instances.saturate()
    return instances


def test_a_rule_that_cannot_fire_has_no_instance() -> None:
    facts = "p(a)\n"
    some = ground(facts + "all(q(x) for x in T if p(x))", 0)
    assert ("q", ("a",)) in some.grounder.atoms
    assert ("q", ("b",)) not in some.grounder.atoms


def test_chains_of_witnesses_that_end_are_complete() -> None:
    claims = (
        "p(a)\nall(any(likes(x, y) and q(y) for y in T) for x in T if p(x))\nall(r(x) for x in T if q(x))"
    )
    assert ground(claims, 1).complete
    assert not ground(claims, 0).complete


def test_chains_of_witnesses_without_end_are_cut() -> None:
    claims = "p(a)\nall(any(likes(x, y) and p(y) for y in T) for x in T if p(x))"
    for depth in (0, 1, 3):
        assert not ground(claims, depth).complete


@pytest.mark.parametrize("depth", [0, 2])
def test_unnamed_individuals_come_from_the_formulas_alone(depth: int) -> None:
    assert ground("any(p(x) for x in T)", depth).complete
    members = ground("any(p(x) for x in T)", depth).grounder.universe.members("T")
    assert len(members) == 3
