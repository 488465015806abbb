"""How fast is personalised PageRank, and is it right? Beside networkx, on random graphs, in one run.

Processor time of this process, medians. Both stop when their ranks change by less than the same in all, and
both are asked about a graph that is built; networkx needs scipy for it too.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import TypeVar

import networkx as nx

from neurosym.bench.closures import rows
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.knowledge.paths.network import DAMPING, ROUNDS, TOLERANCE, Network

SIZES = (10_000, 100_000)
EDGES, SEEDS, TOP, TURNS = 5, 5, 100, 3
Found = TypeVar("Found")
NOTE = (
    "`pagerank`: five edges for each of `n` nodes, five seeds; `build_s`: making the graph from triples; "
    "`ratio`: their time for one question by ours; `right`: the same 100 nodes come first."
)


def pagerank(options: Options) -> Iterator[Row]:
    """Yield the rows of this bench: set, engine, n, build_s, cpu_s, ratio, right."""
    for item in items(options):
        if options.wants("pagerank", item.group):
            yield from rows(item.work())


def items(options: Options) -> Iterator[Item]:
    """Yield what there is to do; an item keeps its rows."""
    for size in SIZES:
        yield Item("pagerank", str(size), (), partial(_compared, size))


def _compared(size: int) -> Done:
    random = Random(size)
    pairs = {(random.randrange(size), random.randrange(size)) for _ in range(EDGES * size)}
    # networkx has one edge where two nodes point at each other, and counts a loop once
    edges = [(f"n{a}", f"n{b}") for a, b in sorted(pairs) if a < b or (a > b and (b, a) not in pairs)]
    seeds = {edges[0][0]: 1.0} | {f"n{place}": 1.0 for place in range(SEEDS)}
    network, build_s = _timed(lambda: Network((a, "joins", b) for a, b in edges))
    ranks, ours = _timed(lambda: network.rank(seeds), TURNS)
    best = [node for node, _ in network.best(ranks, TOP)]
    plain: nx.Graph = nx.Graph()
    _, their_build_s = _timed(lambda: plain.add_edges_from(edges))
    settings = {"alpha": DAMPING, "personalization": seeds, "tol": TOLERANCE / len(plain), "max_iter": ROUNDS}
    found, theirs = _timed(lambda: nx.pagerank(plain, **settings), TURNS)
    top = sorted(found, key=lambda node: -found[node])[:TOP]
    row: Row = {"set": "pagerank", "engine": "neurosym", "n": size}
    other: Row = {"set": "pagerank", "engine": "networkx", "n": size}
    return {
        "rows": [
            row
            | {"build_s": round(build_s, 3), "cpu_s": round(ours, 4), "right": str(set(best) == set(top))},
            other
            | {
                "build_s": round(their_build_s, 3),
                "cpu_s": round(theirs, 4),
                "ratio": round(theirs / ours, 1),
            },
        ]
    }


def _timed(work: Callable[[], Found], turns: int = 1) -> tuple[Found, float]:
    """Return what the work returns, with the median of the processor times of some turns."""
    times = []
    for _ in range(turns):
        before = time.process_time()
        found = work()
        times.append(time.process_time() - before)
    return found, statistics.median(times)
