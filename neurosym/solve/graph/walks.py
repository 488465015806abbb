"""What lies at the end of a path from a thing, with the triples that lead there. Knows no problem.

Looked up pattern by pattern, so that it takes what the thing has and no more; bounded in triples and seconds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import CompareOp
from neurosym.knowledge.classes import SUBCLASS, below
from neurosym.knowledge.naming import Naming
from neurosym.knowledge.nodes import TYPE, Node, Triple, number_of, truth_of
from neurosym.knowledge.store import Bounds, Graph
from neurosym.knowledge.ways import along
from neurosym.solve.graph.origins import Condition, Step

MAX_TRIPLES = 100_000
"""Triples that are looked at for one problem."""

Path: TypeAlias = Sequence[tuple[Node, bool]]


@dataclass(frozen=True, slots=True)
class Found:
    """The triples that a fact rests on; `denied`: they say that it is not so."""

    triples: tuple[Triple, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """A condition with its names found: `kinds`, a class with those below it, or a `path` and its end."""

    path: Path
    kinds: tuple[Node, ...] = ()
    values: frozenset[Node] = frozenset()
    op: CompareOp | None = None
    number: int | Fraction = 0
    denied: bool = False


class Walks:
    """Walks in one graph, within one budget for all of them."""

    def __init__(self, graph: Graph, naming: Naming, bounds: Bounds) -> None:
        self._graph, self._naming = graph, naming
        self._left = min(MAX_TRIPLES, bounds.rows)
        self._until = time.process_time() + bounds.seconds

    def path(self, steps: Sequence[Step]) -> Path:
        """Return steps with the properties that they name. Raises `FaultError` (`unknown-name`)."""
        return [(self._naming.property(name), forward) for name, forward in steps]

    def meant(self, asked: Condition) -> Meant:
        """Return a condition with the nodes that it names. Raises `FaultError` (`unknown-name`)."""
        if asked.bare and (kind := self._naming.kind_if_any(asked.bare)) is not None:
            return Meant((), tuple(below(self._graph, kind)))
        values = frozenset(self._naming.things(asked.value)) if asked.value else frozenset()
        return Meant(self.path(asked.path), (), values, asked.op, asked.number, asked.denied)

    def ends(self, node: Node, path: Path) -> dict[Node, Found]:
        """Return what is at the end of a path, each with the first triples that lead there."""
        reached: dict[Node, tuple[Triple, ...]] = {node: ()}
        for step in path:
            further: dict[Node, tuple[Triple, ...]] = {}
            for place, before in reached.items():
                for end, triple in along(self._graph, place, step):
                    self._spend()
                    further.setdefault(end, (*before, triple))
            reached = further
        return {end: Found(triples) for end, triples in reached.items()}

    def holds(self, node: Node, asked: Meant) -> Found | None:
        """Return on which triples it rests that a condition holds of a node; None where it does not."""
        if asked.kinds:
            return self._is_a(node, asked.kinds)
        ends = self.ends(node, asked.path)
        some = [found for end, found in ends.items() if _meets(end, asked)]
        if asked.denied:
            return None if some else Found(())
        if not asked.values and asked.op is None and ends and None not in map(truth_of, ends):
            # a property that says true or false
            denied = [found for end, found in ends.items() if not truth_of(end)]
            return Found(denied[0].triples, denied=True) if denied else some[0]
        return some[0] if some else None

    def _is_a(self, node: Node, kinds: Sequence[Node]) -> Found | None:
        for kind in kinds:
            triple = (node, TYPE, kind)
            self._spend()
            if triple in self._graph:
                return Found((triple, *self._up(kind, kinds[0])))
        return None

    def _up(self, kind: Node, top: Node) -> tuple[Triple, ...]:
        """Return the triples by which one class is below another."""
        come: dict[Node, Triple] = {}
        waiting = [top]
        for upper in waiting:
            for triple in self._graph.match(None, SUBCLASS, upper):
                self._spend()
                if triple[0] not in come and triple[0] != top:
                    come[triple[0]] = triple
                    waiting.append(triple[0])
        chain: list[Triple] = []
        while kind != top and kind in come:
            chain.append(come[kind])
            kind = come[kind][2]
        return tuple(chain)

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0 or (self._left % 256 == 0 and time.process_time() > self._until):
            what = "there is more to look at in the graph than may be"
            raise FaultError(Fault("limit", what, hint="ask for fewer things, or allow more"))


def _meets(end: Node, asked: Meant) -> bool:
    if asked.values:
        return end in asked.values
    if asked.op is None:
        return True
    number = number_of(end)
    return number is not None and bool(HOLDS[asked.op](number, asked.number))
