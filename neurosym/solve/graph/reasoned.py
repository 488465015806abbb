"""A graph with all that follows from it by rules; what was derived can say why. Asks no LM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self

from neurosym.ir.derivation import DerivationCertificate, Fact
from neurosym.knowledge.nodes import Node, Triple
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.query import Query
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Bounds, Graph, notes
from neurosym.solve.graph.reason.closure import TRIPLE, Closure
from neurosym.solve.graph.reason.conflicts import Conflict, conflicts
from neurosym.solve.graph.same import standing_in
from neurosym.solve.rules import Limits
from neurosym.solve.rules.certificate import certificate

MAX_CONFLICTS = 3
"""Conflicts of a graph that are sought to be told."""


class Reasoned:
    """A graph as it is with what follows from it; implements `Graph`, a context manager.

    What the rules say is one thing under several names is said of one of them: `same` has it for each other.
    Raises `FaultError`: `file` for rules that there are not, `limit` as `Limits` says.
    """

    def __init__(self, graph: Graph, rules: str = "owl2rl", limits: Limits | None = None) -> None:
        self.base, self.rules = graph, rules
        self.closure = Closure(graph.match(None, None, None), rules, limits)
        self.same = standing_in(self.closure)
        self._whole = Oxigraph()
        self._whole.add(self._sayable(), Source(f"rules {rules}"))

    def _sayable(self) -> Iterator[Triple]:
        """Yield what RDF can say (rules may conclude of a literal, too), of each thing once."""
        for triple in self.closure.match(None, None, None):
            subject, _, value = triple
            if not subject.startswith('"') and subject not in self.same and value not in self.same:
                yield triple

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the short names of namespaces."""
        return self.base.prefixes

    def __len__(self) -> int:
        return len(self._whole)

    def __contains__(self, triple: object) -> bool:
        return triple in self._whole

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Do what `Graph.match` promises."""
        return self._whole.match(subject, predicate, object)

    def select(self, query: Query, bounds: Bounds | None = None) -> Sequence[tuple[Node | None, ...]]:
        """Do what `Graph.select` promises."""
        return self._whole.select(query, bounds)

    def sources(self, triple: Triple) -> Sequence[Source]:
        """Return where a given triple comes from; of a derived one, the rules."""
        return self.base.sources(triple) or self._whole.sources(triple)

    def is_derived(self, triple: Triple) -> bool:
        """Say whether a triple follows from others and is not given."""
        return not self.closure.is_given(triple) and triple in self.closure

    @property
    def notes(self) -> Sequence[str]:
        """Return what a reader of answers ought to know of the graph as it is."""
        return notes(self.base)

    def why(self, triples: Sequence[Triple]) -> DerivationCertificate:
        """Return why derived triples follow, one at least.

        Raises `FaultError` (`not-derived`, `not-certifiable`).
        """
        closure = self.closure
        *before, last = (Fact(TRIPLE, closure.row(triple)) for triple in triples)
        return certificate(closure.base, closure.programme, closure.derived, last, before)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The first conflicts of the graph by the rules, each with the fewest given triples."""
        return conflicts(self.closure, MAX_CONFLICTS)

    def close(self) -> None:
        """End the processes of what follows; the graph is ended by whoever opened it."""
        self._whole.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
