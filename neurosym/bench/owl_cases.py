"""Which of the W3C's cases of OWL 2 RL are told right: what follows, what does not, what contradicts itself?

The others are asked for what they derive, with blank nodes of a conclusion standing for anything that there
is. They refute nothing, and reasonable keeps to itself what contradicts itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from neurosym.bench.parts import Skipped, absent, fingerprint, place, uninstalled, versioned
from neurosym.bench.reasoners import CLASH, REASONERS
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.bench.terms import lines_of, store_of
from neurosym.bench.timing import timed
from neurosym.faults import FaultError
from neurosym.knowledge.nodes import OWL, Triple, node_of
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.conflicts import conflicts
from neurosym.solve.graph.reason.entails import entails

FILE = "owl2-wg/owl2_tests.jsonl"
HEADER = OWL + "Ontology"

Case = Mapping[str, Any]
"""A line of the file of cases."""
Told = Iterator[tuple[str, bool]]
"""What a case asks, and whether that is told right."""


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield an item for each engine."""
    path = place(options, FILE)
    if not path.is_file():
        yield absent(options, "w3c", FILE)
        return
    content = (fingerprint(path),)
    yield Item("w3c", "neurosym", content, partial(_judged, "neurosym", path, ours))
    for name in (name for name, engine in REASONERS.items() if engine.owl):
        if said := uninstalled("w3c", name):
            yield said
        else:
            engine = versioned(name)
            yield Item("w3c", name, (*content, engine), partial(_judged, engine, path, partial(theirs, name)))


def _judged(engine: str, path: Path, told: Callable[[Case], Told]) -> Done:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if "RL" in case["profiles"] and "rdfxml_premise" in case]
    answers, cpu_s = timed(lambda: [one for case in cases for one in told(case)])
    rows: list[Row] = []
    for kind in dict.fromkeys(kind for kind, _ in answers):
        right = [is_right for one, is_right in answers if one == kind]
        row: Row = {"set": "w3c", "engine": f"{engine}, {kind}", "n": len(cases), "cpu_s": round(cpu_s, 4)}
        rows.append(row | {"right": f"{sum(right)} of {len(right)}"})
    return {"rows": rows}


def _conclusions(case: Case) -> Iterator[tuple[str, list[Triple], bool]]:
    """Yield what is asked about, and whether it follows; by the semantics that knows annotations."""
    if "rdfxml_conclusion" in case and "RDF-BASED" in case["semantics"]:
        yield "entailed", _parsed(case["rdfxml_conclusion"]), True
    if "rdfxml_nonconclusion" in case:
        yield "not entailed", _parsed(case["rdfxml_nonconclusion"]), False


def _consistency(case: Case) -> Iterator[tuple[str, bool]]:
    """Yield what is asked, and whether the premise contradicts itself."""
    if "InconsistencyTest" in case["types"]:
        yield "inconsistent", True
    elif "ConsistencyTest" in case["types"]:
        yield "consistent", False


def ours(case: Case) -> Told:
    """Judge a case as we do, by rules and by refutation."""
    closure = Closure(_parsed(case["rdfxml_premise"]))
    try:
        for kind, conclusion, follows in _conclusions(case):
            yield kind, entails(closure, conclusion).holds == follows
        for kind, clashes in _consistency(case):
            yield kind, bool(conflicts(closure)) == clashes
    except FaultError:
        yield "limits", False


def theirs(name: str, case: Case) -> Told:
    """Judge a case by what another engine derives."""
    found, _ = REASONERS[name].closure(_parsed(case["rdfxml_premise"]))
    store = store_of(found)
    for kind, conclusion, follows in _conclusions(case):
        yield kind, _holds(store, conclusion) == follows
    if name == "owlrl":
        said = any(predicate == CLASH for _, predicate, _ in found)
        for kind, clashes in _consistency(case):
            yield kind, said == clashes


def _holds(store: ox.Store, conclusion: Sequence[Triple]) -> bool:
    """Say whether there are triples like these, but for the header of an ontology."""
    headers = {subject for subject, _, value in conclusion if value == HEADER}
    asked = lines_of(triple for triple in conclusion if triple[0] not in headers)
    return bool(store.query(f"ASK {{ {asked} }}"))


def _parsed(text: str) -> list[Triple]:
    found = ox.parse(text.encode(), format=ox.RdfFormat.RDF_XML, base_iri="http://example.org/")
    return [(node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in found]
