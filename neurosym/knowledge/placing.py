"""Statements in the graphs of their sources. Keeps none.

A literal that the store will write in another way has a source of its own, which says how it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.kept import kept
from neurosym.knowledge.nodes import Triple, term_of
from neurosym.knowledge.sources import Source


def quad_of(triple: Triple) -> ox.Quad:
    """Return a triple as a statement of the store. Raises `FaultError` (`node`) where it is none."""
    subject, predicate, value = (term_of(node) for node in triple)
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise FaultError(Fault("node", f"`{' '.join(triple):.160}` is no triple"))
    return ox.Quad(subject, predicate, value)


def as_it_is(quad: ox.Quad) -> bool:
    """Say whether a statement can be loaded without a look at it."""
    one, other = quad.subject, quad.object
    if isinstance(one, ox.BlankNode) or isinstance(other, (ox.BlankNode, ox.Triple)):
        return False
    return kept(other) is other


def placed(quads: Iterable[ox.Quad], source: Source) -> Iterator[ox.Quad]:
    """Put each quad into the graph of its source, a source of its own where a literal will look different."""
    graph = ox.NamedNode(source.graph)
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield quad
            continue
        value, place = quad.object, graph
        if isinstance(value, ox.Literal) and kept(value) != value:
            place = ox.NamedNode(replace(source, written=str(value)).graph)
        yield ox.Quad(quad.subject, quad.predicate, value, place)
