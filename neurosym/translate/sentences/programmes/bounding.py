"""Which way a limit of a programme goes by the words of its sentence: what is there, needed, or exactly so.

Knows one sentence, what is decided on and what one unit takes or brings. Links nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from neurosym.english import fold
from neurosym.ir.core import Apply, Arith, Compare, CompareOp, Term
from neurosym.ir.walk import subterms
from neurosym.measures import MEASURES
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.programmes.choices import Choices, Fit
from neurosym.translate.sentences.programmes.directions import before, way
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import (
    CONCEPTS,
    EXACTLY,
    NEEDED,
    amount_of,
    key,
    kindred,
    lemmas,
)
from neurosym.translate.sentences.programmes.straightening import numbers_in

_TOTAL = frozenset(["total"])
_IN_ALL = re.compile(r"\b(?:in total|in all|all told|altogether)\b")


def directed(
    entry: Entry, formula: Term, choices: Choices, used: Collection[frozenset[str]] | None = None
) -> Term:
    """Return a limit with its direction: that of `at least 90` or `at most 90`, where the sentence says so.

    An equation that says what there is or what is needed, but not `exactly`, is a limit, too:
    `total( flour) = 90` of "There are 90 kg of flour." says that at most these can be used.
    `used` is what one unit takes or brings: so many of anything else are what is decided on, all together.
    """
    match formula:
        case Compare("<" | "<=" | ">" | ">=" | "==" as op, left, right) if (
            said := _bound(entry, right)
        ) and op[0] != said[0]:
            return Compare(said, left, right)
        case Compare("==", (Apply(name, (_,)) as total), (Apply(number, ()) as bound)) if (
            key(name) == _TOTAL and amount_of(number) is not None
        ):
            inner = total.args[0]
            if isinstance(inner, Apply) and choices.match(inner.name)[0] >= Fit.PART:
                return formula
            words = frozenset(lemmas(entry.text))
            counted = used is not None and isinstance(inner, Apply) and not _is_used(key(inner.name), used)
            told = _told(entry.text, number, words, "==" if counted else "<=")
            return formula if words & EXACTLY else Compare(told, total, bound)
        case _:
            return formula


def _bound(entry: Entry, bound: Term) -> CompareOp | None:
    """Return how a sentence bounds something to a number or a multiple: `at least twice as many`."""
    figures = Figures(entry.text)
    sum_or_difference = any(isinstance(part, Arith) and part.op in ("+", "-") for part in subterms(bound))
    said = {figures.bound(number.name) for number in numbers_in(bound)} - {""}
    return said.pop() or None if len(said) == 1 and not sum_or_difference else None


def _is_used(words: frozenset[str], used: Collection[frozenset[str]]) -> bool:
    """Say whether a phrase is of what units take or bring, or of a measure or money, which they all take."""
    general = MEASURES.union(*CONCEPTS)
    return not words.isdisjoint(general) or any(kindred(words, own) for own in used)


def _told(text: str, number: str, words: frozenset[str], plain_way: CompareOp) -> CompareOp:
    """Return how the words before a number bound what there is or what is needed, else its sentence.

    `plain_way` is how it is bounded where neither is said.
    """
    plain = fold(text)
    lead = before(plain, max(plain.find(fold(number)), 0))
    said = way(lead, plainly=number[0] in "$€£")
    if said not in ("<=", ">="):
        said = ">=" if words & NEEDED else way(plain)
    bound: CompareOp = said if said == "<=" or said == ">=" else plain_way
    # what must be so many in total may not be more
    exact = bound == ">=" and _IN_ALL.search(plain) and not way(lead, plainly=True)
    return "==" if exact else bound


def direction(words: frozenset[str]) -> CompareOp:
    """Return how an amount is bounded of which a sentence only says that it is there, or needed."""
    return ">=" if words & NEEDED else "<="
