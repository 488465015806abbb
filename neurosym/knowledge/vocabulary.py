"""Names in formulas for the nodes of a graph, and back: properties, classes, things. Reads no formula.

A property is a symbol of two arguments, `directed_by(film, person)`, a class one of one argument. A property
whose values are numbers goes to `Real`; all else is of the sort `Thing`, where a node is called by its label
if no other is, else by its short form, `geo:France`, made an identifier as `ir.names.mangle` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL, REAL, Symbol
from neurosym.ir.model import Value
from neurosym.ir.names import mangle, unmangle
from neurosym.ir.terms import narrowed
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import (
    NAMES,
    OWL,
    RDF,
    RDFS,
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
from neurosym.knowledge.store import Graph, label, shown

THING = "Thing"
"""The sort of all nodes that are no numbers."""

SAMPLE = 200
"""Values of a property that are looked at to see whether they are numbers."""

MAX_TRIPLES = 20_000_000

_DECLARED = (
    *(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "Ontology")),
    RDF + "Property",
    RDFS + "Class",
)
_OF_THE_LANGUAGE = (RDF, RDFS, OWL, SKOS, XSD, "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/prov#")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its IRI, its name in words and as a symbol, and how many triples have it."""

    iri: Node
    words: str
    symbol: Symbol
    count: int

    @property
    def numeric(self) -> bool:
        """Say whether its values are numbers."""
        return self.symbol.args[1] == REAL


@dataclass(frozen=True, slots=True)
class Kind:
    """A class: its IRI, its name in words and as a symbol, and how many things it has."""

    iri: Node
    words: str
    symbol: Symbol
    count: int


@dataclass
class Vocabulary:
    """The names of one graph, read once. Words of the languages of ontologies themselves are left out.

    `labels`: the names of its things, to be shared with a `Linker`.
    """

    graph: Graph
    labels: Labels
    _nodes: dict[str, Node] = field(default_factory=dict)

    @cached_property
    def properties(self) -> Mapping[str, Property]:
        """Properties by symbol, the most frequent first."""
        counts = Counter(self._predicates())
        found: dict[str, Property] = {}
        for iri, count in counts.most_common():
            if iri == TYPE or iri.startswith(_OF_THE_LANGUAGE):
                continue
            values = [triple[2] for triple in islice(self.graph.match(None, iri, None), SAMPLE)]
            target = REAL if all(number_of(value) is not None for value in values) else THING
            words, name = self._called(iri, found, ())
            found[name] = Property(iri, words, Symbol(name, (THING, target), BOOL, iri), count)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Classes by symbol, the largest first."""
        counts = Counter(triple[2] for triple in self.graph.match(None, TYPE, None))
        found: dict[str, Kind] = {}
        for iri, count in counts.most_common():
            if is_iri(iri) and not iri.startswith(_OF_THE_LANGUAGE):
                words, name = self._called(iri, found, self.properties)
                found[name] = Kind(iri, words, Symbol(name, (THING,), BOOL, iri), count)
        return found

    @cached_property
    def terms(self) -> frozenset[Node]:
        """All properties and classes, also those of ontologies themselves: what is said with, not of."""
        said = {triple[2] for triple in self.graph.match(None, TYPE, None)}
        declared = {triple[0] for kind in _DECLARED for triple in self.graph.match(None, TYPE, kind)}
        return frozenset({*self._predicates(), *said, *declared})

    def _predicates(self) -> Iterator[Node]:
        for triple in islice(self.graph.match(None, None, None), MAX_TRIPLES):
            yield triple[1]

    def _called(
        self, iri: Node, alike: Mapping[str, Property | Kind], others: Collection[str]
    ) -> tuple[str, str]:
        """Return the name of a property or class in words, and a symbol that no other has.

        `alike` are those before it, by symbol, of which none may have its words; `others` more symbols.
        """
        words = spoken(label(self.graph, iri)) or name_of(iri)
        if any(one.words == words for one in alike.values()):
            words = f"{shown(self.graph, iri).partition(':')[0]} {words}"
        name = whole = mangle(words.replace(" ", "_"))
        number = 2
        while name in alike or name in others:
            name, number = f"{whole}_{number}", number + 1
        return words, name

    # --- things

    def element(self, node: Node) -> str:
        """Return the name of a node in formulas."""
        if node.startswith(NAMES):
            said = name_of(node)
        elif is_literal(node):
            said = node
        else:
            said = label(self.graph, node)
            if not said or {one.node for one in self.labels.named(key(said))} != {node}:
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
        for node in self._meant(said):
            if self._occurs(node):
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
        yield from only if len(only := {one.node for one in self.labels.named(key(said))}) == 1 else ()

    def _occurs(self, node: Node) -> bool:
        try:
            if next(self.graph.match(node, None, None), None) is not None:
                return True
            return next(self.graph.match(None, None, node), None) is not None
        except FaultError:  # a name that is no node
            return False

    def value(self, node: Node, numeric: bool) -> Value:
        """Return a node as a value in formulas: a number where the property's values are numbers."""
        number = number_of(node) if numeric else None
        if number is None:
            return self.element(node)
        return number if isinstance(number, int) else narrowed(number)

    # --- symbols

    def property(self, symbol: Symbol) -> Property:
        """Return the property that a symbol means: by the IRI in its gloss, or by its name.

        Raises `FaultError` (`unknown-name`) with what the graph has that is near.
        """
        known = self.properties
        if symbol.name in known:
            return known[symbol.name]
        by_iri = {one.iri: one for one in known.values()}
        by_words = {_folded(one.words): one for one in known.values()}
        found = by_iri.get(symbol.gloss) or by_words.get(_folded(unmangle(symbol.name)))
        if found is None:
            raise self._unknown(symbol, [*known], "property")
        return found

    def kind(self, symbol: Symbol) -> Kind:
        """Return the class that a symbol means. Raises `FaultError` (`unknown-name`)."""
        known = self.kinds
        if symbol.name in known:
            return known[symbol.name]
        by_iri = {one.iri: one for one in known.values()}
        by_words = {_folded(one.words): one for one in known.values()}
        found = by_iri.get(symbol.gloss) or by_words.get(_folded(unmangle(symbol.name)))
        if found is None:
            raise self._unknown(symbol, [*known], "class")
        return found

    def _unknown(self, symbol: Symbol, known: Sequence[str], what: str) -> FaultError:
        hint = suggestion(symbol.name, known) or f"it has {', '.join(known[:12])}"
        return FaultError(Fault("unknown-name", f"the graph has no {what} `{symbol.name:.80}`", hint=hint))


def spoken(name: str) -> str:
    """Return a name of a property or class in words, without the signs that stand for blanks."""
    return " ".join(name.replace("_", " ").split())


def _folded(words: str) -> str:
    return "".join(words.split()).replace("_", "").casefold()
