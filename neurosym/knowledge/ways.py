"""Which step of a path can follow which in a graph: what leaves the things that a property comes to.

A step is a property and whether it is gone along. Read off the triples, not off an ontology, so that graphs
without classes have it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from neurosym.knowledge.nodes import Node, Triple, is_literal
from neurosym.knowledge.store import Graph

Step: TypeAlias = tuple[Node, bool]

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True)
class Ways:
    """`after`: the steps that can follow each step somewhere in the graph; `members`: those that leave from
    things of each class. `kinds`: the classes of the things that each step comes to.
    """

    after: Mapping[Step, frozenset[Step]]
    kinds: Mapping[Step, frozenset[Node]]
    members: Mapping[Node, frozenset[Step]]

    @classmethod
    def of(
        cls, leaving: Iterable[tuple[Collection[Step], Collection[Node]]], properties: Collection[Node]
    ) -> Ways:
        """Return the ways along some properties. `leaving`: what leaves from one node and what classes it is
        of, of all nodes that differ.
        """
        after: defaultdict[Step, set[Step]] = defaultdict(set)
        kinds: defaultdict[Step, set[Node]] = defaultdict(set)
        members: defaultdict[Node, set[Step]] = defaultdict(set)
        for every, classes in leaving:
            steps = {step for step in every if step[0] in properties}
            for kind in classes:
                members[kind] |= steps
            for predicate, forward in steps:
                # to what a property leaves from one comes by going against it
                after[predicate, not forward] |= steps
                kinds[predicate, not forward] |= {*classes}
        return cls(_frozen(after), _frozen(kinds), _frozen(members))

    def first(self, graph: Graph, nodes: Iterable[Node]) -> frozenset[Step]:
        """Return the steps that leave from one of these nodes."""
        ways = ((node, step) for node in nodes for step in self.after)
        return frozenset(step for node, step in ways if any(True for _ in along(graph, node, step)))


def along(graph: Graph, node: Node, step: Step) -> Iterator[tuple[Node, Triple]]:
    """Yield where a step leads from a node, with the triples. A literal has no properties."""
    predicate, forward = step
    if not forward:
        yield from ((triple[0], triple) for triple in graph.match(None, predicate, node))
    elif not is_literal(node):
        yield from ((triple[2], triple) for triple in graph.match(node, predicate, None))


def _frozen(sets: Mapping[_K, set[_V]]) -> dict[_K, frozenset[_V]]:
    return {key: frozenset(some) for key, some in sets.items()}
