"""Which predicates must be complete before which: the strata of rules, or the cycle that forbids them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from neurosym.faults import Fault, FaultError
from neurosym.rewrite.clauses import Clause, reads


@dataclass(frozen=True, slots=True)
class Stratum:
    """Predicates that depend on one another, and the clauses that conclude them.

    `waits_for`: what `not` and aggregates in these clauses read; it must be complete before.
    """

    number: int
    predicates: frozenset[str]
    clauses: tuple[int, ...]
    waits_for: frozenset[str]


Edges = Mapping[str, Mapping[str, bool]]
"""What each predicate reads, and whether that must be complete."""


def strata(clauses: Sequence[Clause]) -> tuple[Stratum, ...]:
    """Return the strata, each after those that it reads. Raises `FaultError` (`not-stratified`)."""
    edges: dict[str, dict[str, bool]] = {}
    for clause in clauses:
        mine = edges.setdefault(clause.head.name, {})
        for name, closed in reads(clause.body):
            edges.setdefault(name, {})
            mine[name] = mine.get(name, False) or closed
    found = []
    for number, group in enumerate(components(edges)):
        closing = {name for one in group for name, closed in edges[one].items() if closed}
        if closing & group:
            raise FaultError(_cycle(edges, group, clauses))
        own = tuple(place for place, clause in enumerate(clauses) if clause.head.name in group)
        found.append(Stratum(number, frozenset(group), own, frozenset(closing)))
    return tuple(found)


def components(edges: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Return the strongly connected components, what is read first (Tarjan 1972, iteratively)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    done: set[str] = set()
    stack: list[str] = []
    found: list[set[str]] = []
    for root in edges:
        walk = [] if root in order else [(root, iter(edges[root]))]
        if walk:
            order[root] = low[root] = len(order)
            stack.append(root)
        while walk:
            name, rest = walk[-1]
            other = next(rest, None)
            if other is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[name])
                if low[name] == order[name]:
                    group = {stack.pop()}
                    while name not in group:
                        group.add(stack.pop())
                    found.append(group)
                    done |= group
            elif other not in order:
                order[other] = low[other] = len(order)
                stack.append(other)
                walk.append((other, iter(edges[other])))
            elif other not in done:
                low[name] = min(low[name], order[other])
    return found


def _cycle(edges: Edges, group: set[str], clauses: Sequence[Clause]) -> Fault:
    """Return the fault that shows the shortest way from a predicate round to its own negation."""
    best: list[str] = []
    for name in sorted(group):
        for other in sorted(edges[name].keys() & group):
            if edges[name][other]:
                path = [name, *_path(edges, group, other, name)]
                best = path if not best or len(path) < len(best) else best
    shown = best[0]
    for name, other in pairwise(best):
        shown += f" -> not {other}" if edges[name][other] else f" -> {other}"
    what = f"`{best[0]}` depends on what is not known before it is complete ({shown})"
    rule = next(
        clause.rule
        for clause in clauses
        if clause.head.name == best[0] and (best[1], True) in set(reads(clause.body))
    )
    hint = "take `not` or the aggregate out of this cycle"
    return Fault("not-stratified", what, hint=hint, claim=rule)


def _path(edges: Edges, group: set[str], start: str, end: str) -> list[str]:
    """Return the shortest path within a component, both ends included."""
    before: dict[str, str] = {start: ""}
    queue = [start]
    for name in queue:
        if name == end:
            break
        for other in sorted(edges[name].keys() & group):
            if other not in before:
                before[other] = name
                queue.append(other)
    path = [end]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]
