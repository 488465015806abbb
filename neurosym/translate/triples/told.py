"""Whether a sentence says a name, and in which of its words. Knows English words only, and no graph.

As it is written, without what stands in brackets or behind a comma, in other forms of its words, by its
initials, or by a good part of its letters, as by a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from neurosym import english
from neurosym.knowledge.link.folding import Token, key, words

WHOLE, FORMS, PART = 1.0, 0.9, 0.7
"""How sure it is that a sentence says a name: in these letters, in other forms, in a part of it."""

SPELT = 88
"""Of 100, how alike two words are of which one is misspelt."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_EMPTY = frozenset(("a", "an", "and", "by", "de", "for", "in", "of", "on", "the", "to"))
_LONG = 4
MUCH = 0.4
"""Of the letters of a name, how many a part of it must have."""


def told(name: str, sentence: str, implied: Iterable[str] = ()) -> float:
    """Return how sure it is that a sentence says a name, from 0 to 1.

    `implied`: words that need not be said, such as `language` of the English language as a language.
    """
    said = words(sentence)
    keys = [token.key for token in said]
    for variant in _variants(name):
        if _stands(key(variant), keys):
            return WHOLE
    free = {key(word) for word in implied} | _EMPTY
    best = 0.0
    for variant in _variants(name):
        parts = [token.key for token in words(variant) if token.key not in free]
        if not parts:
            continue
        there = [part for part in parts if _near(part, keys)]
        share = sum(map(len, there)) / sum(map(len, parts))
        if share == 1 or _initials(variant, sentence):
            best = max(best, FORMS)
        elif share >= MUCH and any(len(part) >= _LONG for part in there):
            best = max(best, PART)
    return best


def _variants(name: str) -> Iterator[str]:
    plain = " ".join(name.replace("_", " ").strip(' "“”').split())
    yield plain
    bare = _BRACKETS.sub("", plain).strip()
    if bare and bare != plain:
        yield bare
    first = bare.partition(",")[0].strip()
    if first and first != bare:
        yield first


def _stands(wanted: str, keys: list[str]) -> bool:
    """Say whether words of a sentence, joined, are the name; no part of a longer word is."""
    if not wanted:
        return False
    for first in range(len(keys)):
        joined = ""
        for word in keys[first:]:
            joined += word
            if joined == wanted:
                return True
            if len(joined) >= len(wanted):
                break
    return False


def _near(part: str, keys: list[str]) -> bool:
    if part in keys:
        return True
    if len(part) < _LONG or part[0].isdigit():
        return False
    base = english.base(part)
    return any(
        english.base(word) == base
        # `Brazilian` is of Brazil
        or (len(part) > _LONG and word.startswith(part))
        or (len(word) >= _LONG and fuzz.ratio(part, word) >= SPELT)
        for word in keys
    )


def _initials(name: str, sentence: str) -> bool:
    """Say whether the first letters of a name are a word of a sentence: `U.S.` or `USA`."""
    tokens: list[Token] = words(name)
    letters = "".join(token.key[:1] for token in tokens if token.key not in _EMPTY)
    if len(letters) < 2:
        return False
    short = {word.replace(".", "").rstrip(",;:!?") for word in sentence.split()}
    return any(word.isupper() and word.lower()[: len(letters)] == letters and len(word) <= len(letters) + 1
               for word in short)  # fmt: skip
