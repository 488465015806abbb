"""What stands at the ends of a row: “from the lock to the bridge”, `nearest the lock`, `seat by the window`.

General English only. Knows no puzzle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from neurosym.scales import FIRST, LAST, End, opposite
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.words.comparing import spoken
from neurosym.translate.sentences.words.numerals import number_of
from neurosym.translate.sentences.words.orders import Ranked
from neurosym.translate.sentences.words.spots import Spot, place_of

_ALWAYS: Mapping[str, End] = {"surface": ("above", 1)}
"""What stands at an end of every row that runs that way."""
_NEAREST, _FARTHEST = frozenset({"nearest", "closest"}), frozenset({"farthest", "furthest"})
_NEARER, _FARTHER = frozenset({"nearer", "closer"}), frozenset({"farther", "further"})
_BESIDE = frozenset({"by", "beside", "next"})
_FROM_TO = re.compile(r"\bfrom\s+(?:the\s+)?([a-z]+)\s+to\s+(?:the\s+)?([a-z]+)\b")
_FROM = re.compile(
    r"\b(?:count(?:ed|ing)|reckon(?:ed|ing)|number(?:ed|ing)|start(?:ed|ing))\s+from\s+(?:the\s+)?(?!the\s)([a-z]+)\b(?!\s+to\b)"
)


_NUMBER_ONE = r"\b(?:[a-z]+|number|no\.?) (?:1|one)\b"
_BY = r"\b(?:nearest|closest|next|by|beside|at)(?: to)? (?:the )?([a-z]+)\b"
_FIRST = re.compile(rf"{_NUMBER_ONE}(?: (?:is|being|lies|lying|stands|standing|was)\b)? {_BY}")
_FIRST_BEHIND = re.compile(rf"{_BY}, (?:in |at |is |being )?{_NUMBER_ONE}")
_SIDE = r"(left|right|top|bottom|front|back|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?)"
_AT_END = re.compile(rf"\b([a-z]+) (?:is |being |stands |standing )?at the (?:far )?{_SIDE} end\b")
_END_IS = re.compile(rf"\bat the (?:far )?{_SIDE} end (?:is|stands|lies) (?:a |an |the )?([a-z]+)\b")


def marks_of(entries: Iterable[Entry]) -> Mapping[str, End]:
    """Return what a text says to stand at the ends of its row, with the end of each."""
    return {**_ALWAYS, **{word: end for entry in entries for word, end in _marks(entry)}}


def _marks(entry: Entry) -> Iterator[tuple[str, End]]:
    """Read “numbered from the lock to the bridge”, “counting from the lock”: the lock is at the first end."""
    text = entry.text.casefold() if entry.role == "statement" else ""
    for first, last in _FROM_TO.findall(text):
        if place_of(first) is None and place_of(last) is None:
            yield from ((first, FIRST), (last, LAST))
    for pattern in (_FIRST, _FIRST_BEHIND):
        yield from ((mark, FIRST) for mark in pattern.findall(text) if _is_mark(mark))
    for mark, side in (*_AT_END.findall(text), *((m, s) for s, m in _END_IS.findall(text))):
        if _is_mark(mark) and isinstance(spot := place_of(side), Spot):
            yield mark, spot.end
    for first in _FROM.findall(text):
        if _is_mark(first):
            yield first, FIRST


def _is_mark(word: str) -> bool:
    return place_of(word) is None and number_of(word) is None


def marked(phrase: str, marks: Mapping[str, End]) -> Ranked | None:
    """Return what `nearer to the lock` says where the lock is a mark at one end of the row."""
    words = set(spoken(phrase))
    ends = {marks[word] for word in words if word in marks}
    if len(ends) != 1 or not words & (_NEARER | _FARTHER):
        return None
    (end,) = ends
    gap = next((int(number) for word in spoken(phrase) if (number := number_of(word)) is not None), None)
    return Ranked(end if words & _NEARER else opposite(end), gap)


def marked_spot(phrase: str, marks: Mapping[str, End]) -> Spot | None:
    """Return the place that `nearest the lock` or `seat by the window` says where that is a mark."""
    words = set(spoken(phrase))
    ends = {marks[word] for word in words if word in marks}
    if len(ends) != 1 or not words & (_NEAREST | _FARTHEST | _BESIDE):
        return None
    (end,) = ends
    return Spot(opposite(end) if words & _FARTHEST else end, 1)
