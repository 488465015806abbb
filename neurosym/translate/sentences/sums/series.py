"""Numbers that a text only counts, `two numbers` or `three consecutive integers`, and what is known of them.

The larger is not below the smaller, consecutive ones are one apart, digits end at nine. Reads words of a
text and says what is assumed; it lowers no equation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from neurosym.english import fold
from neurosym.ir.core import Arith, Compare, Num, Term
from neurosym.translate.sentences.programmes.quantities import amount_of, bag, lemmas

_NOUNS = bag("number integer digit page")
_WHOLE = bag("integer consecutive whole even odd digit natural page")
_FEW = 12
"""More numbers than this are not named one by one."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MIDDLE = bag("middle median central")
_LEAST = bag("small least low first")
_MOST = bag("large high last")


@dataclass(frozen=True, slots=True)
class Series:
    """So many numbers, told together; `step` is 0 where they do not follow each other."""

    size: int
    step: int = 0
    parity: int | None = None
    """0 for even numbers, 1 for odd ones."""


def series_of(phrase: str) -> Series | None:
    """Return the numbers that a phrase counts: `three consecutive even numbers`, `two numbers`."""
    words = fold(phrase).split()
    own = lemmas(phrase)
    size = amount_of(words[0]) if words else None
    if size is None or size.denominator != 1 or not 2 <= size <= _FEW:
        return None
    if len(words) > 1 and own[-1] not in _NOUNS:
        return None
    parity = 0 if "even" in own else 1 if "odd" in own else None
    step = 0 if "consecutive" not in own else 1 if parity is None else 2
    step = 1 if "page" in own else step
    return Series(int(size), step, parity)


def is_whole(texts: Sequence[str]) -> bool:
    """Say whether a text speaks of whole numbers."""
    return any(not _WHOLE.isdisjoint(lemmas(text)) for text in texts)


def named(series: Series) -> tuple[str, ...]:
    """Return names for numbers that have none, the smallest first."""
    if series.size == 2:
        return ("smaller number", "larger number")
    return tuple(f"{_ORDINALS[n] if n < len(_ORDINALS) else n + 1} number" for n in range(series.size))


def place_of(words: frozenset[str], size: int) -> int | None:
    """Return the place that a name has among so many numbers in order, the smallest being 0."""
    if words & _MIDDLE and size % 2:
        return size // 2
    for n, ordinal in enumerate(_ORDINALS[:size]):
        if ordinal in words:
            return n
    if words & _LEAST:
        return 0
    return size - 1 if words & _MOST else None


def following(series: Series, terms: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """Yield what is assumed of numbers that follow each other, each with a sentence that says it."""
    if series.step:
        for one, other in pairwise(terms):
            after = Arith("+", (one, Num(series.step)))
            yield f"Each is {series.step} more than the one before.", Compare("==", other, after)
    if series.parity is not None:
        for term in terms[:1]:
            odd = Compare("==", Arith("%", (term, Num(2))), Num(series.parity))
            yield f"They are {'odd' if series.parity else 'even'}.", odd


def ordered(names: Sequence[tuple[frozenset[str], Term]]) -> Iterator[tuple[str, Term]]:
    """Yield that the larger of two numbers is not below the smaller one."""
    small = [term for words, term in names if "small" in words]
    large = [term for words, term in names if "large" in words]
    if len(small) == 1 and len(large) == 1:
        yield "The larger one is not below the smaller one.", Compare(">=", large[0], small[0])


def outlines(names: Sequence[tuple[frozenset[str], Term]]) -> Iterator[tuple[str, Term]]:
    """Yield how the outline and the area of a rectangle go with its two sides."""
    sides = [term for words, term in names if words & bag("length width breadth height depth")]
    if len(sides) != 2:
        return
    for words, term in names:
        if words & bag("perimeter outline circumference round"):
            around = Arith("*", (Num(2), Arith("+", tuple(sides))))
            yield (
                "It is a rectangle, and its outline is twice its two sides together.",
                Compare("==", term, around),
            )
        elif "area" in words:
            yield (
                "It is a rectangle, and its area is the product of its two sides.",
                Compare("==", term, Arith("*", tuple(sides))),
            )
