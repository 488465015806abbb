"""Properties and classes of a graph by the ways to name them: symbols, IRIs, words. Reads no graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from neurosym.ir.core import REAL, Symbol
from neurosym.ir.names import unmangle
from neurosym.knowledge.nodes import Node

THING = "Thing"
"""The sort of all nodes that are no numbers."""


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


_Term = TypeVar("_Term", Property, Kind)


class Words(dict[str, _Term]):
    """Properties, or classes, by symbol, the most frequent first; complete when first it is asked for one."""

    @cached_property
    def in_words(self) -> Mapping[str, _Term]:
        """These by their names in words; of those of one name, the most frequent."""
        found: dict[str, _Term] = {}
        for one in self.values():
            found.setdefault(one.words, one)
        return found

    @cached_property
    def _others(self) -> Mapping[str, _Term]:
        """These by IRI, and by words and symbols as all ways to write them are the same."""
        found = {one.iri: one for one in self.values()}
        for one in self.values():
            found.setdefault(_folded(one.words), one)
            found.setdefault(_folded(one.symbol.name), one)
        return found

    def find(self, name: str, iri: Node = "") -> _Term | None:
        """Return what has a symbol, an IRI, or a name in words: the first of these that one has."""
        if name in self:
            return self[name]
        return self._others.get(iri) or self._others.get(_folded(unmangle(name)))


def spoken(name: str) -> str:
    """Return a name of a property or class in words, without the signs that stand for blanks."""
    return " ".join(name.replace("_", " ").split())


def _folded(name: str) -> str:
    return "".join(spoken(name).split()).casefold()
