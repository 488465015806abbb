"""Times of day as people write them: `7:15`, `half past eight`, `quarter to ten`, `noon`, `3 p.m.`.

General English only. Knows no group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from neurosym.english import NUMBER_WORDS, fold

_HOUR = 60
_ROUND = 12 * _HOUR
_NAMED = {"noon": _ROUND, "midday": _ROUND, "midnight": 2 * _ROUND}
_PARTS = {"half": 30, "quarter": 15}
_DIGITS = re.compile(r"(\d{1,2}):([0-5]\d)")
_HALF = re.compile(r"\b([ap])\.?\s?m\b\.?")
_FILLED = re.compile(r"\b(?:a|the|at|o['’]?clock|oclock|hours?|minutes?|sharp)\b")


def minutes_of(value: str) -> int | None:
    """Return the minutes since midnight that a time of day says; None for a bare number, and what is no time.

    Without `a.m.` or `p.m.` it is the time that the face of a clock shows.
    """
    found = _read(value)
    return found[0] if found is not None and found[1] else None


def clock_order(values: Sequence[str]) -> tuple[int, ...] | None:
    """Return the numbers of times of day in their own order; None where not all are, or none is surely one.

    Times that are listed in equal steps are in their order, also past twelve: 11, 12, 1, 2.
    """
    read = [found for value in values if (found := _read(value)) is not None]
    times = [minutes for minutes, _ in read]
    if len(read) != len(values) or len(set(times)) != len(times):
        return None
    steps = {(later - one) % _ROUND for one, later in pairwise(times)}
    sure = any(told for _, told in read)
    even = len(times) > 2 and len(steps) == 1 and max(times) < _ROUND + _HOUR
    if even and sum(steps) * len(times) <= _ROUND and (sure or steps == {_HOUR}):
        return tuple(range(len(times)))
    if not sure:
        return None
    return tuple(place for _, place in sorted(zip(times, range(len(times)), strict=True)))


def _read(value: str) -> tuple[int, bool] | None:
    """Return the minutes that a value says, and whether it can be nothing but a time."""
    plain = fold(value).replace("-", " ")
    half = _HALF.search(plain)
    said = _FILLED.sub(" ", _HALF.sub(" ", plain)).split()
    sure = half is not None or "clock" in plain
    found = _hands(said)
    if found is None:
        return None
    minutes, told = found
    if half is not None and minutes < _ROUND + _HOUR:
        minutes = minutes % _ROUND + (_ROUND if half[1] == "p" else 0)
    return minutes, sure or told


def _hands(words: list[str]) -> tuple[int, bool] | None:
    match words:
        case [word] if word in _NAMED:
            return _NAMED[word], True
        case [word] if (digits := _DIGITS.fullmatch(word)) is not None:
            return int(digits[1]) * _HOUR + int(digits[2]), True
        case [word] if (hour := _number(word)) is not None and 0 < hour <= 24:
            return hour * _HOUR, False
        case [part, "past" | "after", word] if (hour := _number(word)) is not None and 0 < hour <= 12:
            minutes = _PARTS.get(part) or _number(part)
            return None if minutes is None else (hour * _HOUR + minutes, True)
        case [part, "to" | "before", word] if (hour := _number(word)) is not None and 0 < hour <= 12:
            minutes = _PARTS.get(part) or _number(part)
            return None if minutes is None else (hour * _HOUR - minutes, True)
        case _:
            return None


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 3 else NUMBER_WORDS.get(word)
