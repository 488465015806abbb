"""What “the other two together” have in a small sum: the amounts of all others of the group, added up.

Runs before pronouns are resolved, which say of each one what is said of several. Knows no amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import fold, tokens
from neurosym.ir.core import Apply, Arith, Compare, Term
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose, Members, rewritten
from neurosym.translate.sentences.words.names import number_of

_OTHERS = frozenset(["other", "others", "both"])
_ADDED = frozenset(["together", "combined", "altogether", "between"])


def with_others_added(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with `son + niece` for `other two`, where a sentence takes them together."""
    parts = [part for entry in entries for part in entry.parts]
    group = [name for part in parts if isinstance(part, Members | Choose) for name in part.names]
    members = tuple(dict.fromkeys(group))
    return tuple(
        _with_sums(entry, members) if _ADDED.intersection(tokens(entry.text)) else entry for entry in entries
    )


def _with_sums(entry: Entry, members: Sequence[str]) -> Entry:
    parts = tuple(rewritten(part, lambda term: _added(term, members)) for part in entry.parts)
    return replace(entry, parts=parts)


def _added(term: Term, members: Sequence[str]) -> Term:
    def compared(part: Term) -> Term:
        match part:
            case Compare(op, left, right):
                return Compare(op, _summed(left, right, members), _summed(right, left, members))
            case _:
                return part

    return transform(term, compared)


def _summed(side: Term, beside: Term, members: Sequence[str]) -> Term:
    """Return a side of a comparison with all that the side `beside` it does not name in place of others."""
    named = {fold(part.name) for part in subterms(beside) if isinstance(part, Apply)}
    others = [Apply(name) for name in members if fold(name) not in named]

    def written(part: Term) -> Term:
        match part:
            case Apply(name, ()) if _fits(name, len(others)) and len(others) < len(members):
                return Arith("+", tuple(others))
            case Apply(measure, (Arith("+", of),)):
                return Arith("+", tuple(Apply(measure, (one,)) for one in of))
            case _:
                return part

    return transform(side, written)


def _fits(phrase: str, many: int) -> bool:
    """Say whether a phrase means so many others: `other two`, `two others`, `both`."""
    words = fold(phrase).split()
    numbers = [number for word in words if (number := number_of(word)) is not None]
    said = 2 if "both" in words else numbers[0] if numbers else many
    return many > 1 and not _OTHERS.isdisjoint(words) and said == many
