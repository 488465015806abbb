"""How OWL describes classes, properties and lists in triples ("OWL 2 Mapping to RDF Graphs", W3C 2012)."""

from __future__ import annotations

from collections.abc import Iterable

from neurosym.knowledge.nodes import OWL, RDF, Node, Triple, is_blank

Case = tuple[Triple, ...]
"""Triples that are so together."""

FIRST, REST, NIL = RDF + "first", RDF + "rest", RDF + "nil"
COMPLEMENT, NO_DATA = OWL + "complementOf", OWL + "datatypeComplementOf"
SAME, DIFFERENT, INVERSE = OWL + "sameAs", OWL + "differentFrom", OWL + "inverseOf"
ON_PROPERTY, THING, NOTHING = OWL + "onProperty", OWL + "Thing", OWL + "Nothing"
AND, OR, ONE_OF = OWL + "intersectionOf", OWL + "unionOf", OWL + "oneOf"
STRUCTURE = frozenset((COMPLEMENT, NO_DATA, AND, OR, ONE_OF, ON_PROPERTY, OWL + "onDatatype"))

SUPPOSED = "_:supposed-"
"""How the blank nodes begin that are made here."""


class UnsayableError(Exception):
    """This cannot be said in triples that the rules understand."""


class Descriptions:
    """The class descriptions, properties and lists of some triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._out: dict[Node, list[tuple[Node, Node]]] = {}
        for subject, predicate, value in triples:
            self._out.setdefault(subject, []).append((predicate, value))
        self._number = 0

    def fresh(self) -> Node:
        """Return a blank node that stands nowhere else."""
        self._number += 1
        return f"{SUPPOSED}{self._number}"

    def described(self, predicate: Node, value: Node) -> Node:
        """Return a new blank node with one more description."""
        node = self.fresh()
        self._out[node] = [(predicate, value)]
        return node

    def is_list(self, node: Node) -> bool:
        """Say whether a node is a list."""
        return node == NIL or (is_blank(node) and any(each == FIRST for each, _ in self._out.get(node, ())))

    def is_description(self, node: Node) -> bool:
        """Say whether a blank node describes a class, or an inverse property."""
        return is_blank(node) and any(
            predicate in STRUCTURE or predicate == INVERSE for predicate, _ in self._out.get(node, ())
        )

    def value(self, node: Node, local: str) -> Node | None:
        """Return the value of a node for a property of the OWL vocabulary."""
        return next((value for predicate, value in self._out.get(node, ()) if predicate == OWL + local), None)

    def members(self, node: Node) -> list[Node]:
        """Return the members of a list. Raises `UnsayableError` where it is none, or goes in a circle."""
        found, seen = [], set[Node]()
        while node != NIL:
            parts = dict(self._out.get(node, ()))
            if node in seen or FIRST not in parts or REST not in parts:
                raise UnsayableError
            seen.add(node)
            found.append(parts[FIRST])
            node = parts[REST]
        return found

    def whole(self, node: Node) -> Case:
        """Return all triples that describe a blank node, those of the nodes that it names included."""
        found: list[Triple] = []
        seen, stack = {node}, [node]
        while stack:
            one = stack.pop()
            for predicate, value in self._out.get(one, ()) if is_blank(one) else ():
                found.append((one, predicate, value))
                if value not in seen:
                    seen.add(value)
                    stack.append(value)
        return tuple(found)

    def is_form(self, node: Node) -> bool:
        """Say whether a node is a list or describes something, and so is no thing itself."""
        return self.is_description(node) or self.is_list(node)

    def in_circle(self, node: Node) -> bool:
        """Say whether a blank list or class is described by way of itself."""
        return self.is_form(node) and any(value == node for _, _, value in self.whole(node))
