"""What a name says of its bearer: Crate 4 is a crate, Inspector Lund an inspector, Mill Lane a lane.

Knows the words of the text and no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.numerals import number_of

_PREPOSITIONS = frozenset(
    ("of", "on", "at", "in", "from", "with", "for", "to", "by", "under", "over", "near", "behind", "beside")
)
_BEFORE_NOUNS = r"(?:an?|every|each|any|no|some|another|all|both|only|most|other)"


def head_of(phrase: str) -> str:
    """Return what stands before the first preposition of a name, else all of it: `will` of 1998."""
    words = phrase.split()
    cut = next((at for at, word in enumerate(words) if at and word.casefold() in _PREPOSITIONS), len(words))
    return " ".join(words[:cut])


def titles(phrase: str, names: Names, said: Collection[Key]) -> Iterator[Key]:
    """Yield the classes that a name says its bearer is in, of those that something is said of.

    The noun stands before a number, a letter or a name of its own, or after it: `crate`, `pump`, `lane`.
    """
    words, key = re.findall(r"[^\W_]+", phrase), names.key(phrase)
    if len(words) < 2 or len(words) != len(key):
        return
    for cut in range(1, len(key)):
        front, rest = key[:cut], words[cut:]
        numbered = all(word.isdigit() or len(word) == 1 or number_of(word) is not None for word in rest)
        if front in said and (numbered or (_are_names(rest, names) and _is_noun(front, names, said))):
            yield front
        back = key[cut:]
        if back in said and _are_names(words, names) and _is_noun(back, names, said):
            yield back


def _are_names(words: list[str], names: Names) -> bool:
    return all(word[:1].isupper() for word in words) or names.is_proper(" ".join(words))


def _is_noun(key: Key, names: Names, said: Collection[Key]) -> bool:
    """Say whether the text has a word as a noun: after "every" or "an", and with no noun after it."""
    pattern = rf"\b{_BEFORE_NOUNS}\s+((?:[\w'-]+\s+){{{len(key)}}})([\w'-]+)"
    for found in re.finditer(pattern, names.text.replace("\n", " ") + " .", re.IGNORECASE):
        if names.key(found[1].strip()) == key and names.key(found[2]) not in said:
            return True
    plural = rf"\b((?:[\w'-]+\s+){{{len(key) - 1}}}[\w'-]+s)\b"
    return any(
        names.key(found[1]) == key and found[1].casefold() != " ".join(key)
        for found in re.finditer(plural, names.text, re.IGNORECASE)
    )
