"""The number that a copied phrase says, exactly: `150,000`, `$200`, `40%`, `three`, `twice`, `second`."""

from __future__ import annotations

import re
from fractions import Fraction

from neurosym.english import NUMBER_WORDS, ORDINALS, fold, spoken

_MULTIPLES = {
    "once": Fraction(1),
    "twice": Fraction(2),
    "double": Fraction(2),
    "both": Fraction(2),
    "couple": Fraction(2),
    "pair": Fraction(2),
    "thrice": Fraction(3),
    "triple": Fraction(3),
    "quadruple": Fraction(4),
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "none": Fraction(0),
    "no": Fraction(0),
}
_PARTS = {"half": 2, "halve": 2, "quarter": 4} | {
    word: value for word, value in ORDINALS.items() if value > 2 and word.isalpha()
}
_SCALES: dict[str, Fraction] = {
    **{"hundred": Fraction(100), "thousand": Fraction(1_000), "k": Fraction(1_000)},
    **{"million": Fraction(10**6), "billion": Fraction(10**9), "dozen": Fraction(12)},
    **{"thousands": Fraction(1_000), "millions": Fraction(10**6), "billions": Fraction(10**9)},
    **dict.fromkeys(("%", "percent", "per cent", "cents", "cent", "¢"), Fraction(1, 100)),
    **dict.fromkeys(("times", "$", "€", "£", "dollars", "dollar", "euros", "euro", "pounds"), Fraction(1)),
}
_DIGITS = re.compile(
    r"(?P<sign>[-−]\s?)?[$€£¥₹]?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})"
    r"(?:\s?/\s?(?P<below>[1-9]\d{0,29}))?"
)
_ARTICLES = ("a ", "an ", "the ")


def number_of(phrase: str) -> Fraction | None:
    """Return the number that a phrase is, of whatever kind; None for a phrase that is no number.

    Money and percentages lose their unit (`40%` is 2/5), a multiple is its factor (`twice` is 2) and an
    ordinal its place (`second` is 2; `ordinal_of` tells it from `two`).
    """
    plain = _plain(phrase)
    place = ordinal_of(plain)
    return _cardinal(plain) if place is None else Fraction(place)


def ordinal_of(phrase: str) -> int | None:
    """Return the place, from 1, that an ordinal says: `second`, `2nd`, `twenty-first`."""
    plain = _plain(phrase)
    if plain in ORDINALS:
        return ORDINALS[plain]
    if match := re.fullmatch(r"(\d{1,9})(?:st|nd|rd|th)", plain):
        return int(match[1])
    tens, _, unit = plain.replace("-", " ").rpartition(" ")
    if NUMBER_WORDS.get(tens, 0) in range(20, 100, 10) and ORDINALS.get(unit, 10) < 10:
        return NUMBER_WORDS[tens] + ORDINALS[unit]
    return 20 if plain == "twentieth" else None


def _plain(phrase: str) -> str:
    plain = fold(phrase).strip()
    return next((plain.removeprefix(word) for word in _ARTICLES if plain.startswith(word)), plain)


def _cardinal(plain: str) -> Fraction | None:
    if plain in _MULTIPLES:
        return _MULTIPLES[plain]
    match = _DIGITS.match(plain)
    if match is None:
        return _in_words(plain)
    scale = _scale(plain[match.end() :].strip(" -"))
    if scale is None:
        return None
    value = Fraction(match["number"].replace(",", "")) / int(match["below"] or 1) * scale
    return -value if match["sign"] else value


def _scale(rest: str) -> Fraction | None:
    """Return the factor that words behind digits say: `million`, `%`, `million dollars`."""
    if rest in _SCALES or not rest:
        return _SCALES.get(rest, Fraction(1))
    first, _, others = rest.partition(" ")
    inner = _scale(others) if first in _SCALES and others else None
    return None if inner is None else _SCALES[first] * inner


def _in_words(plain: str) -> Fraction | None:
    for word, factor in _SCALES.items():
        if factor.denominator != 1 and plain.endswith(word):
            inner = _in_words(plain.removesuffix(word).strip())
            return None if inner is None else inner * factor
    words = plain.replace("-", " ").split()
    if words and words[-1] in ("times", "dollars", "euros", "dollar"):
        words.pop()
    if len(words) > 1 and (below := _PARTS.get(words[-1].removesuffix("s"))):
        above = _whole(words[:-1])
        return None if above is None else Fraction(above, below)
    if len(words) == 2 and words[1] == "dozen" and (dozens := _whole(words[:1])):
        return Fraction(12 * dozens)
    whole = _whole(words)
    return None if whole is None else Fraction(whole)


def _whole(words: list[str]) -> int | None:
    if words and words[0] in ("hundred", "thousand", "million", "billion"):
        words = ["one", *words]
    numeric = NUMBER_WORDS.keys() | {"hundred", "thousand", "million", "billion", "and"}
    if not words or not numeric.issuperset(words) or "and" in (words[0], words[-1]):
        return None
    values = list(spoken(words))
    return values[0] if len(values) == 1 else None
