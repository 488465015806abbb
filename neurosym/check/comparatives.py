"""What an English clause says of an order: older, to the left of, the second-cheapest, third from the right.

Language knowledge only: the ends of scales are in `orderings.txt`. Knows no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from neurosym.english import ORDINALS, fold

End = tuple[str, Literal[1, -1]]
"""A scale, called by the first word of its line, and one of its ends."""

_VOWELS = "aeiou"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_FROM = re.compile(rf"\b({_ORDINAL})[\s-]+(?:place\s+)?(?:from|to)[\s-]+(?:the[\s-]+)?(?:far\s+)?(\w+)")
_RANKED = re.compile(rf"\b({_ORDINAL})[\s-]+((?:(?:most|least|more|less)\s+)?[\w-]+)")
_PLACED = re.compile(
    rf"\b(?:finish|finishe[sd]|finished|came|come|comes|ranks?|ranked|placed|is|was|in)\s+(?:in\s+)?(?:the\s+)?({_ORDINAL})\b"
)
_GRADED = re.compile(r"\b(more|most|less|least)\s+([a-z]+)")
_THAN = re.compile(r"\b(?!other|rather|whether|either|neither)([a-z]{3,})er\s+than\b")
_EXTREME = re.compile(r"(?:est|most|^(?:first|last|top|bottom|front|back|best|worst|elder))$")
_REVERSED = ("less", "least")


@dataclass(frozen=True, slots=True)
class Mention:
    """An end of a scale in a clause, from character `start` on of its folded form.

    `place` counts from that end: 1 in "the oldest", 2 in "the second-oldest", None in "older".
    """

    end: End
    start: int
    place: int | None = None


def mention(clause: str) -> Mention | None:
    """Return the one place on one scale that a clause speaks of; None where there is none or more."""
    plain = fold(clause)
    found = _ordinal(plain) or list(_ends(plain))
    return found[0] if len({(m.end, m.place) for m in found}) == 1 else None


def opposite(end: End) -> End:
    """Return the other end of the scale."""
    return (end[0], -1 if end[1] == 1 else 1)


def _ordinal(plain: str) -> list[Mention]:
    """Find `third from the left`, `second-to-last`, `second-most expensive`, `finished third`."""
    for pattern in (_FROM, _RANKED):
        for match in pattern.finditer(plain):
            end = _end_of(match[2])
            if end is not None:
                return [Mention(end, match.start(), ORDINALS[match[1]])]
    first = _words()["first"]
    return [
        Mention(first, match.start(), ORDINALS[match[1]])
        for match in _PLACED.finditer(plain)
        if not re.match(r"[\s-]+(?!place|of|in|at|on|and|but|or|overall)\w", plain[match.end() :])
    ]


def _end_of(phrase: str) -> End | None:
    """Return the end that `left`, `newest`, `most expensive`, `least tall` or `tallest` names."""
    grade, _, word = phrase.replace("-", " ").rpartition(" ")
    if grade in ("most", "least", "more", "less"):
        end = _words().get(word, (word, 1))
        return opposite(end) if grade in _REVERSED else end
    return _words().get(phrase) or _words().get(word) or _unlisted(word)


def _unlisted(word: str) -> End | None:
    """Return the scale of an adjective that is in no line, from its own superlative: `spikiest`."""
    return (word.removesuffix("est"), 1) if word.endswith("est") and len(word) > 5 else None


def _ends(plain: str) -> Iterator[Mention]:
    """Find `older`, `to the left of`, `less expensive`, `the cheapest`."""
    graded = [match.span() for match in _GRADED.finditer(plain)]
    for match in _GRADED.finditer(plain):
        end = _words().get(match[2], (match[2], 1))
        place = 1 if match[1] in ("most", "least") else None
        yield Mention(opposite(end) if match[1] in _REVERSED else end, match.start(), place)
    for match in _pattern().finditer(plain):
        if not any(start <= match.start() < stop for start, stop in graded):
            form = match[0].replace(" ", "_")
            yield Mention(_words()[form], match.start(), 1 if _EXTREME.search(form) else None)
    for match in _THAN.finditer(plain):
        if f"{match[1]}er" not in _words():
            yield Mention((match[1], 1), match.start())


@cache
def _pattern() -> re.Pattern[str]:
    # a plain adjective orders nothing: "the old man"; its comparative and superlative do
    forms = sorted((form for form in _words() if form not in _plain()), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(form.replace('_', ' ')) for form in forms)})(?![\w-])"
    )


@cache
def _words() -> dict[str, End]:
    """Return the end that each form of each word belongs to."""
    table: dict[str, End] = {}
    for name, sign, word in _entries():
        for form in (word[1:],) if word.startswith(".") else (word, *_forms(word)):
            table.setdefault(form, (name, sign))
    return table


@cache
def _plain() -> frozenset[str]:
    return frozenset(word for _, _, word in _entries() if not word.startswith(".") and word not in _SIDES)


_SIDES = ("left", "right", "north", "south", "east", "west")
"""Adjectives that say a place without any comparison: `to the left of`."""


def _entries() -> Iterator[tuple[str, Literal[1, -1], str]]:
    text = (files("neurosym.check") / "orderings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            low, _, high = line.partition("|")
            name = low.split()[0].removeprefix(".")
            yield from ((name, 1, word) for word in low.split())
            yield from ((name, -1, word) for word in high.split())


def _forms(word: str) -> Iterator[str]:
    """Yield the comparative and the superlative of a short adjective."""
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
    yield from (stem + "er", stem + "est")
