"""Numbers of one thing in one unit: what that takes for granted, and where it cannot be. Knows no tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from neurosym.faults import Fault, Span
from neurosym.ir.core import Arith, Num, Term
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import number
from neurosym.measures import equation, factor, several
from neurosym.translate.sentences.programmes.figures import Figure
from neurosym.translate.sentences.programmes.quantities import at_odds


@dataclass(slots=True)
class Conversions:
    """What was converted in one text: `told` says what that rests on, `faults` what could not be."""

    told: dict[str, None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def factor(self, figure: Figure, other: str, phrase: str, text: str, *, sure: bool) -> Fraction | None:
        """Return how many of another unit one of a figure's unit is; None where there is nothing to convert.

        `text` is the sentence that gives the figure, `phrase` what it is an amount of; `sure`: the other unit
        is written, too. Two units that have nothing to do with each other are a fault where both are written.
        """
        unit = figure.unit
        if not unit or not other or unit == other:
            return None
        if at_odds(unit, other):
            if sure and not figure.supposed:
                what = f"{phrase} is told in {several(other)} and in {several(unit)}"
                what += ", and nothing says what the one is in the other"
                self.faults.append(Fault("units", what, Span(text, 0, len(text)), "tell it in one unit"))
            return None
        times = factor(unit, other)
        if times is not None and times != 1:
            large, small, many = (unit, other, times) if times > 1 else (other, unit, 1 / times)
            self.told[equation(large, small, print_formula(number(many)))] = None
        return times


def scaled(term: Term, times: Fraction | None) -> Term:
    """Return a term in another unit; no factor, or one, changes nothing."""
    return term if times is None or times == 1 else Arith("*", (term, number(times)))


def converted(term: Term, times: Fraction | None) -> Term:
    """Return a term in another unit; a number is worked out."""
    if isinstance(term, Num) and times is not None:
        return number(term.value * times)
    return scaled(term, times)
