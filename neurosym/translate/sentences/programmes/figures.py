"""The numbers of one sentence, each with the unit and the words beside it. Knows no other sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from neurosym.english import fold
from neurosym.measures import BELOW_ZERO, CURRENCY, MEASURES
from neurosym.translate.sentences.programmes.quantities import (
    LIGHT,
    MONEY,
    PERCENT,
    amount_of,
    bag,
    lemma,
    lemmas,
)

_STOP = bag(
    "per for and or each in to at on from is are was were be while but with by than as if every when during "
    "available must can may should which that who will more fewer less"
)
_LEAST = ("at least", "minimum of", "no less than", "not less than", "no fewer than", "not fewer than")
_MOST = ("at most", "maximum of", "no more than", "not more than", "up to")
_DOZENS = re.compile(r"[ -]dozens?\b(?: of\b)?")
_BELOW = re.compile(rf"{BELOW_ZERO}$")
_WINDOW = 6
"""Words behind a number that may belong to it."""
_AFTER = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:()!?]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence: its `unit` (empty where none is known), the lemmas beside it and before it.

    `supposed`: the unit is that of the number before it, as in `20 minutes for carving and 14 for polishing`.
    """

    value: Fraction
    unit: str = ""
    near: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    supposed: bool = False


class Figures:
    """The numbers of one sentence, met in the order of the text: the second `3` is the second one there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._text = fold(text)
        self._next: dict[str, int] = {}
        self._last = 0
        self._unit = ""

    @property
    def words(self) -> frozenset[str]:
        """Return the lemmas of the sentence."""
        return frozenset(self.in_order)

    @property
    def in_order(self) -> tuple[str, ...]:
        """Return the lemmas of the sentence, in their order."""
        return lemmas(self._text)

    def said(self, phrase: str) -> int:
        """Return how often a number stands in the sentence as it is written here."""
        return len(_written_as(phrase).findall(self._text))

    def take(self, phrase: str) -> Figure | None:
        """Return the next number that is written like this; None where the phrase is no number."""
        value = amount_of(phrase)
        if value is None:
            return None
        written = fold(phrase)
        pattern = _written_as(phrase)
        own = self._next.get(written, 0)
        # of two equal numbers, one that stands behind what was taken last: readings keep the order
        starts = (max(own, self._last), own, 0)
        match = next(filter(None, (pattern.search(self._text, start) for start in starts)), None)
        if match is None:
            return Figure(value)
        self._next[written] = self._last = match.end()
        before = self._text[: match.start()].rstrip()[-1:]
        if _BELOW.search(self._text[: match.start()]):
            value = -value
        rest = self._text[match.end() :]
        if "dozen" not in written and (dozens := _DOZENS.match(rest)):
            value, rest = 12 * value, rest[dozens.end() :]
        unit, near = _beside(rest)
        if written[0] in "$€£¥₹" or before in ("$", "€", "£", "¥", "₹"):
            unit = MONEY
        elif written.endswith(("%", "percent", "per cent")):
            unit = PERCENT
        elif lemma(written.split()[-1]) in CURRENCY:
            unit = MONEY
        supposed = not unit and not near and self._unit in MEASURES
        self._unit = unit = self._unit if supposed else unit
        return Figure(value, unit, near, lemmas(self._text[: match.start()]), supposed)

    def bound(self, phrase: str) -> Literal["<=", ">=", ""]:
        """Return what the words right before a number bound it to, if it stands in the sentence once."""
        found = list(_written_as(phrase).finditer(self._text))
        if len(found) != 1:
            return ""
        words = re.findall(r"[a-z]+", self._text[: found[0].start()])[-4:]
        lead = " ".join(words[:-1] if words[-1:] in (["a"], ["an"], ["the"]) else words)
        if lead.endswith(_LEAST):
            return ">="
        return "<=" if lead.endswith(_MOST) else ""


def _written_as(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(fold(phrase))}(?!\w|[.,]\d)")


def _beside(rest: str) -> tuple[str, frozenset[str]]:
    """Return the unit and the words that follow a number: `hours of skilled labour`."""
    if rest.lstrip().startswith(("$", "€", "£")):
        return MONEY, frozenset()
    if rest.lstrip().startswith("%"):
        return PERCENT, frozenset()
    found = list(_noun_phrase(rest))
    head = found[: found.index("of")] if "of" in found else found
    words = [lemma(part) for word in head for part in word.split("-")]
    near = frozenset(lemma(part) for word in found for part in word.split("-")) - LIGHT
    if CURRENCY.intersection(words[:1]):
        return MONEY, near
    if "percent" in words[:1]:
        return PERCENT, near
    named = [word for word in words if word not in LIGHT]
    return next((word for word in named if word in MEASURES), named[-1] if named else ""), near


def _noun_phrase(rest: str) -> Iterator[str]:
    """Yield the words behind a number that belong to it; of `40 minutes to fill` the verb as well.

    Of a rate only what is counted belongs to it: `70 visitors an hour` is no hours.
    """
    for place, match in enumerate(_AFTER.finditer(rest[:120])):
        word = match[0]
        if word == "to" and place:
            yield from ("of", *_AFTER.findall(rest, match.end())[:1])
            return
        rate = place and word in ("a", "an")
        if not word[0].isalnum() or word in _STOP or place == _WINDOW or rate:
            return
        if place and word != "of" and amount_of(word) is not None:
            return
        yield word
