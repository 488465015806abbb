"""“A lower number” of places: the words of order keep that it is the number that is lower, not the place.

Knows no puzzle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.parts import rewritten

_NUMBER = re.compile(r"\b(lower|smaller|higher|larger|greater)[-\s]+number", re.IGNORECASE)
_WORDS = {"lower": "before", "smaller": "before", "higher": "after", "larger": "after", "greater": "after"}


def with_numbers(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with `before` for `lower`, in sentences that speak of lower numbers."""
    return tuple(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> Entry:
    said = {word.lower() for word in _NUMBER.findall(entry.text)}
    if not said:
        return entry

    def change(term: Term) -> Term:
        match term:
            case Apply(name, args) if len(args) == 2 and (found := said & set(name.lower().split())):
                return Apply(_WORDS[min(found)], args)
            case _:
                return term

    parts = tuple(rewritten(part, lambda term: transform(term, change)) for part in entry.parts)
    return replace(entry, parts=parts)
