"""Declarations that await a knowledge graph, where there is none. Opens no graph."""

from __future__ import annotations

from collections.abc import Iterator

from neurosym.faults import Fault
from neurosym.ir.awaited import awaits
from neurosym.ir.core import Enumeration, Problem


def filled_from_graph(problem: Problem) -> Iterator[Fault]:
    """Say of each sort and symbol that its members or facts are still to come from a graph."""
    glosses = [(sort.name, sort.gloss) for sort in problem.sorts if isinstance(sort, Enumeration)]
    glosses += [(symbol.name, symbol.gloss) for symbol in problem.symbols]
    for name, gloss in glosses:
        if awaits(gloss):
            what = f"`{name}` comes from a knowledge graph, and none is given"
            hint = 'give one: `ns.solve(problem, knowledge="facts.ttl")`'
            yield Fault("no-knowledge", what, hint=hint)
