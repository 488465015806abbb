"""Whether what is decided on is counted or measured, and why. Knows no formulas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from neurosym.english import fold
from neurosym.ir.core import INT, REAL
from neurosym.measures import CURRENCY, MEASURES
from neurosym.translate.sentences.programmes.choices import Choice, Choices
from neurosym.translate.sentences.programmes.quantities import LIGHT, MONEY, PERCENT, lemma, lemmas
from neurosym.translate.sentences.programmes.resources import Table

_WHICH = re.compile(
    r"\bwhich (?:of (?:them|these|those|the|his|her|its|their)\b|ones?\b|\w+s should\b|should\b)"
)
"""How a text asks for things that are taken or left."""
_COUNTED = frozenset(["day", "week", "month", "cup"])
"""Measures that people count in whole ones."""
_ARTICLES = frozenset(["a", "an", "each", "per", "every", "one", "many"])
_UNCOUNTED = frozenset(["amount", "number", "type", "kind", "cost", "price", "profit"])
"""What stands before `of` and says nothing of how something is counted."""


@dataclass(frozen=True, slots=True)
class Domain:
    """The sort of a decided quantity and why it has it."""

    sort: str
    reason: str


def domains(
    choices: Choices, texts: Sequence[str], tables: Sequence[Table], limits: Collection[str], yes_no: bool
) -> list[Domain]:
    """Say of each choice whether it is whole.

    `limits` has the units of what is said of choices directly; `yes_no` choices are only taken or left.
    """
    if yes_no:
        return [Domain(INT, f"{choice.phrase}: taken (1) or left (0)") for choice in choices.all]
    if MONEY in limits or _rates(tables, len(choices.all)):
        return [Domain(REAL, f"{choice.phrase}: an amount that has parts") for choice in choices.all]
    measures = [_measure(choice, texts) for choice in choices.all]
    common = next((measure for measure in measures if measure), "") or _asked_for(texts)
    if common and not any(measures):
        return [Domain(REAL, f"{choice.phrase}: measured by the {common}") for choice in choices.all]
    found = []
    for choice, measure in zip(choices.all, measures, strict=True):
        counted = _counted(choice, texts)
        if measure or (common and not counted):
            found.append(Domain(REAL, f"{choice.phrase}: measured by the {measure or common}"))
        elif counted is None and measure is None and not _asks_whole(texts):
            found.append(_by_its_limits(choice, limits))
        else:
            found.append(Domain(INT, f"{choice.phrase}: counted, so a whole number"))
    return found


def _by_its_limits(choice: Choice, limits: Collection[str]) -> Domain:
    """Return the sort of what is only bounded: `Leeds to York` is whole where 60 barrels leave Leeds."""
    units = set(limits) - {""}
    unit = units.pop() if len(units) == 1 else ""
    if unit in MEASURES | CURRENCY | {""}:
        by = f"measured by the {unit}" if unit else "an amount that the text does not count"
        return Domain(REAL, f"{choice.phrase}: {by}")
    return Domain(INT, f"{choice.phrase}: a number of {unit}s, so it is whole")


def _rates(tables: Sequence[Table], choices: int) -> bool:
    """Say whether what a unit brings is a share of it, as of money that is invested."""
    return any(table.unit == PERCENT and len(table.of) == choices for table in tables)


def _asks_whole(texts: Sequence[str]) -> bool:
    """Say whether a text asks how many days, or things that are no measure, each of them is."""
    return any(unit in _COUNTED or unit not in MEASURES | CURRENCY for unit in _sought(texts))


def _asked_for(texts: Sequence[str]) -> str:
    """Return the unit in which a text asks for all that is decided: `how many hours should each run`."""
    return next((unit for unit in _sought(texts) if unit in MEASURES - _COUNTED), "")


def _sought(texts: Sequence[str]) -> Iterator[str]:
    """Yield the nouns of questions how many of something each is."""
    for words in map(lemmas, texts):
        for place, word in enumerate(words[:-2]):
            asks = word == "how" and words[place + 1] == "many"
            if asks and "each" in words[place + 3 : place + 7]:
                yield words[place + 2]


def _measure(choice: Choice, texts: Sequence[str]) -> str | None:
    """Return the unit by which the text measures a choice: `an acre of tulips`; empty where it counts."""
    own = lemmas(choice.phrase)
    counted: str | None = None
    for words in map(lemmas, texts):
        for place, word in enumerate(words):
            if word != "of" or not place or not _named_at(words, place + 1, own):
                continue
            unit = words[place - 1]
            if unit in MEASURES and unit not in _COUNTED:
                return unit
            if unit not in _UNCOUNTED:
                counted = ""
    return counted


def _named_at(words: Sequence[str], start: int, own: Sequence[str]) -> bool:
    """Say whether the name of a choice begins here, in full or with its last word alone."""
    return bool(own) and (
        tuple(words[start : start + len(own)]) == tuple(own) or words[start : start + 1] == own[-1:]
    )


def _counted(choice: Choice, texts: Sequence[str]) -> bool | None:
    """Say whether the text counts a choice: true behind `a`, `each`, `per`, false for a bare plural.

    None where it is never a plural either, as mass nouns are.
    """
    named = fold(choice.phrase).replace("-", " ").split()
    # of `tours in Polish` it is the tours that are counted
    inside = (place for place, word in enumerate(named) if place and word in LIGHT)
    named = named[: next(inside, len(named))]
    head = lemma(named[-1]) if named else ""
    if len(head) < 3 or any(char.isdigit() for char in head):
        return True
    plural = False
    for words in (fold(text).replace("-", " ").split() for text in texts):
        for place, word in enumerate(words):
            bare = word.strip(".,;:!?()'\"")
            if lemma(bare) != head:
                continue
            if _ARTICLES.intersection(words[max(0, place - len(named)) : place]):
                return True
            plural |= bare != head
    return False if plural else None


def taken_whole(choices: Choices, texts: Sequence[str]) -> bool:
    """Say whether a text asks which of several single things to take: `the rope`, `the tent`."""
    asks = any(_WHICH.search(fold(text)) for text in texts)
    return asks and len(choices.all) > 2 and all(_known(choice.phrase, texts) for choice in choices.all)


def _known(phrase: str, texts: Sequence[str]) -> bool:
    """Say whether some text speaks of one known thing, `the tent`, and not of tents."""
    *_, head = fold(phrase).split()
    pattern = re.compile(rf"\b(?:the|her|his|its|their|our) {re.escape(fold(phrase))}(?!\w)")
    return lemma(head) == head and any(pattern.search(fold(text)) for text in texts)
