"""What phrases of a programme are about: bags of lemmas, and the unit beside a number. Knows no problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from neurosym.english import base, fold, singular
from neurosym.ir.names import mangle
from neurosym.translate.sentences.numerals import number_of, ordinal_of


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LIGHT = _bag(
    "a an the of per each one number amount quantity total overall combined unit his her its their our "
    "my available daily weekly monthly yearly annual maximum minimum altogether "
    "in on at for to with from by and or any"
)
"""Words of a phrase that do not tell one quantity from another."""
_EACH = _bag("each every either both")
_PRONOUNS = _bag("it they them this that these those")

GAINS = _bag(
    "profit profitable earn earning earnings revenue income return net gain yield sell sale bring payoff "
    "interest make margin turnover price fee commission"
)
COSTS = _bag(
    "cost cheap pay spend budget expense expenditure price wage buy purchase fund money capital charge fee "
    "expensive invest investment outlay"
)
TIMES = _bag("time hour minute second day week month long fast")
CONCEPTS = (GAINS, COSTS, TIMES)
"""General words that say what kind of thing is measured, where no narrower word does."""
PICKED = _bag("choose select pick fund build open include accept approve take finance undertake")
"""What happens to something that is taken or left as a whole."""
REQUIRES = _bag("require need depend imply presuppose include rely")
EXCLUDES = _bag("exclude incompatible conflict rule preclude prevent forbid clash")
"""What one of two things that are taken or left says of the other."""
NEEDED = _bag("must need require least minimum demand contract provide meet")
"""Words of a sentence that gives what is needed, not what there is."""
EXACTLY = _bag("exactly exact precisely equal equally entire whole all rest")
LARGEST = _bag("maximize maximise maximum highest greatest largest")
SMALLEST = _bag("minimize minimise minimum lowest smallest")
BOUNDING = _bag(
    "least most maximum minimum exceed below under limit available up within only must cannot no more fewer "
    "less"
)
"""Words of a sentence that bounds something."""
SORTS = _bag("type kind sort variety category")

MONEY, PERCENT = "money", "percent"
_CURRENCY = _bag("dollar euro cent buck yuan yen rupee crown franc peso")
_TIME = {"second": 1, "minute": 60, "hour": 3600, "hr": 3600}
_MASS = {"milligram": 1, "mg": 1, "gram": 1000, "g": 1000, "kilogram": 10**6, "kg": 10**6, "kilo": 10**6}
_MASS |= {"tonne": 10**9}
_VOLUME = {"milliliter": 1, "millilitre": 1, "ml": 1, "liter": 1000, "litre": 1000, "l": 1000}
_LENGTH = {"cm": 1, "centimetre": 1, "centimeter": 1, "m": 100, "metre": 100, "meter": 100}
_LENGTH |= {"km": 10**5, "kilometre": 10**5, "kilometer": 10**5}
_SIZES = (_TIME, _MASS, _VOLUME, _LENGTH)
"""Units of one dimension each, by their size."""
MEASURES = frozenset(unit for sizes in _SIZES for unit in sizes) | _bag(
    "acre hectare pound lb ounce oz ton gallon quart pint cup barrel square sq ft foot inch yard mile "
    "tablespoon teaspoon calorie day week month"
)
_STOP = _bag(
    "per for and or each in to at on from is are was were be while but with by than as if every when during "
    "available must can may should which that who will more fewer less"
)
_LETTER = "A"
"""The lemma of A in a name such as `mine A`; as an article it is no part of a name."""
_WINDOW = 6
"""Words behind a number that may belong to it."""
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_AFTER = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:()!?]")


@lru_cache(maxsize=1 << 12)
def lemma(word: str) -> str:
    """Return the dictionary form; an unknown word in -s is taken for a plural: `suvs` is `suv`."""
    plain = base(word)
    return singular(word, (word[:-1],)) if plain == word else plain


@lru_cache(maxsize=1 << 12)
def lemmas(phrase: str) -> tuple[str, ...]:
    """Return the dictionary forms of all words of a phrase, in order; hyphens part words."""
    written = _WORD.findall(phrase)
    return tuple(
        _LETTER if word == "A" and (place or len(written) == 1) else lemma(fold(word).removesuffix("'s"))
        for place, word in enumerate(written)
    )


@lru_cache(maxsize=1 << 12)
def key(phrase: str) -> frozenset[str]:
    """Return the lemmas that tell a quantity from others: `the number of ox carts` has `ox` and `cart`."""
    found = frozenset(lemmas(phrase))
    return found - _LIGHT - _EACH or found


def spoken_in(text: str, phrase: str) -> bool:
    """Say whether the words of a phrase stand together in a text, in whatever form."""
    words, own = lemmas(text), lemmas(phrase)
    return any(words[start : start + len(own)] == own for start in range(len(words)))


def identifier(*phrases: str) -> str:
    """Return the words of phrases as one identifier: `cost_ox_carts`."""
    words = [re.sub(r"\W", "", word) for phrase in phrases for word in _WORD.findall(fold(phrase))]
    return mangle("_".join(words) or "amount")


def is_pronoun(phrase: str) -> bool:
    """Say whether a phrase points back at something and does not name it."""
    return _PRONOUNS.issuperset(lemmas(phrase))


def of_each(phrase: str) -> bool:
    """Say whether a phrase speaks of every member of a group: `each machine`, `either type`."""
    return not _EACH.isdisjoint(lemmas(phrase))


def akin(one: str, other: str) -> bool:
    """Say whether two lemmas share most of their letters: `assemble` and `assembly`."""
    if one == other:
        return True
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return shared >= 4 and shared >= 0.6 * max(len(one), len(other))


def kindred(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether some word of one bag is akin to some word of the other."""
    return any(akin(a, b) for a in one for b in other)


def amount_of(phrase: str) -> Fraction | None:
    """Return the number that a phrase is; an ordinal from `third` on is a part here."""
    place = ordinal_of(phrase)
    if place is not None:
        return Fraction(1, place) if place > 2 else None
    return number_of(phrase)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence: its `unit` (empty where none is known) and the lemmas beside it."""

    value: Fraction
    unit: str = ""
    near: frozenset[str] = frozenset()


class Figures:
    """The numbers of one sentence, met in the order of the text: the second `3` is the second one there."""

    def __init__(self, text: str) -> None:
        self._text = fold(text)
        self._next: dict[str, int] = {}

    @property
    def words(self) -> frozenset[str]:
        """Return the lemmas of the sentence."""
        return frozenset(lemmas(self._text))

    def said(self, phrase: str) -> int:
        """Return how often a number stands in the sentence as it is written here."""
        return len(_written_as(phrase).findall(self._text))

    def take(self, phrase: str) -> Figure | None:
        """Return the next number that is written like this; None where the phrase is no number."""
        value = amount_of(phrase)
        if value is None:
            return None
        written = fold(phrase)
        pattern = _written_as(phrase)
        match = pattern.search(self._text, self._next.get(written, 0)) or pattern.search(self._text)
        if match is None:
            return Figure(value)
        self._next[written] = match.end()
        before = self._text[: match.start()].rstrip()[-1:]
        unit, near = _beside(self._text[match.end() :])
        if written[0] in "$€£¥₹" or before in ("$", "€", "£", "¥", "₹"):
            unit = MONEY
        elif written.endswith(("%", "percent", "per cent")):
            unit = PERCENT
        return Figure(value, unit, near)


def _written_as(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(fold(phrase))}(?!\w|[.,]\d)")


def _beside(rest: str) -> tuple[str, frozenset[str]]:
    """Return the unit and the words that follow a number: `hours of skilled labour`."""
    if rest.lstrip().startswith(("$", "€", "£")):
        return MONEY, frozenset()
    if rest.lstrip().startswith("%"):
        return PERCENT, frozenset()
    found = list(_noun_phrase(rest))
    head = found[: found.index("of")] if "of" in found else found
    words = [lemma(part) for word in head for part in word.split("-")]
    near = frozenset(lemma(part) for word in found for part in word.split("-")) - _LIGHT
    if _CURRENCY.intersection(words[:1]):
        return MONEY, near
    if "percent" in words[:1]:
        return PERCENT, near
    named = [word for word in words if word not in _LIGHT]
    return next((word for word in named if word in MEASURES), named[-1] if named else ""), near


def _noun_phrase(rest: str) -> Iterator[str]:
    """Yield the words behind a number that belong to it; of `40 minutes to fill` the verb as well."""
    for place, match in enumerate(_AFTER.finditer(rest[:120])):
        word = match[0]
        if word == "to" and place:
            yield from ("of", *_AFTER.findall(rest, match.end())[:1])
            return
        if not word[0].isalnum() or word in _STOP or place == _WINDOW:
            return
        if place and word != "of" and amount_of(word) is not None:
            return
        yield word


def conversion(one: str, other: str) -> Fraction | None:
    """Return how many of `other` one of `one` is: 60 for hours and minutes; None where that is not known."""
    if one == other:
        return Fraction(1)
    return next(
        (Fraction(sizes[one], sizes[other]) for sizes in _SIZES if one in sizes and other in sizes), None
    )


def compatible(one: str, other: str) -> bool:
    """Say whether numbers in these units may measure one thing; an unknown unit may be any."""
    if not one or not other:
        return True
    if MONEY in (one, other) or PERCENT in (one, other):
        return one == other
    return conversion(one, other) is not None or not (one in MEASURES and other in MEASURES)
