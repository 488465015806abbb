"""One side of an alignment: nodes by number, their values by field, their neighbours by relation.

The names that a graph gives, in whichever property, are one field, `name`; a node that has no value at all is
called by what its IRI says behind the namespace. Compares nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from neurosym.knowledge.link.labels import ALIASES
from neurosym.knowledge.nodes import LABELS, OWL, RDF, RDFS, TYPE, Node, Triple, is_blank, is_literal, parts
from neurosym.knowledge.store import Graph

NAME = "name"
"""The field of names."""

LONGEST = 200
"""Characters of a value that is compared."""
MOST_VALUES = 20
"""Values of one node in one field that are compared."""
NAMESPACE = 0.05
"""Share of the nodes that begin alike, from which the beginning is a namespace."""

SAME, DIFFERENT = OWL + "sameAs", OWL + "differentFrom"
_SCHEMA = (
    TYPE,
    RDFS + "subClassOf",
    RDFS + "subPropertyOf",
    RDFS + "domain",
    RDFS + "range",
    SAME,
    DIFFERENT,
)
_OF_THE_LANGUAGE = (RDF, RDFS, OWL)


@dataclass(frozen=True, slots=True)
class Value:
    """A text that a node has, and the triple that says so; none where the IRI does."""

    text: str
    triple: Triple | None


@dataclass
class Side:
    """A graph as it is compared. `values`: by field, then by node; `edges`: by node, then by relation.

    A relation has an even number, and its inverse the next one. `left_out`: sentences on what is not in it.
    """

    nodes: list[Node] = field(default_factory=list)
    place: dict[Node, int] = field(default_factory=dict)
    values: dict[str, dict[int, list[Value]]] = field(default_factory=dict)
    relations: list[Node] = field(default_factory=list)
    edges: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    same: list[tuple[Node, Node]] = field(default_factory=list)
    different: list[tuple[Node, Node]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nodes)

    def number(self, node: Node) -> int:
        """Return the number of a node, a new one where it is new."""
        found = self.place.setdefault(node, len(self.nodes))
        if found == len(self.nodes):
            self.nodes.append(node)
        return found

    def edge(self, node: int, relation: int, other: int) -> Triple:
        """Return the triple that an edge stands for."""
        said = self.relations[relation >> 1]
        one, two = self.nodes[node], self.nodes[other]
        return (two, said, one) if relation & 1 else (one, said, two)


def side_of(graph: Graph, most: int) -> Side:
    """Read a graph, from its first `most` triples where it has more; the time is linear in them."""
    side = Side()
    relation_of: dict[Node, int] = {}
    long = read = 0
    for triple in islice(graph.match(None, None, None), most):
        subject, predicate, value = triple
        read += 1
        if predicate in (SAME, DIFFERENT):
            (side.same if predicate == SAME else side.different).append((subject, value))
        if predicate in _SCHEMA or value.startswith(_OF_THE_LANGUAGE):
            continue
        place = side.number(subject)
        if not is_literal(value):
            relation = relation_of.setdefault(predicate, len(relation_of))
            _join(side.edges, place, 2 * relation, side.number(value))
        elif not _keep(side.values, place, triple):
            long += 1
    side.relations = list(relation_of)
    if read == most:
        side.left_out.append(f"only the first {most:,} triples of a graph have been read")
    if long:
        side.left_out.append(f"{long:,} values are longer than {LONGEST} characters and are not compared")
    _name_by_iri(side)
    return side


def _join(edges: dict[int, dict[int, list[int]]], one: int, relation: int, other: int) -> None:
    edges.setdefault(one, {}).setdefault(relation, []).append(other)
    edges.setdefault(other, {}).setdefault(relation + 1, []).append(one)


def _keep(values: dict[str, dict[int, list[Value]]], place: int, triple: Triple) -> bool:
    if len(triple[2]) > LONGEST:
        return False
    known = LABELS if triple[1] in LABELS else ALIASES
    kept = values.setdefault(NAME if triple[1] in known else triple[1], {}).setdefault(place, [])
    if len(kept) < MOST_VALUES:
        kept.append(Value(parts(triple[2])[0], triple))
    return True


def _name_by_iri(side: Side) -> None:
    """Call nodes that have no value by what their IRIs say behind the namespace, be it `AC/DC`."""
    spoken = {place for texts in side.values.values() for place in texts}
    silent = [
        (place, node) for place, node in enumerate(side.nodes) if place not in spoken and not is_blank(node)
    ]
    spaces = _namespaces(node for _, node in silent)
    for place, node in silent:
        ends = [end for end in _ends(node) if node[:end] in spaces and end < len(node)]
        start = ends[0] if ends else _last(node)
        text = unquote(node[start:]).replace("_", " ").strip()
        if text and len(text) <= LONGEST:
            side.values.setdefault(NAME, {})[place] = [Value(text, None)]


def _namespaces(nodes: Iterable[Node]) -> set[str]:
    """Return the longest beginnings that a share of the nodes has, none of them inside another."""
    counts: Counter[str] = Counter()
    total = 0
    for node in nodes:
        total += 1
        counts[node[: _last(node)]] += 1
    return {space for space, count in counts.items() if space and count >= max(2, NAMESPACE * total)}


def _last(node: Node) -> int:
    return max(node.rfind(sign) for sign in "#/:") + 1


def _ends(node: Node) -> list[int]:
    return [place + 1 for place, letter in enumerate(node) if letter in "#/:"]
