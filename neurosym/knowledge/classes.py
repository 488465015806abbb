"""The classes below others and above them, as far as a graph declares it. Derives nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from neurosym.knowledge.nodes import OWL, RDFS, Node, is_iri
from neurosym.knowledge.store import Graph

CLASSES = (OWL + "Class", RDFS + "Class")
"""What says of something that it is a class."""
SUBCLASS = RDFS + "subClassOf"
MAX_CLASSES = 10_000
"""Classes that are followed from one on."""


def below(graph: Graph, *kinds: Node) -> list[Node]:
    """Return classes and those below them, each once, the nearer ones first."""
    return _followed(kinds, lambda kind: (triple[0] for triple in graph.match(None, SUBCLASS, kind)))


def above(graph: Graph, *kinds: Node) -> list[Node]:
    """Return classes and those above them, each once, the nearer ones first."""
    return _followed(kinds, lambda kind: (triple[2] for triple in graph.match(kind, SUBCLASS, None)))


def _followed(kinds: Iterable[Node], further: Callable[[Node], Iterable[Node]]) -> list[Node]:
    found = dict.fromkeys(kinds)
    waiting = list(found)
    for kind in waiting:  # grows while it is walked
        for other in further(kind):
            if other not in found and is_iri(other):
                if len(found) >= MAX_CLASSES:
                    return waiting
                found[other] = None
                waiting.append(other)
    return waiting
