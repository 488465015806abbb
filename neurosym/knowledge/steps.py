"""Which step of a path can follow which in a graph: what leaves the things that a property comes to.

A step is a property and whether it is gone along. Read off the triples, not off an ontology, so that graphs
without classes have it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from neurosym.knowledge.nodes import Node
from neurosym.knowledge.store import Graph

Step: TypeAlias = tuple[Node, bool]

MAX_TRIPLES = 20_000_000


@dataclass(frozen=True)
class Steps:
    """`after`: the steps that can follow each step somewhere in the graph."""

    after: Mapping[Step, frozenset[Step]]

    @classmethod
    def of(cls, graph: Graph, properties: Collection[Node]) -> Steps:
        """Read a graph once; linear in its triples."""
        leaving: defaultdict[Node, set[Step]] = defaultdict(set)
        for subject, predicate, value in islice(graph.match(None, None, None), MAX_TRIPLES):
            if predicate in properties:
                leaving[subject].add((predicate, True))
                leaving[value].add((predicate, False))
        after: defaultdict[Step, set[Step]] = defaultdict(set)
        for steps in set(map(frozenset, leaving.values())):
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
