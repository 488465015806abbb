"""“The album ends with Flint”: what a series begins or ends with is the first of it, or the last.

General English only; it knows the groups of a puzzle, and none of its places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import base, fold
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import rewritten
from neurosym.translate.sentences.puzzles.groups import Groups

_ENDS = {
    **dict.fromkeys(("begin", "began", "start", "open"), "first"),
    **dict.fromkeys(("end", "close", "finish", "conclude"), "last"),
}


def with_endings(entries: Sequence[Entry], groups: Groups) -> tuple[Entry, ...]:
    """Return the readings with `last( Flint)` for `ends with( album, Flint)`; who ends with another stays."""

    def change(term: Term) -> Term:
        match term:
            case Apply(phrase, (Apply(series, ()), one)) if not groups.means_member(series):
                first, *rest = fold(phrase).split()
                place = _ENDS.get(base(first)) or _ENDS.get(first)
                return Apply(place, (one,)) if place is not None and rest == ["with"] else term
            case _:
                return term

    return tuple(
        replace(entry, parts=tuple(rewritten(part, lambda f: transform(f, change)) for part in entry.parts))
        for entry in entries
    )
