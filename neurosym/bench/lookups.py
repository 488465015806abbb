"""How fast is a graph asked? Look-up, join, path and count by our API, beside raw pyoxigraph and rdflib.

All read the same answers into Python's strings, in one run. `cpu_s` is processor time of this process
and, for ours, of that which runs queries; `wall_s` is the shortest of some turns. The others are asked the
SPARQL that ours becomes, which is better than what a person would write: a path stands in its own query.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph as ox
import rdflib

from neurosym.bench.parts import Skipped, kept, sizes, versioned
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.knowledge.nodes import XSD, Node, Triple, node_of
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.query import Counted, Pattern, Query, Reach, Var
from neurosym.knowledge.sparql import sparql
from neurosym.knowledge.store import Bounds

SIZES = (100_000, 1_000_000)
SPACE = "http://example.org/"
BOUNDS = Bounds(seconds=300.0)
PER_PERSON = 6
NOTE = (
    "`match` and `look`: whom each of 1,000 people knows, one after another, by a pattern and by a query; "
    "`join`: what those who live in a city call those they know; `path`: who lives in a part of a region, at "
    "any depth; `count`: how many live in each city; `load`: from N-Triples. `ratio`: their processor time "
    "by ours; pyoxigraph is raw."
)
WHO, OTHER, CALLED, PLACE, TOTAL = Var("who"), Var("other"), Var("called"), Var("place"), Var("total")


def _name(local: str) -> str:
    return SPACE + local


KNOWS, LIVES, PART, AGE, CALLS, KIND = map(_name, ("knows", "livesIn", "partOf", "age", "name", "type"))
QUERIES = {
    "join": Query(
        (WHO, CALLED),
        (Pattern(WHO, LIVES, _name("city7")), Pattern(WHO, KNOWS, OTHER), Pattern(OTHER, CALLS, CALLED)),
    ),
    "path": Query((WHO,), (Pattern(WHO, LIVES, PLACE), Reach(PLACE, (PART,), _name("region3")))),
    "count": Query((PLACE, TOTAL), (Counted(TOTAL, WHO, (Pattern(WHO, LIVES, PLACE),), (PLACE,)),)),
}
TURNS = {"match": 3, "look": 1, "join": 50, "path": 10, "count": 5}
LOOKS = 1_000


rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each size."""
    content = (versioned("pyoxigraph"), versioned("rdflib"))
    for size in sizes(options, SIZES):
        yield Item("people", str(size), content, partial(_measured, size))


def triples(size: int) -> Iterator[Triple]:
    """Yield about so many triples: people who know two others and live in cities, parts of regions."""
    random = Random(size)
    people = size // PER_PERSON
    cities = max(100, people // 170)
    for city in range(cities):
        yield _name(f"city{city}"), PART, _name(f"region{city // 20}")
        if city % 20 == 0:
            yield _name(f"region{city // 20}"), PART, _name(f"land{city // 200}")
    for number in range(people):
        who = _name(f"person{number}")
        yield who, KIND, _name("Person")
        yield who, LIVES, _name(f"city{random.randrange(cities)}")
        yield who, AGE, f'"{random.randrange(100)}"^^<{XSD}integer>'
        yield who, CALLS, f'"Person {number}"'
        for other in random.sample(range(people), 2):
            yield who, KNOWS, _name(f"person{other}")


Engine = Callable[[str], int]
"""Answer a question by name, and return how many rows of strings were read."""


def _measured(size: int) -> Done:
    with TemporaryDirectory() as folder, Oxigraph() as graph:
        path = Path(folder) / "people.nt"
        lines = (
            " ".join((f"<{s}>", f"<{p}>", o if o[0] == '"' else f"<{o}>", ".\n")) for s, p, o in triples(size)
        )
        path.write_text("".join(lines), encoding="utf-8")
        raw, theirs = ox.Store(), rdflib.Graph()
        loads = {
            "neurosym": lambda: graph.load(path),
            "pyoxigraph": lambda: raw.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES),
            "rdflib": lambda: theirs.parse(path, format="nt"),
        }
        names = [_name(f"person{number}") for number in Random(0).sample(range(size // PER_PERSON), LOOKS)]
        engines: dict[str, Engine] = {
            "neurosym": partial(_ours, graph, names),
            "pyoxigraph": partial(_raw, raw, names),
            "rdflib": partial(_rdflib, theirs, names),
        }
        clocks = dict.fromkeys(engines, time.process_time) | {"neurosym": partial(_both, graph)}
        found = list(_rows("load", size, {name: _timed(load, 1) for name, load in loads.items()}, len(graph)))
        graph.select(Query((), (Pattern(names[0], KNOWS, WHO),)), BOUNDS)  # makes the copy
        for question, turns in TURNS.items():
            times, counts = {}, set()
            for name, engine in engines.items():
                counts.add(engine(question))
                several = min(turns, 3) if name == "rdflib" else turns
                times[name] = _timed(partial(engine, question), several, clocks[name])
            assert len(counts) == 1, f"engines disagree on {question}: {counts}"
            found += _rows(question, size, times, counts.pop())
    return {"rows": found}


def _rows(question: str, size: int, times: dict[str, tuple[float, float]], count: int) -> Iterator[Row]:
    ours, quick = times["neurosym"]
    for engine, (cpu_s, wall_s) in times.items():
        row: Row = {"set": question, "engine": engine, "n": size, "rows": count}
        row |= {"cpu_s": round(cpu_s, 6), "wall_s": round(wall_s, 6)}
        if engine != "neurosym":
            row |= {"engine": versioned(engine), "ratio": round(cpu_s / ours, 3)}
            row |= {"ratio_wall": round(wall_s / quick, 3)}
        yield row


def _timed(
    work: Callable[[], object], turns: int, clock: Callable[[], float] = time.process_time
) -> tuple[float, float]:
    """Return the processor time of one of some turns, and the shortest on the clock."""
    walls = []
    before = clock()
    for _ in range(turns):
        begun = time.perf_counter()
        work()
        walls.append(time.perf_counter() - begun)
    return (clock() - before) / turns, min(walls)


def _both(graph: Oxigraph) -> float:
    """Return the processor time of this process and of that which runs queries."""
    return time.process_time() + graph.spent()


# --- the engines


def _ours(graph: Oxigraph, names: Sequence[str], question: str) -> int:
    if question == "match":
        return sum(len(list(graph.match(name, KNOWS, None))) for name in names)
    return sum(len(graph.select(query, BOUNDS)) for query in _queries(question, names))


def _queries(question: str, names: Sequence[str]) -> Iterator[Query]:
    if question == "look":
        return (Query((OTHER,), (Pattern(name, KNOWS, OTHER),)) for name in names)
    return iter((QUERIES[question],))


def _raw(store: ox.Store, names: Sequence[str], question: str) -> int:
    if question == "match":
        return sum(len(_looked_up(store, name)) for name in names)
    return sum(len(_asked(store, sparql(query, BOUNDS.rows))) for query in _queries(question, names))


def _looked_up(store: ox.Store, name: str) -> list[Triple]:
    found = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(KNOWS), None, None)
    return [(node_of(quad.subject), quad.predicate.value, node_of(quad.object)) for quad in found]


def _asked(store: ox.Store, text: str) -> list[tuple[Node, ...]]:
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    width = range(len(found.variables))
    return [tuple(node_of(row[place]) for place in width) for row in found]


def _rdflib(graph: rdflib.Graph, names: Sequence[str], question: str) -> int:
    if question == "match":
        return sum(len(_found(graph, name)) for name in names)
    texts = (sparql(query, BOUNDS.rows) for query in _queries(question, names))
    return sum(
        len([tuple(map(str, cast(tuple[object, ...], row))) for row in graph.query(text)]) for text in texts
    )


def _found(graph: rdflib.Graph, name: str) -> list[tuple[str, ...]]:
    rows = graph.triples((rdflib.URIRef(name), rdflib.URIRef(KNOWS), None))
    return [tuple(map(str, row)) for row in rows]
