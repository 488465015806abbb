"""Names in formulas for the nodes of a graph, and back: properties, classes, things. Reads no formula.

A property is a symbol of two arguments, `directed_by(film, person)`, a class one of one argument. A property
whose values are numbers goes to `Real`; all else is of the sort `Thing`, where a node is called by its label
if no other is, else by its short form, `geo:France`, made an identifier as `ir.names.mangle` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL, REAL, Symbol
from neurosym.ir.model import Value
from neurosym.ir.names import mangle, unmangle
from neurosym.ir.terms import narrowed
from neurosym.knowledge.census import Census
from neurosym.knowledge.link import Labels, Linker
from neurosym.knowledge.nodes import (
    NAMES,
    OWL,
    PROV,
    RDF,
    RDFS,
    SH,
    SKOS,
    TYPE,
    XSD,
    Node,
    is_iri,
    is_literal,
    name_of,
    named,
    number_of,
)
from neurosym.knowledge.store import Graph, label, occurs, same, shown
from neurosym.knowledge.ways import Ways
from neurosym.knowledge.words import THING, Kind, Property, Words, spoken

SAMPLE = 200
"""Values of a property that are looked at to see whether they are numbers."""

_SAID = 12
"""Names that a fault lists."""

_DECLARED = (
    *(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "Ontology")),
    RDF + "Property",
    RDFS + "Class",
)
_OF_THE_LANGUAGE = (RDF, RDFS, OWL, SKOS, XSD, SH, PROV)


@dataclass
class Vocabulary:
    """The names of one graph, which is walked over once, when the first of them is asked for.

    Words of the languages of ontologies themselves are left out.
    """

    graph: Graph
    _nodes: dict[str, Node] = field(default_factory=dict)

    @cached_property
    def _census(self) -> Census:
        return Census.of(self.graph)

    @cached_property
    def _members(self) -> Counter[Node]:
        """How many things are of each class."""
        return Counter(triple[2] for triple in self.graph.match(None, TYPE, None))

    @cached_property
    def labels(self) -> Labels:
        """The names of its things."""
        return Labels.of(self.graph, self._census)

    @cached_property
    def linker(self) -> Linker:
        """What finds these names in texts."""
        return Linker(self.labels)

    @cached_property
    def terms(self) -> frozenset[Node]:
        """All properties and classes, also those of ontologies themselves: what is said with, not of."""
        declared = {triple[0] for kind in _DECLARED for triple in self.graph.match(None, TYPE, kind)}
        return frozenset({*self._census.properties, *self._members, *declared})

    @cached_property
    def ways(self) -> Ways:
        """Which steps can follow each other, along the properties that have a name in words."""
        return Ways.of(self._census.leaving, {one.iri for one in self.properties.in_words.values()})

    # --- properties and classes

    @cached_property
    def properties(self) -> Words[Property]:
        """Properties by symbol, the most frequent first."""
        counts = {iri: count for iri, count in self._census.properties.items() if iri != TYPE}
        found = Words[Property]()
        for iri, words, name in self._called(counts, ()):
            values = [triple[2] for triple in islice(self.graph.match(None, iri, None), SAMPLE)]
            target = REAL if all(number_of(value) is not None for value in values) else THING
            found[name] = Property(iri, words, Symbol(name, (THING, target), BOOL, iri), counts[iri])
        return found

    @cached_property
    def kinds(self) -> Words[Kind]:
        """Classes by symbol, the largest first."""
        found = Words[Kind]()
        for iri, words, name in self._called(self._members, self.properties):
            found[name] = Kind(iri, words, Symbol(name, (THING,), BOOL, iri), self._members[iri])
        return found

    def _called(self, counts: Mapping[Node, int], others: Iterable[str]) -> Iterator[tuple[Node, str, str]]:
        """Yield each property or class, the most frequent first, with its name in words and its symbol.

        No two have the same symbol, which is none of `others` either; nor have two the same words, if their
        prefixes tell them apart.
        """
        symbols, said = {*others}, set[str]()
        for iri in sorted(counts, key=lambda iri: -counts[iri]):
            if not is_iri(iri) or iri.startswith(_OF_THE_LANGUAGE):
                continue
            words = spoken(label(self.graph, iri)) or name_of(iri)
            if words in said:
                words = f"{shown(self.graph, iri).partition(':')[0]} {words}"
            name = whole = mangle(words.replace(" ", "_"))
            number = 2
            while name in symbols:
                name, number = f"{whole}_{number}", number + 1
            symbols.add(name)
            said.add(words)
            yield iri, words, name

    def property(self, symbol: Symbol) -> Property:
        """Return the property that a symbol means: by the IRI in its gloss, or by its name.

        Raises `FaultError` (`unknown-name`) with what the graph has that is near.
        """
        found = self.properties.find(symbol.name, symbol.gloss)
        if found is None:
            raise unknown("property", symbol.name, [*self.properties])
        return found

    def kind(self, symbol: Symbol) -> Kind:
        """Return the class that a symbol means. Raises `FaultError` (`unknown-name`)."""
        found = self.kinds.find(symbol.name, symbol.gloss)
        if found is None:
            raise unknown("class", symbol.name, [*self.kinds])
        return found

    # --- things

    def element(self, node: Node) -> str:
        """Return the name of a node in formulas."""
        if node.startswith(NAMES):
            said = name_of(node)
        elif is_literal(node):
            said = node
        else:
            said = label(self.graph, node)
            if not said or self.labels.only(said) != node:
                said = shown(self.graph, node).removeprefix("<").removesuffix(">")
        name = mangle(said)
        self._nodes.setdefault(name, node)
        return name

    def called(self, node: Node) -> str:
        """Return the name of a node in formulas, of a property or class that of its symbol."""
        return self._symbols.get(node) or self.element(node)

    @cached_property
    def _symbols(self) -> Mapping[Node, str]:
        known: list[Property | Kind] = [*self.kinds.values(), *self.properties.values()]
        return {one.iri: one.symbol.name for one in known}

    def node(self, name: str) -> Node:
        """Return the node that a name in a formula means. Raises `FaultError` (`unknown-name`)."""
        if name in self._nodes:
            return self._nodes[name]
        said = unmangle(name)
        for meant in self._meant(said):
            node = same(self.graph).get(meant, meant)
            if occurs(self.graph, node):
                self._nodes[name] = node
                return node
        near = suggestion(said, [one.label for one in self.labels.entries])
        raise FaultError(Fault("unknown-name", f"the graph has nothing called `{said:.80}`", hint=near))

    def _meant(self, said: str) -> Iterator[Node]:
        prefix, colon, rest = said.partition(":")
        if said.startswith('"'):
            yield said
        elif colon and prefix in self.graph.prefixes:
            yield self.graph.prefixes[prefix] + rest
        elif colon:
            yield said
        yield named(said)
        # several things of one name are told apart by their short forms
        if (only := self.labels.only(said)) is not None:
            yield only

    def value(self, node: Node, numeric: bool) -> Value:
        """Return a node as a value in formulas: a number where the property's values are numbers."""
        number = number_of(node) if numeric else None
        if number is None:
            return self.element(node)
        return number if isinstance(number, int) else narrowed(number)


def unknown(what: str, name: str, known: Sequence[str]) -> FaultError:
    """Return that a graph has no property, or class, of a name, with what it has that is near."""
    hint = suggestion(name, known) or (f"it has {', '.join(known[:_SAID])}" if known else "")
    return FaultError(Fault("unknown-name", f"the graph has no {what} `{name:.80}`", hint=hint))
