"""How fast is all that follows from triples, how right, and what does deleting cost? Beside other engines.

Each of the others is measured beside ours, derived anew in the same breath. Those that have rules of their
own run all of them, as our `owl2rl` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random

import pyoxigraph as ox

from neurosym.bench import owl_cases
from neurosym.bench.parts import Skipped, absent, fingerprint, kept, place, sizes, uninstalled, versioned
from neurosym.bench.reasoners import REASONERS
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.bench.synthetic import FULL, RULES, synthetic
from neurosym.bench.terms import store_of
from neurosym.bench.timing import timed
from neurosym.ir.rules import RuleBase, read_rules
from neurosym.knowledge.nodes import Triple, node_of
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.rules import Limits

SIZES = (FULL // 10, FULL)
LIMITS = Limits(facts=20_000_000, cpu_s=600)
DOCUMENT, DOCUMENTS, TRIED = 100, 20, 1_000
NOTE = (
    "`ten`: RDFS and four rules of OWL 2 RL over a synthetic graph; `ratio`: their time by ours, measured "
    "together; `missing`: triples of ours that they lack, `more`: theirs that ours lack; reasonable and "
    "owlrl run all of their rules, as our `owl2rl` does. `delete`: a document of 100 triples, beside "
    "deriving all anew. `lubm`: LUBM(1,0), right answers to its queries. `w3c`: cases of OWL 2 RL told right."
)

rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each engine."""
    every = sizes(options, SIZES)
    for size in every:
        yield Item("ten", f"{size} neurosym", (), partial(_materialised, size))
        for name, engine in REASONERS.items():
            yield uninstalled("ten", name, engine.module) or Item(
                "ten", f"{size} {name}", (versioned(name, engine.distribution),), partial(_beside, size, name)
            )
    yield Item("delete", str(every[-1]), (), partial(_deleted, every[-1]))
    yield from _lubm(options)
    yield from owl_cases.items(options)


def _row(group: str, engine: str, size: int, facts: int, cpu_s: float, **more: str | float) -> Row:
    return {"set": group, "engine": engine, "n": size, "facts": facts, "cpu_s": round(cpu_s, 4), **more}


# --- materialising


@cache
def _ten() -> RuleBase:
    """Return the ten rules, read and made ready once."""
    ten = read_rules(RULES)
    Closure((), ten), Closure()
    return ten


def _materialised(size: int) -> Done:
    graph, ten = synthetic(size), _ten()
    found, cpu_s = timed(lambda: Closure(graph, ten, LIMITS))
    tried = [triple for triple, _ in zip(found.match(None, None, None), range(TRIED), strict=False)]
    proved = f"{sum(bool(found.why(triple).steps) for triple in tried)} of {len(tried)} tried"
    facts = len(found)
    del found
    full, full_s = timed(lambda: Closure(graph, limits=LIMITS))
    return {
        "rows": [
            _row("ten", "neurosym", size, facts, cpu_s, proved=proved),
            _row("ten", "neurosym owl2rl", size, len(full), full_s),
        ]
    }


def _beside(size: int, name: str) -> Done:
    graph, ten = synthetic(size), _ten()
    closure, cpu_s = timed(lambda: Closure(graph, ten, LIMITS))
    ours = set(closure.match(None, None, None))
    del closure
    theirs, their_s = REASONERS[name].closure(graph)
    told = {
        "ratio": round(their_s / cpu_s, 1),
        "missing": len(ours - theirs),
        "more": len(theirs - ours),
    }
    engine = versioned(name, REASONERS[name].distribution)
    return {"rows": [_row("ten", engine, size, len(theirs), their_s, **told)]}


# --- deleting


def _deleted(size: int) -> Done:
    graph = synthetic(size)
    closure = Closure(graph, limits=LIMITS)
    facts, times = len(closure), []
    random = Random(0)
    for _ in range(DOCUMENTS):
        document = random.sample(graph, DOCUMENT)
        _, cpu_s = timed(partial(closure.remove, document))
        times.append(cpu_s)
        closure.add(document)
    closure.remove(document)
    left = set(graph) - set(document)
    other, anew = timed(lambda: Closure(left, limits=LIMITS))
    right = set(other.match(None, None, None)) == set(closure.match(None, None, None))
    median = sorted(times)[DOCUMENTS // 2]
    told: dict[str, str | float] = {"ratio": round(anew / median, 1), "right": str(right)}
    first = _row("delete", "neurosym, the first", size, facts, times[0])
    later = _row("delete", "neurosym, a later one", size, facts, median, **told)
    return {"rows": [first, later, _row("delete", "neurosym, anew", size, facts, anew)]}


# --- the queries of LUBM


def _lubm(options: Options) -> Iterator[Item | Skipped]:
    folder = place(options, "lubm")
    if not folder.is_dir():
        yield absent(options, "lubm", "lubm")
        return
    content = (fingerprint(folder),)
    yield Item("lubm", "without rules", content, partial(_plain_lubm, folder))
    yield Item("lubm", "neurosym", content, partial(_our_lubm, folder))
    # not owlrl, which takes hours
    yield uninstalled("lubm", "reasonable") or Item(
        "lubm", "reasonable", (*content, versioned("reasonable")), partial(_their_lubm, folder)
    )


def _plain_lubm(folder: Path) -> Done:
    given = _university(folder)
    right = _right(folder, given)
    return {"rows": [_row("lubm", "without rules", len(given), len(given), 0.0, right=right)]}


def _our_lubm(folder: Path) -> Done:
    given = _university(folder)
    closure, cpu_s = timed(lambda: Closure(given, limits=LIMITS))
    right = _right(folder, list(closure.match(None, None, None)))
    return {"rows": [_row("lubm", "neurosym owl2rl", len(given), len(closure), cpu_s, right=right)]}


def _their_lubm(folder: Path) -> Done:
    given = _university(folder)
    found, cpu_s = REASONERS["reasonable"].closure(given)
    right = _right(folder, [*found])
    return {"rows": [_row("lubm", versioned("reasonable"), len(given), len(found), cpu_s, right=right)]}


def _university(folder: Path) -> list[Triple]:
    quads = ox.parse(path=str(folder / "lubm1.nt"))
    return [(node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in quads]


def _right(folder: Path, graph: Sequence[Triple]) -> str:
    """Return how many queries have as many rows as they should."""
    store = store_of(graph)
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    right = sum(_count(store, one["sparql"]) == one["count"] for one in queries)
    return f"{right} of {len(queries)}"


def _count(store: ox.Store, query: str) -> int:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return sum(1 for _ in found)
