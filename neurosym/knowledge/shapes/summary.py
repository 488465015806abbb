"""What is in a graph, on a page: kinds of things, properties with their directions, counts and examples.

Read from the data, whatever an ontology says. Of a graph too large to be read, only a part is, and that is
said. What is near a word that the graph does not know is told as a fault. Knows no language model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from neurosym.knowledge.nodes import TYPE, Node
from neurosym.knowledge.shapes.reader import LANGUAGE, Counts, Kind, Reader
from neurosym.knowledge.store import Graph

MAX_TRIPLES = 1_000_000
MAX_PROPERTIES = 1_000
MAX_LINES = 60
"""Kinds, and properties, that a page has."""
COVERING = 0.95
"""Share of a property's ends that a kind must have to be named alone."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property. `subjects` and `objects`: how many triples have each kind there, or datatype.

    `functional`: no subject has two values in the data; `inverse_functional`: no value has two subjects.
    """

    name: str
    node: Node
    count: int
    subjects: Mapping[str, int]
    objects: Mapping[str, int]
    functional: bool
    inverse_functional: bool
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Kinds and properties by name, the most frequent first; `triples`: how many were read."""

    kinds: Mapping[str, Kind]
    properties: Mapping[str, Property]
    triples: int
    left_out: tuple[str, ...] = ()

    def text(self, most: int = MAX_LINES) -> str:
        """Return the summary as lines for a prompt, with at most so many kinds and so many properties."""
        lines = ["Kinds of things:"]
        for kind in islice(self.kinds.values(), most):
            examples = ", ".join(f'"{example}"' for example in kind.examples)
            lines.append(f"  {kind.name}, {kind.count:,}: {examples}")
        lines += _more(len(self.kinds), most, "kinds")
        lines.append("Properties, from what to what:")
        for each in islice(self.properties.values(), most):
            ends = f"{self.ends(each, False)} -> {self.ends(each, True)}"
            one = ", one for each subject" if each.functional else ""
            one += ", one for each value" if each.inverse_functional else ""
            examples = "; ".join(f'"{subject}" -> "{value}"' for subject, value in each.examples)
            lines.append(f"  {each.name}: {ends}, {each.count:,}{one}: {examples}")
        lines += _more(len(self.properties), most, "properties")
        return "\n".join([*lines, *(f"({each})" for each in self.left_out)])

    def ends(self, of: Property, objects: bool) -> str:
        """Return the kinds at one end of a property: the smallest that nearly all have, or the first."""
        counts = of.objects if objects else of.subjects
        covering = [name for name, count in counts.items() if count >= COVERING * of.count]
        if covering:
            return min(covering, key=lambda name: self.kinds[name].count if name in self.kinds else 0)
        named = sorted(counts, key=lambda name: -counts[name])
        return " or ".join(named[:3]) + (" or others" if len(named) > 3 else "")


def summary(graph: Graph, most: int = MAX_TRIPLES) -> Summary:
    """Return the summary of a graph, of its first `most` triples where it has more.

    The time is linear in the triples, some seconds for a million.
    """
    reader = Reader(graph, most)
    counts: dict[Node, Counts] = {}
    total = 0
    for triple in reader.triples():
        total += 1
        if triple[1] != TYPE:
            reader.count(counts.setdefault(triple[1], Counts()), triple)
    left_out = (
        [f"only the first {most:,} of {len(graph):,} triples are read"] if total == most < len(graph) else []
    )
    if own := [node for node in counts if node.startswith(LANGUAGE)]:
        left_out.append(f"{len(own)} properties of RDFS, OWL, SKOS and SHACL themselves are left out")
    properties: dict[str, Property] = {}
    ranked = sorted(counts.keys() - set(own), key=lambda node: (-counts[node].count, node))
    if len(ranked) > MAX_PROPERTIES:
        left_out.append(f"{len(ranked) - MAX_PROPERTIES:,} rarer properties are left out")
    for node in ranked[:MAX_PROPERTIES]:
        counted = counts[node]
        name = reader.called(node, properties)
        examples = tuple((reader.label(s), reader.label(o)) for s, _, o in counted.examples)
        functional = counted.seen_subjects is not None
        inverse = counted.seen_objects is not None
        parts_of = (dict(counted.subjects.most_common()), dict(counted.objects.most_common()))
        properties[name] = Property(name, node, counted.count, *parts_of, functional, inverse, examples)
    return Summary(reader.kinds(), properties, total, tuple(left_out))


def _more(count: int, most: int, what: str) -> list[str]:
    return [f"  ({count - most:,} more {what})"] if count > most else []
