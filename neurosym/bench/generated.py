"""Random programmes of several kinds, the same for the same seed. Solves nothing.

Knapsacks: Pisinger, "Where are the hard knapsack problems?", 2005 (strongly correlated: what weighs more is
worth just so much more). Assignments are degenerate: more limits meet in a corner than it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Literal

from neurosym.bench.numbers import Limit, Numbers, Weights

Shape = Literal["any", "infeasible", "unbounded"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is generated: `count` of them by default, with so many limits and numbers."""

    count: int
    limits: int
    numbers: int
    dense: float = 1.0
    whole: bool = False
    shape: Shape = "any"
    structure: Literal["", "assignment", "knapsack"] = ""


KINDS: Mapping[str, Kind] = {
    "word-problem LP": Kind(60, 4, 3),
    "word-problem IP": Kind(60, 4, 3, whole=True),
    "LP 20x10": Kind(20, 20, 10, 0.5),
    "LP 50x25": Kind(10, 50, 25, 0.3),
    "LP 200x100": Kind(5, 200, 100, 0.2),
    "IP 8x6": Kind(20, 8, 6, whole=True),
    "assignment 30x30": Kind(3, 60, 900, structure="assignment", whole=True),
    "knapsack 20": Kind(10, 1, 20, structure="knapsack", whole=True),
    "knapsack 50": Kind(5, 1, 50, structure="knapsack", whole=True),
    "infeasible LP": Kind(20, 6, 4, shape="infeasible"),
    "infeasible IP": Kind(20, 6, 4, whole=True, shape="infeasible"),
    "unbounded LP": Kind(20, 6, 4, shape="unbounded"),
    "unbounded IP": Kind(20, 6, 4, whole=True, shape="unbounded"),
}


def generated(name: str, seed: int) -> Numbers:
    """Return a programme of a kind. Raises KeyError on another kind."""
    kind, random = KINDS[name], Random(f"{name} {seed}")
    if kind.structure == "assignment":
        return _assignment(round(kind.numbers**0.5), random)
    if kind.structure == "knapsack":
        return _knapsack(kind.numbers, random)
    found = _around_a_point(kind, random)
    if kind.shape == "infeasible":
        return _contradicting(found, random)
    return _endless(found, random) if kind.shape == "unbounded" else found


def _around_a_point(kind: Kind, random: Random) -> Numbers:
    """Limits on all sides of a point, and one on the sum of all numbers, so that there is a best one."""
    cents = 1 if kind.whole or random.random() < 0.5 else 100
    point = [random.randint(0, 30) for _ in range(kind.numbers)]
    limits: list[Limit] = [
        (dict.fromkeys(range(kind.numbers), Fraction(1)), "<=", Fraction(2 * sum(point) + 10))
    ]
    while len(limits) < kind.limits:
        places = [place for place in range(kind.numbers) if random.random() < kind.dense]
        weights = {place: _weight(random, cents) for place in places or [random.randrange(kind.numbers)]}
        there = sum((weight * point[place] for place, weight in weights.items()), Fraction(0))
        above = random.random() < 0.7
        limits.append(
            (weights, "<=", there + random.randint(0, 40))
            if above
            else (weights, ">=", there - random.randint(0, 40))
        )
    objective = {place: Fraction(random.randint(1, 40 * cents), cents) for place in range(kind.numbers)}
    return Numbers(
        random.choice(("maximize", "minimize")), kind.numbers, objective, tuple(limits), kind.whole
    )


def _weight(random: Random, cents: int) -> Fraction:
    return Fraction(random.choice((1, 1, 1, -1)) * random.randint(1, 20 * cents), cents)


def _contradicting(found: Numbers, random: Random) -> Numbers:
    """Add that a sum is at most so much, and that a part of it is more."""
    whole = {place: Fraction(random.randint(2, 9)) for place in range(found.count)}
    part = {place: weight - random.randint(0, 1) for place, weight in whole.items()}
    most = Fraction(random.randint(20, 200))
    added: tuple[Limit, ...] = ((whole, "<=", most), (part, ">=", most + 1))
    return replace(found, limits=(*found.limits[:-2], *added))


def _endless(found: Numbers, random: Random) -> Numbers:
    """Let one number grow: nothing keeps it from above, and it counts for the better."""
    free = random.randrange(found.count)

    def turned(limit: Limit) -> Limit:
        weights, op, end = limit
        sign = -1 if op == "<=" else 1
        return {p: sign * abs(w) if p == free else w for p, w in weights.items()}, op, end

    better = 1 if found.sense == "maximize" else -1
    objective: Weights = {**found.objective, free: better * abs(found.objective[free])}
    return replace(found, objective=objective, limits=tuple(map(turned, found.limits)))


def _assignment(size: int, random: Random) -> Numbers:
    """Each of so many does one of so many things, each thing is done, and it costs as little as can be."""
    cost = {place: Fraction(random.randint(1, 20)) for place in range(size * size)}
    by_row = [range(n * size, (n + 1) * size) for n in range(size)]
    by_column = [range(n, size * size, size) for n in range(size)]
    limits: list[Limit] = [
        (dict.fromkeys(each, Fraction(1)), "==", Fraction(1)) for each in (*by_row, *by_column)
    ]
    return Numbers("minimize", size * size, cost, tuple(limits), True, 1)


def _knapsack(things: int, random: Random) -> Numbers:
    weights = {place: Fraction(random.randint(10, 99)) for place in range(things)}
    worth = {place: weight + 10 for place, weight in weights.items()}
    room: Limit = (weights, "<=", Fraction(int(sum(weights.values())) // 2))
    return Numbers("maximize", things, worth, (room,), True, 1)
