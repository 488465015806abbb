"""What follows by deriving it, and what by deriving a clash from its contrary."""

from __future__ import annotations

import pytest

from neurosym.faults import FaultError
from neurosym.solve.graph.reason import entails as module
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.entails import entails
from tests.solve.graph.reason.triples import turtle, x

KIN = """
:hasParent owl:inverseOf :hasChild ; rdfs:subPropertyOf :hasAncestor ; rdfs:range :Person .
:hasAncestor a owl:TransitiveProperty , owl:IrreflexiveProperty ; rdfs:domain :Person .
:hasMother a owl:FunctionalProperty ; rdfs:subPropertyOf :hasParent ; rdfs:range :Woman .
:Woman rdfs:subClassOf :Person ; owl:disjointWith :Man .
:Stone owl:complementOf :Person .
:Mother owl:equivalentClass [ a owl:Restriction ; owl:onProperty :hasChild ; owl:someValuesFrom :Person ] .
:Childless rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasChild ; owl:maxCardinality 0 ] .
:Only rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasChild ; owl:maxCardinality 1 ] .
:Proud rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasChild ; owl:allValuesFrom :Woman ] .
:Few owl:equivalentClass [ owl:oneOf ( :ann :bea ) ] .
:hasUncle owl:propertyChainAxiom ( :hasParent :hasBrother ) .
:Citizen owl:hasKey ( :number ) .
:likes a owl:SymmetricProperty ; owl:propertyDisjointWith :hates .
:hates a owl:AsymmetricProperty .
:cy :hasMother :ann . :dot :hasMother :bea . :ann owl:differentFrom :bea .
:eve a :Childless . :fay a :Only ; :hasChild :gus . :hal a :Proud ; :hasChild :ida . :cy :likes :dot .
"""


def closure() -> Closure:
    return Closure(turtle(KIN))


@pytest.mark.parametrize(
    "text",
    [
        ":cy :hasAncestor :ann .",
        ":ann a :Woman , :Mother .",
        ":cy owl:differentFrom :dot .",
        ":bea owl:differentFrom :ann .",
        ":ann a [ owl:complementOf :Man ] .",
        ":ann a [ owl:intersectionOf ( :Woman :Mother [ owl:complementOf :Stone ] ) ] .",
        ":ann a [ owl:unionOf ( :Stone :Woman ) ] .",
        ":cy a [ a owl:Restriction ; owl:onProperty :hasMother ; owl:hasValue :ann ] .",
        ":cy a [ a owl:Restriction ; owl:onProperty :hasMother ; owl:someValuesFrom :Woman ] .",
        ":cy a [ a owl:Restriction ; owl:onProperty :hasMother ; owl:minCardinality 1 ] .",
        ":cy a [ a owl:Restriction ; owl:onProperty :hasMother ; owl:maxCardinality 1 ] .",
        ":cy a [ a owl:Restriction ; owl:onProperty :hasMother ; owl:allValuesFrom :Person ] .",
        ":ida a :Woman .",
        ":hal a [ owl:complementOf [ owl:onProperty :hasChild ; owl:someValuesFrom :Man ] ] .",
        ":ann a [ owl:oneOf ( :ann :cy ) ] .",
        ":ann a :Few .",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :eve ; owl:assertionProperty :hasChild ;"
        " owl:targetIndividual :cy .",
        "[] a owl:AllDifferent ; owl:distinctMembers ( :ann :bea ) .",
        "[] a owl:AllDisjointClasses ; owl:members ( :Stone :Woman ) .",
        ":Stone owl:disjointWith :Person .",
        ":Woman rdfs:subClassOf [ owl:complementOf :Man ] .",
        "[ owl:intersectionOf ( :Woman :Man ) ] rdfs:subClassOf owl:Nothing .",
        ":Woman rdfs:subClassOf owl:Thing .",
        "[ owl:onProperty :hasMother ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :Person .",
        ":hasMother rdfs:range :Person ; rdfs:domain :Person ; rdfs:subPropertyOf :hasAncestor .",
        ":hasChild a owl:IrreflexiveProperty ; rdfs:range :Person .",
        ":hasChild owl:inverseOf :hasParent .",
        ":likes owl:propertyDisjointWith :hates ; owl:equivalentProperty [ owl:inverseOf :likes ] .",
        ":hates owl:propertyDisjointWith :likes ; a owl:IrreflexiveProperty .",
        ":hasUncle owl:propertyChainAxiom ( :hasMother :hasBrother ) .",
        ":Citizen owl:hasKey ( :number :name ) .",
        ":cy :likes [ a :Person ] .",
        "[] :hasMother [ a :Mother ] .",
        "_:b a owl:Class ; owl:unionOf ( :Man :Woman ) .",
        "<urn:o> a owl:Ontology .",
    ],
)
def test_what_follows(text: str) -> None:
    found = entails(closure(), turtle(text))
    assert found.holds, found.missing
    assert not found.inconsistent
    for one in found.shown:
        for case, derivation in zip(one.supposed, one.derivations, strict=bool(one.supposed)):
            assert derivation.fact.name == "inconsistent"
            assert case


@pytest.mark.parametrize(
    "text",
    [
        ":ann :hasAncestor :cy .",
        ":cy owl:differentFrom :eve .",
        ":cy owl:sameAs :dot .",
        ":eve a [ owl:complementOf :Woman ] .",
        ":Person rdfs:subClassOf :Woman .",
        ":Person owl:equivalentClass :Woman .",
        ":Man owl:disjointWith :Person .",
        ":Man owl:disjointWith :Mother .",
        ":hasAncestor a owl:FunctionalProperty .",
        ":hasParent a owl:TransitiveProperty .",
        ":hates a owl:SymmetricProperty .",
        ":cy a [ owl:unionOf ( :Man :Woman ) ] .",
        ":Few owl:unionOf ( :Man :Woman ) .",
        ":Few owl:oneOf ( :ann ) .",
        ":Citizen owl:hasKey ( :name ) .",
        ":hasUncle owl:propertyChainAxiom ( :hasBrother :hasParent ) .",
        ":ann a [ owl:onProperty :hasChild ; owl:maxCardinality 1 ] .",
        ":ann a [ owl:onProperty :hasChild ; owl:minCardinality 2 ] .",
        ":ann a [ owl:onProperty :hasChild ] .",
        ':ann rdfs:label "Ann" .',
        "[] a :Man .",
        "[] :hasMother [ a :Man ] .",
        "[] a owl:Ontology .",
        "_:a a owl:Class ; owl:unionOf _:l . _:l rdf:first _:a ; rdf:rest () .",
        "[] a owl:AllDifferent ; owl:members _:l . _:l rdf:first :ann ; rdf:rest _:l .",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :eve .",
        "_:x :likes _:x .",
    ],
)
def test_what_does_not_follow(text: str) -> None:
    found = entails(closure(), turtle(text))
    assert not found.holds
    assert not found.inconsistent


def test_the_closure_is_the_same_afterwards() -> None:
    ours = closure()
    before = set(ours.derived.facts())
    for text in (":cy owl:differentFrom :dot .", ":Woman owl:disjointWith :Stone .", ":cy owl:sameAs :dot ."):
        entails(ours, turtle(text))
    assert set(ours.derived.facts()) == before


def test_what_was_supposed_is_told_with_the_clash_that_it_leads_to() -> None:
    (shown,) = entails(closure(), turtle(":cy owl:differentFrom :dot .")).shown
    assert shown.supposed == (tuple(turtle(":cy owl:sameAs :dot .")),)
    assert shown.supposed[0][0] in closure().triples(shown.derivations[0].given)
    assert "prp-fp" in {step.rule for step in shown.derivations[0].steps}


def test_blank_nodes_that_are_asked_are_none_of_the_graph() -> None:
    ours = Closure([("_:b", x("p"), x("a")), ("_:c", x("q"), x("a"))])
    assert entails(ours, [("_:c", x("p"), x("a"))]).holds
    assert not entails(ours, [("_:b", x("p"), x("a")), ("_:b", x("q"), x("a"))]).holds
    assert entails(ours, [("_:b", x("p"), "_:z"), ("_:a", x("q"), "_:z")]).holds


def test_from_a_contradiction_only_what_is_derived_is_shown() -> None:
    ours = Closure(turtle(KIN + ":ann a :Man ."))
    found = entails(ours, turtle(":ann a :Person . :ann owl:differentFrom :cy ."))
    assert found.inconsistent
    assert found.missing == tuple(turtle(":ann owl:differentFrom :cy ."))


def test_what_blank_nodes_stand_for_is_sought_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRIED", 2_000)
    ours = Closure([(x(f"n{k}"), x("p"), x(f"n{j}")) for k in range(30) for j in range(30) if k < j])
    ring = [(f"_:v{k}", x("p"), f"_:v{(k + 1) % 12}") for k in range(12)]
    with pytest.raises(FaultError, match="blank nodes"):
        entails(ours, ring)
    monkeypatch.setattr(module, "MOST_JOINED", 10)
    assert not entails(ours, ring).holds
