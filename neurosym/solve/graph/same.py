"""Things of several names that by rules are one: which name stands for all, so that it counts once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neurosym.knowledge.nodes import OWL, TYPE, Node, Triple, is_blank, is_literal
from neurosym.solve.graph.reason.closure import Closure

SAME = OWL + "sameAs"


def standing_in(closure: Closure) -> Mapping[Node, Node]:
    """Return for each thing that is the same as others, but one, that one.

    Nothing where the rules do not say of it all that they say of the others. Properties and classes stay
    apart: a question may use the name of either.
    """
    others: dict[Node, set[Node]] = {}
    for one, _, other in closure.match(None, SAME, None):
        if not (is_literal(one) or is_literal(other)):
            others.setdefault(one, {one}).add(other)
    found: dict[Node, Node] = {}
    for node, nodes in others.items():
        first = min(nodes, key=lambda one: (is_blank(one), one))
        if node != first and not any(_is_term(closure, one) for one in nodes):
            found[node] = first
    whole = all(_said_of(found, triple) in closure for node in found for triple in _about(closure, node))
    return found if whole and not any(first in found for first in found.values()) else {}


def _said_of(same: Mapping[Node, Node], triple: Triple) -> Triple:
    """Return a triple as it is said of what stands for its subject, and for its value."""
    subject, predicate, value = triple
    return same.get(subject, subject), predicate, same.get(value, value)


def _about(closure: Closure, node: Node) -> Iterator[Triple]:
    yield from closure.match(node, None, None)
    yield from closure.match(None, None, node)


def _is_term(closure: Closure, node: Node) -> bool:
    uses = closure.match(None, node, None), closure.match(None, TYPE, node)
    return any(next(use, None) is not None for use in uses)
