"""The names of a small graph: its properties, classes and things, found by all ways to name them."""

from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.ir.core import BOOL, REAL, Symbol
from neurosym.knowledge.classes import above, below
from neurosym.knowledge.naming import Naming
from neurosym.knowledge.store import close, open_graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.words import THING

EX = "http://example.org/"
TOWNS = """\
@prefix ex: <http://example.org/> .
@prefix other: <http://other.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Capital rdfs:subClassOf ex:City . ex:City rdfs:subClassOf ex:Place .
ex:City a owl:Class ; rdfs:label "city" .
ex:Oslo a ex:Capital ; rdfs:label "Oslo" ; ex:liesIn ex:Norway ; ex:people 700000 .
ex:Paris a ex:Capital ; rdfs:label "Paris" ; ex:liesIn ex:France ; ex:people 2100000 .
ex:Texan a ex:City ; rdfs:label "Paris" ; ex:liesIn ex:Texas ; other:liesIn ex:America .
"""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = Path(tmp_path_factory.mktemp("graph")) / "towns.ttl"
    path.write_text(TOWNS)
    return Vocabulary(open_graph(path))


def test_properties_and_classes_have_words_and_symbols(towns: Vocabulary) -> None:
    said = [(name, one.words, one.count, one.numeric) for name, one in towns.properties.items()]
    assert said == [
        ("lies_in", "lies in", 3, False),
        ("people", "people", 2, True),
        ("other_lies_in", "other lies in", 1, False),
    ]
    assert [(name, one.words, one.count) for name, one in towns.kinds.items()] == [
        ("Capital", "Capital", 2),
        ("city", "city", 1),
    ]


@pytest.mark.parametrize("name", ["lies_in", "lies in", "liesIn", "LIES_IN", f"<{EX}liesIn>", "ex:liesIn"])
def test_a_property_is_found_by_every_way_to_write_it(towns: Vocabulary, name: str) -> None:
    assert Naming(towns).property(name) == f"{EX}liesIn"


def test_the_iri_of_a_symbol_goes_before_words_and_after_its_name(towns: Vocabulary) -> None:
    def meant(name: str, iri: str) -> str:
        return towns.property(Symbol(name, (THING, THING), BOOL, iri)).iri

    assert meant("lies_in", "") == f"{EX}liesIn"
    assert meant("liesIn", "http://other.org/liesIn") == "http://other.org/liesIn"
    assert meant("lies_in", "http://other.org/liesIn") == f"{EX}liesIn"
    with pytest.raises(FaultError, match="no property `lies_on`") as told:
        meant("lies_on", "")
    assert "lies_in" in told.value.faults[0].hint
    with pytest.raises(FaultError, match="no class `cities`"):
        towns.kind(Symbol("cities", (THING,), BOOL))


def test_things_that_share_a_label_are_called_by_their_short_forms(towns: Vocabulary) -> None:
    assert towns.element(f"{EX}Oslo") == "Oslo"
    assert towns.labels.only("oslo") == f"{EX}Oslo"
    assert towns.labels.only("Paris") is None
    names = [towns.element(f"{EX}{name}") for name in ("Paris", "Texan")]
    assert [Vocabulary(towns.graph).node(name) for name in names] == [f"{EX}Paris", f"{EX}Texan"]
    with pytest.raises(FaultError, match="nothing called `Olso`") as told:
        towns.node("Olso")
    assert "Oslo" in told.value.faults[0].hint


def test_a_number_is_a_value_where_its_property_has_numbers(towns: Vocabulary) -> None:
    literal = '"700000"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert towns.properties["people"].symbol.args == (THING, REAL)
    assert towns.value(literal, numeric=True) == 700000
    assert towns.node(str(towns.value(literal, numeric=False))) == literal


def test_classes_are_followed_both_ways(towns: Vocabulary) -> None:
    place, city, capital = (f"{EX}{name}" for name in ("Place", "City", "Capital"))
    assert below(towns.graph, place) == [place, city, capital]
    assert above(towns.graph, capital, city) == [capital, city, place]


def test_a_closed_graph_can_be_asked_again(towns: Vocabulary) -> None:
    close(towns.graph)
    assert towns.labels.only("Oslo")
