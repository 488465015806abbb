"""Words of place that say who has what: “behind the oak door waits a dragon”, “tea is set in front of Bo”.

Where a text says no order of anything else, what stands in one between things of two groups puts them
together. Knows no layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import base
from neurosym.faults import FaultError
from neurosym.ir.core import Apply, Compare, Term, Var
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import formulas_of, rewritten
from neurosym.translate.sentences.puzzles.groups import Groups
from neurosym.translate.sentences.words.comparing import FILL, PASSING, compared, spoken
from neurosym.translate.sentences.words.orders import relation_of
from neurosym.translate.sentences.words.spots import place_of

_PLACING = frozenset({"behind", "front", "over", "under", "underneath", "beneath", "above", "below", "touch"})
"""What is said of rows and of single places alike."""
_ROW = re.compile(
    r"\b(?:in|on|of|form|as)\s+(?:\w+\s+)?(?:row|line|queue|column|procession|parade|race|stack|pile|tower|shelf"
    r"|ladder|file)s?\b|\bqueu\w*|\b(?:stacked|lined up|piled)\b",
    re.IGNORECASE,
)


def with_pairings(entries: Sequence[Entry], groups: Groups) -> tuple[Entry, ...]:
    """Return the readings with `x = oak` for `behind( x, oak)`, where no row is spoken of.

    Who is behind a door is so in any row.
    """
    unordered = _is_unordered(entries, groups)

    def change(term: Term) -> Term:
        match term:
            case Apply(phrase, (one, other)) if _puts(phrase) and (
                unordered or _is_behind_door(phrase, other)
            ):
                return Compare("==", one, other)
            case _:
                return term

    return tuple(
        replace(
            entry,
            parts=tuple(rewritten(part, lambda formula: transform(formula, change)) for part in entry.parts),
        )
        for entry in entries
    )


def _is_behind_door(phrase: str, other: Term) -> bool:
    noun = spoken(other.name)[-1:] if isinstance(other, Apply) else []
    return "behind" in spoken(phrase) and noun in (["door"], ["doors"], ["gate"], ["curtain"], ["counter"])


def _puts(phrase: str) -> bool:
    """Say whether a phrase says a place in general, and neither how far nor how much."""
    words = [word for word in spoken(phrase) if word not in FILL | PASSING]
    return any(base(word) in _PLACING or word in _PLACING for word in words)


def _is_unordered(entries: Sequence[Entry], groups: Groups) -> bool:
    """Say whether words of place stand between two groups only, and nothing tells of a row."""
    lists = [group for group in groups.all if group.values]
    if len(lists) < 2 or len(lists) < len(groups.all) or any(group.ordered for group in lists):
        return False
    if any(_ROW.search(entry.text) for entry in entries):
        return False
    return all(_is_pairing(atom, groups) for atom in _orders(entries))


def _orders(entries: Sequence[Entry]) -> Iterator[Apply]:
    for entry in entries:
        for part in entry.parts:
            for formula in formulas_of(part):
                for term in subterms(formula):
                    match term:
                        case Apply(phrase, (_,)) if place_of(phrase, loose=True) or compared(spoken(phrase)):
                            yield term
                        case Apply(phrase, (_, _, *_)) if relation_of(phrase) is not None:
                            yield term
                        case _:
                            pass


def _is_pairing(atom: Apply, groups: Groups) -> bool:
    """Say whether an atom can say that two things are together: they are of two groups."""
    if len(atom.args) != 2 or not _puts(atom.name):
        return False
    one, other = (_group(arg, groups) for arg in atom.args)
    return one != other or one is None


def _group(term: Term, groups: Groups) -> int | None:
    match term:
        case Var():
            return None
        case Apply(phrase, ()):
            try:
                found = groups.member(phrase)
            except FaultError:
                return None
            return found[0] if found else None
        case _:
            return None
