"""What lies around nodes, what steps lead to, and what joins two nodes: bounded, in the order of hops.

Works on any graph, a remote one too, since it only follows triples. Ranks nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from neurosym.knowledge.nodes import Node, Triple
from neurosym.knowledge.paths.steps import Limits, Step, Steps, Walk
from neurosym.knowledge.store import Graph

MAX_PATHS = 100
PEEKED = 100
"""Nodes by which the sides of a search are compared."""

_Row = tuple[Node, Node, Triple]
"""Where a step goes from, where it leads, and along which triple."""


@dataclass(frozen=True, slots=True)
class Around:
    """Triples, near ones first, and sentences on what was left out."""

    triples: tuple[Triple, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """The nodes that steps lead to, and the triples of all ways there."""

    nodes: tuple[Node, ...]
    triples: tuple[Triple, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a node to another: steps and the triple of each."""

    steps: Steps
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The shortest ways between two nodes; `patterns` counts those with the same steps, most first."""

    paths: tuple[Path, ...]
    patterns: Mapping[Steps, int]
    left_out: tuple[str, ...] = ()


def around(graph: Graph, nodes: Iterable[Node], limits: Limits | None = None) -> Around:
    """Return the triples within some hops of nodes; hubs give as many as the limits allow."""
    walk = Walk(graph, limits)
    found: dict[Triple, None] = {}
    seen = dict.fromkeys(nodes)
    frontier = list(seen)
    for hop in range(1, walk.limits.hops + 1):
        ahead: list[Node] = []
        for place, node in enumerate(frontier):
            if len(found) >= walk.limits.triples:
                rest = f"{len(frontier) - place:,} of {len(frontier):,} nodes at hop {hop}"
                walk.say(f"{walk.limits.triples:,} triples are reached; {rest} are not followed")
                return Around(tuple(islice(found, walk.limits.triples)), walk.left_out)
            if walk.is_over():
                return Around(tuple(found), walk.left_out)
            for _, other, triple in walk.neighbours(node):
                found[triple] = None
                if other not in seen:
                    seen[other] = None
                    ahead.append(other)
        frontier = ahead
    return Around(tuple(islice(found, walk.limits.triples)), walk.left_out)


def follow(graph: Graph, node: Node, steps: Steps, limits: Limits | None = None) -> Followed:
    """Return where steps lead from a node. Triples that lie on no whole path are not among the triples."""
    walk = Walk(graph, limits)
    layers: list[list[_Row]] = []
    frontier: Sequence[Node] = (node,)
    left = walk.limits.triples
    for step in steps:
        layer: list[_Row] = []
        for place, here in enumerate(frontier):
            if len(layer) >= left:
                rest = f"{len(frontier) - place:,} nodes are not followed"
                walk.say(f"{walk.limits.triples:,} triples are reached; {rest}")
            if len(layer) >= left or walk.is_over():
                break
            layer += [(here, there, triple) for there, triple in walk.along(here, step)]
        left -= len(layer)
        layers.append(layer)
        frontier = list(dict.fromkeys(there for _, there, _ in layer))
    return Followed(tuple(frontier), tuple(_whole(layers, set(frontier))), walk.left_out)


def _whole(layers: Sequence[Sequence[_Row]], ends: set[Node]) -> list[Triple]:
    """Return the triples from which the ends are reached, first steps first."""
    kept: list[list[Triple]] = []
    for layer in reversed(layers):
        rows = [row for row in layer if row[1] in ends]
        kept.append([triple for _, _, triple in rows])
        ends = {here for here, _, _ in rows}
    return list(dict.fromkeys(triple for rows in reversed(kept) for triple in rows))


def between(
    graph: Graph, start: Node, end: Node, limits: Limits | None = None, most: int = MAX_PATHS
) -> Between:
    """Return the shortest paths from one node to another, up to `most`, searched from both sides.

    None are found where all are longer than the limits' hops, or where hubs hide them (`left_out` says so).
    """
    walk = Walk(graph, limits)
    near, far = _Side(start), _Side(end)
    met: list[Node] = [start] if start == end else []
    for _ in range(walk.limits.hops):
        side, other = (near, far) if near.cost(walk) <= far.cost(walk) else (far, near)
        if met or not side.frontier or not side.widen(walk):
            break
        met = [node for node in side.frontier if node in other.ways]
    found: list[Path] = []
    for node in met:
        if start != end:
            found += islice(_joined(near, far, node), most + 1 - len(found))
    if len(found) > most:
        walk.say(f"there are more than {most:,} shortest paths")
    paths = tuple(found[:most])
    patterns = Counter(path.steps for path in paths)
    return Between(paths, dict(patterns.most_common()), walk.left_out)


class _Side:
    """One side of a search from both ends: for each node the last steps of the shortest ways there."""

    def __init__(self, start: Node) -> None:
        self.start = start
        self.frontier: list[Node] = [start]
        self.ways: dict[Node, list[tuple[Node, Step, Triple]]] = {start: []}

    def cost(self, walk: Walk) -> int:
        """Return about how many triples the next hop has; hubs are left to the other side while it can."""
        return sum(walk.peek(node) for node in self.frontier[:PEEKED]) + len(self.frontier)

    def widen(self, walk: Walk) -> bool:
        """Go one hop on; say whether all of it was gone."""
        ahead: dict[Node, list[tuple[Node, Step, Triple]]] = {}
        count = 0
        for node in self.frontier:
            for step, other, triple in walk.neighbours(node):
                if other not in self.ways:
                    ahead.setdefault(other, []).append((node, step, triple))
                    count += 1
            if walk.is_over():
                return False
            if count > walk.limits.triples:
                walk.say(f"one hop has more than {walk.limits.triples:,} triples")
                break
        self.ways |= ahead
        self.frontier = list(ahead)
        return True

    def back(self, node: Node) -> Iterator[list[tuple[Step, Triple]]]:
        """Yield the ways from the start of this side to a node, each with its last step first."""
        if node == self.start:
            yield []
            return
        for before, step, triple in self.ways[node]:
            for rest in self.back(before):
                yield [(step, triple), *rest]


def _joined(near: _Side, far: _Side, node: Node) -> Iterator[Path]:
    for begun in near.back(node):
        for ended in far.back(node):
            turned = [(Step(step.predicate, not step.inverse), triple) for step, triple in ended]
            whole = [*reversed(begun), *turned]
            yield Path(tuple(step for step, _ in whole), tuple(triple for _, triple in whole))
