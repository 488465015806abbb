"""The verb `ingest`: what is let in and refused, what is kept in a file and what stays there, exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from neurosym.cli import app
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source

RIVERS = """
@prefix : <http://rivers.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:River a owl:Class . :Land a owl:Class .
:crosses a owl:ObjectProperty ; rdfs:domain :River ; rdfs:range :Land .
:Ister a :River . :Dacia a :Land . :Noricum a :Land .
"""
TEXT = "The Ister crosses Dacia. The Savus crosses Noricum. Dacia crosses Noricum."
SAID = [
    ("Ister", "crosses", "Dacia", "The Ister crosses Dacia"),
    ("Savus", "crosses", "Noricum", "The Savus crosses Noricum"),
    ("Dacia", "crosses", "Noricum", "Dacia crosses Noricum"),
]
SPACE = "http://rivers.example/"
CROSSES = (SPACE + "Ister", SPACE + "crosses", SPACE + "Dacia")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rivers.ttl").write_text(RIVERS, encoding="utf-8")
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    fields = ("subject", "property", "object", "quote")
    for name, said in (("all", SAID), ("last", SAID[2:]), ("second", SAID[1:2])):
        reply = json.dumps({"triples": [dict(zip(fields, one, strict=True)) for one in said]})
        (tmp_path / f"{name}.json").write_text(json.dumps([reply]), encoding="utf-8")
    (tmp_path / "odd.json").write_text(json.dumps(["no list at all"]), encoding="utf-8")
    return tmp_path


def run(*args: str, lm: str = "all", source: str = "notes.txt", stdin: str = "") -> Result:
    given = () if "--ontology" in args else ("--ontology", "rivers.ttl")
    return CliRunner().invoke(
        app, ["ingest", source, *given, "--lm", f"scripted/{lm}.json", *args], input=stdin
    )


def test_what_is_let_in_and_refused_is_printed_and_nothing_written(here: Path) -> None:
    before = {path: path.read_bytes() for path in here.iterdir()}
    done = run()
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "notes.txt: 2 triples let in, 1 refused",
        "+ Ister · crosses · Dacia    100%  The Ister crosses Dacia",
        "+ Savus · crosses · Noricum  100%  The Savus crosses Noricum",
        "- Dacia · crosses · Noricum: `crosses` goes from a River, and Dacia is a Land",
    ]
    assert {path: path.read_bytes() for path in here.iterdir()} == before


@pytest.mark.parametrize("name", ["kept.trig", "kept.nq"])
def test_what_is_kept_has_its_source(here: Path, name: str) -> None:
    assert run("--into", name, "--namespace", "urn:new:").exit_code == 0
    kept = Oxigraph()
    kept.load(here / name)
    (source,) = kept.sources(CROSSES)
    assert (source.document, source.quote) == ("notes.txt", "The Ister crosses Dacia")
    assert TEXT[source.start : source.end] == source.quote
    assert source.time
    assert ("urn:new:Savus", SPACE + "crosses", SPACE + "Noricum") in kept
    assert (SPACE + "Dacia", SPACE + "crosses", SPACE + "Noricum") not in kept
    assert len(kept) == 4  # and the label and class of what is new; the ontology stays where it is
    assert not list(here.glob("*.part"))


def test_another_document_and_what_was_there_stay(here: Path) -> None:
    kept = Oxigraph()
    kept.add([(SPACE + "Ister", SPACE + "crosses", SPACE + "Noricum")], Source("by hand"))
    kept.save(here / "kept.trig")
    run("--into", "kept.trig")
    run("--into", "kept.trig", "--document", "other", lm="second")
    again = run("--into", "kept.trig", lm="second")
    assert "triple of an earlier reading taken back\n  Ister · crosses · Dacia" in again.stdout
    kept = Oxigraph()
    kept.load(here / "kept.trig")
    assert kept.documents() == ["by hand", "notes.txt", "other"]
    assert CROSSES not in kept
    assert (SPACE + "Ister", SPACE + "crosses", SPACE + "Noricum") in kept


def test_what_is_kept_is_known_to_the_next_reading(here: Path) -> None:
    functional = RIVERS + ":crosses a owl:FunctionalProperty ."
    (here / "rivers.ttl").write_text(functional, encoding="utf-8")
    run("--into", "kept.trig", "--document", "one")
    (here / "more.txt").write_text("The Ister crosses Noricum.", encoding="utf-8")
    said = {
        "subject": "Ister",
        "property": "crosses",
        "object": "Noricum",
        "quote": "The Ister crosses Noricum",
    }
    (here / "more.json").write_text(json.dumps([json.dumps({"triples": [said]})]), encoding="utf-8")
    done = run("--into", "kept.trig", lm="more", source="more.txt")
    assert done.exit_code == 3
    assert "`crosses` has one value, and that of Ister is Dacia [one]" in done.stdout


def test_what_was_read_is_printed_as_json(here: Path) -> None:
    found = json.loads(run("--json").stdout)
    assert found["accepted"][0]["triple"] == list(CROSSES)
    assert found["accepted"][0]["span"] == [0, 23]
    assert [one["reason"] for one in found["rejected"]] == ["domain"]


def test_a_text_comes_from_standard_input_and_its_cost_is_said(here: Path) -> None:
    assert run(source="-", stdin=TEXT).stdout.startswith("text: 2 triples let in")
    assert run("--dry").stdout.startswith("notes.txt: 1 call, about ")
    dear = run("--most-tokens", "10")
    assert (dear.exit_code, "reading this takes 1 call" in dear.stderr) == (2, True)


def test_sentences_without_a_triple_are_listed(here: Path) -> None:
    done = run(lm="last")
    assert done.exit_code == 3
    assert "2 sentences without a triple\n  The Ister crosses Dacia." in done.stdout


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (("--into", "kept.ttl"), "would not keep where its triples come from", 2),
        (("--into", "nowhere/kept.trig"), "there is no folder", 2),
        (("--into", "notes.trig"), "notes.trig, line 1", 2),
        (("--ontology", "absent.ttl"), "cannot be read", 2),
        (("--ontology", "plain.ttl"), "declares no properties", 2),
        (("--lm", "scripted/odd.json"), "this is not JSON", 5),
        (("--lm", "scripted/absent.json"), "absent.json", 2),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_no_file_is_touched(
    here: Path, args: tuple[str, ...], said: str, code: int
) -> None:
    (here / "notes.trig").write_text("my notes, no triples", encoding="utf-8")
    (here / "plain.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    before = {path: path.read_bytes() for path in here.iterdir()}
    given = () if "--ontology" in args else ("--ontology", "rivers.ttl")
    lm = () if "--lm" in args else ("--lm", "scripted/all.json")
    done = CliRunner().invoke(app, ["ingest", "notes.txt", *given, *lm, *args])
    assert (done.exit_code, done.stdout, said in done.stderr) == (code, "", True), done.stderr
    assert {path: path.read_bytes() for path in here.iterdir()} == before
