"""English words that compare: the scale each belongs to, which end of it, and in which degree.

Language knowledge only, read from `orderings.txt`. Knows no sentences and no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

End = tuple[str, Literal[1, -1]]
"""A scale, called by the first word of its line, and one of its ends: 1 for the left side of the line."""

Degree = Literal["plain", "comparative", "superlative", "relation"]
"""`old`, `older`, `oldest`; `relation` is a word that places without comparing: `before`, `left`."""

FIRST: End = ("first", 1)
LAST: End = ("first", -1)

_VOWELS = "aeiou"
_EXTREME = re.compile(r"(?:est|most|^(?:first|last|final|top|bottom|front|back|best|worst|elder))$")
_SIDES = ("left", "right", "north", "south", "east", "west")
"""Adjectives that say a place without any comparison: `to the left of`."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one form of a word says: `oldest` is the superlative of the old end of the scale `new`."""

    end: End
    degree: Degree


def opposite(end: End) -> End:
    """Return the other end of the scale."""
    return (end[0], -1 if end[1] == 1 else 1)


@cache
def forms() -> Mapping[str, Form]:
    """Return every listed form in lower case, with `_` for a blank; the first line that has it counts."""
    table: dict[str, Form] = {}
    for name, sign, word in _entries():
        end: End = (name, sign)
        if word.startswith("."):
            degree: Degree = "superlative" if _EXTREME.search(word[1:]) else "relation"
            table.setdefault(word[1:], Form(end, degree))
            continue
        if word in _SIDES:
            table.setdefault(word, Form(end, "relation"))
            continue
        comparative, superlative = _graded(word)
        table.setdefault(word, Form(end, "plain"))
        table.setdefault(comparative, Form(end, "comparative"))
        table.setdefault(superlative, Form(end, "superlative"))
    return table


def _entries() -> Iterator[tuple[str, Literal[1, -1], str]]:
    text = (files("neurosym") / "orderings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            low, _, high = line.partition("|")
            name = low.split()[0].removeprefix(".")
            yield from ((name, 1, word) for word in low.split())
            yield from ((name, -1, word) for word in high.split())


def _graded(word: str) -> tuple[str, str]:
    """Return the comparative and the superlative of a short adjective."""
    if word.endswith("e"):
        stem = word[:-1]
    elif word.endswith("y") and word[-2] not in _VOWELS:
        stem = word[:-1] + "i"
    elif (
        len(word) <= 4
        and word[-1] not in "aeiouwy"
        and word[-2] in _VOWELS
        and word[-3:-2] not in tuple(_VOWELS)
    ):
        stem = word + word[-1]
    else:
        stem = word
    return stem + "er", stem + "est"
