"""Text enters a graph through the gate: with its place, exactly taken back, and at a cost said before."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurosym as ns
from neurosym.faults import FaultError
from neurosym.ingested import Ingested
from neurosym.knowledge.nodes import LABEL, TYPE, Triple
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
from neurosym.lm.base import Message, Reply, Schema, Written
from neurosym.lm.scripted import Entry, Scripted

GEOGRAPHY = Path(__file__).parents[1] / "knowledge_graphs" / "geography.ttl"
GEO = "https://neurosym.example/geography#"
NEW = "https://example.org/"
TEXT = (
    "Oslo is the capital of Norway. Norway borders Sweden and Atlantis. "
    "Halden is a city in Norway with 31,000 people."
)
SAID = [
    ("Norway", "capital", "Oslo", "Oslo is the capital of Norway"),
    ("Norway", "borders", "Sweden", "Norway borders Sweden"),
    ("Norway", "borders", "Oslo", "Oslo is the capital of Norway"),
    ("Norway", "borderz", "Sweden", "Norway borders Sweden"),
    ("Oslo", "capital", "Norway", "Oslo is the capital of Norway"),
    ("Halden", "country", "Norway", "Halden is a city in Norway"),
    ("Halden", "population", "31,000", "Halden is a city in Norway with 31,000 people"),
    ("Halden", "type", "city", "Halden is a city"),
    ("Halden", "population", "32,000", "Halden is a city in Norway with 31,000 people"),
    ("Norway", "population", "31,000", "Halden is a city in Norway with 31,000 people"),
    ("Norway", "currency", "Norwegian krone", "Norway borders Sweden"),
    ("Halden", "country", "Norway", "Halden lies in Norway"),
]


def reply(said: Sequence[tuple[str, str, str, str]]) -> str:
    fields = ("subject", "property", "object", "quote")
    return json.dumps({"triples": [dict(zip(fields, one, strict=True)) for one in said]})


def lm(*replies: str) -> Scripted:
    return Scripted("test", entries=[Entry(Reply(one, "", "free")) for one in replies])


def read(graph: Oxigraph, said: Sequence[tuple[str, str, str, str]], text: str = TEXT) -> Ingested:
    return ns.ingest(text, graph, lm=lm(reply(said)), document="notes", namespace=NEW, time="2026-11-23")


@pytest.fixture
def geography() -> Oxigraph:
    graph = Oxigraph()
    graph.load(GEOGRAPHY)
    return graph


def test_what_is_said_and_allowed_enters_with_its_place(geography: Oxigraph) -> None:
    before = set(geography.match(None, None, None))
    done = read(geography, SAID)
    halden = NEW + "Halden"
    assert [one.triple for one in done.accepted] == [
        (GEO + "Norway", GEO + "capital", GEO + "Oslo"),
        (GEO + "Norway", GEO + "borders", GEO + "Sweden"),
        (halden, GEO + "country", GEO + "Norway"),
        (halden, GEO + "population", '"31000"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (halden, TYPE, GEO + "City"),
    ]
    assert {(halden, LABEL, '"Halden"'), (halden, TYPE, GEO + "City")} <= set(
        geography.match(halden, None, None)
    )
    (source,) = geography.sources((halden, GEO + "country", GEO + "Norway"))
    assert (source.document, source.quote, source.time) == (
        "notes",
        "Halden is a city in Norway",
        "2026-11-23",
    )
    assert TEXT[source.start : source.end] == source.quote
    assert [one.reason for one in done.rejected] == [
        "range", "property", "domain", "value", "functional", "object", "quote",
    ]  # fmt: skip
    geography.remove("notes")
    assert set(geography.match(None, None, None)) == before


@pytest.mark.parametrize(
    ("place", "what", "right"),
    [
        (0, "`borders` goes to a country, and Oslo is a city", ""),
        (1, "the ontology has no property `borderz`", "did you mean `borders`?"),
        (
            2,
            "`capital` goes from a country, and Oslo is a city",
            "the other way round: Norway · capital · Oslo",
        ),
        (3, "`32,000` is no ", "values of "),
        (4, "`population` has one value, and that of Norway is 5", "take one of them back"),
        (5, "`Norwegian krone` is not in the sentence", "name it as the sentence does"),
        (6, "the quote is not in the sentence", "word for word"),
    ],
)
def test_a_refusal_says_what_would_be_right(geography: Oxigraph, place: int, what: str, right: str) -> None:
    refused = read(geography, SAID).rejected[place]
    assert what in refused.what
    assert right in refused.right


def test_a_document_read_again_replaces_what_it_said(geography: Oxigraph) -> None:
    read(geography, SAID)
    again = ns.ingest(
        "Halden is a city in Sweden.",
        geography,
        lm=lm(reply([("Halden", "country", "Sweden", "Halden is a city in Sweden")])),
        document="notes",
        namespace=NEW,
    )
    assert [one.triple[2] for one in again.accepted] == [GEO + "Sweden"]
    assert (NEW + "Halden", GEO + "country", GEO + "Norway") in again.replaced
    assert [triple[2] for triple in geography.match(NEW + "Halden", GEO + "country", None)] == [
        GEO + "Sweden"
    ]


def test_a_failing_lm_leaves_the_graph_as_it_was(geography: Oxigraph) -> None:
    read(geography, SAID)
    before = set(geography.match(None, None, None))
    for broken in ("no list at all", '{"triples": 3}'):
        with pytest.raises(FaultError):
            ns.ingest("Oslo is large.", geography, lm=lm(broken), document="notes")
    assert set(geography.match(None, None, None)) == before


def test_the_cost_is_said_before_it_is_spent(geography: Oxigraph) -> None:
    nobody = lm()
    done = ns.ingest(TEXT, geography, lm=nobody, dry=True)
    assert done.plan.calls == 1
    assert done.plan.tokens_in > 100
    assert str(done).startswith("text: 1 call, about ")
    with pytest.raises(FaultError, match="reading this takes 1 call"):
        ns.ingest(TEXT, geography, lm=nobody, most_tokens=100)


def test_faults_of_the_call() -> None:
    with pytest.raises(FaultError, match="declares no properties"):
        ns.ingest(TEXT, Oxigraph(), lm=lm())
    with pytest.raises(FaultError, match="nobody is named"):
        ns.ingest(TEXT, GEOGRAPHY)


class Paths:
    """An LM that reads sentences: it writes what it is given, whatever it is asked."""

    name = identity = "paths"

    def __init__(self, *told: str) -> None:
        self._told = told

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        return tuple((Written(one, -0.1, 1.0, 5),) for one, _ in zip(self._told, prompts, strict=True))

    def reply(self, messages: Sequence[Message], *, schema: Schema | None = None) -> Reply:
        raise AssertionError


def test_an_lm_of_sentences_proposes_what_it_reads_between_two_mentions(geography: Oxigraph) -> None:
    done = ns.ingest(
        "Sweden borders Norway. Oslo is the capital of Norway. Norway has a capital.",
        geography,
        lm=Paths("is A > borders = B", "is B > capital = A", "is A > capital"),
        document="notes",
    )
    assert [str(one.said) for one in done.accepted] == [
        "Sweden · borders · Norway",
        "Norway · capital · Oslo",
    ]
    assert not done.rejected
    (source,) = (s for s in geography.sources(done.accepted[0].triple) if s.document == "notes")
    assert source.quote == "Sweden borders Norway."
    assert 0.5 < source.confidence < 1


@given(st.lists(st.sampled_from(SAID), max_size=8), st.lists(st.sampled_from(SAID), max_size=8))
def test_adding_and_deleting_documents_is_exact(
    one: list[tuple[str, str, str, str]], other: list[tuple[str, str, str, str]]
) -> None:
    graph = Oxigraph()
    base: list[Triple] = [
        (GEO + "borders", TYPE, "http://www.w3.org/2002/07/owl#ObjectProperty"),
        (GEO + "country", TYPE, "http://www.w3.org/2002/07/owl#ObjectProperty"),
        (GEO + "Norway", LABEL, '"Norway"'),
    ]
    graph.add(base, Source("base"))
    ns.ingest(TEXT, graph, lm=lm(reply(one)), document="one", namespace=NEW)
    alone = set(graph.match(None, None, None))
    ns.ingest(TEXT, graph, lm=lm(reply(other)), document="other", namespace=NEW)
    graph.remove("other")
    assert set(graph.match(None, None, None)) == alone
    graph.remove("one")
    assert set(graph.match(None, None, None)) == set(base)
