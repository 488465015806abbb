"""What is declared complete of a graph: properties with one value, and what it has all of. Proves nothing.

A property has one value by `owl:FunctionalProperty`, by a shape with `sh:maxCount 1` on it (for members of
the shape's class), or because the caller says so. The graph has all triples of a property, or all members of
a class, where it says `<urn:neurosym:closed> true` of it, or the caller does. `sh:closed` is another thing:
it says which properties a node may have, not that all of their values are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.knowledge.classes import CLASSES, above
from neurosym.knowledge.nodes import OWL, SH, TYPE, Node, is_iri, number_of, text_of
from neurosym.knowledge.ontology import FUNCTIONAL
from neurosym.knowledge.store import Graph, shown
from neurosym.knowledge.vocabulary import Vocabulary, unknown

CLOSED: Node = "urn:neurosym:closed"
"""The property that says of a property or a class that the graph has all of it."""

_CALLER = "you say so"


@dataclass(frozen=True)
class Declared:
    """`functional` and `closed`: who says so of each. `limited`: classes of whose members a shape says so."""

    functional: Mapping[Node, str] = field(default_factory=dict)
    closed: Mapping[Node, str] = field(default_factory=dict)
    limited: Mapping[Node, Mapping[Node, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        graph: Graph,
        vocabulary: Vocabulary,
        functional: Iterable[str] = (),
        closed: Iterable[str] = (),
    ) -> Declared:
        """Read what a graph declares, with what the caller says, by name or IRI.

        Raises `FaultError` (`unknown-name`) for what the graph does not have.
        """
        one = {triple[0]: FUNCTIONAL.replace(OWL, "owl:") for triple in graph.match(None, TYPE, FUNCTIONAL)}
        whole = {
            triple[0]: shown(graph, CLOSED)
            for triple in graph.match(None, CLOSED, None)
            if text_of(triple[2]) in ("true", "1")
        }
        limited: dict[Node, dict[Node, str]] = {}
        for path, target, shape in _limits(graph):
            limited.setdefault(path, {})[target] = f"sh:maxCount 1 of {shown(graph, shape)}"
        one |= {_meant(vocabulary, name): _CALLER for name in functional}
        whole |= {_meant(vocabulary, name, classes=True): _CALLER for name in closed}
        return cls(one, whole, limited)

    def one_value(self, graph: Graph, subject: Node, predicate: Node) -> str:
        """Return who says that a thing has at most one value of a property, or nothing."""
        said = self.functional.get(predicate, "")
        if said or predicate not in self.limited:
            return said
        classes = self.limited[predicate]
        return next((classes[one] for one in _classes(graph, subject) if one in classes), "")


def _limits(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Yield properties with the classes whose shapes give them at most one value, and the shapes."""
    for place, _, most in graph.match(None, SH + "maxCount", None):
        if number_of(most) != 1 or any(graph.match(place, SH + "deactivated", None)):
            continue
        paths = [triple[2] for triple in graph.match(place, SH + "path", None) if is_iri(triple[2])]
        for shape, _, _ in graph.match(None, SH + "property", place):
            targets = [triple[2] for triple in graph.match(shape, SH + "targetClass", None)]
            if any((shape, TYPE, one) in graph for one in CLASSES):
                targets.append(shape)
            yield from ((path, target, shape) for path in paths for target in targets)


def _classes(graph: Graph, node: Node) -> list[Node]:
    """Return the classes of a node, and those above them."""
    return above(graph, *(triple[2] for triple in graph.match(node, TYPE, None)))


def _meant(vocabulary: Vocabulary, name: str, classes: bool = False) -> Node:
    """Return the property of a name or IRI, or if there is none, and `classes` may be meant, the class."""
    prefix, colon, rest = name.partition(":")
    prefixes = vocabulary.graph.prefixes
    iri = prefixes[prefix] + rest if colon and prefix in prefixes else name
    found = vocabulary.properties.find(name, iri) or (vocabulary.kinds.find(name, iri) if classes else None)
    if found is None:
        raise unknown("property", name, [*vocabulary.properties])
    return found.iri
