"""What one walk over all triples of a graph finds: how much is said of what, and which steps leave from it.

Knows no names. Whoever needs several of these takes them from one census: the walk is what takes time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import islice

from neurosym.knowledge.nodes import Node
from neurosym.knowledge.store import Graph
from neurosym.knowledge.ways import Step

MAX_TRIPLES = 20_000_000
"""Triples of a graph that are read."""


@dataclass(frozen=True)
class Census:
    """How many triples each thing is in, and each property; in the order in which they are met.

    `leaving`: the steps that leave from one node, of all nodes that differ in it; literals are nodes there.
    `whole`: the graph has no more triples than were read.
    """

    things: Mapping[Node, int]
    properties: Mapping[Node, int]
    leaving: Collection[frozenset[Step]]
    whole: bool

    @classmethod
    def of(cls, graph: Graph, most: int = MAX_TRIPLES) -> Census:
        """Read a graph, or its first `most` triples; linear in them, 0.3 s for 130,000."""
        things: dict[Node, int] = {}
        properties: dict[Node, int] = {}
        leaving = _Leaving()
        joined: dict[Node, tuple[_Joined, _Joined]] = {}
        of: dict[Node, int] = {}
        rows = graph.match(None, None, None)
        for subject, predicate, value in islice(rows, most):
            things[subject] = things.get(subject, 0) + 1
            if value[:1] != '"':
                things[value] = things.get(value, 0) + 1
            if predicate not in joined:
                joined[predicate] = _Joined((predicate, True), leaving), _Joined((predicate, False), leaving)
                properties[predicate] = 0
            properties[predicate] += 1
            out, into = joined[predicate]
            of[subject] = out[of.get(subject, 0)]
            of[value] = into[of.get(value, 0)]
        found = {leaving.sets[number] for number in set(of.values())}
        return cls(things, properties, found, next(rows, None) is None)


@dataclass
class _Leaving:
    """Sets of steps by number, the empty one first: a node keeps a number, which is small, and no set."""

    sets: list[frozenset[Step]] = field(default_factory=lambda: [frozenset()])
    numbers: dict[frozenset[Step], int] = field(default_factory=lambda: {frozenset(): 0})


class _Joined(dict[int, int]):
    """The number of each set with one step joined to it, made when it is first asked for."""

    def __init__(self, step: Step, leaving: _Leaving) -> None:
        self._step, self._leaving = step, leaving

    def __missing__(self, number: int) -> int:
        sets, numbers = self._leaving.sets, self._leaving.numbers
        more = sets[number] | {self._step}
        if more not in numbers:
            numbers[more] = len(sets)
            sets.append(more)
        self[number] = numbers[more]
        return self[number]
