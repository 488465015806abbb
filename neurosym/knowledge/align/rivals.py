"""Who gets whom: odds of pairs become scores, where the pairs of one node are rivals.

Where a node may have one match, the best pair gets it, and what is left of the rivals is doubt in it; a
rival that is better matched elsewhere is none. Knows not where odds come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurosym.knowledge.align.core import Options
from neurosym.knowledge.align.structure import Pair

WEAKEST = 0.02
"""Odds below which a pair is no rival."""


@dataclass
class Settled:
    """Pairs that get each other with the odds of their rivals, and the scores of all pairs."""

    rivals: dict[Pair, float]
    scores: dict[Pair, float]


def settle(odds: Mapping[Pair, float], options: Options) -> Settled:
    """Return who gets whom; the best pair of all first."""
    likely = (pair for pair, value in odds.items() if value >= WEAKEST)
    ordered = sorted(likely, key=lambda pair: (-odds[pair], pair))
    left: dict[int, Pair] = {}
    right: dict[int, Pair] = {}
    rivals: dict[Pair, float] = {}
    for pair in ordered:
        if not (options.one_right and pair[0] in left) and not (options.one_left and pair[1] in right):
            rivals[pair] = 0.0
            if options.one_right:
                left[pair[0]] = pair
            if options.one_left:
                right[pair[1]] = pair
    for pair in ordered:
        if pair not in rivals:
            value = odds[pair]
            mine, theirs = left.get(pair[0]), right.get(pair[1])
            if mine is not None and (theirs is None or odds[theirs] <= value):
                rivals[mine] += value
            if theirs is not None and (mine is None or odds[mine] <= value):
                rivals[theirs] += value
    scores = {}
    for pair in ordered:
        total = odds[pair] + rivals.get(pair, 0.0)
        if pair not in rivals:
            winners = (one for one in (left.get(pair[0]), right.get(pair[1])) if one is not None)
            total = max(odds[winner] + max(rivals[winner], odds[pair]) for winner in winners)
        scores[pair] = odds[pair] / (1 + total)
    return Settled(rivals, scores)
