"""SHACL: faults that say what would be right, what is not run, hostile shapes, and the W3C's tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from neurosym.bench.shacl_cases import cases
from neurosym.bench.validation import our_results
from neurosym.faults import FaultError
from neurosym.knowledge.nodes import TYPE
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.shapes import Validation, validate, validation
from neurosym.knowledge.store import open_graph
from neurosym.workers.worker import Worker

pytest.importorskip("shacl")

HEAD = """
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
ex:p1 a ex:Pump ; ex:limit "high" ; ex:colour ex:red ; ex:tag "P-101" .
ex:p2 a ex:Pump ; ex:limit 3, 200 ; ex:feeds ex:x .
"""
GOOD = "ex:S a sh:NodeShape ; sh:targetClass ex:Pump ; sh:property [ sh:path ex:tag ; sh:maxLength 9 ] ."


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


def checked(folder: Path, shapes: str, worker: Worker, data: str = DATA, cpu_s: float = 10.0) -> Validation:
    (folder / "data.ttl").write_text(HEAD + data, encoding="utf-8")
    (folder / "shapes.ttl").write_text(HEAD + shapes, encoding="utf-8")
    return validate(open_graph(folder / "data.ttl"), folder / "shapes.ttl", cpu_s=cpu_s, worker=worker)


@pytest.mark.parametrize(
    ("constraint", "what", "hint"),
    [
        ("sh:path ex:limit ; sh:datatype xsd:integer", 'ex:p1, ex:limit: "high"', "datatype xsd:integer"),
        ("sh:path ex:limit ; sh:maxInclusive 150", "ex:p2, ex:limit: 200", "at most 150"),
        ("sh:path ex:limit ; sh:maxCount 1", "ex:p2, ex:limit: too many values", "at most 1 values"),
        ("sh:path ex:colour ; sh:minCount 1", "ex:p2, ex:colour: too few values", "at least 1 values"),
        ("sh:path ex:colour ; sh:in ( ex:green ex:blue )", "ex:colour: ex:red", "one of ex:green, ex:blue"),
        ("sh:path ex:tag ; sh:maxLength 3", 'ex:p1, ex:tag: "P-101"', "at most 3 characters"),
        ("sh:path ex:tag ; sh:pattern '^V'", 'ex:p1, ex:tag: "P-101"', 'a text that matches "^V"'),
        ("sh:path ex:feeds ; sh:class ex:Pump", "ex:p2, ex:feeds: ex:x", "an instance of ex:Pump"),
        ("sh:path ex:feeds ; sh:nodeKind sh:Literal", "ex:p2, ex:feeds: ex:x", "of the kind sh:Literal"),
        ("sh:path ex:feeds ; sh:maxCount 0 ; sh:message 'no feed'", "ex:p2, ex:feeds: no feed", "at most 0"),
    ],
)  # fmt: skip
def test_a_fault_says_where_and_what_would_be_right(
    tmp_path: Path, worker: Worker, constraint: str, what: str, hint: str
) -> None:
    shapes = f"ex:S a sh:NodeShape ; sh:targetClass ex:Pump ; sh:property [ {constraint} ] ."
    found = checked(tmp_path, shapes, worker)
    assert found.verdict == "violated"
    assert not found.not_run
    assert any(what in fault.what and hint in fault.hint for fault in found.faults), found.faults


def test_what_conforms_has_no_faults(tmp_path: Path, worker: Worker) -> None:
    found = checked(tmp_path, GOOD, worker)
    assert (found.verdict, found.faults) == ("conforms", ())


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("ex:S sh:js [ sh:jsFunctionName 'f' ] .", "`sh:js` is not run"),
        ("ex:S sh:rule [ a sh:TripleRule ] .", "`sh:rule` is not run"),
        ("ex:S sh:expression [ sh:path ex:y ] .", "`sh:expression` is not run"),
        ("ex:S sh:frobnicate 3 .", "`sh:frobnicate` is not run"),
        ("<> sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", "`sh:entailment` is not run"),
        ("<> owl:imports <http://example.org/more> .", "<http://example.org/more> are not read"),
        ("ex:S sh:property [ sh:minCount 1 ] .", "a property shape of S has no `sh:path`"),
        ("ex:S <http://datashapes.org/dash#singleLine> true .", "dash#singleLine` is not run"),
        (
            "ex:S sh:sparql [ sh:select 'SELECT $this { $this ?p ?o { SELECT ?a { ?a ?b ?c } } }' ] .",
            "does not select `$this`",
        ),
    ],
)  # fmt: skip
def test_what_is_not_run_is_never_read_as_conforming(
    tmp_path: Path, worker: Worker, more: str, what: str
) -> None:
    found = checked(tmp_path, f"{GOOD}\n{more}", worker)
    assert found.verdict in ("undetermined", "violated")
    assert any(what in fault.what for fault in found.not_run), found.not_run


def test_a_misspelt_word_is_told_its_neighbour(tmp_path: Path, worker: Worker) -> None:
    found = checked(tmp_path, GOOD.replace("sh:maxLength", "sh:maxlength"), worker)
    assert found.verdict == "undetermined"
    assert "`sh:maxLength`" in found.not_run[0].hint


def test_shapes_without_targets_or_instances_check_nothing(tmp_path: Path, worker: Worker) -> None:
    found = checked(tmp_path, "ex:S a sh:NodeShape ; sh:nodeKind sh:IRI .", worker)
    assert (found.verdict, len(found.not_run)) == ("undetermined", 1)
    found = checked(
        tmp_path, GOOD + " ex:T a sh:NodeShape ; sh:targetClass ex:Pmp ; sh:nodeKind sh:IRI .", worker
    )
    assert found.verdict == "conforms"
    assert found.not_run[0].severity == "warning"


CYCLE = "sh:in _:l . _:l <{0}first> ex:z ; <{0}rest> _:l ."
RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize(
    "constraint",
    [
        CYCLE.format(RDF_NS),
        "sh:property [ sh:path [ sh:foo ex:x ] ; sh:minCount 1 ] .",
        "sh:not " + "[ sh:not " * 500 + "[ sh:class ex:Q ]" + " ]" * 500 + " .",
        "sh:sparql [ sh:select 'SELECT $this WHERE { SERVICE <http://127.0.0.1:9/x> { $this ?p ?o } }' ] .",
        "sh:sparql [ sh:select 'SELECT $this WHERE { ' ] .",
        "sh:property [ sh:path ex:tag ; sh:pattern '(' ] .",
    ],
)
def test_hostile_shapes_are_faults(tmp_path: Path, worker: Worker, constraint: str) -> None:
    with pytest.raises(FaultError, match="the shapes cannot be run"):
        checked(tmp_path, f"ex:S a sh:NodeShape ; sh:targetClass ex:Pump ; {constraint}", worker)


def test_a_query_without_end_is_ended(tmp_path: Path, worker: Worker) -> None:
    data = "".join(f"ex:n{n} a ex:Pump ; ex:q ex:n{n + 1} .\n" for n in range(400))
    pairs = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER (?a = <u:x> || ?l = <u:x>)"
    query = f"sh:sparql [ sh:select 'SELECT $this WHERE {{ {pairs} }}' ]"
    shapes = f"ex:S a sh:NodeShape ; sh:targetClass ex:Pump ; {query} ."
    before = time.monotonic()
    with pytest.raises(FaultError, match="more than 1 s"):
        checked(tmp_path, shapes, worker, data, cpu_s=1.0)
    assert time.monotonic() - before < 15


def test_recursive_shapes_and_many_results_are_bounded(
    tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Pump ; sh:property [ sh:path ex:feeds ; sh:node ex:S ] ."
    )
    assert checked(tmp_path, shapes, worker, "ex:a a ex:Pump ; ex:feeds ex:a .").verdict == "conforms"
    monkeypatch.setattr(validation, "MAX_RESULTS", 5)
    data = "".join(f"ex:n{n} a ex:Pump ; ex:tag 'much too long' .\n" for n in range(20))
    found = checked(tmp_path, GOOD, worker, data)
    assert len(found.violations) == 5
    assert "only the first 5 results" in found.not_run[-1].what


def test_one_validation_alone_and_a_graph_of_shapes(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(HEAD + GOOD, encoding="utf-8")
    graph = Oxigraph()
    graph.add([("http://example.org/p", TYPE, "http://example.org/Pump")])
    assert validate(graph, open_graph(tmp_path / "shapes.ttl")).verdict == "conforms"


# --- the W3C's tests


@pytest.mark.data
def test_the_cases_of_the_w3c(shared_data: Path, worker: Worker) -> None:
    every = list(cases(shared_data / "kg" / "w3c-shacl" / "tests"))
    told = [(data.name, our_results(data, shapes, worker), due) for data, shapes, due in every]
    assert len(told) == 121
    assert [(name, given, due) for name, given, due in told if given != due] == []
