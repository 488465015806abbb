"""Years of what happens once, as numbers that can be compared: born in 2006, born after 2008.

Of verbs that the text has with a word that bounds a number, such as `after`. Knows no units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.ir.core import Apply, Compare, CompareOp, Term
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Members, formulas_of, rewritten
from neurosym.translate.sentences.sums.comparisons import is_number

_BOUNDS: dict[str, CompareOp] = {"after": ">", "before": "<", "since": ">=", "until": "<="}
_EXACTLY: dict[str, CompareOp] = {"in": "=="}


def dated(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the sentences with `born( x) > 2008` for `born after( x, 2008)`, where years are compared."""
    parts = [part for entry in entries for part in entry.parts]
    bounded = {verb for part in parts for formula in formulas_of(part) for verb in _bounded(formula)}
    listed = any(is_number(Apply(name)) for part in parts if isinstance(part, Members) for name in part.names)
    if not bounded or listed:  # what follows the tram 12 is after a tram
        return tuple(entries)

    def change(term: Term) -> Term:
        match term:
            case Apply(name, (one, other)) if is_number(other):
                verb, _, word = fold(name).rpartition(" ")
                op = (_BOUNDS | _EXACTLY).get(word)
                return Compare(op, Apply(verb, (one,)), other) if op and verb in bounded else term
            case _:
                return term

    return tuple(
        replace(
            entry, parts=tuple(rewritten(part, lambda one: transform(one, change)) for part in entry.parts)
        )
        for entry in entries
    )


def _bounded(formula: Term) -> Iterator[str]:
    for term in subterms(formula):
        match term:
            case Apply(name, (_, other)) if is_number(other):
                verb, _, word = fold(name).rpartition(" ")
                if word in _BOUNDS and verb:
                    yield verb
            case _:
                pass
