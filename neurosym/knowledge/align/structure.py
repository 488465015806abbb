"""What matched neighbours say about two nodes, and which relations of two graphs go together.

Suchanek, Abiteboul, Senellart: PARIS, Probabilistic Alignment of Relations, Instances, and Schema,
PVLDB 5(3), 2011: two nodes are likely the same where relations that go together lead to them from nodes that
are the same, the more the fewer nodes these relations lead to. How functional a relation is, is counted at
the node at hand, not for the whole relation. Knows no names.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from neurosym.knowledge.align.sides import Side

MOST_PRODUCT = 2_000
"""Pairs of neighbours, by two relations of two matched nodes, that are still told from each other."""
WEAKEST = 0.05
"""How often one relation must go with another."""
DOUBT = 2
"""Edges added to those that are counted, so that one coincidence proves nothing."""
UNSEEN, MOST_UNSEEN = 0.1, 64
"""How often relations come together of which nothing is known, as in PARIS; pairs of them at two nodes."""
SMALLEST = 0.002

Pair: TypeAlias = tuple[int, int]
Together: TypeAlias = Mapping[int, Mapping[int, tuple[float, float]]]
"""By left and right relation: how often the one comes with the other, and the other with the one."""


@dataclass(frozen=True, slots=True)
class Support:
    """What the match of two neighbours adds: edges from the pair to them, and how much they say."""

    left: int
    right: int
    left_relation: int
    right_relation: int
    amount: float


def relations(matches: Mapping[Pair, float], left: Side, right: Side) -> Together:
    """Return how often relations come together, counted on the edges between matched nodes."""
    twin = dict(matches.keys())
    theirs = set(twin.values())
    both: Counter[Pair] = Counter()
    ours: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for one, other in matches:
        near = _by_neighbour(left, one, twin)
        far = _by_neighbour(right, other, theirs)
        for relations_there in near.values():
            ours.update(relations_there)
        for relations_there in far.values():
            others.update(relations_there)
        for place, relations_here in near.items():
            for end in far.get(twin[place], ()):
                both.update((relation, end) for relation in relations_here)
    found: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    for relation, end in _unseen(matches, left, right, ours, others):
        found[relation][end] = (UNSEEN, UNSEEN)
    for (relation, end), count in both.items():
        shares = count / (ours[relation] + DOUBT), count / (others[end] + DOUBT)
        if max(shares) >= WEAKEST:
            found[relation][end] = shares
    return found


def _unseen(
    matches: Mapping[Pair, float], left: Side, right: Side, ours: Counter[int], others: Counter[int]
) -> Iterator[Pair]:
    """Yield relations that matched nodes have, but only to nodes without a match as yet."""
    for one, other in matches:
        here = [relation for relation in left.edges.get(one, ()) if not ours[relation]]
        there = [relation for relation in right.edges.get(other, ()) if not others[relation]]
        if len(here) * len(there) <= MOST_UNSEEN:
            yield from product(here, there)


def _by_neighbour(side: Side, node: int, known: Mapping[int, int] | set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for relation, others in side.edges.get(node, {}).items():
        for other in others:
            if other in known:
                found[other].append(relation)
    return found


def strengths(
    matches: Mapping[Pair, float],
    together: Together,
    left: Side,
    right: Side,
    late: Callable[[], bool] = lambda: False,
) -> dict[Pair, float]:
    """Return how much the matches say about pairs of their neighbours: -log(1 - probability), summed.

    Stops where it is `late`, with what it has.
    """
    found: dict[Pair, float] = defaultdict(float)
    for (one, other), score in matches.items():
        if late():
            break
        theirs = right.edges.get(other, {})
        for relation, near in left.edges.get(one, {}).items():
            for end, shares in together.get(relation, {}).items():
                far = theirs.get(end)
                if not far or len(near) * len(far) > MOST_PRODUCT:
                    continue
                amount = _amount(score, shares, len(near), len(far))
                if amount >= SMALLEST:
                    for node in near:
                        for counterpart in far:
                            found[node, counterpart] += amount
    return found


def supports(
    pair: Pair, twin: Mapping[int, Mapping[int, float]], together: Together, left: Side, right: Side
) -> Iterator[Support]:
    """Yield what each match of neighbours says about a pair; `twin`: scores by left and right node."""
    theirs: dict[int, list[int]] = defaultdict(list)
    for relation, others in right.edges.get(pair[1], {}).items():
        for other in others:
            theirs[other].append(relation)
    for relation, others in left.edges.get(pair[0], {}).items():
        for node in others:
            for counterpart, score in twin.get(node, {}).items():
                for end in theirs.get(counterpart, ()):
                    shares = together.get(relation ^ 1, {}).get(end ^ 1)
                    if shares is None:
                        continue
                    near = len(left.edges[node][relation ^ 1])
                    far = len(right.edges[counterpart][end ^ 1])
                    amount = _amount(score, shares, near, far) if near * far <= MOST_PRODUCT else 0.0
                    if amount >= SMALLEST:
                        yield Support(node, counterpart, relation, end, amount)


def _amount(score: float, shares: tuple[float, float], near: int, far: int) -> float:
    left_out = (1 - shares[0] * score / far) * (1 - shares[1] * score / near)
    return -math.log(max(left_out, 1e-9))
