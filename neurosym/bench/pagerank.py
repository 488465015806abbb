"""How fast is personalised PageRank, and is it right? Beside networkx, on random graphs, in one run.

Processor time of this process, medians. Both stop when their ranks change by less than the same in all, and
both are asked about a graph that is built; networkx needs scipy for it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

import networkx as nx

from neurosym.bench.parts import Skipped, kept, sizes, versioned
from neurosym.bench.run import Done, Item, Options, Row
from neurosym.bench.timing import timed
from neurosym.knowledge.paths.network import DAMPING, ROUNDS, TOLERANCE, Network

SIZES = (10_000, 100_000)
EDGES, SEEDS, TOP, TURNS = 5, 5, 100, 3
NOTE = (
    "five edges for each of `n` nodes, five seeds; `build_s`: making the graph from triples; "
    "`ratio`: their time for one question by ours; `right`: the same 100 nodes come first."
)

rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each size."""
    for size in sizes(options, SIZES):
        yield Item("random", str(size), (versioned("networkx"),), partial(_compared, size))


def _compared(size: int) -> Done:
    random = Random(size)
    pairs = {(random.randrange(size), random.randrange(size)) for _ in range(EDGES * size)}
    # networkx has one edge where two nodes point at each other, and counts a loop once
    edges = [(f"n{a}", f"n{b}") for a, b in sorted(pairs) if a < b or (a > b and (b, a) not in pairs)]
    seeds = {edges[0][0]: 1.0} | {f"n{place}": 1.0 for place in range(SEEDS)}
    network, build_s = timed(lambda: Network((a, "joins", b) for a, b in edges))
    ranks, ours = timed(lambda: network.rank(seeds), TURNS)
    best = [node for node, _ in network.best(ranks, TOP)]
    plain: nx.Graph = nx.Graph()
    _, their_build_s = timed(lambda: plain.add_edges_from(edges))
    settings = {"alpha": DAMPING, "personalization": seeds, "tol": TOLERANCE / len(plain), "max_iter": ROUNDS}
    found, theirs = timed(lambda: nx.pagerank(plain, **settings), TURNS)
    top = sorted(found, key=lambda node: -found[node])[:TOP]
    row: Row = {"set": "random", "n": size}
    mine = {"engine": "neurosym", "build_s": round(build_s, 3), "cpu_s": round(ours, 4)}
    others = {"engine": versioned("networkx"), "build_s": round(their_build_s, 3), "cpu_s": round(theirs, 4)}
    return {
        "rows": [
            row | mine | {"right": str(set(best) == set(top))},
            row | others | {"ratio": round(theirs / ours, 1)},
        ]
    }
