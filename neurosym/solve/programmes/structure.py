"""What kind of programme it is, seen by its numbers and limits alone, and how it is solved best and why.

Kinds: Hillier and Lieberman, "Introduction to Operations Research"; when whole numbers come by themselves:
Heller and Tompkins, "An extension of a theorem of Dantzig's", 1956. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.certify.choices import Choice
from neurosym.certify.sums import ONE
from neurosym.solve.programmes.programme import Programme
from neurosym.solve.programmes.relaxation import Row

EngineName: TypeAlias = "Literal['highs', 'cp-sat']"

MANY_ORDERS = 12
"""Either-or orders above which a search that learns is worth the start of an engine of its own."""

MANY_THINGS = 200
"""Things in a knapsack above which it is, too."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A kind of programme, what shows it, the engine that suits it, and how that is set."""

    kind: str
    shown_by: str
    engine: EngineName
    how: str

    def __str__(self) -> str:
        return f"{self.kind} ({self.shown_by}): {self.how}"

    def without_learning(self) -> Structure:
        """Return it for where the engine that learns is not to be had."""
        return replace(self, engine="highs", how=BRANCHED)


def structure(programme: Programme) -> Structure:
    """Name the kind of a programme."""
    seen = _Seen(programme)
    if programme.choices:
        return seen.with_choices()
    if not any(seen.whole):
        return Structure(
            "linear programme", "no number has to be whole", "highs", "simplex, its corner in fractions"
        )
    if seen.is_network():
        name, told = seen.network()
        return Structure(name, told, "highs", "simplex alone, for its corners are whole")
    if named := seen.named():
        return named
    kind = "integer programme" if all(seen.whole) else "mixed-integer programme"
    some = f"{sum(seen.whole)} of {len(seen.whole)} numbers are whole"
    told = "all numbers are whole" if all(seen.whole) else some
    return Structure(kind, told, "highs", BRANCHED)


BRANCHED = "branch and bound to the last unit, without feasibility jump"
LEARNING = "a search that learns from conflicts"


class _Seen:
    """The rows and columns of a programme."""

    def __init__(self, programme: Programme) -> None:
        relaxation = programme.relaxation
        self._programme = programme
        self.rows: Sequence[Row] = relaxation.rows
        self.whole = [programme.limits.whole(place) for place in relaxation.columns]
        self._binary = [
            whole and low is not None and high is not None and low.value == 0 and high.value == 1
            for whole, low, high in zip(self.whole, relaxation.lower, relaxation.upper, strict=True)
        ]
        self._smallest = {relaxation.columns[place]: w for place, w in programme.objective.items() if place}

    # --- with choices

    def with_choices(self) -> Structure:
        orders = sum(self._is_order(choice) for _, choice in self._programme.choices)
        count = len(self._programme.choices)
        if orders > count / 2:
            told = f"{_many(orders, 'time')} one thing goes before another or after it"
            if orders > MANY_ORDERS:
                return Structure("scheduling", told, "cp-sat", LEARNING)
            return Structure("scheduling", told, "highs", f"orders as 0 and 1, {BRANCHED}")
        told = _many(count, "either-or condition")
        return Structure("mixed logic", told, "highs", f"conditions as 0 and 1, {BRANCHED}")

    def _is_order(self, choice: Choice) -> bool:
        """Say whether it is between one number before another, with room between, and after it."""
        ways = self._programme.ways_of(choice)
        if len(ways) != 2 or any(len(way) != 1 or not isinstance(way[0], tuple) for way in ways):
            return False
        limits = [part for way in ways for part in way if isinstance(part, tuple)]
        lines = [{place: weight for place, weight in line.items() if place} for line, _ in limits]
        return len(lines[0]) == 2 and lines[0] == {place: -weight for place, weight in lines[1].items()}

    # --- whole numbers that come by themselves

    def is_network(self) -> bool:
        """Say whether each number stands in two limits at most, once each, and limits fall in two groups."""
        if not all(self.whole) or not self.rows:
            return False
        entries: dict[int, list[tuple[int, Fraction]]] = {}
        for number, row in enumerate(self.rows):
            for column, weight in row.weights.items():
                entries.setdefault(column, []).append((number, weight))
        if any(len(each) > 2 or any(abs(w) != 1 for _, w in each) for each in entries.values()):
            return False
        tied: dict[int, list[tuple[int, bool]]] = {}
        for each in entries.values():
            if len(each) == 2:
                (one, a), (other, b) = each
                tied.setdefault(one, []).append((other, a == b))
                tied.setdefault(other, []).append((one, a == b))
        return _in_two_groups(len(self.rows), tied)

    def network(self) -> tuple[str, str]:
        ones = all(row.op == "==" and row.most == 1 and {*row.weights.values()} == {ONE} for row in self.rows)
        if ones and all(self._binary):
            return "assignment", "each has one of the others"
        if all(len(set(row.weights.values())) == 1 for row in self.rows):
            return "transport", "each number counts for one source and one target"
        return "flow", "what comes in goes out"

    # --- others

    def named(self) -> Structure | None:
        if not all(self.whole) or not self.rows or any(row.op == "==" for row in self.rows):
            return None
        up = all(all(w > 0 for w in row.weights.values()) and row.most > 0 for row in self.rows)
        down = all(all(w < 0 for w in row.weights.values()) and row.most < 0 for row in self.rows)
        grows = all(weight < 0 for weight in self._smallest.values())
        costs = all(weight > 0 for weight in self._smallest.values())
        yes_no = "yes-no choices" if all(self._binary) else "whole numbers"
        if up and grows and len(self.rows) == 1:
            told = f"{yes_no} under one limit"
            if len(self.whole) > MANY_THINGS:
                return Structure("knapsack", told, "cp-sat", LEARNING)
            return Structure("knapsack", told, "highs", BRANCHED)
        if up and grows:
            return Structure("packing", f"{yes_no} under {_many(len(self.rows), 'limit')}", "highs", BRANCHED)
        if down and costs:
            return Structure(
                "covering", f"{yes_no} that meet {_many(len(self.rows), 'need')}", "highs", BRANCHED
            )
        return None


def _in_two_groups(count: int, tied: Mapping[int, Sequence[tuple[int, bool]]]) -> bool:
    """Say whether limits fall in two groups: those tied by unequal signs in one, by equal ones in both."""
    group: dict[int, bool] = {}
    for start in range(count):
        waiting = [] if start in group else [start]
        group.setdefault(start, True)
        while waiting:
            one = waiting.pop()
            for other, apart in tied.get(one, ()):
                if other not in group:
                    group[other] = group[one] != apart
                    waiting.append(other)
                elif group[other] == (group[one] == apart):
                    return False
    return True


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
