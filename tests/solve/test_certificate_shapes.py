"""Clauses of an instance say what the instance says, whether it is looked at or was seen elsewhere."""

from __future__ import annotations

import pytest

from neurosym.certify.scope import Scope
from neurosym.ir.certificate import Atom
from neurosym.ir.core import Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.walk import symbols_in
from neurosym.solve import certificate_shapes as module
from neurosym.solve.certificate_shapes import Instances
from neurosym.solve.TEMPLATE import worlds

WORDS = """
sort Person = ann, bob
sort Place = 1..3
sort Day = mon < tue < wed
sort Pet = cat, dog
at : Person -> Place
day : Person -> Day
tired : Person -> Bool
pet : Place -> Pet
"""
FORMULAS = (
    "at(ann) == at(bob)",
    "at(ann) == 2",
    "2 != at(ann)",
    "not (at(ann) == 2 and tired(bob))",
    "at(ann) < at(bob)",
    "at(ann) + 1 == at(bob)",
    "abs(at(ann) - at(bob)) == 1",
    "distinct(at(x) for x in Person)",
    "distinct(at(ann), at(bob), 3)",
    "xor(at(ann) == at(bob), day(ann) == tue)",
    "(at(ann) < at(bob) and day(ann) < day(bob)) or tired(ann)",
    "day(ann) < day(bob)",
    "rank(day(ann)) + 1 == rank(day(bob))",
    "rank(day(ann)) == at(ann)",
    "day(ann) >= tue",
    "implies(tired(ann), tired(bob))",
    "tired(ann) == tired(bob)",
    "any(tired(x) and at(x) > 1 for x in Person)",
    "all(at(x) > 1 for x in Person if tired(x))",
    "count(tired(x) for x in Person) == 1",
    "sum(at(x) for x in Person) == 4",
    "max(at(x) for x in Person) == 3",
    "min(at(x) for x in Person) >= 2",
    "(at(ann) if tired(ann) else at(bob)) == 2",
    "pet(at(ann)) == cat",
    "pet(1) == cat or pet(2) == cat",
    "pet(1) != pet(3)",
    "at(ann) > 3",
    "at(ann) <= 3",
)


def problem_of(*formulas: str) -> Problem:
    claims = "".join(f'"{formula}"\n    {formula}\n' for formula in formulas)
    return read_problem(f"{WORDS}{claims}find\n")


@pytest.mark.parametrize("formula", FORMULAS)
def test_clauses_say_what_the_formula_says(formula: str) -> None:
    problem = problem_of(formula)
    claim = problem.claims[0]
    instances = Instances(Scope(problem))
    instances.add((claim.id, ()))
    found = instances.found
    signature = Signature.of(problem)
    for world in worlds(signature, symbols_in(claim.formula), True):
        evaluator = Evaluator(signature, world)

        def holds(literal: int, world: Model = world) -> bool:
            atom: Atom = found.atom(abs(literal))
            return (world.tables[atom.name][atom.args] == atom.value) is (literal > 0)

        said = all(any(map(holds, clause)) for clause in found.clauses)
        assert said is evaluator.holds(claim.formula), world


def test_what_is_alike_is_looked_at_once() -> None:
    problem = problem_of("at(ann) < at(bob)", "at(bob) < at(ann)", "at(ann) < at(ann)")
    instances = Instances(Scope(problem))
    module._written.cache_clear()
    for claim in problem.claims:
        instances.add((claim.id, ()))
    assert (module._written.cache_info().hits, module._written.cache_info().misses) == (1, 2)
    sources = {label for label, _ in instances.found.sources}
    assert sources == {"", *(claim.id for claim in problem.claims)}


def test_names_of_other_sorts_and_numbers_are_told_apart() -> None:
    first = 'sort N = 0..1\na, b : N\n"."\n    a == b\nfind\n'
    second = 'a, b : Bool\n"."\n    a == b\nfind\n'
    sizes = []
    for text in (first, second):
        problem = read_problem(text)
        instances = Instances(Scope(problem))
        instances.add((problem.claims[0].id, ()))
        sizes.append((len(instances.found.clauses), instances.found.atom(1).value))
    assert [value for _, value in sizes] == [0, True]
