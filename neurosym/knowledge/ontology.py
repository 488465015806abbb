"""What an ontology allows: properties with their ends, classes below and apart. Judges no text.

Read off RDFS and OWL declarations in a graph; a property without a domain or a range allows everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from neurosym.faults import suggestion
from neurosym.knowledge.classes import CLASSES, SUBCLASS
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import ALIASES
from neurosym.knowledge.nodes import OWL, RDF, RDFS, TYPE, XSD, Node, is_blank, is_literal, name_of, text_of
from neurosym.knowledge.store import Graph, label
from neurosym.knowledge.words import spoken

MAX_DECLARED = 100_000
FUNCTIONAL = OWL + "FunctionalProperty"
_PROPERTIES = (OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property", FUNCTIONAL)
_LITERAL = RDFS + "Literal"


@dataclass(frozen=True, slots=True)
class Slot:
    """A property: what it is called, which classes it goes from and to, or which datatype its values have.

    `aliases`: other names; `unit`: what its numbers are measured in, where that is known.
    """

    iri: Node
    label: str
    domain: tuple[Node, ...] = ()
    range: tuple[Node, ...] = ()
    datatype: Node = ""
    functional: bool = False
    aliases: tuple[str, ...] = ()
    unit: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Ontology:
    """The properties by IRI, the labels of classes, the classes above each, and the pairs that are apart."""

    slots: Mapping[Node, Slot]
    classes: Mapping[Node, str] = field(default_factory=dict)
    above: Mapping[Node, frozenset[Node]] = field(default_factory=dict)
    apart: frozenset[frozenset[Node]] = frozenset()

    @classmethod
    def of(cls, graph: Graph) -> Ontology:
        """Read what a graph declares."""
        kinds = {triple[0] for one in CLASSES for triple in graph.match(None, TYPE, one)}
        parents: dict[Node, set[Node]] = {}
        for lower, _, upper in graph.match(None, SUBCLASS, None):
            if not is_blank(upper):
                parents.setdefault(lower, set()).add(upper)
                kinds |= {lower, upper}
        apart = {
            frozenset((one, other))
            for one, _, other in graph.match(None, OWL + "disjointWith", None)
            if one != other
        }
        functional = {triple[0] for triple in graph.match(None, TYPE, FUNCTIONAL)}
        declared = {triple[0] for one in _PROPERTIES for triple in graph.match(None, TYPE, one)}
        slots = {iri: _slot(graph, iri, iri in functional) for iri in sorted(declared)[:MAX_DECLARED]}
        named = {kind: spoken(label(graph, kind)) for kind in sorted(kinds) if not is_blank(kind)}
        return cls(slots, named, _closed(parents), frozenset(apart))

    @cached_property
    def _by_key(self) -> Mapping[str, Node]:
        found: dict[str, Node] = {}
        for slot in self.slots.values():
            for name in (slot.iri, name_of(slot.iri), slot.label, *slot.aliases):
                found.setdefault(key(name), slot.iri)
        return found

    @cached_property
    def _kinds_by_key(self) -> Mapping[str, Node]:
        return {key(name): kind for kind, said in self.classes.items() for name in (name_of(kind), said)}

    def property(self, name: str) -> Slot | None:
        """Return the property of a name as people write it: its IRI, its label, another name of it."""
        iri = self._by_key.get(key(name.rpartition(":")[2] if "://" not in name else name))
        return self.slots[iri] if iri is not None else None

    def kind(self, name: str) -> Node | None:
        """Return the class of a name."""
        return self._kinds_by_key.get(key(name.rpartition(":")[2] if "://" not in name else name))

    def nearest(self, name: str) -> str:
        """Return which property may be meant by a name that is none, as a hint."""
        known = [slot.label for slot in self.slots.values()]
        few = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        return suggestion(spoken(name), known) or f"allowed are {few}"

    def upwards(self, kinds: Iterable[Node]) -> frozenset[Node]:
        """Return classes with all that are above them."""
        found = frozenset(kinds)
        return found.union(*(self.above.get(kind, frozenset()) for kind in found))

    def clash(self, kinds: Collection[Node]) -> tuple[Node, Node] | None:
        """Return two of some classes, or of those above them, that nothing can be both of."""
        every = sorted(self.upwards(kinds))
        for place, one in enumerate(every):
            for other in every[place + 1 :]:
                if frozenset((one, other)) in self.apart:
                    return one, other
        return None

    def fits(self, kinds: Collection[Node], wanted: Collection[Node]) -> bool:
        """Say whether what is of some classes may be at an end that wants others.

        It is of a wanted class already, or of a class above one, and may turn out to be of that one too; of
        what nothing is known anything may be.
        """
        if not kinds or not wanted:
            return True
        if self.upwards(kinds) & set(wanted):
            return True
        return any(set(kinds) & self.upwards((one,)) for one in wanted)

    def called(self, kinds: Iterable[Node]) -> str:
        """Return classes in words."""
        return " or ".join(sorted(self.classes.get(kind) or name_of(kind) for kind in kinds))


def _slot(graph: Graph, iri: Node, functional: bool) -> Slot:
    ranges = [triple[2] for triple in graph.match(iri, RDFS + "range", None) if not is_blank(triple[2])]
    datatypes = [one for one in ranges if one.startswith(XSD) or one == _LITERAL]
    datatype = datatypes[0] if datatypes else ""
    if not ranges and (iri, TYPE, OWL + "DatatypeProperty") in graph:
        datatype = _LITERAL
    aliases = [triple[2] for one in ALIASES for triple in graph.match(iri, one, None)]
    comments = [triple[2] for triple in graph.match(iri, RDFS + "comment", None) if is_literal(triple[2])]
    return Slot(
        iri,
        spoken(label(graph, iri)),
        tuple(triple[2] for triple in graph.match(iri, RDFS + "domain", None) if not is_blank(triple[2])),
        tuple(one for one in ranges if one not in datatypes),
        datatype,
        functional,
        tuple(text_of(alias) for alias in aliases if is_literal(alias)),
        "",
        text_of(comments[0]) if comments else "",
    )


def _closed(parents: Mapping[Node, set[Node]]) -> dict[Node, frozenset[Node]]:
    """Return all classes above each."""
    above: dict[Node, frozenset[Node]] = {}
    for kind in parents:
        found: set[Node] = set()
        waiting = list(parents[kind])
        while waiting:
            upper = waiting.pop()
            if upper not in found:
                found.add(upper)
                waiting += parents.get(upper, ())
        above[kind] = frozenset(found - {kind})
    return above
