"""How fast is all that follows from triples, how right, and what does deleting cost? Beside other engines.

Processor time of this process, in one run: owlrl, reasonable and nemo where they are installed (`pip install
'.[oracles]'`). Engines that read files are timed with the reading, the others without.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from neurosym.bench.run import Done, Item, Options, Row
from neurosym.bench.synthetic import FULL, NEMO, RULES, Triple, synthetic
from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.knowledge.nodes import is_literal, node_of, term_of
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.conflicts import conflicts
from neurosym.solve.graph.reason.entails import entails
from neurosym.solve.rules import Limits

SIZES = (FULL // 10, FULL)
LIMITS = Limits(facts=20_000_000, cpu_s=600)
DOCUMENT, DOCUMENTS = 100, 20
NOTE = (
    "`ten`: RDFS and four rules of OWL 2 RL over a synthetic graph; `ratio`: their time by ours; "
    "`missing`: triples of ours that they lack, `more`: theirs that ours lack. owlrl and reasonable run all "
    "of their rules, as our `owl2rl` does. owlrl runs the small size; `--limit 2` the large one too, some "
    "minutes. `delete`: a document of 100 triples, beside deriving all anew. `w3c`: cases of OWL 2 RL."
)


def closures(options: Options) -> Iterator[Row]:
    """Yield the rows of this bench: set, engine, n, facts, cpu_s, and what the set is judged by."""
    for item in items(options):
        if options.wants("closures", item.group):
            yield from rows(item.work())


def rows(done: Done) -> Iterator[Row]:
    """Yield the rows that a finished item keeps."""
    found = done["rows"]
    assert isinstance(found, list)
    yield from found


def items(options: Options) -> Iterator[Item]:
    """Yield what there is to do; an item keeps its rows."""
    for size in SIZES:
        slow = size == SIZES[0] or (options.limit or 0) > 1
        yield Item("ten", str(size), (), partial(_materialised, size, slow))
    yield Item("delete", str(FULL), (), _deleted)
    if (options.data / "kg" / "lubm").is_dir():
        yield Item("lubm", "1", (), partial(_lubm, options.data / "kg" / "lubm"))
    if (options.data / "kg" / "owl2-wg").is_dir():
        yield Item("w3c", "rl", (), partial(_w3c, options.data / "kg" / "owl2-wg" / "owl2_tests.jsonl"))


def _timed(work: Callable[[], object]) -> tuple[object, float]:
    before = time.process_time()
    found = work()
    return found, time.process_time() - before


def _row(group: str, engine: str, size: int, facts: int, cpu_s: float, **more: str | float) -> Row:
    return {"set": group, "engine": engine, "n": size, "facts": facts, "cpu_s": round(cpu_s, 4), **more}


# --- materialising


def _materialised(size: int, slow: bool) -> Done:
    graph = synthetic(size)
    ten = read_rules(RULES)
    Closure((), ten), Closure()  # rules are read once
    found, cpu_s = _timed(lambda: Closure(graph, ten, LIMITS))
    assert isinstance(found, Closure)
    ours = set(found.match(None, None, None))
    proved = sum(1 for _ in zip(ours, range(1_000), strict=False) if found.why(_[0]).steps)
    kept = [
        _row("ten", "neurosym", size, len(ours), cpu_s, proved=f"{proved} of {min(len(ours), 1000)} tried")
    ]
    found, full_s = _timed(lambda: Closure(graph, limits=LIMITS))
    assert isinstance(found, Closure)
    kept.append(_row("ten", "neurosym owl2rl", size, len(found), full_s))
    del found
    for name, module, closure in _OTHERS:
        if find_spec(module) and (slow or module != "owlrl"):
            theirs, their_s = closure(graph)
            missing, more = len(ours - theirs), len(theirs - ours)
            ratio = round(their_s / cpu_s, 1)
            kept.append(
                _row("ten", name, size, len(theirs), their_s, ratio=ratio, missing=missing, more=more)
            )
    return {"rows": kept}


def _nemo(graph: Sequence[Triple]) -> tuple[set[Triple], float]:
    nemo = import_module("nmo_python")
    with TemporaryDirectory() as folder:
        path = _written(graph, Path(folder))

        def reason() -> object:
            engine = nemo.NemoEngine(nemo.load_string(NEMO.format(path=path)))
            engine.reason()
            return engine

        engine, cpu_s = _timed(reason)
        found = {tuple(_plain(str(node)) for node in row) for row in engine.result("t")}  # type: ignore[attr-defined]
    return found, cpu_s  # type: ignore[return-value]


def _reasonable(graph: Sequence[Triple]) -> tuple[set[Triple], float]:
    reasoner = import_module("reasonable").PyReasoner()
    with TemporaryDirectory() as folder:
        path = _written(graph, Path(folder))

        def reason() -> object:
            reasoner.load_file(str(path))
            return reasoner.reason()

        found, cpu_s = _timed(reason)
    assert isinstance(found, list)
    return {(_plain(str(s)), _plain(str(p)), _plain(str(o))) for s, p, o in found}, cpu_s


def _owlrl(graph: Iterable[Triple]) -> tuple[set[Triple], float]:
    rdflib, owlrl = import_module("rdflib"), import_module("owlrl")
    theirs = rdflib.Graph()
    for triple in graph:
        theirs.add(tuple(map(rdflib.URIRef, triple)))
    _, cpu_s = _timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(theirs))
    return {(str(s), str(p), str(o)) for s, p, o in theirs}, cpu_s


_OTHERS = (
    ("nemo", "nmo_python", _nemo),
    ("reasonable", "reasonable", _reasonable),
    ("owlrl", "owlrl", _owlrl),
)


def _written(graph: Iterable[Triple], folder: Path) -> Path:
    path = folder / "graph.ttl"  # reasonable reads no other ending
    path.write_text("".join(f"<{s}> <{p}> <{o}> .\n" for s, p, o in graph), encoding="utf-8")
    return path


def _plain(node: str) -> str:
    return node.removeprefix("<").removesuffix(">")


# --- deleting


def _deleted() -> Done:
    graph = synthetic(FULL)
    closure, anew = Closure(graph, limits=LIMITS), 0.0
    size, times = len(closure), []
    random = Random(0)
    for _ in range(DOCUMENTS):
        document = random.sample(graph, DOCUMENT)
        _, cpu_s = _timed(partial(closure.remove, document))
        times.append(cpu_s)
        closure.add(document)
    closure.remove(document)
    left = set(graph) - set(document)
    other, anew = _timed(lambda: Closure(left, limits=LIMITS))
    assert isinstance(other, Closure)
    right = set(other.match(None, None, None)) == set(closure.match(None, None, None))
    median = sorted(times)[DOCUMENTS // 2]
    ratio = round(anew / median, 1)
    first = _row("delete", "neurosym, the first", FULL, size, times[0])
    later = _row("delete", "neurosym, a later one", FULL, size, median, ratio=ratio, right=str(right))
    return {"rows": [first, later, _row("delete", "neurosym, anew", FULL, size, anew)]}


# --- right


def _lubm(folder: Path) -> Done:
    store = import_module("pyoxigraph").Store
    parse = import_module("pyoxigraph").parse
    given = [
        (node_of(q.subject), node_of(q.predicate), node_of(q.object))
        for q in parse(path=str(folder / "lubm1.nt"))
    ]
    closure, cpu_s = _timed(lambda: Closure(given, limits=LIMITS))
    assert isinstance(closure, Closure)
    quad, queries = import_module("pyoxigraph").Quad, json.loads((folder / "queries.json").read_text("utf-8"))
    right = {}
    for name, graph in (("none", given), ("neurosym", closure.match(None, None, None))):
        kept = store()
        kept.bulk_extend(quad(*map(term_of, triple)) for triple in graph if not is_literal(triple[0]))
        right[name] = sum(sum(1 for _ in kept.query(one["sparql"])) == one["count"] for one in queries)
    some = _row(
        "lubm", "without rules", len(given), len(given), 0.0, right=f"{right['none']} of {len(queries)}"
    )
    said = f"{right['neurosym']} of {len(queries)}"
    return {"rows": [some, _row("lubm", "neurosym owl2rl", len(given), len(closure), cpu_s, right=said)]}


def _w3c(path: Path) -> Done:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if "RL" in case["profiles"] and "rdfxml_premise" in case]
    counts: dict[str, list[int]] = {}
    before = time.process_time()
    for case in cases:
        closure = Closure(_parsed(case["rdfxml_premise"]))
        for kind, right in _judged(case, closure):
            tried = counts.setdefault(kind, [0, 0])
            tried[0] += right
            tried[1] += 1
    cpu_s = time.process_time() - before
    said = ((kind, f"{right} of {tried}") for kind, (right, tried) in counts.items())
    return {
        "rows": [_row("w3c", f"neurosym, {kind}", len(cases), 0, cpu_s, right=text) for kind, text in said]
    }


def _judged(case: dict[str, str], closure: Closure) -> Iterator[tuple[str, bool]]:
    """Yield what a case asks, and whether we say so; of the RDF-based semantics, which knows annotations."""
    try:
        if "rdfxml_conclusion" in case and "RDF-BASED" in case["semantics"]:
            yield "entailed", entails(closure, _parsed(case["rdfxml_conclusion"])).holds
        if "rdfxml_nonconclusion" in case:
            yield "not entailed", not entails(closure, _parsed(case["rdfxml_nonconclusion"])).holds
        if "InconsistencyTest" in case["types"]:
            yield "inconsistent", bool(conflicts(closure))
        elif "ConsistencyTest" in case["types"]:
            yield "consistent", not closure.clashes()
    except FaultError:
        yield "limits", False


def _parsed(text: str) -> list[Triple]:
    ox = import_module("pyoxigraph")
    found = ox.parse(text.encode(), format=ox.RdfFormat.RDF_XML, base_iri="http://example.org/")
    return [(node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in found]
