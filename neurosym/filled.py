"""A problem with what its declarations take from a graph, opened for that and closed. Solves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.knowledge.store import Bounds, Graph, Knowledge, open_graph
from neurosym.solve.graph.facts import grounded


def filled(
    problem: Problem, knowledge: Knowledge | Sequence[Knowledge], bounds: Bounds | None = None
) -> tuple[Problem, tuple[Fault, ...]]:
    """Return a problem with the members and facts of a graph as claims of kind `triple`, and what is wrong.

    `knowledge`: see `open_graph`; what this opens it closes. With faults, the problem is as it was.
    """
    try:
        with ExitStack() as stack:
            graph = open_graph(knowledge)
            close = getattr(graph, "close", None)
            if close is not None and not isinstance(knowledge, Graph):
                stack.callback(close)
            return grounded(problem, graph, bounds), ()
    except FaultError as error:
        return problem, error.faults
