"""A problem with what its declarations take from a graph, opened for that and closed. Solves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem

if TYPE_CHECKING:
    from neurosym.knowledge.store import Knowledge


def filled(
    problem: Problem, knowledge: Knowledge | Sequence[Knowledge] | None
) -> tuple[Problem, tuple[Fault, ...]]:
    """Return a problem with the members and facts of a graph as claims of kind `triple`, and what is wrong.

    `knowledge`: see `open_graph`; what this opens it closes. With faults, or with no graph, the problem is
    as it was.
    """
    if knowledge is None:
        return problem, ()
    # graphs are read by libraries of their own, which other problems need not load
    from neurosym.knowledge.store import close, open_graph
    from neurosym.solve.graph.facts import grounded

    try:
        with ExitStack() as stack:
            graph = open_graph(knowledge)
            if graph is not knowledge:
                stack.callback(close, graph)
            return grounded(problem, graph), ()
    except FaultError as error:
        return problem, error.faults
