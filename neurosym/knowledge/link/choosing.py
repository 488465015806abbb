"""Which of the mentions that overlap are kept, and which words of a text look like a name and are in none.

Looks up no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.knowledge.link.core import Mention
from neurosym.knowledge.link.evidence import FUNCTION, NAMED
from neurosym.knowledge.link.folding import Token, words

MAX_WORDS = 24
"""Words of one mention."""


def apart(found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Choose mentions that do not overlap: marked ones, then by score, then the longer."""
    chosen: list[Mention] = []
    lost: list[Mention] = []
    taken = bytearray(max((mention.end for mention in found), default=0))
    for each in sorted(found, key=lambda each: (not each.marked, -each.score, each.start - each.end)):
        if any(taken[each.start : each.end]):
            lost.append(each)
        else:
            chosen.append(each)
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
    return chosen, lost


def with_all_words(near: Mention, count: int, chosen: Sequence[Mention]) -> Mention:
    """Return what is nearly a name of so many words, not behind names of some of them.

    `Adam` of `Adam Bernntein` leaves the other word without a name; in `Adam and Bernntein` there are two.
    """
    if len(words(near.candidates[0].label)) != count:
        return near
    within = (one for one in chosen if near.start <= one.start and one.end <= near.end and not one.marked)
    return replace(near, score=max((near.score, *(one.score for one in within))))


def unnamed(
    tokens: Sequence[Token], evidence: Sequence[float], chosen: Sequence[Mention]
) -> Iterator[tuple[int, int]]:
    """Yield runs of words that look like a name of which some word is in none, first and last (half open)."""
    taken = bytearray(tokens[-1].end if tokens else 0)
    for each in chosen:
        if each.score >= NAMED or each.marked:
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
    strong = [weight >= NAMED for weight in evidence]
    free = [looks and not taken[token.start] for token, looks in zip(tokens, strong, strict=True)]
    for wanted in (strong, free):
        for first, last in _runs(tokens, wanted):
            if any(free[first:last]) and (wanted is free or not all(free[first:last])):
                yield first, last


def _runs(tokens: Sequence[Token], wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield runs of wanted words, between which words may stand that hold names together: `of the`."""
    place = 0
    while place < len(tokens):
        last = place
        for other in range(place, min(place + MAX_WORDS, len(tokens)) if wanted[place] else place):
            if wanted[other]:
                last = other + 1
            elif tokens[other].key not in FUNCTION:
                break
        if last > place:
            yield place, last
        place = max(last, place + 1)
