"""Reads a graph twice: which kind each node is of, then what each property joins. Says nothing of it.

A class counts for the classes above it too, as far as the graph declares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from neurosym.faults import brief
from neurosym.knowledge.classes import above
from neurosym.knowledge.nodes import (
    NAMES,
    OWL,
    RDFS,
    SH,
    SKOS,
    TYPE,
    XSD,
    Node,
    Triple,
    is_blank,
    is_literal,
    parts,
)
from neurosym.knowledge.shapes.roles import Role, kinds_by_roles
from neurosym.knowledge.store import Graph, label, shown

EXAMPLES = 2
TYPED = 0.95
"""Share of the subjects with a class from which no kinds are derived for the others."""
UNTYPED = "thing"
LANGUAGE = (RDFS, OWL, SKOS, SH)
"""How the words begin in which ontologies are written; they say nothing of what the graph is about."""
MAX_CLASSES = 100
"""Classes above one class that are followed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A class, or a kind derived from the properties of nodes without one (`node` is empty then)."""

    name: str
    node: Node
    count: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class Counts:
    """What is counted of one property; what was seen, until something was seen twice."""

    count: int = 0
    subjects: Counter[str] = field(default_factory=Counter)
    objects: Counter[str] = field(default_factory=Counter)
    seen_subjects: set[Node] | None = field(default_factory=set)
    seen_objects: set[Node] | None = field(default_factory=set)
    examples: list[Triple] = field(default_factory=list)


class Reader:
    """Reads a graph twice: which kind each node is of, then what each property joins."""

    def __init__(self, graph: Graph, most: int) -> None:
        self._graph, self._most = graph, most
        self._types: dict[Node, list[Node]] = {}
        for subject, _, kind in islice(graph.match(None, TYPE, None), most):
            self._types.setdefault(subject, []).append(kind)
        above: dict[Node, list[Node]] = {}
        for node, kinds in self._types.items():
            for kind in kinds:
                if kind not in above:
                    above[kind] = self._above(kind)
            self._types[node] = list(dict.fromkeys(each for kind in kinds for each in above[kind]))
        self._names: dict[Node, str] = {}
        self._roles = kinds_by_roles(self._untyped(), self._types)
        self._counts: Counter[tuple[str, Node]] = Counter()
        self._examples: dict[tuple[str, Node], list[Node]] = {}
        taken: dict[str, object] = {}
        for node, kinds in self._types.items():
            for kind in kinds:
                if kind not in self._names:
                    self._names[kind] = self.called(kind, taken)
                    taken[self._names[kind]] = kind
                self._member(self._names[kind], kind, node)
        self._by_role: dict[Role, str] = {}
        for node, role in self._roles.items():
            if role not in self._by_role:
                said = brief(label(graph, role[0]), 60)
                self._by_role[role] = f"value of {said}" if role[1] else f"thing with {said}"
            self._member(self._by_role[role], "", node)

    def _above(self, kind: Node) -> list[Node]:
        """Return a class and those above it that have a name and are no words of the language."""
        if is_blank(kind):
            return []
        found = islice(above(self._graph, kind), MAX_CLASSES)
        return [each for each in found if not each.startswith(LANGUAGE)]

    def triples(self) -> Iterator[Triple]:
        """Yield what is read of the graph."""
        return islice(self._graph.match(None, None, None), self._most)

    def _untyped(self) -> Iterator[Triple]:
        """Yield the triples from which kinds are derived: none, where nearly every subject has a class."""
        subjects = {subject for subject, _, _ in self._said()}
        typed = sum(subject in self._types for subject in subjects)
        return self._said() if typed < TYPED * len(subjects) else iter(())

    def _said(self) -> Iterator[Triple]:
        """Yield what is read of the graph but for classes, labels and the like."""
        for triple in self.triples():
            if triple[1] != TYPE and not triple[1].startswith(LANGUAGE):
                yield triple

    def _member(self, name: str, kind: Node, node: Node) -> None:
        self._counts[name, kind] += 1
        examples = self._examples.setdefault((name, kind), [])
        if len(examples) < EXAMPLES:
            examples.append(node)

    def kinds(self) -> dict[str, Kind]:
        """Return the kinds, the largest first."""
        return {
            name: Kind(name, kind, count, tuple(map(self.label, self._examples[name, kind])))
            for (name, kind), count in self._counts.most_common()
        }

    def count(self, counted: Counts, triple: Triple) -> None:
        """Count one triple of a property."""
        subject, _, value = triple
        counted.count += 1
        counted.subjects.update(self._kinds_of(subject))
        counted.objects.update(self._kinds_of(value))
        if len(counted.examples) < EXAMPLES:
            counted.examples.append(triple)
        counted.seen_subjects = _unless_seen(counted.seen_subjects, subject)
        counted.seen_objects = _unless_seen(counted.seen_objects, value)

    def _kinds_of(self, node: Node) -> list[str]:
        if is_literal(node):
            return [_datatype(node)]
        if self._types.get(node):
            return [self._names[kind] for kind in self._types[node]]
        role = self._roles.get(node)
        return [self._by_role[role] if role else UNTYPED]

    def called(self, node: Node, taken: Mapping[str, object]) -> str:
        """Return a short name that no other has: the part behind the prefix, with it where that is taken."""
        short = shown(self._graph, node)
        name = label(self._graph, node) if node.startswith(NAMES) else short.rpartition(":")[2].rstrip(">")
        name = brief(name.rsplit("/", 1)[-1].rsplit("#", 1)[-1], 60) or brief(short, 60)
        return brief(short) if name in taken else name

    def label(self, node: Node) -> str:
        """Return what a node is called, fit to stand in a line."""
        return brief(label(self._graph, node), 60).replace('"', "'")


def _unless_seen(seen: set[Node] | None, node: Node) -> set[Node] | None:
    """Add a node to those seen; None from the second time on, when there is nothing more to know."""
    if seen is None or node in seen:
        return None
    seen.add(node)
    return seen


def _datatype(node: Node) -> str:
    _, language, datatype = parts(node)
    if language:
        return f"text@{language}"
    return datatype.replace(XSD, "xsd:") if datatype and datatype != XSD + "string" else "text"
