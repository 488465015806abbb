"""The graphs that come with neurosym: questions have their answers, shapes hold, the files read well."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from neurosym.knowledge.nodes import OWL, RDF, RDFS, is_iri, is_literal
from neurosym.knowledge.store import open_graph
from neurosym.shelf import shelf
from neurosym.solve.graph.reason.closure import Closure

FOLDER = Path(str(shelf("knowledge_graphs")))
NAMES = sorted(path.name.removesuffix(".shapes.ttl") for path in FOLDER.glob("*.shapes.ttl"))
FILES = sorted(path.name for path in FOLDER.glob("*.ttl"))
KINDS = {"path1", "path2", "path3", "count", "comparison", "superlative"}
KINDS |= {"boolean", "negation", "conjunction"}

TYPE, LABEL, COMMENT = (ox.NamedNode(iri) for iri in (RDF + "type", RDFS + "label", RDFS + "comment"))
CLASS, ONTOLOGY = ox.NamedNode(OWL + "Class"), ox.NamedNode(OWL + "Ontology")
PROPERTIES = {ox.NamedNode(OWL + kind) for kind in ("ObjectProperty", "DatatypeProperty")}
TARGET = ox.NamedNode("http://www.w3.org/ns/shacl#targetClass")

Answer = str | int | float | bool


@functools.cache
def plain(name: str) -> ox.Store:
    store = ox.Store()
    store.load(path=str(FOLDER / f"{name}.ttl"))
    return store


@functools.cache
def closure(name: str) -> Closure:
    return Closure(open_graph(FOLDER / f"{name}.ttl").match(None, None, None))


@functools.cache
def closed(name: str) -> ox.Store:
    rows = (row for row in closure(name).match(None, None, None) if not is_literal(row[0]))
    lines = (" ".join(f"<{node}>" if is_iri(node) else node for node in row) + " .\n" for row in rows)
    store = ox.Store()
    store.load(input="".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def questions(name: str) -> list[dict[str, object]]:
    lines = (FOLDER / f"{name}.questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def answers(store: ox.Store, sparql: str) -> list[Answer]:
    found = store.query(sparql)
    if isinstance(found, ox.QueryBoolean):
        return [bool(found)]
    return sorted({shown(store, row[0]) for row in found}, key=lambda one: (str(type(one)), one))


def shown(store: ox.Store, node: ox.Term) -> Answer:
    """The number that a literal is, or its text; the label of anything else."""
    if isinstance(node, ox.Literal):
        numeric = re.fullmatch(r".*#(integer|decimal)", node.datatype.value)
        number = float(node.value) if numeric else 0.0
        return (int(number) if number.is_integer() else number) if numeric else node.value
    (label,) = (quad.object.value for quad in store.quads_for_pattern(node, LABEL, None))
    return label


@pytest.mark.parametrize("name", NAMES)
def test_questions_have_their_answers(name: str) -> None:
    for row in questions(name):
        assert set(row) - {"rules"} == {"q", "kind", "sparql", "answers"}
        store = closed(name) if row.get("rules") == "owl2rl" else plain(name)
        assert answers(store, str(row["sparql"])) == row["answers"] != [], row["q"]


@pytest.mark.parametrize("name", NAMES)
def test_inference_adds_what_needs_it_and_changes_nothing_else(name: str) -> None:
    for row in questions(name):
        other = plain(name) if row.get("rules") else closed(name)
        assert (answers(other, str(row["sparql"])) == row["answers"]) is not bool(row.get("rules")), row["q"]


@pytest.mark.parametrize("name", NAMES)
def test_questions_are_many_and_of_every_kind(name: str) -> None:
    rows = questions(name)
    assert len({row["q"] for row in rows}) == len(rows) >= 40
    assert {row["kind"] for row in rows} == KINDS
    assert {True, False} <= {row["answers"][0] for row in rows if row["kind"] == "boolean"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_contradicts_the_ontology(name: str) -> None:
    found = closure(name)
    assert not found.clashes()
    assert not [row for row in found.match(None, OWL + "sameAs", None) if not is_literal(row[0])]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, in pyshacl
@pytest.mark.parametrize("name", NAMES)
def test_shapes_hold_and_bite(name: str) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = str(FOLDER / f"{name}.shapes.ttl")
    given = str(FOLDER / f"{name}.ttl")
    conforms, _, report = pyshacl.validate(given, shacl_graph=shapes, allow_warnings=True)
    assert conforms, report
    for target in sorted(targets(name), key=str):
        conforms, *_ = pyshacl.validate(
            f"<urn:x> a {target} .", shacl_graph=shapes, data_graph_format="turtle"
        )
        assert not conforms, target


@pytest.mark.parametrize("name", NAMES)
def test_every_class_of_things_has_a_shape(name: str) -> None:
    known = targets(name)
    for one in things(name):
        assert {quad.object for quad in closed(name).quads_for_pattern(one, TYPE, None)} & known, one


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_unique_in_each_class(name: str) -> None:
    store = plain(name)
    labels = Counter(
        (typed.object, label.object.value)
        for one in things(name)
        for typed in store.quads_for_pattern(one, TYPE, None)
        for label in store.quads_for_pattern(one, LABEL, None)
    )
    assert labels
    assert not [pair for pair, number in labels.items() if number > 1]


@pytest.mark.parametrize("name", NAMES)
def test_vocabulary_is_declared_and_explained(name: str) -> None:
    store = plain(name)
    own = own_space(name)
    declared = {quad.subject for kind in PROPERTIES for quad in store.quads_for_pattern(None, TYPE, kind)}
    used = {quad.predicate for quad in store if quad.predicate.value.startswith(own)}
    classes = {quad.subject for quad in store.quads_for_pattern(None, TYPE, CLASS)}
    typed = {quad.object for one in things(name) for quad in store.quads_for_pattern(one, TYPE, None)}
    assert used <= declared
    assert typed <= classes
    for term in declared | classes:
        for said in (LABEL, COMMENT):
            assert len([*store.quads_for_pattern(term, said, None)]) == 1, (term, said)
    linked = {quad.object for quad in store if isinstance(quad.object, ox.NamedNode)}
    assert {node for node in linked if node.value.startswith(own)} <= {quad.subject for quad in store}


def targets(name: str) -> set[ox.Term]:
    store = ox.Store()
    store.load(path=str(FOLDER / f"{name}.shapes.ttl"))
    return {quad.object for quad in store.quads_for_pattern(None, TARGET, None)}


def own_space(name: str) -> str:
    (ontology,) = (quad.subject for quad in plain(name).quads_for_pattern(None, TYPE, ONTOLOGY))
    return f"{ontology.value}#"


def things(name: str) -> set[ox.NamedNode]:
    """What is neither the ontology, a class nor a property."""
    store = plain(name)
    return {
        quad.subject
        for quad in store.quads_for_pattern(None, TYPE, None)
        if quad.object not in {CLASS, ONTOLOGY} | PROPERTIES
        and not quad.object.value.startswith(OWL)
        and quad.subject not in {one.subject for one in store.quads_for_pattern(None, TYPE, CLASS)}
    }


# --- the files


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_what_it_is(file: str) -> None:
    head = (FOLDER / file).read_text(encoding="utf-8").partition("\n@prefix")[0]
    assert head.startswith("# ")
    assert re.search(r"[Ll]icence:? (CC0 1.0|Apache-2.0)", head)
    assert file.endswith(".shapes.ttl") or ("# Source: " in head and "# Limits: " in head)
    assert f"`{file.partition('.')[0]}.ttl`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_no_prefix_is_unused(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    body = re.sub(r'"[^"]*"|#.*|@prefix.*', "", text)
    for prefix in re.findall(r"@prefix ([\w-]*):", text):
        assert re.search(rf"(?<![\w:]){prefix}:", body), prefix


@pytest.mark.parametrize("file", FILES)
def test_each_thing_has_one_block_in_order(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    subjects = [*blocks(text)]
    assert len({subject for _, subject in subjects}) == len(subjects)
    for section in {section for section, _ in subjects}:
        found = [subject for where, subject in subjects if where == section]
        assert found == sorted(found), section
    assert max(map(len, text.splitlines())) <= 110


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The section and the subject of each block."""
    section = ""
    for line in text.splitlines():
        if line.startswith("# --- "):
            section = line
        elif match := re.match(r"([\w-]*:[\w.-]+|<[^>]*>) ", line):
            yield section, match[1]
