"""A problem with what its declarations take from a graph, opened for that and closed. Solves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.ir.derivation import DerivationCertificate

if TYPE_CHECKING:
    from neurosym.knowledge.store import Knowledge


class Filled(NamedTuple):
    """The problem, what is wrong with what it takes, and why those of its facts follow that are derived."""

    problem: Problem
    faults: tuple[Fault, ...] = ()
    derivation: DerivationCertificate | None = None


def filled(problem: Problem, knowledge: Knowledge | Sequence[Knowledge] | None, rules: str = "") -> Filled:
    """Return a problem with the members and facts of a graph as claims of kind `triple`, and what is wrong.

    `knowledge`: see `open_graph`; what this opens it closes. `rules`: a pack or a file of rules over triples,
    by which more follows. With faults, or with no graph, the problem is as it was.
    """
    if knowledge is None:
        return Filled(problem)
    # graphs are read by libraries of their own, which other problems need not load
    from neurosym.knowledge.store import opened
    from neurosym.solve.graph.facts import grounded
    from neurosym.solve.graph.reasoned import Reasoned

    try:
        with ExitStack() as stack:
            graph = stack.enter_context(opened(knowledge))
            reasoned = stack.enter_context(Reasoned(graph, rules)) if rules else graph
            told, derivation = grounded(problem, reasoned)
            return Filled(told, (), derivation)
    except FaultError as error:
        return Filled(problem, error.faults)
