"""What each level of likeness is worth, learned from the two sides alone, without any known match.

Fellegi, Sunter: A Theory for Record Linkage, JASA 64(328), 1969: the weight of a level is how much likelier
it is among matches than among all pairs; its shares among matches come from expectation maximisation. Shares
among the rest are counted over all pairs of nodes, also those that nobody compares, by a sample.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from neurosym.knowledge.align.comparing import MISSING
from neurosym.knowledge.align.structure import Pair

SAMPLE = 50_000
"""Pairs that are drawn to see how alike nodes are that are not the same."""
FLOOR = 0.01
"""Share of the matches that is held possible for each level, seen or not; and of doubt in each level."""
FEW = 0.2
"""Pairs added to those that are counted, so that nothing is impossible."""
MOST_MATCHED = 0.9
"""Share of the nodes that is taken to have a match, at most."""
LARGEST = 60.0
BINS = (0.1, 0.3, 0.7, 1.5, 3.0)
"""Where levels of what neighbours say begin."""

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Natural logarithms: of the odds of a match before anything is seen, and of what each level adds."""

    prior: float
    of: Sequence[Mapping[int, float]]

    def total(self, levels: Levels) -> float:
        """Return the logarithm of the odds of a match with these levels."""
        found = self.prior
        for table, level in zip(self.of, levels, strict=True):
            if level != MISSING:
                found += table.get(level, 0.0)
        return found

    def odds(self, levels: Levels) -> float:
        """Return the odds of a match with these levels."""
        return math.exp(min(LARGEST, self.total(levels)))

    def __getitem__(self, place: tuple[int, int]) -> float:
        """Return what a level of a comparison adds."""
        comparison, level = place
        return 0.0 if level == MISSING else self.of[comparison].get(level, 0.0)


def bin_of(strength: float) -> int:
    """Return the level of what neighbours say, 0 for as good as nothing."""
    return sum(strength >= edge for edge in BINS)


def sampled(
    sizes: Pair, compared: Mapping[Pair, Levels], level: Callable[[Pair], Levels], count: int
) -> list[dict[int, float]]:
    """Return for each of `count` comparisons how many of the pairs that are not compared have each level."""
    random = Random(0)
    whole = sizes[0] * sizes[1]
    drawn = 0
    found: list[dict[int, float]] = [defaultdict(float) for _ in range(count)]
    for _ in range(min(SAMPLE, whole)):
        pair = (random.randrange(sizes[0]), random.randrange(sizes[1]))
        drawn += 1
        if pair not in compared:
            for table, seen in zip(found, level(pair), strict=False):
                table[seen] += 1
    for table in found:
        for seen in table:
            table[seen] *= whole / drawn
    return found


def learn(
    levels: Mapping[Pair, Levels],
    scores: Mapping[Pair, float],
    rest: Sequence[Mapping[int, float]],
    whole: float,
    nodes: float,
) -> Weights:
    """Return weights under which matches by `scores` differ most from all other pairs; neighbours are last.

    `rest`: how many of the other pairs have each level; `whole`: how many pairs there are; `nodes`: how many
    of them can be matches at once, infinite if all. Odds are those of a pair against no match of the node.
    """
    matches: list[dict[int, float]] = [defaultdict(float) for _ in rest]
    others: list[dict[int, float]] = [defaultdict(float, table) for table in rest]
    for pair, found in levels.items():
        score = scores.get(pair, 0.0)
        for here, there, level in zip(matches, others, found, strict=True):
            if score:
                here[level] += score
            there[level] += 1 - score
    total = sum(scores.values())
    tables = [_table(here, there) for here, there in zip(matches, others, strict=True)]
    for level in range(1, len(BINS) + 1):  # more from neighbours never says less
        if level in tables[-1]:
            tables[-1][level] = max(tables[-1][lower] for lower in range(level + 1) if lower in tables[-1])
    alone = 1 - min(total / nodes, MOST_MATCHED)
    return Weights(math.log((total + FEW) / max(whole - total, FEW) / alone), tables)


def _table(matches: dict[int, float], others: dict[int, float]) -> dict[int, float]:
    seen = [level for level in {*matches, *others} if level != MISSING]
    here = sum(matches[level] for level in seen)
    there = sum(others[level] for level in seen)
    floor = FEW + FLOOR * here
    return {
        level: math.log((matches[level] + floor) / (here + len(seen) * floor))
        - math.log((others[level] + FEW + FLOOR * matches[level]) / (there + 1))
        for level in seen
    }
