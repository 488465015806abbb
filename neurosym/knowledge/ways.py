"""Which step of a path can follow which in a graph: what leaves the things that a property comes to.

A step is a property and whether it is gone along. Read off the triples, not off an ontology, so that graphs
without classes have it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.knowledge.nodes import Node
from neurosym.knowledge.store import Graph

Step: TypeAlias = tuple[Node, bool]


@dataclass(frozen=True)
class Ways:
    """`after`: the steps that can follow each step somewhere in the graph."""

    after: Mapping[Step, frozenset[Step]]

    @classmethod
    def of(cls, leaving: Iterable[Collection[Step]], properties: Collection[Node]) -> Ways:
        """Return the ways along some properties. `leaving`: what leaves from one node, of all that differ."""
        after: defaultdict[Step, set[Step]] = defaultdict(set)
        for steps in {frozenset(step for step in each if step[0] in properties) for each in leaving}:
            for predicate, forward in steps:
                # to what a property leaves from one comes by going against it
                after[predicate, not forward] |= steps
        return cls({step: frozenset(others) for step, others in after.items()})

    def first(self, graph: Graph, nodes: Iterable[Node]) -> frozenset[Step]:
        """Return the steps that leave from one of these nodes."""
        found: set[Step] = set()
        for node in nodes:
            for predicate, forward in self.after:
                ends = (node, None) if forward else (None, node)
                if next(graph.match(ends[0], predicate, ends[1]), None) is not None:
                    found.add((predicate, forward))
        return frozenset(found)
