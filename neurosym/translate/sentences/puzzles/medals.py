"""Who won gold was first, and so was who broke the tape: readings of races with the place for its sign.

General English only. Knows no puzzle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import fold, tokens
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import rewritten

_METALS = ("gold", "silver", "bronze")
_TAKEN = re.compile(
    r"\b(?:medals?|podium|w[io]n|wins|winning|awarded)\b"
    r"|\b(?:the )?(?:gold|silver|bronze) (?:(?:medal )?(?:goes|went) to|was taken by)\b"
    r"|\b(?:took|takes?|taking|got|gets|claimed|claims) (?:the )?(?:gold|silver|bronze)\b"
)
_BREAKING = ("break", "breaks", "broke", "broken", "breaking", "breasts", "breasted")


def with_medals(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with `gold medal( Ann)` for `gold( Ann)` and `took( Ann, gold)` where it is won."""
    return tuple(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> Entry:
    text = fold(entry.text)
    won = bool(_TAKEN.search(text)) and not set(_METALS).isdisjoint(tokens(text))
    if not won and "tape" not in tokens(text):
        return entry

    def change(term: Term) -> Term:
        match term:
            case Apply(metal, (who,)) if won and fold(metal) in _METALS:
                return Apply(f"{metal} medal", (who,))
            case Apply(_, (who, Apply(metal, ()))) if won and fold(metal) in _METALS:
                return Apply(f"{metal} medal", (who,))
            case Apply(verb, (who, Apply(tape, ()))) if fold(verb) in _BREAKING and fold(tape) == "tape":
                return Apply("first", (who,))
            case _:
                return term

    return replace(
        entry, parts=tuple(rewritten(part, lambda one: transform(one, change)) for part in entry.parts)
    )
