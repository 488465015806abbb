"""Which words of a text may stand for a property, by the words in the property's name. Knows no synonyms.

`director`, `directs` and `direct` are near `directed_by`; `film` is near nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from neurosym import english
from neurosym.knowledge.nodes import Node, text_of

EMPTY = frozenset(
    [
        *("a", "an", "and", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "of", "on"),
        *("or", "the", "to", "was", "were", "with"),
    ]
)
"""Words of names that say nothing about what the property is."""
SAME, ROOT = 1.0, 0.8
"""How near words are whose dictionary form is the same, and whose first letters are."""
_STEM = 4
_SHORTEST = 3
_ENDINGS = frozenset(("al", "ance", "ant", "e", "ence", "ent", "er", "ing", "ion", "ment", "or", "r", "ship"))
"""Endings that make a word of another one, as `actor` of `act`."""


@lru_cache(maxsize=1 << 14)
def terms(node: Node) -> tuple[str, ...]:
    """Return the dictionary forms of the words in a name that carry meaning: `direct` of `directed_by`."""
    found = (english.base(word) for word in english.words(text_of(node)) if word not in EMPTY)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def nearness(word: str, term: str) -> float:
    """Return how near a word of a text, in its dictionary form, is to that of a name: 0, `ROOT` or `SAME`."""
    if word == term:
        return SAME
    short, long = sorted((word, term), key=len)
    if len(short) >= _SHORTEST and long.startswith(short) and long[len(short) :] in _ENDINGS:
        return ROOT
    root = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return ROOT if root >= _STEM and root >= len(long) - _STEM else 0.0


class Wording:
    """The words in the names of properties, to be compared with the words of texts."""

    def __init__(self, properties: Iterable[Node]) -> None:
        self._terms: Mapping[Node, tuple[str, ...]] = {each: terms(each) for each in properties}
        self._roots: dict[str, set[str]] = {}
        for term in {term for each in self._terms.values() for term in each}:
            self._roots.setdefault(term[:_SHORTEST], set()).add(term)

    def near(self, word: str) -> Mapping[str, float]:
        """Return the terms of names that a word in lower case is near, and how near."""
        plain = english.base(word)
        found = {term: nearness(plain, term) for term in self._roots.get(plain[:_SHORTEST], ())}
        return {term: near for term, near in found.items() if near}

    def relevance(self, words: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
        """Return for each property the words that it is near, each with how near; without those near none."""
        by_term: dict[str, dict[str, float]] = {}
        for word in words:
            for term, near in self.near(word).items():
                by_term.setdefault(term, {})[word] = near
        found: dict[str, dict[str, float]] = {}
        for each, its_terms in self._terms.items():
            for term in its_terms:
                for word, near in by_term.get(term, {}).items():
                    known = found.setdefault(each, {})
                    known[word] = max(near, known.get(word, 0.0))
        return found
