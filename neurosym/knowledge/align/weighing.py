"""The rounds of an alignment: matches teach weights and relations, these find matches. Writes nothing."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neurosym.knowledge.align.blocking import blocks
from neurosym.knowledge.align.comparing import MISSING, Comparison, Level
from neurosym.knowledge.align.core import Options
from neurosym.knowledge.align.fields import comparisons
from neurosym.knowledge.align.rivals import Settled, settle
from neurosym.knowledge.align.sides import Side
from neurosym.knowledge.align.structure import Pair, Together, relations, strengths
from neurosym.knowledge.align.weights import BINS, Levels, Weights, bin_of, learn, sampled

SURE, FAIR, LIKELY = 0.95, 0.5, 0.1
"""Score of a pair that has a value of its own in common, before anything is weighed, or has it but for what
most such names leave out; and the score from which a pair says something about its neighbours."""
SETTLED = 0.002
"""Share of the matches that changes in a round after which nothing much will."""
TURN = 64
"""Nodes between two looks at the clock."""


@dataclass
class Weighed:
    """Two sides, weighed. `odds` of all pairs that were looked at, `settled`: who gets whom."""

    left: Side
    right: Side
    options: Options
    comparisons: Sequence[Comparison]
    fixed: dict[Pair, float] = field(default_factory=dict)
    """Pairs that need no weighing: nodes of both graphs, and pairs that are known."""
    apart: set[Pair] = field(default_factory=set)
    closed: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))
    """Nodes of both sides whose only match is fixed."""
    levels: dict[Pair, Levels] = field(default_factory=dict)
    weights: Weights = field(default_factory=lambda: Weights(0.0, ()))
    together: Together = field(default_factory=dict)
    odds: dict[Pair, float] = field(default_factory=dict)
    settled: Settled = field(default_factory=lambda: Settled({}, {}))
    left_out: list[str] = field(default_factory=list)

    def open(self, pair: Pair) -> bool:
        """Say whether a pair may become a match."""
        shut = pair[0] in self.closed[0] or pair[1] in self.closed[1]
        return not shut and pair not in self.apart and pair not in self.fixed

    def compare(self, pair: Pair) -> Levels:
        """Return the levels of the values of a pair."""
        return tuple(one.level(*pair) for one in self.comparisons)

    def seen(self, pair: Pair, strength: float) -> Levels:
        """Return the levels of a pair whose neighbours say so much."""
        if pair not in self.levels:
            self.levels[pair] = self.compare(pair)
        joined = pair[0] in self.left.edges and pair[1] in self.right.edges
        return (*self.levels[pair], bin_of(strength) if joined else MISSING)

    def worth(self, pair: Pair, strength: float) -> float:
        """Return the score of a pair whose neighbours say so much, against the rivals that it has."""
        odds = self.weights.odds(self.seen(pair, strength))
        return odds / (1 + odds + self.settled.rivals.get(pair, 0.0))


def weigh(left: Side, right: Side, options: Options) -> Weighed:
    """Find which nodes of two sides are the same, in rounds, until little changes or the time is up."""
    end = time.process_time() + options.seconds
    found = Weighed(left, right, options, comparisons(left, right))
    found.left_out += dict.fromkeys([*left.left_out, *right.left_out])
    _fix(found)
    _compare(found, end)
    whole = float(len(left) * len(right))
    rest = sampled((len(left), len(right)), found.levels, found.compare, len(found.comparisons))
    scores = dict(_begin(found))
    for _ in range(options.rounds):
        before = {pair for pair, score in scores.items() if score >= options.threshold}
        scores = _round(found, scores, rest, whole, end)
        after = {pair for pair, score in scores.items() if score >= options.threshold}
        if len(before ^ after) <= SETTLED * len(after):
            break
        if time.process_time() > end:
            found.left_out.append("the time was up before the matches had settled")
            break
    return found


def _compare(found: Weighed, end: float) -> None:
    """Compare the values of the pairs that share something, as many as may be."""
    options = found.options
    for number, (place, near) in enumerate(blocks(found.comparisons)):
        if len(found.levels) >= options.pairs or (number % TURN == 0 and time.process_time() > end):
            found.left_out.append(f"only {number:,} nodes were compared with those that share something")
            break
        for other in near:
            if found.open((other, place)):
                found.seen((other, place), 0.0)


def _fix(found: Weighed) -> None:
    left, right = found.left, found.right
    for node, place in left.place.items():
        if node in right.place:
            found.fixed[place, right.place[node]] = 1.0
    for one, two in _said(found, found.options.known, left.same, right.same):
        found.fixed[one, two] = 1.0
    found.apart = set(_said(found, found.options.apart, left.different, right.different))
    for pair in found.apart & found.fixed.keys():  # who parts two nodes knows more than who joins them
        del found.fixed[pair]
    for one, two in found.fixed:
        both = left.nodes[one] == right.nodes[two]
        if both or found.options.one_right:
            found.closed[0].add(one)
        if both or found.options.one_left:
            found.closed[1].add(two)


def _said(found: Weighed, *lists: Sequence[tuple[str, str]] | frozenset[tuple[str, str]]) -> Iterator[Pair]:
    """Yield pairs of nodes by number, whichever side they are named for first."""
    for said in lists:
        for one, two in said:
            if one in found.left.place and two in found.right.place:
                yield found.left.place[one], found.right.place[two]
            elif two in found.left.place and one in found.right.place:
                yield found.left.place[two], found.right.place[one]


def _begin(found: Weighed) -> Iterator[tuple[Pair, float]]:
    """Yield pairs with a value in common, the likelier the fewer nodes have it."""
    for pair, levels in found.levels.items():
        chance = 0.0
        for place, (comparison, level) in enumerate(zip(found.comparisons, levels, strict=True)):
            if level >= Level.EQUAL_OF_MANY and (place == 0 or comparison.coded):
                chance = max(chance, SURE / _sharers(found, comparison, pair))
            elif level == Level.BUT_FOR_RULE and place == 0:
                chance = max(chance, FAIR)
        if chance > LIKELY:
            yield pair, chance


def _sharers(found: Weighed, comparison: Comparison, pair: Pair) -> int:
    ours = [comparison.left_counts[shape.key] for shape in comparison.left[pair[0]]]
    theirs = [comparison.right_counts[shape.key] for shape in comparison.right[pair[1]]]
    options = found.options
    return max(
        min(count for count in ours if count) if options.one_left else 1,
        min(count for count in theirs if count) if options.one_right else 1,
    )


def _round(
    found: Weighed, scores: dict[Pair, float], rest: Sequence[Mapping[int, float]], whole: float, end: float
) -> dict[Pair, float]:
    left, right, options = found.left, found.right, found.options
    taken = found.settled.rivals or scores
    grounds = {pair: scores[pair] for pair in taken if scores[pair] >= LIKELY} | found.fixed
    strong: Mapping[Pair, float] = {}
    if left.edges and right.edges:
        found.together = relations(grounds, left, right)
        strong = strengths(grounds, found.together, left, right, lambda: time.process_time() > end)
        for pair, strength in strong.items():
            if strength >= BINS[0] and found.open(pair):
                found.seen(pair, 0.0)
    levels = {pair: found.seen(pair, strong.get(pair, 0.0)) for pair in list(found.levels)}
    joined = float(len(left.edges) * len(right.edges))
    sizes = [len(right)] * options.one_left + [len(left)] * options.one_right
    nodes = float(max(sizes, default=0)) or math.inf
    found.weights = learn(levels, scores, [*rest, {0: max(joined - len(levels), 0.0)}], whole, nodes)
    found.odds = {pair: found.weights.odds(seen) for pair, seen in levels.items()}
    found.settled = settle(found.odds, options)
    return found.settled.scores
