"""What one walk over all triples of a graph finds: how much is said of what, and which steps leave from it.

Knows no names. Whoever needs several of these takes them from one census: the walk is what takes time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from neurosym.knowledge.nodes import TYPE, Node
from neurosym.knowledge.store import Graph
from neurosym.knowledge.ways import Step

_T = TypeVar("_T")

MAX_TRIPLES = 20_000_000
"""Triples of a graph that are read."""


@dataclass(frozen=True)
class Census:
    """How many triples each thing is in, and each property; in the order in which they are met.

    `leaving`: the steps that leave from one node, and its classes, of all nodes that differ in it; literals
    are nodes there.
    `whole`: the graph has no more triples than were read.
    """

    things: Mapping[Node, int]
    properties: Mapping[Node, int]
    leaving: Collection[tuple[frozenset[Step], frozenset[Node]]]
    whole: bool

    @classmethod
    def of(cls, graph: Graph, most: int = MAX_TRIPLES) -> Census:
        """Read a graph, or its first `most` triples; linear in them, 0.3 s for 130,000."""
        things: dict[Node, int] = {}
        properties: dict[Node, int] = {}
        leaving, classes = _Sets[Step](), _Sets[Node]()
        joined: dict[Node, tuple[_Joined[Step], _Joined[Step]]] = {}
        of: dict[Node, int] = {}
        being: dict[Node, int] = {}
        rows = graph.match(None, None, None)
        for subject, predicate, value in islice(rows, most):
            things[subject] = things.get(subject, 0) + 1
            if value[:1] != '"':
                things[value] = things.get(value, 0) + 1
            if predicate not in joined:
                joined[predicate] = leaving.joined((predicate, True)), leaving.joined((predicate, False))
                properties[predicate] = 0
            properties[predicate] += 1
            out, into = joined[predicate]
            of[subject] = out[of.get(subject, 0)]
            of[value] = into[of.get(value, 0)]
            if predicate == TYPE:
                being[subject] = classes.joined(value)[being.get(subject, 0)]
        alike = {(number, being.get(node, 0)) for node, number in of.items()}
        found = [(leaving.sets[steps], classes.sets[kinds]) for steps, kinds in alike]
        return cls(things, properties, found, next(rows, None) is None)


class _Sets(Generic[_T]):
    """Sets by number, the empty one first: a node keeps a number, which is small, and no set."""

    def __init__(self) -> None:
        self.sets: list[frozenset[_T]] = [frozenset()]
        self.numbers: dict[frozenset[_T], int] = {frozenset(): 0}
        self._joined: dict[_T, _Joined[_T]] = {}

    def joined(self, one: _T) -> _Joined[_T]:
        """Return the number of each set with one more joined to it, by the set's number."""
        if one not in self._joined:
            self._joined[one] = _Joined(one, self)
        return self._joined[one]


class _Joined(dict[int, int], Generic[_T]):
    """The number of each set with one more joined to it, made when it is first asked for."""

    def __init__(self, one: _T, among: _Sets[_T]) -> None:
        self._one, self._among = one, among

    def __missing__(self, number: int) -> int:
        sets, numbers = self._among.sets, self._among.numbers
        more = sets[number] | {self._one}
        if more not in numbers:
            numbers[more] = len(sets)
            sets.append(more)
        self[number] = numbers[more]
        return self[number]
