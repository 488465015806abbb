"""Which place a copied phrase says: `second-newest`, `third from the left`, `at either end`. Knows no puzzle.

General English only. A place is counted from an end of a scale (`scales`); which end has the number 1 in a
problem is decided where the problem is known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.english import NUMBER_WORDS, ORDINALS, base, singular
from neurosym.scales import FIRST, LAST, End
from neurosym.translate.sentences.words.comparing import FILL, MEASURES, PASSING, UNITS, compared, nth, spoken


@dataclass(frozen=True, slots=True)
class Spot:
    """The place `nth` (from 1) counted from an end: `second-newest`, `last`, `leftmost`."""

    end: End
    nth: int


@dataclass(frozen=True, slots=True)
class Among:
    """One of the first `count` places from an end: `the first two houses`."""

    end: End
    count: int


@dataclass(frozen=True, slots=True)
class Middle:
    """The place with as many before it as behind it."""


@dataclass(frozen=True, slots=True)
class AnyEnd:
    """The first place or the last one."""


@dataclass(frozen=True, slots=True)
class Parity:
    """A place whose number has this rest by two: `an even-numbered floor`."""

    rest: int


Place: TypeAlias = Spot | Among | Middle | AnyEnd | Parity

_PLACED = frozenset(
    {"finish", "come", "rank", "place", "stand", "sit", "be", "arrange", "locate", "arrive", "live"}
)
_CENTRAL = frozenset({"middle", "center", "centre", "central", "median"})
_BEARERS = frozenset({"one", "person", "man", "woman", "individual", "resident", "tenant", "occupant"})
_WINNERS = frozenset(
    {"win", "won", "wins", "winner", "winning", "victor", "lead", "leads", "head", "heads"}
    | {"open", "opens", "opened", "opening", "beginning", "start"}
)
_CLOSERS = frozenset({"close", "closes", "closed", "closing", "rear"})
_MEDALS = {"gold": 1, "silver": 2, "bronze": 3}


def place_of(phrase: str, nouns: Collection[str] = (), loose: bool = False) -> Place | None:
    """Return the place that a phrase says: `third from the left`, `the last house` where `nouns` has house.

    `loose` lets a verb or a noun stand beside it: `performs third`. None for a phrase that says no place.
    """
    words = spoken(phrase)
    ends = {"end", "ends"} & set(words)
    passing = FILL | PASSING | ends
    kept = [word for word in words if word not in passing and singular(word) not in {*nouns, *UNITS}]
    kept = [word for word in kept if base(word) not in _PLACED]
    if len(kept) > 1 and kept[0] in _BEARERS:
        kept = kept[1:]
    if "numbered" in kept and set(kept) <= {"even", "odd", "numbered"}:
        return Parity(int("odd" in kept))
    if kept == ["ground"]:
        return Spot(("above", -1), 1)
    if {"outer", "outermost"} & set(kept) or (
        ends and (not kept or kept[0] in ("either", "one", "both", "two"))
    ):
        return Spot(LAST, 1) if "very" in words or words[-3:] == ["at", "the", "end"] else AnyEnd()
    if ends and len(kept) == 1 and kept[0] in ORDINALS:
        return Spot(LAST if "from" in words else FIRST, ORDINALS[kept[0]])
    found = _place(kept) if kept else None
    if found is None and loose and len(kept) > 1:
        found = _place(kept[1:]) or (_place(kept[:-1]) if kept[0] in ORDINALS else None)
    return found


def _place(words: Sequence[str]) -> Place | None:
    match words:
        case [word] if word in _CENTRAL:
            return Middle()
        case ["penultimate"]:
            return Spot(LAST, 2)
        case ["runner", "up"]:
            return Spot(FIRST, 2)
        case [word] | [word, "number"] if word in _WINNERS:
            return Spot(FIRST, 1)
        case [word] | [word, "number"] | ["brings" | "bring" | "brought", "up", word] if word in _CLOSERS:
            return Spot(LAST, 1)
        case [metal, "medal"] if metal in _MEDALS:
            return Spot(FIRST, _MEDALS[metal])
        case [*rest, "but", "one"] if (end := _extreme(rest)) is not None:
            return Spot(end, 2)
        case ["next", *rest] if rest and (end := _extreme(rest)) is not None:
            return Spot(end, 2)
        case [side, count] if count in NUMBER_WORDS and (end := _extreme([side])) is not None:
            return Among(end, NUMBER_WORDS[count])
        case ["number", word] | [word] if (number := nth(word)) is not None:
            return Spot(FIRST, number)
        case [ordinal, *rest] if rest and ordinal in ORDINALS and (end := _extreme(rest)) is not None:
            return Spot(end, ORDINALS[ordinal])
        case _:
            end = _extreme(words)
            return None if end is None else Spot(end, 1)


def _extreme(words: Sequence[str]) -> End | None:
    """Return the end that `left`, `newest`, `most expensive` or `highest price` names, and nothing else."""
    core = compared(words)
    if core is None:
        return None
    start, stop, form = core
    others = {*words[:start], *words[stop:]}
    side = form.degree == "relation" and form.end[0] != "first"
    spare = {word for word in others if word not in MEASURES and base(word) not in MEASURES}
    return form.end if (form.degree == "superlative" or side) and not spare else None
