"""Attributes that have the same values: a violet scarf is one thing, and violet gloves are another.

The noun that a value is said of tells which is meant. Knows no layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.ir.core import Apply, Compare, Term, conjunction, disjunction, negate
from neurosym.ir.walk import transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import rewritten
from neurosym.translate.sentences.puzzles.groups import Groups

_KINDS = frozenset({"colour", "color", "kind", "sort", "type", "name"})
"""What is asked of a thing whose values are told: the colour of her scarf is her scarf, violet or brown."""


def with_nouns(entries: Sequence[Entry], groups: Groups) -> tuple[Entry, ...]:
    """Return the readings with `scarf( Ann) = violet scarf` for `violet( scarf( Ann))`, if gloves are, too.

    `gloves( Ann) = scarf( Bo)` says that both have one of the values that scarves and gloves share.
    """
    shared = _shared(groups)
    if not shared:
        return tuple(entries)

    def change(term: Term) -> Term:
        match term:
            case Apply(kind, (Apply(_, (_,)) as inner,)) if fold(kind) in _KINDS and _noun(inner, groups):
                return inner
            case Apply(value, (Apply(_, (_,)) as inner,)) if fold(value) in shared and _noun(inner, groups):
                return Compare("==", inner, _named(value, inner))
            case Compare("==" | "!=" as op, one, other):
                return _compared(op, one, other, groups, shared) or term
            case _:
                return term

    return tuple(
        replace(
            entry,
            parts=tuple(rewritten(part, lambda formula: transform(formula, change)) for part in entry.parts),
        )
        for entry in entries
    )


def _compared(op: str, one: Term, other: Term, groups: Groups, shared: frozenset[str]) -> Term | None:
    for side, value in ((one, other), (other, one)):
        match side, value:
            case Apply(_, (_,)), Apply(name, ()) if fold(name) in shared and _noun(side, groups):
                return Compare("==" if op == "==" else "!=", side, _named(name, side))
    match one, other:
        case Apply(left, (_,)), Apply(right, (_,)) if groups.called(left) != groups.called(right):
            values = _values(groups, left) & _values(groups, right) & shared
            alike = [
                conjunction(tuple(Compare("==", side, _named(value, side)) for side in (one, other)))
                for value in sorted(values)
            ]
            same = disjunction(tuple(alike)) if alike else None
            return same if same is None or op == "==" else negate(same)
        case _:
            return None


def _named(value: str, bearer: Apply) -> Apply:
    return Apply(f"{value} {bearer.name}")


def _noun(term: Term, groups: Groups) -> bool:
    return isinstance(term, Apply) and bool(_values(groups, term.name))


def _values(groups: Groups, noun: str) -> frozenset[str]:
    found = groups.called(noun)
    return frozenset() if found is None else frozenset(map(fold, groups.all[found].values))


def _shared(groups: Groups) -> frozenset[str]:
    """Return the values that several attributes have."""
    every = [frozenset(map(fold, group.values)) for group in groups.all if group.each]
    pairs = [one & other for at, one in enumerate(every) for other in every[at + 1 :]]
    return frozenset().union(*pairs)
