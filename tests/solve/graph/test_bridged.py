"""Facts that follow by rules: taken by problems, cited with how they follow, and checked by the kernel."""

from dataclasses import replace
from pathlib import Path

import pytest

import neurosym as ns
from neurosym.ir.derivation import Derivation, Fact
from neurosym.knowledge.oxigraph import Oxigraph

GRAPH = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:borders a owl:SymmetricProperty .
:within a owl:TransitiveProperty ; owl:inverseOf :holds .
:Land rdfs:subClassOf :Area .
:Ann owl:sameAs :Anna . :Anna :age 40 ; :home :Bland .
:North :within :World . :South :within :World .
:Aland a :Land ; :borders :Bland ; :within :North ; :open true .
:Bland a :Land ; :borders :Cland ; :within :South ; :heads 6 ; :free false .
:Cland a :Land ; :within :North .
:heads rdfs:subPropertyOf :people . :free rdfs:subPropertyOf :open .
"""
PROBLEM = """
sort Land = Aland, Bland, Cland
sort Person = Ann
defined borders : Land, Land -> Bool from :borders
defined worldly : Land -> Bool from :within :World
defined around : Land -> Bool from ^:holds/^:holds :World
defined area : Land -> Bool from :Area
defined many : Land -> Bool from :people >= 6
open : Land -> Bool from :open
age : Person -> Int from :age
home : Person -> Land from :home
near : Land -> Bool

"Whatever borders on Aland is near, if it is an open area with many people, in the world."
    all(implies(PREMISES, near(l)) for l in Land)
entails "Bland is near."
    near(Bland)
"""
PREMISES = {
    "borders(l, Aland)": ("borders", "prp-symp"),
    "worldly(l)": ("worldly", "prp-trp"),
    "area(l)": ("area", "cax-sco"),
    "around(l)": ("around", "prp-inv1"),
    "many(l)": ("many", "prp-spo1"),
    "not open(l)": ("not_open", "prp-spo1"),
    "home(Ann) == l": ("home", "eq-rep-s"),
    "age(Ann) == 40": ("age", "eq-rep-s"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("graph") / "lands.ttl"
    file.write_text(GRAPH, encoding="utf-8")
    return file


def problem(premises: str) -> ns.Problem:
    return ns.loads(PROBLEM.replace("PREMISES", premises))


@pytest.mark.parametrize("premise", PREMISES)
def test_a_fact_that_follows_is_taken_with_its_derivation(graph: Path, premise: str) -> None:
    name, rule = PREMISES[premise]
    answer = ns.solve(problem(premise), knowledge=graph, rules="owl2rl")
    assert (str(answer), answer.trust) == ("Yes, proved.", "certified"), answer.report()
    assert answer.derivation is not None
    facts = {step.fact.name: step for step in answer.derivation.derivation.steps}
    assert f"taken_{name}" in facts
    (cited,) = (claim for claim in answer.because if claim.kind == "derived")
    assert "[rules owl2rl]" in cited.says
    assert f"  by {rule}" in answer.report() or f", {rule}, from" in answer.report()
    assert not answer.faults  # a number of a triple is not one of the text
    again = ns.Answer.from_json(answer.to_json())
    assert ns.verify(again).verdict == "proved"


def test_without_rules_it_does_not_follow(graph: Path) -> None:
    text = "sort Land = Aland\nworldly : Land -> Bool from :within :World\nentails\n    worldly(Aland)"
    answer = ns.solve(ns.loads(text), knowledge=graph)
    assert answer.verdict is ns.Verdict.UNDETERMINED
    assert answer.derivation is None


def test_a_derivation_of_something_else_is_refused(graph: Path) -> None:
    answer = ns.solve(problem("worldly(l)"), knowledge=graph, rules="owl2rl")
    assert answer.derivation is not None
    steps = answer.derivation.derivation.steps
    other = tuple(
        step._replace(fact=Fact(step.fact.name, ("Aland",)))
        if step.fact == Fact("taken_worldly", ("Bland",))
        else step
        for step in steps
    )
    for forged in (other, steps[:-3]):
        derivation = replace(answer.derivation, derivation=Derivation(forged))
        with pytest.raises(ns.FaultError):
            ns.verify(replace(answer, derivation=derivation))
    with pytest.raises(ns.FaultError, match="nothing derives"):
        ns.verify(replace(answer, derivation=None))


def test_rules_that_there_are_not_are_a_fault_of_the_answer(graph: Path) -> None:
    answer = ns.solve(problem("worldly(l)"), knowledge=graph, rules="owl3")
    assert [fault.code for fault in answer.faults] == ["file"]


def test_what_is_given_needs_no_derivation(graph: Path) -> None:
    text = "sort Land from :Land where :borders :Cland\nsort Place from :North\nfind"
    answer = ns.solve(ns.loads(text), knowledge=graph, rules="owl2rl")
    assert answer.derivation is None


def test_a_graph_that_is_open_stays_so(graph: Path) -> None:
    store = Oxigraph()
    store.load(graph)
    for _ in range(2):
        assert ns.solve(problem("area(l)"), knowledge=store, rules="owl2rl").trust == "certified"
    assert len(store) < 30  # what follows is not written into it
