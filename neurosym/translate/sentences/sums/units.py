"""The units of the numbers of a small sum: which go together, and which numbers count things.

Knows the words beside a number and no equation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from neurosym.english import fold
from neurosym.ir.core import Apply, Arith, Compare, Term
from neurosym.ir.terms import number
from neurosym.ir.walk import children, rebuild, subterms
from neurosym.measures import MEASURES
from neurosym.measures import factor as factor_of
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import (
    amount_of,
    bag,
    lemma,
    lemmas,
)
from neurosym.translate.sentences.sums.comparisons import numeric

_CALENDAR = {"month": 1, "year": 12}
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NO_NOUNS = bag("be have do time as this more less year old")


class Units:
    """The first unit of each dimension that a text has, the question before all others.

    `of` has the units of the numbers that an unknown number stands beside.
    """

    def __init__(self, question: str) -> None:
        self._bases = [*(unit for unit in lemmas(question) if unit in MEASURES), "year"]
        self.of: dict[str, set[str]] = {}

    def ratio(self, term: Term, text: str) -> Fraction | None:
        """Return the factor from the unit of a number to the one that the text has for the same."""
        unit = unit_of(term, text) or ""
        if unit not in MEASURES and unit not in _CALENDAR:
            return None
        for base in self._bases:
            if unit in _CALENDAR and base in _CALENDAR:
                return Fraction(_CALENDAR[unit], _CALENDAR[base])
            if (factor := factor_of(unit, base)) is not None:
                return factor
        self._bases.append(unit)
        return None


def unit_of(term: Term, text: str) -> str | None:
    """Return the unit of a number in a sentence, empty where it has none; None for what is no number."""
    if not isinstance(term, Apply) or term.args or amount_of(term.name) is None:
        return None
    figure = Figures(text).take(term.name)
    if figure is not None and "year" in figure.near:
        return "year"  # of `9 years old`
    return figure.unit if figure is not None else ""


def counts_things(formula: Term, text: str) -> bool:
    """Say whether some number of a formula stands before a noun for several: `ninety bales`."""
    for term in subterms(formula):
        if not isinstance(term, Apply) or term.args or amount_of(term.name) is None:
            continue
        behind = re.search(rf"\b{re.escape(fold(term.name))} (\w+)(?: (\w+))?", fold(text))
        for word in behind.groups() if behind else ():
            if (
                word
                and lemma(word) != word
                and lemma(word) not in MEASURES | _NO_NOUNS
                and word[-3:] != "ing"
            ):
                return True
    return False


def of_some(text: str, formula: Term, size: int) -> bool:
    """Say whether a sentence speaks of so many, `the two boys`, where there are more or fewer than these."""
    used = {fold(term.name) for term in subterms(formula) if isinstance(term, Apply)}
    found = re.findall(rf"\b(?:the|all|these|those) ({'|'.join(_FEW)})\b|\b(both)\b", fold(text))
    words = {one or other for one, other in found} - used
    return any(_FEW.get(word, 2) != size for word in words)


@dataclass(frozen=True, slots=True)
class InOneUnit:
    """A sentence whose numbers get the unit that the text has for the same first: 1,500 grams are 1.5 kg."""

    text: str
    units: Units

    def formula(self, term: Term, asked: str = "") -> Term:
        """Return a formula with its numbers in that unit."""
        if isinstance(term, Compare) and numeric(term):
            return rebuild(term, tuple(map(self._amount, children(term))))
        parts = children(term)
        return rebuild(term, tuple(map(self.formula, parts))) if parts else term

    def _amount(self, term: Term) -> Term:
        match term:
            case Apply(name, ()) if (value := amount_of(name)) is not None:
                factor = self.units.ratio(term, self.text)
                return term if factor is None or factor == 1 else number(value * factor)
            case Arith(op, args):
                return Arith(op, tuple(map(self._amount, args)))
            case _:
                return term
