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
    r"\b(?:count(?:ed|ing)|reckon(?:ed|ing)|number(?:ed|ing)|start(?:ed|ing))\s+from\s+(?:the\s+)?+([a-z]+)\b(?!\s+to\b)"
)


def marks_of(entries: Iterable[Entry]) -> Mapping[str, End]:
    """Return what a text says to stand at the ends of its row, with the end of each."""
    return {**_ALWAYS, **{word: end for entry in entries for word, end in _marks(entry)}}


def _marks(entry: Entry) -> Iterator[tuple[str, End]]:
    """Read “numbered from the lock to the bridge”, “counting from the lock”: the lock is at the first end."""
    text = entry.text.casefold() if entry.role == "statement" else ""
    for first, last in _FROM_TO.findall(text):
        if place_of(first) is None and place_of(last) is None:
            yield from ((first, FIRST), (last, LAST))
    for first in _FROM.findall(text):
        if place_of(first) is None and number_of(first) is None:
            yield first, FIRST


def marked(phrase: str, marks: Mapping[str, End]) -> Ranked | None:
    """Return what `nearer to the lock` says where the lock is a mark at one end of the row."""
    words = set(spoken(phrase))
    ends = {marks[word] for word in words if word in marks}
    if len(ends) != 1 or not words & (_NEARER | _FARTHER):
        return None
    (end,) = ends
    return Ranked(end if words & _NEARER else opposite(end))


def marked_spot(phrase: str, marks: Mapping[str, End]) -> Spot | None:
    """Return the place that `nearest the lock` or `seat by the window` says where that is a mark."""
    words = set(spoken(phrase))
    ends = {marks[word] for word in words if word in marks}
    if len(ends) != 1 or not words & (_NEAREST | _FARTHEST | _BESIDE):
        return None
    (end,) = ends
    return Spot(opposite(end) if words & _FARTHEST else end, 1)
