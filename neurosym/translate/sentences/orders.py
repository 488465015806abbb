"""What a copied phrase says of an order: `second-newest`, `two places before`, `next to`. Knows no puzzle.

General English only. A place is counted from an end of a scale (`scales`); which end has the number 1 in a
problem is decided where the problem is known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.english import NUMBER_WORDS, ORDINALS, base, fold, singular
from neurosym.ir.core import CompareOp
from neurosym.scales import FIRST, LAST, End, forms, opposite
from neurosym.translate.sentences.comparing import MEASURES, compared, extreme


@dataclass(frozen=True, slots=True)
class Spot:
    """The place `nth` (from 1) counted from an end: `second-newest`, `last`, `leftmost`."""

    end: End
    nth: int


@dataclass(frozen=True, slots=True)
class Middle:
    """The place with as many before it as behind it."""


@dataclass(frozen=True, slots=True)
class AnyEnd:
    """The first place or the last one."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first thing is nearer to the end than the second, by `gap` places if it is said how many.

    `bound` compares the distance with the gap. Where it is not strict, both may have one place.
    """

    end: End
    gap: int | None = None
    bound: CompareOp = "=="
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Apart:
    """The places of two things differ by so many, in either direction: `next to`, `one house between`."""

    gap: int
    bound: CompareOp = "=="


@dataclass(frozen=True, slots=True)
class Inside:
    """The first thing is between the second and the third; `close`: beside both."""

    close: bool


@dataclass(frozen=True, slots=True)
class Level:
    """Two things have one place on a scale: `as old as`."""

    end: End


Place: TypeAlias = Spot | Middle | AnyEnd
Relation: TypeAlias = Ranked | Apart | Inside | Level

_FILL = frozenset(
    {"the", "a", "an", "of", "in", "at", "on", "to", "from", "than", "by", "is", "are"}
    | {"was", "s", "side", "place", "position", "spot", "rank"}
)
_PLACED = frozenset(
    {"finish", "come", "rank", "place", "stand", "sit", "be", "arrange", "locate"} | {"arrive"}
)
_PASSING = frozenset(
    {"somewhere", "anywhere", "some", "any", "time", "sometime", "eventually", "very"}
    | {"overall", "far", "extreme"}
)
_AFTERWARDS = frozenset(
    {"week", "row", "line", "list", "order", "schedule", "sequence", "queue", "race"}
    | {"day", "street", "shelf", "all"}
)
_IMMEDIATE = frozenset(("directly", "immediately", "just", "straight"))
_NEAR = frozenset(
    {"next", "adjacent", "beside", "neighbor", "neighbour", "neighboring"} | {"neighbouring", "alongside"}
)
_CENTRAL = frozenset(("middle", "center", "centre", "central", "median"))
_UNITS = frozenset(
    {"day", "week", "month", "hour", "year", "floor", "place", "position", "house"}
    | {"seat", "slot", "spot", "step", "storey"}
)
_BOUNDS: tuple[tuple[str, CompareOp], ...] = (
    *(("at least", ">="), ("no fewer than", ">="), ("no less than", ">="), ("at most", "<=")),
    *(("no more than", "<="), ("more than", ">"), ("fewer than", "<"), ("less than", "<"), ("exactly", "==")),
)


def place_of(phrase: str, nouns: Collection[str] = (), loose: bool = False) -> Place | None:
    """Return the place that a phrase says: `third from the left`, `the last house` where `nouns` has house.

    `loose` lets a verb stand before it: `performs third`. None for a phrase that says no place.
    """
    words = _words(phrase)
    ends = {"end", "ends"} & set(words)
    kept = [word for word in words if word not in _FILL | _PASSING | ends and singular(word) not in nouns]
    kept = [word for word in kept if base(word) not in _PLACED]
    if not kept or (ends and kept[0] in ("either", "one", "both")):
        return AnyEnd() if ends else None
    for start in range(2 if loose else 1):
        found = _place(kept[start:])
        if found is not None:
            return found
    return None


def relation_of(phrase: str, nouns: Collection[str] = ()) -> Relation | None:
    """Return what a phrase says of the places of two or three things; None where it says nothing."""
    bound, words = _bound(_words(phrase))
    words = [word for word in words if word not in _FILL | _PASSING]
    close = bool(_IMMEDIATE & set(words))
    words = [word for word in words if word not in _IMMEDIATE]
    if _is_adverb(words):
        words.remove("right")
        close = True
    gap, words = _gap(words)
    if any(singular(word) in _NEAR for word in words):
        return Apart(1 if gap is None else gap, bound)
    if "between" in words:
        return Inside(close) if gap is None else Apart(gap + 1, bound)
    if words.count("as") == 2:
        return _as(words, bound)
    core = compared(words)
    if core is None:
        return Apart(gap, bound) if gap is not None and {"away", "apart"} & set(words) else None
    start, stop, form = core
    known = {*nouns, *_AFTERWARDS, *MEASURES}
    rest = [word for word in words[stop:] if singular(word) not in known and base(word) not in known]
    if rest or (form.degree == "superlative" and form.end[0] not in ("first", "above")):
        return None
    if gap is None and (close or _by_one(words[:start], nouns)):
        gap = 1
    end = opposite(form.end) if _is_passive(phrase) else form.end
    if words[:1] in (["no"], ["not"]):
        return Ranked(opposite(end), strict=False)
    return Ranked(end, gap, bound)


def _words(phrase: str) -> list[str]:
    return [word.removesuffix("'s") for word in fold(phrase).replace("-", " ").split()]


def _nth(word: str) -> int | None:
    if word in ORDINALS:
        return ORDINALS[word]
    return int(word) if word.isdecimal() and len(word) < 7 else NUMBER_WORDS.get(word)


def _place(words: Sequence[str]) -> Place | None:
    match words:
        case [word] if word in _CENTRAL:
            return Middle()
        case ["penultimate"] | ["next", "last"] | ["last", "but", "one"]:
            return Spot(LAST, 2)
        case ["runner", "up"]:
            return Spot(FIRST, 2)
        case ["number", word] | [word] if (nth := _nth(word)) is not None:
            return Spot(FIRST, nth)
        case [ordinal, *rest] if rest and ordinal in ORDINALS and (end := extreme(rest)) is not None:
            return Spot(end, ORDINALS[ordinal])
        case _:
            end = extreme(words)
            return None if end is None else Spot(end, 1)


def _is_adverb(words: Sequence[str]) -> bool:
    """Say whether `right` says how near: `right after`, `right next to`."""
    place = words.index("right") if "right" in words else len(words)
    following = words[place + 1 : place + 2]
    return bool(following) and (following[0] in forms() or following[0] in {*_NEAR, "between"})


def _bound(words: list[str]) -> tuple[CompareOp, list[str]]:
    """Take `at least` and the like from the front of a number."""
    for spoken, op in _BOUNDS:
        lead = spoken.split()
        if words[: len(lead)] == lead and len(words) > len(lead) and _count(words[len(lead)]) is not None:
            return op, words[len(lead) :]
    return "==", words


def _count(word: str) -> int | None:
    return None if word in ORDINALS else _nth(word)


def _gap(words: list[str]) -> tuple[int | None, list[str]]:
    if words[:1] == ["no"] and "between" in words:
        return 0, words[1:]
    for place, word in enumerate(words):
        number = _count(word)
        if number is not None:
            return number, [*words[:place], *words[place + 1 :]]
    return None, words


def _by_one(before: Sequence[str], nouns: Collection[str]) -> bool:
    """Say whether a lone unit stands before the words of order: `the day before`, `the floor above`."""
    return bool(before) and before[-1] in {*_UNITS, *nouns}


def _is_passive(phrase: str) -> bool:
    words = _words(phrase)
    return "by" in words and bool({"preceded", "followed"} & set(words))


def _as(words: Sequence[str], bound: CompareOp) -> Relation | None:
    first = words.index("as")
    inner = words[first + 1]
    if inner not in forms() or words[first + 2 : first + 3] != ["as"]:
        return None
    end = forms()[inner].end
    leading = words[:first]
    if leading[-1:] == ["least"]:
        return Ranked(end, strict=False)
    return Ranked(opposite(end), strict=False) if leading[-1:] == ["most"] else Level(end)
