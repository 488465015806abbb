"""How a copied phrase puts things in order: `taller`, `two places before`, `next to`, `between`.

General English only. Things are nearer to an end of a scale (`scales`), or so far apart. Knows no puzzle.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.english import ORDINALS, base, singular
from neurosym.ir.core import CompareOp
from neurosym.scales import End, forms, opposite
from neurosym.translate.sentences.words.comparing import (
    FILL,
    MEASURES,
    PASSING,
    UNITS,
    adjective_end,
    compared,
    nth,
    spoken,
)


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


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two things face each other across a table; `ends`: they are at the two ends of a row."""

    ends: bool = False


Relation: TypeAlias = Ranked | Apart | Inside | Level | Opposite

_UPPER: End = ("above", 1)
_AFTERWARDS = frozenset(
    {"week", "list", "order", "schedule", "sequence", "race", "day", "street", "shelf", "all", "it", "front"}
    | {"up", "down"}
)
_IMMEDIATE = frozenset({"directly", "immediately", "immediate", "just", "straight"})
_NEIGHBOURS = ("neighbor", "neighbour", "neighboring", "neighbouring")
_NEAR = frozenset(
    {*_NEIGHBOURS, "next", "adjacent", "beside", "alongside", "consecutive", "back_to_back"}
    | {"successive", "succession"}
)
_TOUCHING = frozenset({"touch", "adjoin", "abut"})
_LEAVING = frozenset({"to", "for", "by", "with", "behind"})
_FACING = frozenset({"opposite", "across", "face", "faces", "faced", "facing"})
_BOUNDS: tuple[tuple[str, CompareOp], ...] = (
    *(("at least", ">="), ("no fewer than", ">="), ("no less than", ">="), ("at most", "<=")),
    *(("no more than", "<="), ("more than", ">"), ("fewer than", "<"), ("less than", "<"), ("exactly", "==")),
)


def relation_of(phrase: str, nouns: Collection[str] = ()) -> Relation | None:
    """Return what a phrase says of the places of two or three things; None where it says nothing."""
    said = _untimed(spoken(phrase))
    if said[:1] == ["left"] and said[1:2] and said[1] in _LEAVING:
        return None  # what is left to somebody has been bequeathed
    bound, words = _bound(said)
    words = _kept(words)
    close = bool(_IMMEDIATE & set(words))
    words = [word for word in words if word not in _IMMEDIATE]
    if _is_adverb(words):
        words.remove("right")
        close = True
    if close and not words[:-1] and said[-1:] == ["on"]:
        return Ranked(_UPPER, 1)  # who rests directly on somebody is the next one above
    gap, words = _gap(words)
    if words[:1] and words[0] in ORDINALS and said[1:2] == ["to"]:
        gap, words = ORDINALS[words[0]], words[1:]  # who is third to the left is three places away
    if (facing := _facing(words)) is not None:
        return facing
    if set(words) & set(_NEIGHBOURS) and (side := compared(words)) is not None:
        return Ranked(side[2].end, 1)
    if words[:1] == ["next"] and "but" in words[1:3] and gap is not None:
        gap, words = gap + 1, words[words.index("but") + 1 :]  # the next but one is two places away
        if not words:
            return Apart(gap)
    if any(singular(word) in _NEAR or base(word) in _TOUCHING for word in words) or (
        words in ([], ["other"]) and "side" in said
    ):
        return Apart(1 if gap is None else gap, bound)
    if gap is not None and any(base(word) == "separate" for word in words):
        return Apart(gap + 1, bound)
    if "between" in words:
        return Inside(close) if gap is None else Apart(gap + 1, bound)
    if "as_well_as" in words:
        return _as([*words[: words.index("as_well_as")], "as", "good", "as"])
    if words.count("as") == 2:
        return _as(words)
    core = compared(words)
    if core is None:
        return Apart(gap, bound) if gap is not None and _is_distance(words, said, nouns) else None
    start, stop, form = core
    known = {*nouns, *_AFTERWARDS, *MEASURES, *UNITS}
    again = [word for word in words[stop:] if word in forms() and forms()[word].end == form.end]
    spare = [word for word in words[stop:] if word not in again]  # `follow after`
    rest = [word for word in spare if singular(word) not in known and base(word) not in known]
    if rest or (form.degree == "superlative" and form.end[0] not in ("first", "above")):
        return None
    if gap is None and (close or _by_one(words[:start], nouns)):
        gap = 1
    passive = said[-1:] == ["by"] and form.degree == "relation"
    end = opposite(form.end) if passive else form.end
    if words[:1] in (["no"], ["not"]):
        return Ranked(opposite(end), strict=False)
    return Ranked(end, gap, bound)


def _facing(words: Sequence[str]) -> Opposite | None:
    """Read `directly across from`, `opposite ends`; to be on opposite sides is another matter."""
    words = [word for word in words if base(word) not in ("sit", "seat")]
    if not words or words[0] not in _FACING or (words[0] == "across" and words[1:2] not in ([], ["table"])):
        return None
    rest = {singular(word) for word in words[1:]}
    return None if "side" in rest else Opposite("end" in rest)


def _is_adverb(words: Sequence[str]) -> bool:
    """Say whether `right` says how near: `right after`, `right next to`."""
    place = words.index("right") if "right" in words else len(words)
    following = words[place + 1 : place + 2]
    return bool(following) and (following[0] in forms() or following[0] in {*_NEAR, "between"})


def _bound(words: list[str]) -> tuple[CompareOp, list[str]]:
    """Take `at least` and the like from the front of a number: `taught at least two hours later`."""
    for said, op in _BOUNDS:
        lead = said.split()
        for start in range(len(words) - len(lead)):
            stop = start + len(lead)
            if words[start:stop] == lead and _count(words[stop]) is not None:
                return op, words[:start] + words[stop:]
    return "==", words


def _count(word: str) -> int | None:
    return None if word in ORDINALS else nth(word)


def _gap(words: list[str]) -> tuple[int | None, list[str]]:
    if words[:1] == ["no"] and "between" in words:
        return 0, words[1:]
    for place, word in enumerate(words):
        number = _count(word)
        if number is not None:
            return number, [*words[:place], *words[place + 1 :]]
    return None, words


def _kept(said: list[str]) -> list[str]:
    """Leave out the words that say nothing of an order; `farther` does where nothing else compares."""
    kept = [word for word in said if word not in FILL | PASSING]
    graded = {word for word in said if word in forms() and forms()[word].degree != "plain"}
    if graded and compared(kept) is None:
        return [word for word in said if word not in FILL and (word not in PASSING or word in forms())]
    return kept


def _untimed(said: list[str]) -> list[str]:
    """Leave out in what somebody is earlier or later: `later in trip`."""
    stop = said.index("in", 1) if "in" in said[1:] else len(said)
    core = compared(said[:stop]) if stop < len(said) else None
    return said[:stop] if core is not None and core[2].end[0] in ("first", "soon") else said


def _is_distance(words: Sequence[str], said: Sequence[str], nouns: Collection[str]) -> bool:
    """Say whether a number tells how far apart two are: `two apart`, `two chairs from`."""
    steps = {*UNITS, *nouns, "chair", "desk", "door", "bed", "table", "room"}
    whole = said[-1:] == ["from"] and all(singular(word) in steps for word in words)
    return bool({"away", "apart"} & set(words)) or (whole and bool(words))


def _by_one(before: Sequence[str], nouns: Collection[str]) -> bool:
    """Say whether a lone unit stands before the words of order: `the day before`, `the floor above`."""
    return bool(before) and before[-1] in {*UNITS, *nouns} and before[-1] not in forms()


def _as(words: Sequence[str]) -> Relation | None:
    first = words.index("as")
    end = adjective_end(words[first + 1])
    if end is None or words[first + 2 : first + 3] != ["as"]:
        return None
    match words[:first][-1:]:
        case ["least"]:
            return Ranked(end, strict=False)
        case ["most"]:
            return Ranked(opposite(end), strict=False)
        case ["not"]:
            return Ranked(opposite(end))
        case _:
            return Level(end)
