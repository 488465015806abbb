"""Units of measure and of money: which English words name one, and how many of another it is.

The words are ours, the factors those of pint, exact. A day, a week and a month are no multiples of an hour
here: how many hours are worked in one, a text has to say. Acres differ by country, and cups by content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

KINDS: Mapping[str, Mapping[str, str]] = {
    "time": {"second": "second", "minute": "minute", "hour": "hour", "hr": "hour"},
    "mass": {
        **{"milligram": "milligram", "mg": "milligram", "gram": "gram", "g": "gram"},
        **{"kilogram": "kilogram", "kg": "kilogram", "kilo": "kilogram", "tonne": "tonne"},
        **{"pound": "pound", "lb": "pound", "ounce": "ounce", "oz": "ounce"},
    },
    "volume": {
        **{"milliliter": "milliliter", "millilitre": "milliliter", "ml": "milliliter"},
        **{"liter": "liter", "litre": "liter", "l": "liter"},
        **{"gallon": "gallon", "quart": "quart", "pint": "pint"},
    },
    "length": {
        **{"mm": "millimeter", "millimetre": "millimeter", "millimeter": "millimeter"},
        **{"cm": "centimeter", "centimetre": "centimeter", "centimeter": "centimeter"},
        **{"m": "meter", "metre": "meter", "meter": "meter"},
        **{"km": "kilometer", "kilometre": "kilometer", "kilometer": "kilometer"},
        **{"foot": "foot", "ft": "foot", "inch": "inch", "yard": "yard", "mile": "mile"},
    },
    "spoons": {"tablespoon": "tablespoon", "teaspoon": "teaspoon"},
}
"""For each kind of quantity the words for its units, and what pint calls them."""

_KIND = {word: kind for kind, words in KINDS.items() for word in words}

MEASURES = frozenset(_KIND) | frozenset(
    ["acre", "hectare", "ton", "cup", "barrel", "square", "sq", "calorie", "day", "week", "month"]
)
"""All words for units, in the singular; those without a factor, too."""

CURRENCY = frozenset(
    ["dollar", "euro", "cent", "buck", "yuan", "yen", "rupee", "crown", "franc", "peso", "naira"]
)
"""Words for units of money, in the singular; a pound is one of mass."""

BELOW_ZERO = r"(?:(?<![^\s(])[-−]|\bnegative )[$€£¥₹]?"
"""What stands before an amount below zero, as a regular expression: no dash with a blank behind it."""

_MANY = {"foot": "feet", "inch": "inches"}
_CONVERTS = re.compile(r"One \w+ is (\d+(?:\.\d+)?(?:/\d+)?) \w+\.")


@cache
def factor(one: str, other: str) -> Fraction | None:
    """Return how many of `other` one of `one` is: 60 for hours and minutes; None where that is not known."""
    if one == other:
        return Fraction(1)
    if not commensurable(one, other):
        return None
    from_, to = (KINDS[_KIND[unit]][unit] for unit in (one, other))
    if from_ == to:
        return Fraction(1)
    registry = _registry()
    return Fraction(registry.Quantity(Fraction(1), from_).to(to).magnitude)  # type: ignore[attr-defined]


def commensurable(one: str, other: str) -> bool:
    """Say whether one unit is so many of the other, so that `factor` is a number."""
    return one == other or (one in _KIND and _KIND[one] == _KIND.get(other))


def several(unit: str) -> str:
    """Return the plural of a unit, as it is written after a number: `hours`, `feet`, `kg`."""
    return _MANY.get(unit) or (f"{unit}s" if unit in MEASURES and len(unit) > 2 else unit)


def equation(large: str, small: str, many: str) -> str:
    """Return what is assumed where one unit is told in another: `One hour is 60 minutes.`"""
    return f"One {large} is {many} {several(small)}."


def factor_in(says: str) -> Fraction | None:
    """Return the number of a sentence that `equation` made; None for any other sentence."""
    found = _CONVERTS.fullmatch(says)
    return Fraction(found[1]) if found else None


@cache
def _registry() -> object:
    # half a second, for those texts only that mix two units of one kind
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)
