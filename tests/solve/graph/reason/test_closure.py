"""Triples and what follows: names, literals, what comes and goes, and graphs that mean harm."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.knowledge.nodes import OWL, RDF, TYPE, XSD, Triple
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.rules import Limits
from tests.solve.graph.reason.triples import turtle, x

ZOO = ":Cat rdfs:subClassOf :Animal . :tom a :Cat . :Tom :chases :jerry . :chases rdfs:range :Mouse ."


def test_what_follows_has_whole_iris_and_a_derivation() -> None:
    closure = Closure(turtle(ZOO))
    triple = (x("tom"), TYPE, x("Animal"))
    assert triple in closure
    assert (x("tom"), TYPE, x("Mouse")) not in closure
    assert "tom" not in closure
    assert {row[0] for row in closure.match(None, TYPE, x("Mouse"))} == {x("jerry")}
    assert triple in set(closure.new())
    assert not closure.is_given(triple)
    assert len(closure) == len(set(closure.match(None, None, None)))
    derivation = closure.why(triple)
    assert [step.rule for step in derivation.steps if step.rule] == ["cax-sco"]
    assert set(closure.triples(derivation.given)) == set(
        turtle(":Cat rdfs:subClassOf :Animal . :tom a :Cat .")
    )
    assert closure.full("rdf_type") == TYPE
    with pytest.raises(FaultError, match="does not follow"):
        closure.why((x("jerry"), TYPE, x("Cat")))


def test_what_goes_takes_its_conclusions() -> None:
    closure = Closure(turtle(ZOO))
    size = len(closure)
    more = turtle(":Animal rdfs:subClassOf :Thing . :tom :age 3 ; :years 3.0 .")
    closure.add(more)
    assert list(closure.match(f'"3"^^<{XSD}integer>', OWL + "sameAs", None))
    assert (x("tom"), TYPE, x("Thing")) in closure
    closure.remove(more)
    assert len(closure) == size
    assert not list(closure.match(None, OWL + "sameAs", None))
    with pytest.raises(FaultError, match="was not given"):
        closure.remove(more[:1])


def test_supposing_leaves_no_trace() -> None:
    closure = Closure(turtle(ZOO))
    before = list(closure.match(None, None, None))
    with closure.supposing(turtle(":Animal rdfs:subClassOf :Thing . :tom a :Cat .")):
        assert (x("tom"), TYPE, x("Thing")) in closure
    assert set(closure.match(None, None, None)) == set(before)
    with pytest.raises(ZeroDivisionError), closure.supposing(turtle(":a a :Cat .")):
        raise ZeroDivisionError
    assert set(closure.match(None, None, None)) == set(before)


def test_after_a_limit_all_is_there_again() -> None:
    closure = Closure(turtle(ZOO), limits=Limits(facts=400))
    ring = [(x(f"n{k}"), x("near"), x(f"n{(k + 1) % 40}")) for k in range(40)]
    ring += turtle(":near a owl:TransitiveProperty .")
    with pytest.raises(FaultError) as error, closure.supposing(ring):
        pass
    assert error.value.faults[0].code == "limit"
    assert (x("tom"), TYPE, x("Animal")) in closure


def test_rules_of_ones_own() -> None:
    text = (
        "sort Node >= rdf_type\ntriple : Node, Node, Node -> Bool\nold : Node -> Bool\n"
        "number : Node -> Int\nold(x) if triple(x, _, y) and number(y) > 60\n"
    )
    closure = Closure(turtle(":ann :age 70 . :bob :age 7 ."), read_rules(text))
    assert list(closure.derived.rows("old")) == [(x("ann"),)]
    assert not closure.clashes()


def test_a_mistake_in_a_file_of_rules_is_shown_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "my.rules"
    path.write_text(
        "sort Node >= a\ntriple : Node, Node, Node -> Bool\ntriple(x, y, z) if SERVICE <http://e/>\n"
    )
    with pytest.raises(FaultError, match=r"my\.rules, line 3: triple"):
        Closure((), str(path))


def test_rules_that_cannot_be_taken(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="no pack and no file") as error:
        Closure((), "owl2lr")
    assert "owl2rl" in error.value.faults[0].hint
    with pytest.raises(FaultError, match="declare no `triple"):
        Closure((), "kinship")
    picture = tmp_path / "picture.rules"
    picture.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(FaultError, match=r"picture\.rules is not UTF-8: invalid start byte"):
        Closure((), str(picture))


# --- what is deleted


def random_graph(seed: int) -> list[list[Triple]]:
    """Documents of a few triples each, which share some."""
    random = Random(seed)
    classes, properties = [x(f"C{k}") for k in range(4)], [x(f"p{k}") for k in range(3)]
    things = [x(f"i{k}") for k in range(5)]
    kinds = ("Transitive", "Symmetric", "Functional", "InverseFunctional", "Asymmetric", "Irreflexive")
    schema = (
        ("rdfs:subClassOf", classes, classes), ("rdfs:subPropertyOf", properties, properties),
        ("rdfs:domain", properties, classes), ("rdfs:range", properties, classes),
        ("owl:inverseOf", properties, properties), ("owl:disjointWith", classes, classes),
        ("owl:equivalentClass", classes, classes), ("owl:sameAs", things, things),
        ("owl:differentFrom", things, things),
    )  # fmt: skip
    words = {name: turtle(f":a {name} :b .")[0][1] for name, _, _ in schema}

    def one() -> Triple:
        pick = random.random()
        if pick < 0.35:
            return random.choice(things), random.choice(properties), random.choice(things)
        if pick < 0.55:
            return random.choice(things), TYPE, random.choice(classes)
        if pick < 0.65:
            return random.choice(properties), TYPE, f"{OWL}{random.choice(kinds)}Property"
        if pick < 0.7:
            return random.choice(things), random.choice(properties), f'"{random.randint(0, 2)}"'
        name, subjects, objects = random.choice(schema)
        return random.choice(subjects), words[name], random.choice(objects)

    pool = [one() for _ in range(14)]
    return [random.sample(pool, random.randint(1, 6)) for _ in range(random.randint(2, 4))]


@pytest.mark.parametrize("block", range(20))
def test_a_document_that_goes_takes_exactly_its_support(block: int) -> None:
    """Of 1,000 random graphs, after each deletion what is left is the closure of what is left."""
    for seed in range(50 * block, 50 * block + 50):
        documents = random_graph(seed)
        closure = Closure(triple for document in documents for triple in document)
        order = list(range(len(documents)))
        Random(seed).shuffle(order)
        while order:
            gone = documents[order.pop()]
            left = {triple for number in order for triple in documents[number]}
            closure.remove(triple for triple in dict.fromkeys(gone) if triple not in left)
            fresh = Closure(sorted(left))
            assert set(closure.derived.facts()) == set(fresh.derived.facts())
            facts = list(closure.derived.facts())
            assert set(closure.triples(closure.derived.why(facts[-1], facts).given)) <= left


# --- graphs that mean harm

LIMITS = Limits(facts=200_000, cpu_s=3.0)


def _self_chain() -> list[Triple]:
    chain = turtle(
        ":p owl:propertyChainAxiom (:p :q) , (:q :p) , (:p :p) , (:q :q) . :q rdfs:subPropertyOf :p . "
    )
    return [*chain, *((x(f"n{k}"), x("q"), x(f"n{(k * 7 + j) % 1500}")) for k in range(1500) for j in (1, 2))]


def _same() -> list[Triple]:
    return [(x("n0"), OWL + "sameAs", x(f"n{k}")) for k in range(2_000)]


def _hub() -> list[Triple]:
    given = turtle(":p a owl:InverseFunctionalProperty .")
    return [*given, *((x(f"n{k}"), x("p"), x("hub")) for k in range(5_000))]


@pytest.mark.parametrize("make", [_self_chain, _same, _hub])
def test_a_blow_up_ends_in_a_limit(make) -> None:
    start = time.thread_time()
    with pytest.raises(FaultError) as error:
        Closure(make(), limits=LIMITS)
    assert error.value.faults[0].code == "limit"
    assert error.value.faults[0].hint
    assert time.thread_time() - start < 10


def test_lists_that_go_in_a_circle_come_to_an_end() -> None:
    rest, first = RDF + "rest", RDF + "first"
    circle = [(f"_:l{k}", rest, f"_:l{(k + 1) % 50}") for k in range(50)]
    circle += [(f"_:l{k}", first, x(f"C{k}")) for k in range(50)]
    heads = turtle(
        ":A owl:intersectionOf _:h . :B owl:unionOf _:h . :p owl:propertyChainAxiom _:h . :A owl:hasKey _:h ."
    )
    heads = [(s, p, "_:l0") for s, p, _ in heads]
    closure = Closure([*circle, *heads, (x("a"), TYPE, x("C7")), (x("b"), TYPE, x("A"))], limits=LIMITS)
    assert (x("a"), TYPE, x("B")) in closure
    assert (x("b"), TYPE, x("C49")) in closure
    assert (x("a"), TYPE, x("A")) not in closure
