"""Labels that are nearly what was written, found by the letters that they share. Bounded in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

ENOUGH = 0.8
"""Share of letters in common from which two keys are near."""
SHORTEST = 4
"""Letters of a key that is still looked for; nearly everything is near a shorter one."""
MOST = 10
"""Near keys that are returned."""


class Near:
    """Keys by their length, since near ones are nearly as long."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for each in keys:
            self._by_length[len(each)].append(each)

    def find(self, key: str) -> Iterator[tuple[str, float]]:
        """Yield the nearest keys with the share of letters in common, best first; not the key itself.

        The time is that of comparing with all keys of like length, 2 ms where there are 50,000.
        """
        if len(key) < SHORTEST:
            return
        # indel similarity 2·m / (a + b) reaches ENOUGH only where b lies in these bounds
        low, high = ENOUGH / (2 - ENOUGH), (2 - ENOUGH) / ENOUGH
        lengths = range(int(len(key) * low), int(len(key) * high) + 2)
        choices = [each for length in lengths for each in self._by_length.get(length, ())]
        scorer = fuzz.ratio
        for found, ratio, _ in process.extract(
            key, choices, scorer=scorer, score_cutoff=ENOUGH * 100, limit=MOST
        ):
            if found != key:
                yield found, ratio / 100
