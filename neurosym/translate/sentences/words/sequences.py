"""Values with an order of their own: days, months, seasons, numbers; `Monday through Friday` written out.

General English only. Knows no group.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from neurosym.english import fold
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
_THROUGH = ("through", "to", "until", "till", "-", "–")


def natural_order(values: Sequence[str]) -> tuple[int, ...] | None:
    """Return the numbers of the values in their own order, first to last, if they have one."""
    folded = [fold(value) for value in values]
    ranks: list[list[Fraction]] = [
        [Fraction(order.index(word)) for word in folded if word in order] for order in _ORDERS
    ]
    ranks.append([number for value in values if (number := number_of(value)) is not None])
    for rank in ranks:
        if len(rank) == len(values) == len(set(rank)):
            return tuple(place for _, place in sorted(zip(rank, range(len(values)), strict=True)))
    return None


def labels_of(values: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of labels, `1` and `2` for `B1` and `B2`; other values as they are."""
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
    """Return the letter and the number of a label: `B` and `12` of `B12`."""
    return (word[0], word[1:]) if word[1:].isdecimal() and word[0].isalpha() else ("", word)


def _spelled(words: Sequence[str]) -> tuple[str, ...]:
    match words:
        case [first, through, last] if through in _THROUGH:
            for order in _ORDERS:
                if fold(first) in order and fold(last) in order:
                    between = order[order.index(fold(first)) : order.index(fold(last)) + 1]
                    return tuple(word.capitalize() for word in between)
            (prefix, start), (other, stop) = _labelled(first), _labelled(last)
            low, high = number_of(start), number_of(stop)
            if prefix == other and low is not None and high is not None and 0 < high - low < 100:
                return tuple(f"{prefix}{number}" for number in range(int(low), int(high) + 1))
    return ()
