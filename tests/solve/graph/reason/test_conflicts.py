"""The fewest triples that conflict."""

from __future__ import annotations

from itertools import combinations

import pytest

from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.conflicts import conflicts
from tests.solve.graph.reason.test_closure import random_graph
from tests.solve.graph.reason.triples import turtle, x

BASE = ":Cat rdfs:subClassOf :Animal . :Stone owl:disjointWith :Animal . :Cat a owl:Class . :rex a :Dog . "


def test_a_clash_names_the_triples_that_it_needs_and_no_other() -> None:
    (conflict,) = conflicts(Closure(turtle(BASE + ":tom a :Cat , :Stone , owl:Thing .")))
    assert conflict.minimal
    assert set(conflict.triples) == set(
        turtle(":Cat rdfs:subClassOf :Animal . :Stone owl:disjointWith :Animal . :tom a :Cat , :Stone .")
    )
    assert set(conflict.rules) == {"cax-sco", "cax-dw"}
    assert conflict.about.name == "inconsistent"
    assert conflict.derivation.fact == conflict.about


def test_what_agrees_has_no_conflict() -> None:
    assert conflicts(Closure(turtle(BASE))) == ()


def test_each_conflict_is_told_once() -> None:
    closure = Closure(turtle(BASE + "".join(f":t{k} a :Cat , :Stone ." for k in range(30))))
    found = conflicts(closure)
    assert len(found) == 20
    assert len({frozenset(one.triples) for one in found}) == 20
    assert len(conflicts(closure, 3)) == 3


def test_a_roundabout_derivation_is_made_small() -> None:
    text = ":p a owl:TransitiveProperty , owl:IrreflexiveProperty . " + "".join(
        f":n{k} :p :n{(k + 1) % 6} ." for k in range(6)
    )
    for conflict in conflicts(Closure(turtle(text + ":n0 :p :n3 . :n3 :p :n0 ."))):
        for less in combinations(conflict.triples, len(conflict.triples) - 1):
            assert not Closure(less).clashes()
        assert Closure(conflict.triples).clashes()


@pytest.mark.parametrize("seed", range(40))
def test_conflicts_of_random_graphs_are_minimal(seed: int) -> None:
    given = {triple for document in random_graph(seed) for triple in document}
    closure = Closure(sorted(given))
    found = conflicts(closure, 4)
    assert bool(found) == bool(closure.clashes())
    for conflict in found:
        assert given.issuperset(conflict.triples)
        assert Closure(conflict.triples).clashes()
        for triple in conflict.triples:
            assert not Closure(other for other in conflict.triples if other != triple).clashes()


def test_with_rules_that_deny_nothing_is_said_to_be_minimal() -> None:
    text = (
        "sort Node >= rdf_type\ntriple : Node, Node, Node -> Bool\ninconsistent, known : Node, Node -> Bool\n"
        "known(x, x) if triple(x, rdf_type, _)\ninconsistent(x, y) if triple(x, _, y) and not known(y, y)\n"
    )
    closure = Closure(turtle(":a :p :b ."), read_rules(text))
    (conflict,) = conflicts(closure)
    assert not conflict.minimal
    assert not closure.monotone
    with pytest.raises(FaultError, match="deny or count"):
        closure.certificate(conflict.derivation)
    assert conflict.triples == ((x("a"), x("p"), x("b")),)
