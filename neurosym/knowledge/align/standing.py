"""Which matches stand: those that their values carry, and those that matches standing already carry.

No two matches hold each other up: what stands is the least set, as with rules. So what falls with a match
that is dropped is all that rested on it, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

from neurosym.knowledge.align.structure import Pair, Support, supports
from neurosym.knowledge.align.weighing import Weighed


class Ground:
    """What each pair that won rests on; from it, what stands without some of them."""

    def __init__(self, weighed: Weighed) -> None:
        self.weighed = weighed
        self.pairs = tuple(weighed.settled.rivals)
        twins: dict[int, dict[int, float]] = defaultdict(dict)
        won = {pair: weighed.settled.scores[pair] for pair in self.pairs}
        for (one, other), score in (won | weighed.fixed).items():
            twins[one][other] = score
        self._twins = twins

    def supports(self, pair: Pair) -> Iterator[Support]:
        """Yield what the matches of neighbours say about a pair."""
        found = self.weighed
        return supports(pair, self._twins, found.together, found.left, found.right)

    @cached_property
    def _carried(self) -> Mapping[Pair, list[tuple[Pair, float]]]:
        """The pairs that each match says something about, and how much."""
        carried: dict[Pair, list[tuple[Pair, float]]] = defaultdict(list)
        for pair in self.pairs:
            for one in self.supports(pair):
                carried[one.left, one.right].append((pair, one.amount))
        return carried

    def stand(self, dropped: Set[Pair]) -> dict[Pair, float]:
        """Return the pairs that stand without those that are dropped, with their scores."""
        found, threshold = self.weighed, self.weighed.options.threshold
        standing = {pair: score for pair, score in found.fixed.items() if pair not in dropped}
        strength: dict[Pair, float] = defaultdict(float)
        agenda = [*standing]
        for pair in self.pairs:
            if pair not in dropped and found.worth(pair, 0.0) >= threshold:
                standing[pair] = 0.0
                agenda.append(pair)
        while agenda:
            for pair, amount in self._carried.get(agenda.pop(), ()):
                strength[pair] += amount
                if pair in standing or pair in dropped:
                    continue
                if found.worth(pair, strength[pair]) >= threshold:
                    standing[pair] = 0.0
                    agenda.append(pair)
        for pair in standing:
            if pair not in found.fixed:
                standing[pair] = found.worth(pair, strength[pair])
        return standing
