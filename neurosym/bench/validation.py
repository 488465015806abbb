"""How fast are graphs validated by SHACL shapes, and how right? Beside pySHACL.

Processor time, ours with that of the process in which the engine runs, from graphs that are read to results
that are read, but for `w3c`, where both read their files.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import rdflib

from neurosym.bench.parts import Skipped, absent, fingerprint, kept, place, uninstalled, versioned
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.bench.shacl_cases import SH, Results, cases, result
from neurosym.bench.terms import graph_of, node_of_theirs
from neurosym.bench.timing import timed
from neurosym.faults import FaultError
from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.shapes import validate
from neurosym.knowledge.store import Graph, open_graph
from neurosym.shelf import shelf
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done as Returned
from neurosym.workers.job import Job
from neurosym.workers.worker import Worker

SPOILT = 10
"""Of so many triples one is taken out, so that there is something to find."""
TURNS = 3
CASES = "w3c-shacl/tests"
NOTE = (
    "the graphs of the package by their shapes, and `spoilt`: without every tenth triple; `results`: "
    "violations and warnings; `right`: of `w3c` the cases whose results are those that are due, elsewhere "
    "that both engines find the same; `ratio`: their time by ours."
)

rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each graph and for the W3C's cases with each engine."""
    if find_spec("shacl") is None:
        hint = "pip install 'neurosym-engine[shapes]'"
        yield Skipped("shapes", f"our validation needs the package shacl: {hint}")
        return
    skipped = uninstalled("shapes", "pyshacl")
    engines = (versioned("shacl"), "" if skipped else versioned("pyshacl"))
    for data in sorted(shelf("knowledge_graphs").glob("*.shapes.ttl")):
        graph = data.with_name(data.name.replace(".shapes", ""))
        content = (fingerprint(graph), fingerprint(data), *engines)
        yield Item("shapes", graph.stem, content, partial(_compared, graph, data))
    if skipped:
        yield skipped
    folder = place(options, CASES)
    if not folder.is_dir():
        yield absent(options, "w3c", CASES)
        return
    yield Item("w3c", "neurosym", (fingerprint(folder), *engines), partial(_told, "neurosym", folder))
    said = uninstalled("w3c", "pyshacl")
    yield said or Item("w3c", "pyshacl", (fingerprint(folder), *engines), partial(_told, "pyshacl", folder))


# --- graphs


def _compared(data: Path, shapes: Path) -> Done:
    triples = sorted(open_graph(data).match(None, None, None))
    left = [triple for place, triple in enumerate(triples) if place % SPOILT]
    return {"rows": [*_beside(data.stem, triples, shapes), *_beside(f"{data.stem}, spoilt", left, shapes)]}


def _beside(name: str, triples: Sequence[Triple], shapes: Path) -> Iterator[Row]:
    with Oxigraph() as graph, _worker() as worker:
        graph.add(triples)
        found, cpu_s = _ours(graph, shapes, worker)
    told: Row = {"set": name, "engine": "neurosym", "n": len(triples)}
    told |= {"results": found.total(), "cpu_s": round(cpu_s, 4)}
    if find_spec("pyshacl") is None:
        yield told
        return
    theirs, asked = graph_of(triples), rdflib.Graph().parse(shapes)
    others, their_s = timed(partial(_theirs, theirs, asked), TURNS)
    yield told | {"right": str(found == others)}
    row: Row = {"set": name, "engine": versioned("pyshacl"), "n": len(triples)}
    row |= {"results": others.total(), "cpu_s": round(their_s, 4)}
    yield row | {"ratio": round(their_s / cpu_s, 1)}


def _worker() -> Worker:
    return Worker(packages=("neurosym", "time"), preload=("neurosym.knowledge.shapes.engine",))


def _ours(graph: Graph, shapes: Path, worker: Worker) -> tuple[Counter[tuple[str, str]], float]:
    """Return what is found, and the processor time of both processes, the median of some turns."""
    times = []
    for _ in range(TURNS):
        before = _spent(worker)
        validation, cpu_s = timed(lambda: validate(graph, shapes, worker=worker))
        times.append(cpu_s + _spent(worker) - before)
    found = Counter(result(one.focus, one.component) for one in validation.violations)
    return found, sorted(times)[TURNS // 2]


def _spent(worker: Worker) -> float:
    """Return the processor time of the process in which the engine runs."""
    outcome = worker.run(Job("time:process_time"), Budget())
    assert isinstance(outcome, Returned)
    assert isinstance(outcome.value, float)
    return outcome.value


def _theirs(data: rdflib.Graph, shapes: rdflib.Graph) -> Counter[tuple[str, str]]:
    _, report, _ = import_module("pyshacl").validate(data, shacl_graph=shapes)
    found: Counter[tuple[str, str]] = Counter()
    for one in report.objects(report.value(None, rdflib.RDF.type, _sh("ValidationReport")), _sh("result")):
        component = report.value(one, _sh("sourceConstraintComponent"))
        found[result(node_of_theirs(report.value(one, _sh("focusNode"))), str(component))] += 1
    return found


def _sh(word: str) -> rdflib.URIRef:
    return rdflib.URIRef(SH + word)


# --- the W3C's cases


def _told(engine: str, folder: Path) -> Done:
    every = list(cases(folder))
    with _worker() as worker, _quiet():
        before = _spent(worker)
        judge = partial(our_results, worker=worker) if engine == "neurosym" else their_results
        right, cpu_s = timed(lambda: sum(judge(data, shapes) == due for data, shapes, due in every))
        cpu_s += _spent(worker) - before
    name = engine if engine == "neurosym" else versioned(engine)
    row: Row = {"set": "w3c", "engine": name, "n": len(every), "cpu_s": round(cpu_s, 4)}
    return {"rows": [row | {"right": f"{right} of {len(every)}"}]}


def our_results(data: Path, shapes: Path, worker: Worker) -> Results:
    """Return what our validation says of a file; None where it refuses, or does not know."""
    try:
        found = validate(open_graph(data), shapes, worker=worker)
    except FaultError:
        return None
    if found.verdict == "undetermined":
        return None
    return Counter(result(one.focus, one.component) for one in found.violations)


def their_results(data: Path, shapes: Path) -> Results:
    """Return what pySHACL says of a file; None where it refuses."""
    graphs = (rdflib.Graph().parse(path, publicID=f"file:///{path.name}") for path in (data, shapes))
    try:
        return _theirs(*graphs)
    except Exception:  # of many kinds, and nothing of ours runs here
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what rdflib and pySHACL say of odd literals and shapes from the screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
