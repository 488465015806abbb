"""The numbers of a sentence are used in its formulas. Warnings only; `one` and ordinals are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from neurosym.check.places import Place, places
from neurosym.check.plans import decided
from neurosym.english import NUMBER_WORDS, numbers, words
from neurosym.faults import Fault, Span
from neurosym.ir.core import TRUE, Compare, Enumeration, Num, Problem, Range
from neurosym.ir.walk import subterms
from neurosym.measures import factor_in

_COMPARED = re.compile(
    r"\b(?:least|most|more|fewer|less|than|exceed|maximum|minimum|per|each|every|half|times|percent|exactly)\b",
    re.IGNORECASE,
)
"""A sentence without such a word, of which nothing follows, may announce a few: `it makes two sauces`."""
_FEW = 12
_SCALES = (12, 10**3, 10**6, 10**9)
"""A number may stand before such a word: `12 dozen`, `4 million`."""
_DOZENS = re.compile(r"\b(\w+)[ -]dozens?\b", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:(?:in|since|of|until) (?=[12]\d{3}\b(?!,\d| \w))|number (?=\d))\d+", re.IGNORECASE)
"""A year at the end of a clause, and what has a number for its name, count nothing."""


def numbers_used(problem: Problem) -> Iterator[Fault]:
    """Every number of a quoted sentence is in a formula for it, in a name there, or the size of a sort."""
    declared = set(_declared(problem))
    quoting: dict[str, list[Place]] = {}
    for place in places(problem):
        # of a triple the words name what the formula may say without them, such as which number was compared
        cited = place.role in ("triple", "derived")
        if place.says and not cited and (place.role != "assumed" or place.formula != TRUE):
            quoting.setdefault(place.says, []).append(place)
    scales = [*map(Fraction, _SCALES), *_assumed(problem)]
    for says, group in quoting.items():
        wanted = numbers(_DOZENS.sub(_counted, _NAMES.sub("", says))) - {Fraction(1)} - declared
        if all(place.formula == TRUE for place in group) and not _COMPARED.search(says):
            wanted = {number for number in wanted if number > _FEW}
        if not wanted:
            continue
        for number in sorted(wanted - set(_written(group, scales))):
            where = Span(says, 0, len(says), "quoted")
            hint = f"use {number} in the formula, or say in a claim what follows from it"
            what = f"the sentence says {number}, and no formula for it does"
            yield Fault("number", what, where, hint, group[0].id, "warning")


def _counted(match: re.Match[str]) -> str:
    """Return dozens in digits: `60` for `5 dozen`; in `6 pounds a dozen` these are a unit, and no number."""
    many = match[1].casefold()
    value = int(many) if many.isdecimal() else NUMBER_WORDS.get(many)
    return match[1] if value is None or value == 1 else str(12 * value)


def _declared(problem: Problem) -> Iterator[Fraction]:
    """Yield the bounds and sizes of sorts, and the numbers in names: `three friends` are a sort of three.

    So are `two kinds of bread`, of which a programme decides how many: two numbers that no equation gives.
    """
    yield Fraction(sum(not symbol.args for symbol in problem.symbols if symbol.name in decided(problem)))
    if any(isinstance(claim.formula, Compare) and claim.formula.right == Num(0) for claim in problem.claims):
        yield Fraction(0)
    for sort in problem.sorts:
        match sort:
            case Range(_, low, high):
                yield from (Fraction(low), Fraction(high), Fraction(high - low + 1))
            case Enumeration(_, elements):
                yield Fraction(len(elements))
                yield from _in_names(elements)
    yield from _in_names(symbol.name for symbol in problem.symbols)


def _in_names(names: Iterable[str]) -> Iterator[Fraction]:
    for name in names:
        yield from numbers(" ".join(words(name)))


def _assumed(problem: Problem) -> Iterator[Fraction]:
    """Yield by what the numbers of the text were multiplied to be in one unit."""
    for claim in problem.claims:
        if claim.kind == "assumed" and (scale := factor_in(claim.says)):
            yield scale


def _written(group: list[Place], scales: Sequence[Fraction]) -> Iterator[Fraction]:
    """Yield the numbers in formulas, and what a percentage or a half of them would be in words."""
    for place in group:
        for part in subterms(place.formula):
            if isinstance(part, Num):
                value = Fraction(part.value)
                yield from (value, abs(value), value * 100, 1 - value, (1 - value) * 100)
                yield from (value - 1, value + 1)
                yield from (value / scale for scale in scales)
