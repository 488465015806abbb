"""The gate lets in what a sentence and an ontology allow, and says of the rest what would be right."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.bench import ingesting
from neurosym.bench.run import Item, Options
from neurosym.faults import FaultError
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import LABEL, OWL, RDFS, TYPE, XSD, parts
from neurosym.knowledge.ontology import Ontology, Slot
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.translate.triples.gate import Gate
from neurosym.translate.triples.judgement import Accepted, Rejected, tally
from neurosym.translate.triples.reading import Candidate, read
from neurosym.translate.triples.told import told
from neurosym.translate.triples.values import DATE, YEAR, dates, typed

EX = "http://example.org/"


def declared() -> Oxigraph:
    graph = Oxigraph()
    for kind in ("City", "Town", "Country", "Place"):
        graph.add([(EX + kind, TYPE, OWL + "Class")])
    graph.add(
        [
            (EX + "Town", RDFS + "subClassOf", EX + "City"),
            (EX + "City", RDFS + "subClassOf", EX + "Place"),
            (EX + "City", OWL + "disjointWith", EX + "Country"),
            (EX + "liesIn", TYPE, OWL + "ObjectProperty"),
            (EX + "liesIn", RDFS + "domain", EX + "City"),
            (EX + "liesIn", RDFS + "range", EX + "Country"),
            (EX + "twin", TYPE, OWL + "FunctionalProperty"),
            (EX + "twin", RDFS + "range", EX + "City"),
            (EX + "length", TYPE, OWL + "DatatypeProperty"),
            (EX + "length", RDFS + "range", XSD + "decimal"),
            (EX + "Ham", TYPE, EX + "Town"),
            (EX + "Ham", LABEL, '"Ham"'),
        ]
    )
    return graph


def gate(graph: Oxigraph) -> Gate:
    return Gate(Ontology.of(graph), graph, Labels.of(graph), EX + "new/")


def test_an_ontology_is_read_off_its_declarations() -> None:
    ontology = Ontology.of(declared())
    slot = ontology.property("lies in")
    assert slot == Slot(EX + "liesIn", "lies in", (EX + "City",), (EX + "Country",))
    assert ontology.property("ex:liesIn") == slot
    assert ontology.upwards([EX + "Town"]) == {EX + "Town", EX + "City", EX + "Place"}
    assert ontology.clash([EX + "Town", EX + "Country"]) == (EX + "City", EX + "Country")
    assert ontology.fits([EX + "Town"], [EX + "City"])
    assert ontology.fits([EX + "Place"], [EX + "City"])
    assert not ontology.fits([EX + "Country"], [EX + "City"])


def test_classes_follow_and_clash_within_a_document() -> None:
    at = gate(declared())
    sentence = "Lund lies in Sweden, and Sweden lies in Europe; Ham is a twin of Lund and of Sweden."
    judged = [
        at.judge(Candidate("Lund", "lies in", "Sweden"), sentence),
        at.judge(Candidate("Sweden", "lies in", "Europe"), sentence),
        at.judge(Candidate("Ham", "twin", "Lund"), sentence),
        at.judge(Candidate("Ham", "twin", "Sweden"), sentence),
    ]
    assert tally(judged) == {"accepted": 2, "disjoint": 2}
    first = judged[0]
    assert isinstance(first, Accepted)
    assert (EX + "new/Lund", TYPE, EX + "City") in first.new
    assert (EX + "new/Sweden", LABEL, '"Sweden"') in first.new
    assert isinstance(judged[2], Accepted)
    assert judged[2].triple == (EX + "Ham", EX + "twin", EX + "new/Lund")
    refused = at.judge(Candidate("Ham", "twin", "Malmo"), "Ham is a twin of Malmo.")
    assert isinstance(refused, Rejected)
    assert refused.reason == "functional"


def test_one_name_of_two_things_is_asked_back() -> None:
    graph = declared()
    graph.add([(EX + "Ham2", TYPE, EX + "City"), (EX + "Ham2", LABEL, '"Ham"')])
    refused = gate(graph).judge(Candidate("Ham", "lies in", "Wales"), "Ham lies in Wales.")
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.right) == ("ambiguous", "name it in full")


@pytest.mark.parametrize(
    ("name", "sentence", "sure"),
    [
        ("Barack_Obama", "Barack Obama spoke.", 1.0),
        ("Antioch,_California", "Antioch is in California.", 1.0),
        ("Nord_(album)", "The album Nord is out.", 1.0),
        ("African_Americans", "Many are African American.", 0.9),
        ("United_States", "It is in the U.S.A.", 0.9),
        ("Aleksey Chirikov", "The ship Aleksey Chrikov.", 0.9),
        ("Brazil", "A Brazilian league.", 0.9),
        ("Barack Obama", "Obama spoke.", 0.7),
        ("Barack Obama", "Michelle spoke.", 0.0),
        ("Ada", "Adaptation is hard.", 0.0),
        ("", "Nothing is said.", 0.0),
    ],
)
def test_a_sentence_says_a_name(name: str, sentence: str, sure: float) -> None:
    assert told(name, sentence) == sure


def test_words_of_the_class_need_not_be_said() -> None:
    assert told("English language", "It is written in English.", ["Language"]) == 0.9


@pytest.mark.parametrize(
    ("said", "datatype", "sentence", "unit", "value"),
    [
        ("1,200", XSD + "integer", "It has 1,200 seats.", "", "1200"),
        ("875400000", XSD + "decimal", "It earned 875.4 million dollars.", "", "875400000"),
        ("3 km", XSD + "decimal", "It is 3 km long.", "meter", "3000"),
        ("3000 metre", XSD + "decimal", "It is 3 kilometre long.", "", "3000"),
        ("2.5", XSD + "integer", "It is 2.5 long.", "", None),
        ("7", XSD + "integer", "It has eight legs.", "", None),
        ("eight", XSD + "integer", "It has eight legs.", "", "8"),
        ("2004-09-06", DATE, "It came out on 6/9/2004.", "", "2004-09-06"),
        ("May 5th, 2005", DATE, "It began on 5 May 2005.", "", "2005-05-05"),
        ("2005-05-06", DATE, "It began on 5 May 2005.", "", None),
        ("1988", YEAR, "It was done in 1988.", "", "1988"),
        ("true", XSD + "boolean", "It is true.", "", "true"),
        ("maybe", XSD + "boolean", "It is maybe true.", "", None),
        ("Uab", XSD + "string", "Its nickname is Uab.", "", "Uab"),
    ],
)
def test_values_are_typed_if_the_sentence_says_them(
    said: str, datatype: str, sentence: str, unit: str, value: str | None
) -> None:
    node = typed(said, datatype, sentence, unit)
    assert (parts(node)[0] if node else None) == value


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_are_read_in_every_way_they_are_written(day: date) -> None:
    for written in ("%Y-%m-%d", "%d/%m/%Y", "%m-%d-%Y", "%B %d, %Y", "%d %b %Y"):
        assert day in dates(f"It was on {day.strftime(written)}.")


def test_replies_are_read_leniently() -> None:
    said = '```json\n{"triples": [{"subject": "A", "property": "p", "object": 3, "quote": "x"}, 7]}\n```'
    assert list(read(said)) == [Candidate("A", "p", "3", "x")]
    with pytest.raises(FaultError, match="no list"):
        list(read('{"nothing": 1}'))


def test_gold_passes_and_errors_do_not(shared_data: Path) -> None:
    items = [item for item in ingesting.items(Options(shared_data)) if isinstance(item, Item)]
    found = {row["triples"]: row for row in ingesting.rows("gate", [item.work() for item in items])}
    gold = found.pop("gold")
    assert int(gold["n"]) > 2_000
    assert float(gold["accepted"]) >= 0.92
    assert len(found) == len(ingesting.PERTURBED)
    for row in found.values():
        assert float(row["accepted"]) <= 0.02, row
