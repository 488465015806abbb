"""What rules are told of literals."""

from __future__ import annotations

import pytest

from neurosym.knowledge.nodes import XSD
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.literals import grouped
from tests.solve.graph.reason.triples import turtle


def told(text: str) -> dict[str, list[tuple]]:
    node = turtle(f":a :b {text} .")[0][2]
    found = grouped([node], lambda iri: iri.removeprefix(XSD))
    return {name: [row[1:] for row in rows] for name, rows in found.items()}


def test_numbers_have_one_value_in_every_datatype_of_them() -> None:
    assert told("3") == {"typed": [("integer",)], "means": [("decimal 3",)], "number": [(3,)]}
    assert told("3.0")["means"] == told('"+03"^^xsd:byte')["means"] == [("decimal 3",)]
    assert told("3.5")["fractional"] == [()]
    assert "number" not in told("3.5")


@pytest.mark.parametrize(
    "text",
    [
        '"300"^^xsd:byte',
        '"x"^^xsd:integer',
        '"-1"^^xsd:unsignedInt',
        '"maybe"^^xsd:boolean',
        '"1,5"^^xsd:double',
    ],
)  # fmt: skip
def test_a_text_that_is_none_of_its_datatype_contradicts(text: str) -> None:
    assert told(text)["ill_typed"] == [()]
    assert Closure(turtle(f":a :b {text} .")).clashes()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('"1"^^xsd:boolean', "true", True),
        ('"a"', '"a"@en', False),
        ('"a"@EN', '"a"@en', True),
        ('"2026-01-01T12:00:00Z"^^xsd:dateTime', '"2026-01-01T13:00:00+01:00"^^xsd:dateTime', True),
        ('"2026-01-01T12:00:00Z"^^xsd:dateTime', '"2026-01-01T12:00:00"^^xsd:dateTime', False),
        ("1.0e0", "1.0", False),
    ],
)
def test_what_has_the_same_value(one: str, other: str, same: bool) -> None:
    assert (told(one)["means"] == told(other)["means"]) == same


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert told('"x"^^:own') == {"typed": [("urn:x:own",)]}
    assert "number" not in told(f'"{"9" * 500}"^^xsd:integer')
    assert "means" not in told('"soon"^^xsd:dateTime')


@pytest.mark.parametrize(
    ("text", "clash"),
    [
        (":p rdfs:range xsd:byte . :a :p 300 .", True),
        (":p rdfs:range xsd:byte . :a :p 100 .", False),
        (":p rdfs:range xsd:integer . :a :p 1.5 .", True),
        (":p rdfs:range xsd:decimal . :a :p 1 .", False),
        (":p rdfs:range xsd:string . :a :p 1 .", True),
        (":p rdfs:range :own . :a :p 1 .", False),
        (":p a owl:FunctionalProperty . :a :p 1 , 1.0 .", False),
        (":p a owl:FunctionalProperty . :a :p 1 , 2 .", True),
        (":p rdfs:range xsd:positiveInteger , xsd:negativeInteger . :a :p :b .", True),
    ],
)
def test_ranges_and_values(text: str, clash: bool) -> None:
    assert bool(Closure(turtle(text)).clashes()) == clash
