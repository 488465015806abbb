"""Pairs of nodes worth comparing: those that share a value, one but for an affix, or a rare word. Bounded.

A word or value that many nodes have does not make pairs by itself, but two of them together may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from neurosym.knowledge.align.comparing import Comparison, Shape

BLOCK = 40
"""Nodes that share a word or value which makes pairs of them."""
LARGEST, MOST = 2_000, 12
"""Nodes that share a word or value which makes pairs with another such; how many of a node are tried."""
LETTERS = 3
"""Letters of the shortest word that makes pairs."""


def blocks(found: Sequence[Comparison]) -> Iterator[tuple[int, list[int]]]:
    """Yield each right node with the left nodes that are worth comparing with it."""
    index: dict[str, set[int]] = defaultdict(set)
    for comparison in found:
        for place, shapes in comparison.left.items():
            for key in _keys(shapes):
                index[key].add(place)
    theirs: dict[int, set[str]] = defaultdict(set)
    for comparison in found:
        for place, shapes in comparison.right.items():
            theirs[place].update(_keys(shapes))
    for place, keys in theirs.items():
        near: set[int] = set()
        large = []
        for key in keys:
            block = index.get(key, set())
            if len(block) <= BLOCK:
                near |= block
            elif len(block) <= LARGEST:
                large.append(block)
        large = sorted(large, key=len)[:MOST]
        for one, two in combinations(large, 2):
            both = one & two
            if len(both) <= BLOCK:
                near |= both
        yield place, sorted(near)


def _keys(shapes: Sequence[Shape]) -> Iterator[str]:
    """Yield what a node is found by: keys of values with a sign in front, and words."""
    for shape in shapes:
        yield "=" + shape.key
        for bare in shape.bare:
            yield "=" + bare
        for word in shape.words:
            if len(word) >= LETTERS:
                yield word
