"""“A lower number” of places: the words of order keep that it is the number that is lower, not the place.

Knows no puzzle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import base
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import rewritten
from neurosym.translate.sentences.words.comparing import MEASURES, spoken

_NUMBER = re.compile(r"\b(?<!a )numbers?\b", re.IGNORECASE)
_LESS, _MORE = ("lower", "smaller"), ("higher", "larger", "greater", "bigger")
_WORDS = {**dict.fromkeys(_LESS, "before"), **dict.fromkeys(_MORE, "after")}
_ENDS = {
    **dict.fromkeys(("lowest", "smallest"), "first"),
    **dict.fromkeys(("highest", "largest", "greatest", "biggest"), "last"),
}


def with_numbers(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with `before` for `lower`, in sentences that speak of numbers and compare them.

    `lowest number` is `first`, and `lower( number( Ann), Bo)` is `before( Ann, Bo)`.
    """
    return tuple(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> Entry:
    told = bool(_NUMBER.search(entry.text))

    def change(term: Term) -> Term:
        match term:
            case Apply(name, args):
                said = spoken(name)
                args = tuple(_owner(arg) if told and set(said) & _WORDS.keys() else arg for arg in args)
                ends = [_ENDS[word] for word in said if word in _ENDS and "number" in said]
                words = [_WORDS[word] for word in said if word in _WORDS and len(args) == 2 and told]
                return Apply((*ends, *words, name)[0], args)
            case _:
                return term

    parts = tuple(rewritten(part, lambda term: transform(term, change)) for part in entry.parts)
    return replace(entry, parts=parts)


def _owner(term: Term) -> Term:
    """Return whose number a term is."""
    match term:
        case Apply(noun, (owner,)) if MEASURES.get(base(noun.lower())) == MEASURES["number"]:
            return owner
        case _:
            return term
