"""Nodes as text: what goes in comes out, whatever it is; numbers that would never end are not read."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from fractions import Fraction

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.knowledge.kept import _tried, kept
from neurosym.knowledge.nodes import (
    XSD,
    date_of,
    is_blank,
    is_iri,
    is_literal,
    literal,
    name_of,
    named,
    node_of,
    number_of,
    parts,
    term_of,
    text_of,
    truth_of,
)
from neurosym.knowledge.rows import rows_of
from tests.knowledge.drawn import texts

DATATYPE = "http://example.org/kind"


@given(text=texts, language=st.sampled_from(["", "en", "zh-hant"]))
@example(text="\\u0041\\", language="")
@example(text="\x00\x08\x0b\x0c\x7f\x85\u2028\u202e\U0001f600", language="ar")
def test_a_literal_is_read_back(text: str, language: str) -> None:
    node = literal(text, language=language)
    assert is_literal(node)
    assert not is_iri(node)
    assert parts(node) == (text, language, "")
    assert node_of(term_of(node)) == node
    typed = literal(text, DATATYPE)
    assert parts(typed) == (text, "", DATATYPE)
    assert node_of(term_of(typed)) == typed


@given(text=texts)
def test_the_same_text_is_the_same_node_in_a_file_and_in_an_answer(text: str) -> None:
    store = ox.Store()
    (read,) = ox.parse(f"<http://e/s> <http://e/p> {literal(text)} .", format=ox.RdfFormat.N_TRIPLES)
    store.add(read)
    found = store.query("SELECT ?x { GRAPH ?g { } ?s ?p ?x }")
    assert isinstance(found, ox.QuerySolutions)
    found = store.query("SELECT ?x { ?s ?p ?x }")
    assert isinstance(found, ox.QuerySolutions)
    table = found.serialize(format=ox.QueryResultsFormat.TSV)
    assert table is not None
    assert node_of(read.object) == literal(text)
    assert rows_of(table.decode()) == [(literal(text),)]


@given(name=st.text(min_size=1))
def test_a_name_is_read_back_from_its_iri(name: str) -> None:
    assert name_of(named(name)) == name
    assert is_iri(node_of(term_of(named(name))))


@given(text=st.text())
def test_any_text_is_a_node_or_a_fault(text: str) -> None:
    with suppress(FaultError):
        node = node_of(term_of(text))
        assert node == node_of(term_of(node))


@pytest.mark.parametrize(
    "node",
    [
        "",
        "no iri",
        '"',
        '"x',
        '"x"@',
        '"x"^^<no>',
        '"x"y',
        '"a"b"',
        "_:",
        "_: x",
        '"\\',
        "http://e/ x",
        "<http://e/>",
    ],
)
def test_what_is_no_node(node: str) -> None:
    with pytest.raises(FaultError) as caught:
        term_of(node)
    assert caught.value.faults[0].code == "node"


def test_text_that_runs_from_right_to_left_keeps_its_direction() -> None:
    node = '"x"@ar--rtl'
    assert parts(node) == ("x", "ar", "")
    assert node_of(term_of(node)) == node


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("3", "integer", 3),
        ("-007", "int", -7),
        ("2.50", "decimal", Fraction(5, 2)),
        ("4.0", "decimal", 4),
        ("1e3", "double", 1000),
        ("0.1", "double", Fraction(1, 10)),
        ("1984", "gYear", 1984),
        ("1e999999999", "double", None),
        ("1E-999999999", "double", None),
        ("9" * 1_000_000, "integer", None),
        ("1e" + "9" * 100_000, "double", None),
        ("1/0", "decimal", None),
        ("INF", "double", None),
        ("three", "integer", None),
        ("3", "string", None),
        ("٣", "integer", None),
        ("1_000", "integer", None),
        (" 3 ", "integer", None),
        ("3/4", "decimal", None),
    ],
)
def test_numbers_are_exact_and_bounded(text: str, kind: str, number: object) -> None:
    assert number_of(literal(text, XSD + kind)) == number


def test_dates_and_names() -> None:
    assert date_of(literal("2024-02-29", XSD + "date")) == date(2024, 2, 29)
    assert date_of(literal("2024-02-30", XSD + "date")) is None
    assert date_of("http://example.org/x") is None
    assert text_of("http://example.org/birthPlace") == "birth place"
    assert text_of("http://example.org/New_York") == "New York"
    assert text_of("_:b1") == "_:b1"
    assert is_blank("_:b1")


LEXICAL = st.one_of(
    st.from_regex(r"[+-]?[0-9]{0,20}(\.[0-9]{0,12})?([eE][+-]?[0-9]{1,3})?", fullmatch=True),
    st.from_regex(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,4})?)?(Z|\+00:00)?", fullmatch=True
    ),
    st.sampled_from(["true", "false", "1", "0", "INF", "NaN", "", " 1"]),
)
KINDS = [
    "integer",
    "decimal",
    "double",
    "float",
    "boolean",
    "date",
    "dateTime",
    "gYear",
    "int",
    "byte",
    "duration",
]


@given(text=LEXICAL, kind=st.sampled_from(KINDS))
@example(text="100000.00001", kind="double")
@example(text="999999999.999999999", kind="decimal")
@example(text="999999999999999999", kind="integer")
@example(text="2020-02-31T23:59:59Z", kind="dateTime")
def test_how_the_store_writes_a_literal_is_known(text: str, kind: str) -> None:
    term = ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
    assert kept(term) == _tried(term)


@pytest.mark.parametrize(
    ("node", "truth"),
    [
        (literal("true", XSD + "boolean"), True),
        (literal("0", XSD + "boolean"), False),
        (literal("maybe", XSD + "boolean"), None),
        (literal("true"), None),
        ("http://example.org/true", None),
    ],
)
def test_truth_values(node: str, truth: bool | None) -> None:
    assert truth_of(node) is truth
