"""Steps from node to node along triples, in both directions, with limits that hold. Ranks nothing.

A literal ends a path: that two things have the value `true` in common joins nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, TypeAlias, TypeVar

from neurosym.faults import brief
from neurosym.knowledge.nodes import Node, Triple, is_literal, text_of
from neurosym.knowledge.store import Graph
from neurosym.knowledge.ways import along

PEEK = 50
HUBS = 10
"""Hubs that are named among what was left out; the others are counted."""

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes. `fanout`: neighbours of one node that are followed; `cpu_s`: processor time."""

    hops: int = 3
    fanout: int = 1_000
    triples: int = 20_000
    cpu_s: float = 10.0


class Step(NamedTuple):
    """A property, followed from subject to object, or inversely."""

    predicate: Node
    inverse: bool = False

    def __str__(self) -> str:
        return f"^{self.predicate}" if self.inverse else self.predicate


Steps: TypeAlias = tuple[Step, ...]
"""The steps of a path without its nodes: `directed_by`, `^directed_by`, `has_genre`."""


def steps_of(*written: str) -> Steps:
    """Read steps as SPARQL writes them, by the whole IRI; `^` goes from object to subject."""
    return tuple(Step(each.removeprefix("^"), each[:1] == "^") for each in written)


class Walk:
    """One bounded search in a graph, which keeps what was not followed."""

    def __init__(self, graph: Graph, limits: Limits | None) -> None:
        self.graph = graph
        self.limits = limits or Limits()
        self._until = time.process_time() + self.limits.cpu_s
        self._said: dict[str, None] = {}
        self._hubs: dict[tuple[Node, bool], None] = {}

    @property
    def left_out(self) -> tuple[str, ...]:
        """Sentences on what was not followed, hubs first."""
        most = self.limits.fanout
        hubs = [
            f"more than {most:,} triples {'lead to' if inverse else 'go from'} {brief(text_of(node))}; "
            f"{most:,} are followed"
            for node, inverse in islice(self._hubs, HUBS)
        ]
        if len(self._hubs) > HUBS:
            hubs.append(f"of {len(self._hubs) - HUBS:,} more hubs {most:,} triples each are followed")
        return (*hubs, *self._said)

    def say(self, left_out: str) -> None:
        """Write down what is not followed."""
        self._said[left_out] = None

    def is_over(self) -> bool:
        """Say whether the time is spent, and write that down."""
        if time.process_time() < self._until:
            return False
        self.say(f"the search was ended after {self.limits.cpu_s:g} seconds")
        return True

    def neighbours(self, node: Node) -> Iterator[tuple[Step, Node, Triple]]:
        """Yield the steps from a node, the node that each leads to, and its triple.

        Of a hub, the first `fanout` triples of each direction are followed, and that is written down.
        """
        if is_literal(node):
            return
        for inverse in (False, True):
            rows = self.graph.match(None, None, node) if inverse else self.graph.match(node, None, None)
            for triple in self._bounded(rows, node, inverse):
                yield Step(triple[1], inverse), triple[0] if inverse else triple[2], triple

    def peek(self, node: Node) -> int:
        """Return how many triples a node is in, up to `PEEK` of each direction."""
        if is_literal(node):
            return 0
        ways = self.graph.match(node, None, None), self.graph.match(None, None, node)
        return sum(1 for rows in ways for _ in islice(rows, PEEK))

    def along(self, node: Node, step: Step) -> Iterator[tuple[Node, Triple]]:
        """Yield where one step leads, with the triples; no more than `fanout`."""
        rows = along(self.graph, node, (step.predicate, not step.inverse))
        yield from self._bounded(rows, node, step.inverse)

    def _bounded(self, rows: Iterator[_Row], node: Node, inverse: bool) -> Iterator[_Row]:
        yield from islice(rows, self.limits.fanout)
        if next(rows, None) is not None:
            self._hubs[node, inverse] = None
