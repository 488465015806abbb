"""Values with an order of their own: days, months, seasons, numbers; `Monday through Friday` written out.

General English only. Knows no group.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from neurosym.english import fold
from neurosym.translate.sentences.words.clock import clock_order
from neurosym.translate.sentences.words.numerals import number_of

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_LAYERS = (("top", "middle", "bottom"), ("upper", "middle", "lower"), ("front", "middle", "back"))
_SIDES = tuple(("left", middle, "right") for middle in ("middle", "centre", "center"))
_HOURS = (
    ("dawn", "morning", "noon", "afternoon", "evening", "night"),
    ("morning", "midday", "afternoon", "evening", "night"),
    ("breakfast", "lunch", "dinner"),
)
_COMPASS = ("north", "east", "south", "west")
_ORDERS = (
    _COMPASS,
    _WEEK,
    _YEAR,
    _SEASONS,
    *_HOURS,
    *_LAYERS,
    *_SIDES,
    tuple(day[:3] for day in _WEEK),
    tuple(month[:3] for month in _YEAR),
)
_CYCLES = (_WEEK, _YEAR, tuple(day[:3] for day in _WEEK), tuple(month[:3] for month in _YEAR))
"""What begins again after its end: the weekend runs from Saturday to Monday."""
_THROUGH = ("through", "to", "until", "till", "-", "–")


def natural_order(values: Sequence[str]) -> tuple[int, ...] | None:
    """Return the numbers of the values in their own order, first to last, if they have one."""
    folded = [fold(value) for value in values]
    if _runs_on(folded):
        return tuple(range(len(values)))
    if (times := clock_order(values)) is not None:
        return times
    ranks: list[list[Fraction]] = [
        [Fraction(order.index(word)) for word in folded if word in order] for order in _ORDERS
    ]
    ranks.append([number for value in values if (number := number_of(value)) is not None])
    for rank in ranks:
        if len(rank) == len(values) == len(set(rank)):
            return tuple(place for _, place in sorted(zip(rank, range(len(values)), strict=True)))
    return None


def _runs_on(folded: Sequence[str]) -> bool:
    """Say whether values are listed as they follow each other in a round: Friday to Monday."""
    for order in _CYCLES:
        if 1 < len(folded) <= len(order) and all(word in order for word in folded):
            places = [order.index(word) for word in folded]
            return all((later - one) % len(order) == 1 for one, later in pairwise(places))
    return False


def calendar_steps(values: Sequence[str]) -> tuple[Fraction, ...]:
    """Return how many days or months after the first of the round each value comes; none for other values."""
    folded = [fold(value) for value in values]
    if _runs_on(folded):
        return tuple(Fraction(place) for place in range(len(values)))
    for order in _CYCLES:
        if values and all(word in order for word in folded):
            return tuple(Fraction(order.index(word)) for word in folded)
    return ()


def labels_of(values: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of labels, `1` for `B1` or `court 1`, if all are alike; else the values."""
    labels = [_labelled(value) for value in values]
    alike = len({letter for letter, _ in labels}) == 1
    return tuple(label for _, label in labels) if alike else tuple(values)


def sorted_values(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values in their own order, or as they are where they have none."""
    order = natural_order(values)
    return tuple(values) if order is None else tuple(values[place] for place in order)


def spread(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list with `Monday through Friday` and `1 to 6` written out."""
    return tuple(one for value in values for one in _spelled(value.split()) or (value,))


def _labelled(word: str) -> tuple[str, str]:
    """Return the letter and the number of a label: `B` and `12` of `B12`, `court` and `2` of `Court 2`."""
    noun, _, number = word.rpartition(" ")
    if noun and number.isdecimal():
        return fold(noun), number
    return (word[0], word[1:]) if word[1:].isdecimal() and word[0].isalpha() else ("", word)


def _spelled(words: Sequence[str]) -> tuple[str, ...]:
    match words:
        case [first, through, last] if through in _THROUGH:
            for order in _ORDERS:
                if fold(first) in order and fold(last) in order:
                    start, stop = order.index(fold(first)), order.index(fold(last)) + 1
                    wraps = stop <= start and order in _CYCLES
                    between = (*order[start:], *order[:stop]) if wraps else order[start:stop]
                    return tuple(word.capitalize() for word in between)
            (prefix, least), (other, most) = _labelled(first), _labelled(last)
            low, high = number_of(least), number_of(most)
            if prefix == other and low is not None and high is not None and 0 < high - low < 100:
                return tuple(f"{prefix}{number}" for number in range(int(low), int(high) + 1))
    return ()
