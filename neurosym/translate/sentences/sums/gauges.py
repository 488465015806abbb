"""English words that say how much of what something has: ages, weights, prices, and what is counted together.

Word lists of general English; knows no sentence and no formula.
"""

from __future__ import annotations

from typing import Literal

from neurosym.english import fold
from neurosym.ir.core import CompareOp
from neurosym.translate.sentences.programmes.quantities import MONEY, bag

Way = Literal[1, -1]

_UP = {
    "age": bag("old older age ages aged senior"),
    "height": bag("tall taller high higher height heights"),
    "length": bag("long longer length lengths"),
    "width": bag("wide wider broad broader width breadth"),
    "depth": bag("deep deeper depth"),
    "thickness": bag("thick thicker thickness"),
    "weight": bag("heavy heavier weigh weighs weighed weight weights"),
    "price": bag("cost costs price prices priced expensive dear dearer costlier pricier"),
    "distance": bag("far farther further distance"),
    "speed": bag("fast faster quicker speed"),
    "strength": bag("strong stronger strength"),
    "size": bag("large larger big bigger size"),
    "temperature": bag("hot hotter warm warmer temperature"),
    "score": bag("score scores scored"),
}
_DOWN = {
    "age": bag("young younger junior"),
    "height": bag("short shorter low lower"),
    "width": bag("narrow narrower"),
    "depth": bag("shallow shallower"),
    "thickness": bag("thin thinner"),
    "weight": bag("light lighter"),
    "price": bag("cheap cheaper"),
    "distance": bag("near nearer close closer"),
    "speed": bag("slow slower"),
    "strength": bag("weak weaker"),
    "size": bag("small smaller"),
    "temperature": bag("cold colder cool cooler"),
}
_NAMED: dict[str, tuple[str, Way]] = {
    **{word: (measure, 1) for measure, words in _UP.items() for word in words},
    **{word: (measure, -1) for measure, words in _DOWN.items() for word in words},
}
MEASURED = frozenset(_UP)
"""What everything may have so much of, told by adjectives, nouns and verbs."""
ABOVE = bag("over above exceeding beyond")
BELOW = bag("under below beneath")
UNITS = {
    **dict.fromkeys(("year", "month"), "age"),
    **dict.fromkeys(("kg", "kilogram", "kilo", "gram", "g", "tonne", "ton", "pound", "ounce"), "weight"),
    **dict.fromkeys(("cm", "metre", "meter", "m", "inch", "foot", "mm", "km", "mile", "yard"), "length"),
    MONEY: "price",
}
SPANS = ("height", "length", "width", "distance", "depth")
"""What is told in metres."""


GENERIC = bag(
    "animal banknote card coin fruit guest head item member note number passenger people person piece player "
    "pupil seat singer stamp student thing ticket vehicle vote"
)
"""What several kinds of things may be called together."""
TAKINGS = bag("taking bill revenue proceeds")
"""Names for money as a whole, beside `total`."""
BODY = bag("corner ear eye foot hoof leg paw side tail wheel wing")
"""What one of a kind has several of, so that to count it is not to count them."""
PRICES = bag("price worth value fare fee charge sell earn pay spend owe wage rent")
"""Measures that are told in money."""


def measure_of(phrase: str) -> tuple[str, Way] | None:
    """Return what an amount is told by, and 1 if more of it is more of that: `cheaper` is the price, -1."""
    words = [word for word in fold(phrase).split() if word not in ("years", "much", "in", "of")]
    way: Way = 1
    if len(words) == 2 and words[0] in ("more", "less"):
        way = 1 if words[0] == "more" else -1
        words = words[1:]
    if len(words) > 1 and words[0] in ("far", "farther", "further") and words[1] == "from":
        return "distance " + " ".join(words[1:]), 1
    if len(words) > 1 and words[0] == "from":  # `3 km from school` is as far
        return "distance " + " ".join(words), 1
    found = _NAMED.get(words[0]) if len(words) == 1 else None
    if found is None:
        return None
    return found[0], found[1] if way > 0 else (-1 if found[1] > 0 else 1)


def is_short(phrase: str) -> bool:
    """Say whether a word is of heights and lengths alike."""
    return not {"short", "shorter"}.isdisjoint(fold(phrase).split())


def bound_by(phrase: str) -> CompareOp | None:
    """Return how a word bounds a number that stands next: `under`."""
    words = fold(phrase).split()
    if len(words) == 1 and words[0] in ABOVE | BELOW:
        return ">" if words[0] in ABOVE else "<"
    return None
