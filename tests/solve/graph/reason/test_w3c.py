"""The W3C cases of OWL 2 (profile RL), and what is never shown of the cases of any profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from neurosym.certify.derivation import check_derivation
from neurosym.knowledge.nodes import TYPE, Triple, node_of
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.conflicts import conflicts
from neurosym.solve.graph.reason.entails import entails

Case = dict[str, object]


def triples(text: object) -> list[Triple]:
    found = ox.parse(str(text).encode(), format=ox.RdfFormat.RDF_XML, base_iri="http://example.org/")
    return [(node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in found]


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[Case]:
    path = shared_data / "kg" / "owl2-wg" / "owl2_tests.jsonl"
    if not path.exists():
        pytest.skip(f"no {path}")
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [case for case in found if "rdfxml_premise" in case]


def of(cases: list[Case], kind: str, profile: str) -> Iterator[Case]:
    for case in cases:
        if kind in str(case["types"]) and (not profile or profile in str(case["profiles"])):
            yield case


def closed(case: Case) -> Closure | None:
    try:
        return Closure(triples(case["rdfxml_premise"]))
    except SyntaxError:  # one case of the collection is no RDF/XML
        return None


def test_positive_entailments(cases: list[Case]) -> None:
    """26 of the 27 of the RDF-based semantics; the other one imports a document that is not at hand."""
    missing, tried = [], 0
    for case in of(cases, "PositiveEntailmentTest", "RL"):
        if "rdfxml_conclusion" in case and "RDF-BASED" in str(case["semantics"]):
            closure = closed(case)
            assert closure
            found = entails(closure, triples(case["rdfxml_conclusion"]))
            tried += 1
            missing += [] if found.holds else [str(case["id"])]
            for shown in found.shown:
                assert shown.derivations or shown.triples[0][1] == TYPE
                for derivation in shown.derivations:
                    check_derivation(closure.certificate(derivation))
    assert tried == 27
    assert len(missing) <= 1, missing


def test_inconsistencies(cases: list[Case]) -> None:
    found = [conflicts(closure) for case in of(cases, "Inconsistency", "RL") if (closure := closed(case))]
    assert len(found) == 11
    for conflict in (one for each in found for one in each):
        closure = Closure(conflict.triples)
        assert closure.clashes()
        check_derivation(closure.certificate(conflict.derivation))
    assert all(found)


def test_nothing_is_shown_that_does_not_follow(cases: list[Case]) -> None:
    """Of any profile: no consistent graph is found to contradict itself, no non-conclusion to follow."""
    for case in of(cases, "'ConsistencyTest'", ""):
        closure = closed(case)
        assert closure is None or not closure.clashes(), case["id"]
        if closure and "rdfxml_nonconclusion" in case:
            assert not entails(closure, triples(case["rdfxml_nonconclusion"])).holds, case["id"]
