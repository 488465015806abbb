"""What the unknown numbers of a small sum are called: whose they are, and by which words they are told apart.

Knows phrases alone, no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurosym.ir.core import Apply, Arith, Num, Term
from neurosym.translate.sentences.programmes.quantities import amount_of, key, lemmas
from neurosym.translate.sentences.sums.gauges import MEASURED, PRICES

Words = frozenset[str]

_SYNONYMS = {"big": "large", "great": "large", "lesser": "small", "little": "small", "elder": "old"}
_ONES = frozenset(["one"])
_BEHIND = frozenset(["in", "of", "for", "with", "on", "at", "to", "from"])


class Unknown(Exception):
    """A phrase that stands for no number of the text."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One unknown number: how much of a `measure` its `owner` has; the count of the owner without measure."""

    measure: str
    owner: str


def words_of(phrase: str) -> Words:
    """Return the words that tell one owner from others: `the bigger number` is `large`."""
    own = key(phrase) if "digit" not in lemmas(phrase) else frozenset(lemmas(phrase))
    found = frozenset(_SYNONYMS.get(word, word) for word in own)
    return found - _ONES or found


def head_of(phrase: str) -> str:
    """Return the noun of a name: that of `seat in the stalls` is `seat`."""
    own = lemmas(phrase)
    cut = next((place for place, word in enumerate(own) if place and word in _BEHIND), len(own))
    return own[cut - 1] if own else ""


def total_of(terms: Sequence[Term]) -> Term:
    """Return the sum of some terms, which is the one where there is only one."""
    return terms[0] if len(terms) == 1 else Arith("+", tuple(terms)) if terms else Num(0)


def is_measured(holding: Holding) -> bool:
    """Say whether a number may have parts by what it measures: an age, a weight, a price."""
    return holding.measure in MEASURED or bool(words_of(holding.measure or "-") & PRICES)


def bare_names(term: Term) -> Iterator[str]:
    """Yield the names in a term that stand for a number by themselves."""
    match term:
        case Apply(name, ()):
            if amount_of(name) is None:
                yield name
        case Arith(_, args):
            for arg in args:
                yield from bare_names(arg)
        case _:
            return
