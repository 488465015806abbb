"""The triples of a graph as facts of a vocabulary of rules: properties and classes by names of predicates.

A predicate of two arguments is a property; of one, a class with those below it, or a property whose values
are true and false; a function is a property with one value. Individuals have the labels of the nodes; where
several nodes share one, their short forms. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from neurosym.ir.core import BOOL, INT, REAL, Symbol
from neurosym.ir.model import Value
from neurosym.ir.names import mangle
from neurosym.ir.rules import RuleBase
from neurosym.ir.terms import narrowed
from neurosym.knowledge.classes import below
from neurosym.knowledge.nodes import TYPE, Node, Triple, is_literal, number_of, text_of, truth_of
from neurosym.knowledge.store import Graph, label, shown
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.words import Kind, Property, Words

Rows = dict[str, dict[tuple[Value, ...], Triple]]
"""Rows by predicate, each with the triple that says it."""


@dataclass
class GraphFacts:
    """What a graph says in the words of rules. `denied`: what it says is not so. `known`: the predicates that
    it has a word for, if nothing of them.
    """

    graph: Graph
    base: RuleBase
    rows: Rows = field(default_factory=dict)
    denied: Rows = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._vocabulary = Vocabulary(self.graph)
        self._names: dict[Node, str] = {}
        self._elements: Mapping[str, object] = self.base.signature.elements
        for symbol in self.base.signature.symbols.values():
            self._take(symbol)

    def named(self, name: str) -> str:
        """Return what rules call the thing that a name, or another name of it, means; else the name."""
        only = self._vocabulary.labels.only(name)
        return name if only is None else self._name(only)

    def _take(self, symbol: Symbol) -> None:
        columns = symbol.args if symbol.result == BOOL else (*symbol.args, symbol.result)
        if len(columns) == 2:
            iri = self._property(symbol)
            for triple in self.graph.match(None, iri, None) if iri else ():
                cell = self._cell(triple[2], columns[1])
                if cell is not None:
                    self.rows.setdefault(symbol.name, {})[self._name(triple[0]), cell] = triple
        elif len(columns) == 1:
            iri = self._property(symbol)
            for triple in self.graph.match(None, iri, None) if iri else ():
                if (truth := truth_of(triple[2])) is not None:
                    rows = self.rows if truth else self.denied
                    rows.setdefault(symbol.name, {})[(self._name(triple[0]),)] = triple
            for kind in self._kinds(symbol):
                for triple in self.graph.match(None, TYPE, kind):
                    self.rows.setdefault(symbol.name, {})[(self._name(triple[0]),)] = triple

    def _property(self, symbol: Symbol) -> Node | None:
        return self._known(symbol, self._vocabulary.properties)

    def _kinds(self, symbol: Symbol) -> list[Node]:
        """Return the class that a predicate is called by, and those below it."""
        found = self._known(symbol, self._vocabulary.kinds)
        return [] if found is None else below(self.graph, found)

    def _known(self, symbol: Symbol, words: Words[Property] | Words[Kind]) -> Node | None:
        found = words.find(symbol.name, symbol.gloss)
        if found is None:
            return None
        self.known.add(symbol.name)
        return found.iri

    def _cell(self, value: Node, sort: str) -> Value | None:
        if sort not in (INT, REAL):
            return self._name(value)
        number = number_of(value)
        if number is None or isinstance(number, int):
            return number
        return narrowed(number) if sort == REAL else None

    def _name(self, node: Node) -> str:
        if node not in self._names:
            said = text_of(node) if is_literal(node) else label(self.graph, node)
            if not is_literal(node) and self._vocabulary.labels.only(said) != node:
                said = shown(self.graph, node)
            self._names[node] = mangle(said) if mangle(said) in self._elements else said
        return self._names[node]
