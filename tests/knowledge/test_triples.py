"""Triples from files: names of nodes, how they are shown, and Turtle again."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from neurosym.faults import FaultError
from neurosym.knowledge import ENDINGS
from neurosym.knowledge.reading import FORMATS
from neurosym.knowledge.triples import Triples

TEXT = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:ada ex:age 40 ; ex:name "Ada \\"L\\"\\n"@en ; ex:flag true ; ex:size "x"^^ex:dt ; ex:none 0, false, "" .
ex:ancestor a owl:TransitiveProperty .
ex:ada ex:ancestor ex:ben, [ ex:age 3 ], <http://other.org/x y> .
""".replace("x y", "x")


@pytest.fixture
def triples(tmp_path: Path) -> Triples:
    (tmp_path / "x.ttl").write_text(TEXT, encoding="utf-8")
    found = Triples(["rdf_type", "owl_TransitiveProperty", "ex_age", "unbound_word"])
    found.read(tmp_path / "x.ttl")
    return found


def test_nodes_have_names_and_are_shown_by_prefixes(triples: Triples) -> None:
    rows = {(s, p) for s, p, _ in triples.rows()}
    assert ("http://example.org/ada", "ex_age") in rows
    assert ("http://example.org/ancestor", "rdf_type", "owl_TransitiveProperty") in set(triples.rows())
    shown = {tuple(map(triples.show, row)) for row in triples.rows()}
    assert ("ex:ada", "ex:age", "40") in shown
    assert ("ex:ancestor", "rdf:type", "owl:TransitiveProperty") in shown
    assert ("ex:ada", "ex:size", '"x"^^ex:dt') in shown
    assert ("ex:ada", "ex:ancestor", "<http://other.org/x>") in shown
    assert triples.show("owl_TransitiveProperty") == "owl:TransitiveProperty"


def test_what_is_shown_is_named_back(triples: Triples) -> None:
    for row in triples.rows():
        for name in row:
            if not name.startswith("_:") and "\n" not in name:
                assert triples.named(triples.show(name)) == name
    assert triples.named("rdf_type") == triples.named("rdf:type") == "rdf_type"
    assert triples.named("<http://example.org/age>") == "ex_age"


def test_turtle_is_the_same_graph(triples: Triples) -> None:
    text, left = triples.turtle(triples.rows())
    assert left == 0
    assert isomorphic(rdflib.Graph().parse(data=text), rdflib.Graph().parse(data=TEXT))
    literal = triples.named("40")
    assert triples.turtle([(literal, "rdf_type", "ex_age")])[1] == 1


def test_literals_stand_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "x.trig").write_text(
        "@prefix e: <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        'e:g { e:a e:p "01"^^xsd:integer, "1.50"^^xsd:decimal } e:a e:p e:b .'
    )
    found = Triples()
    found.read(tmp_path / "x.trig")
    assert len(found) == 3
    shown = {found.show(value) for _, _, value in found.rows()}
    assert shown == {"01", '"1.50"^^xsd:decimal', "e:b"}
    assert found.turtle([("http://e/a", "http://e/p", "ben")]) == ("", 1)


def test_every_ending_has_a_reader() -> None:
    assert tuple(FORMATS) == ENDINGS


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("foaf:name", "no file binds the prefix `foaf:`"),
        ("exx:a", "did you mean `ex`"),
        ('"x', "no node"),
        ('"x"^^no:where', "no literal"),
        ('"x" . <urn:a> <urn:b> "y"', "no literal"),
    ],
)
def test_words_that_name_nothing(triples: Triples, word: str, what: str) -> None:
    with pytest.raises(FaultError) as error:
        triples.named(word)
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("x.ttl", "@prefix ex: <http://e/> .\nex:a ex:b ex:c .\nex:a ex:b ;;; .x\n", "x.ttl, line 3"),
        ("x.ttl", "ex:a ex:b ex:c .", "line 1"),
        ("x.nt", "<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> <x\n", "x.nt, line 2"),
        ("none.nt", None, "No such file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, text: str | None, what: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(FaultError) as error:
        Triples().read(tmp_path / name)
    assert what in str(error.value)
