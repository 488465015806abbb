"""What it takes for something to be in a class, or not to be: triples to suppose, case by case.

A class is a name, or a blank node that an OWL description hangs from. Several cases mean that one of them is
so; no case means that nothing can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from math import prod

from neurosym.knowledge.nodes import OWL, TYPE, XSD, Node, Triple, is_blank, is_literal, number_of
from neurosym.solve.graph.reason.described import (
    COMPLEMENT,
    DIFFERENT,
    NO_DATA,
    ON_PROPERTY,
    SAME,
    THING,
    Case,
    Descriptions,
    UnsayableError,
)

Cases = tuple[Case, ...]

ALWAYS: Cases = ((),)
NEVER: Cases = ()

MOST_CASES, MOST_NODES = 64, 12
"""More cases than these, or more different successors of one node, are not looked into."""


def both(*parts: Cases) -> Cases:
    """Return the cases in which every part is so. Raises `UnsayableError` where they are too many."""
    if prod(map(len, parts)) > MOST_CASES:
        raise UnsayableError
    return tuple(tuple(chain(*each)) for each in product(*parts))


def either(*parts: Cases) -> Cases:
    """Return the cases in which some part is so."""
    return tuple(chain(*parts))


class Membership(Descriptions):
    """Descriptions, and what they ask of a member."""

    def edge(self, subject: Node, predicate: Node, value: Node) -> Case:
        """Return that two nodes are related, by a property or the inverse of one."""
        inverse = self.value(predicate, "inverseOf") if is_blank(predicate) else None
        return ((value, inverse, subject),) if inverse else ((subject, predicate, value),)

    def no_edge(self, subject: Node, predicate: Node, value: Node) -> Case:
        """Return that two nodes are not related."""
        inverse = self.value(predicate, "inverseOf") if is_blank(predicate) else None
        return self._denied(value, inverse, subject) if inverse else self._denied(subject, predicate, value)

    def _denied(self, subject: Node, predicate: Node, value: Node) -> Case:
        denial, target = self.fresh(), "targetValue" if is_literal(value) else "targetIndividual"
        return (
            (denial, TYPE, OWL + "NegativePropertyAssertion"),
            (denial, OWL + "sourceIndividual", subject),
            (denial, OWL + "assertionProperty", predicate),
            (denial, OWL + target, value),
        )

    def inside(self, node: Node, cls: Node, depth: int = 0) -> Cases:
        """Return the cases in which a node is in a class. Raises `UnsayableError`."""
        member: Cases = (((node, TYPE, cls), *self.whole(cls)),)
        if not self.is_description(cls):
            return ALWAYS if cls == THING else member
        kind, value = self._kind(cls, depth)
        match kind:
            case "complementOf" | "datatypeComplementOf":
                return self.outside(node, value, depth + 1)
            case "intersectionOf":
                return both(*(self.inside(node, one, depth + 1) for one in self.members(value)))
            case "unionOf":
                return either(*(self.inside(node, one, depth + 1) for one in self.members(value)))
            case "oneOf":
                return tuple(((node, SAME, one),) for one in self.members(value))
            case "hasValue":
                return (self.edge(node, self._on(cls), value),)
            case "someValuesFrom":
                other = self.fresh()
                return both((self.edge(node, self._on(cls), other),), self.inside(other, value, depth + 1))
            case "minCardinality" if number_of(value) == 1:
                return (self.edge(node, self._on(cls), self.fresh()),)
            case _:
                return member

    def outside(self, node: Node, cls: Node, depth: int = 0) -> Cases:
        """Return the cases in which a node is not in a class. Raises `UnsayableError`."""
        if cls == THING:
            return NEVER
        if not self.is_description(cls):
            other = self.fresh()
            return (((node, TYPE, other), (other, NO_DATA if cls.startswith(XSD) else COMPLEMENT, cls)),)
        kind, value = self._kind(cls, depth)
        match kind:
            case "complementOf" | "datatypeComplementOf":
                return self.inside(node, value, depth + 1)
            case "intersectionOf":
                return either(*(self.outside(node, one, depth + 1) for one in self.members(value)))
            case "unionOf":
                return both(*(self.outside(node, one, depth + 1) for one in self.members(value)))
            case "oneOf":
                return (tuple((node, DIFFERENT, one) for one in self.members(value)),)
            case "hasValue":
                return (self.no_edge(node, self._on(cls), value),)
            case "allValuesFrom":
                other = self.fresh()
                return both((self.edge(node, self._on(cls), other),), self.outside(other, value, depth + 1))
            case "someValuesFrom":
                return self._none_of(node, cls, value)
            case "minCardinality" | "cardinality" | "maxCardinality" | "maxQualifiedCardinality":
                return self._counted(node, cls, kind, value, depth)
            case _:
                raise UnsayableError

    def _kind(self, cls: Node, depth: int) -> tuple[str, Node]:
        """Return what a description says, and of what."""
        if depth > MOST_NODES:
            raise UnsayableError
        said = [(predicate.removeprefix(OWL), value) for predicate, value in self._out[cls]]
        found = [each for each in said if each[0] in _KINDS]
        if len(found) != 1:
            raise UnsayableError
        return found[0]

    def _on(self, cls: Node) -> Node:
        found = self.value(cls, "onProperty")
        if found is None:
            raise UnsayableError
        return found

    def _none_of(self, node: Node, cls: Node, value: Node) -> Cases:
        """Return that nothing that a node is related to is in a class."""
        all_, no = self.fresh(), self.fresh()
        complement = NO_DATA if value.startswith(XSD) else COMPLEMENT
        said = (
            (all_, ON_PROPERTY, self._on(cls)),
            (all_, OWL + "allValuesFrom", no),
            (no, complement, value),
        )
        return (((node, TYPE, all_), *said, *self.whole(value), *self.whole(self._on(cls))),)

    def _counted(self, node: Node, cls: Node, kind: str, value: Node, depth: int) -> Cases:
        """Return that a node is related to fewer others than a class says, or to more."""
        number, on = number_of(value), self._on(cls)
        if not isinstance(number, int) or not 0 <= number < MOST_NODES:
            raise UnsayableError
        fewer: Cases = NEVER
        if kind in ("minCardinality", "cardinality") and number:
            if number > 1:
                raise UnsayableError
            none = self.fresh()
            zero = f'"0"^^<{XSD}nonNegativeInteger>'
            fewer = (
                (
                    (node, TYPE, none),
                    (none, ON_PROPERTY, on),
                    (none, OWL + "maxCardinality", zero),
                    *self.whole(on),
                ),
            )
        if kind == "minCardinality":
            return fewer
        others = [self.fresh() for _ in range(number + 1)]
        more: Cases = (
            (*(triple for one in others for triple in self.edge(node, on, one)), *_all_different(others)),
        )
        filler = self.value(cls, "onClass") if kind == "maxQualifiedCardinality" else None
        if filler:
            more = both(more, *(self.inside(one, filler, depth + 1) for one in others))
        return either(fewer, more)


def _all_different(nodes: Iterable[Node]) -> Iterator[Triple]:
    for one, other in combinations(nodes, 2):
        yield one, DIFFERENT, other


_KINDS = {
    "complementOf", "datatypeComplementOf", "intersectionOf", "unionOf", "oneOf", "hasValue",
    "someValuesFrom", "allValuesFrom", "minCardinality", "maxCardinality", "cardinality",
    "maxQualifiedCardinality", "minQualifiedCardinality", "qualifiedCardinality", "hasSelf", "onDatatype",
}  # fmt: skip
