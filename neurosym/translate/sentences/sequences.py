"""Values with an order of their own: days, months, seasons, numbers; `Monday through Friday` written out.

General English only. Knows no group.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from neurosym.english import fold
from neurosym.translate.sentences.numerals import number_of

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_ORDERS = (_WEEK, _YEAR, _SEASONS, tuple(day[:3] for day in _WEEK), tuple(month[:3] for month in _YEAR))
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


def spread(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list with `Monday through Friday` and `1 to 6` written out."""
    return tuple(one for value in values for one in _spelled(value.split()) or (value,))


def _spelled(words: Sequence[str]) -> tuple[str, ...]:
    match words:
        case [first, through, last] if through in _THROUGH:
            for order in _ORDERS:
                if fold(first) in order and fold(last) in order:
                    between = order[order.index(fold(first)) : order.index(fold(last)) + 1]
                    return tuple(word.capitalize() for word in between)
            low, high = number_of(first), number_of(last)
            if low is not None and high is not None and 0 < high - low < 100:
                return tuple(str(number) for number in range(int(low), int(high) + 1))
    return ()
