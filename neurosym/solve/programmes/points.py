"""Numbers as floating point finds them: whether a programme says them, and the exact ones they mean."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.certify.choices import Choice, Part
from neurosym.certify.limits import Limits
from neurosym.certify.sums import ONE, YES, ZERO, Line, number, total
from neurosym.ir.certificate import Counted, Key
from neurosym.solve.programmes import exact
from neurosym.solve.programmes.programme import Programme
from neurosym.solve.programmes.relaxation import Status

NEAR = 1e-6
"""How near to a whole number, or to its limit, floating point must come to be there."""

SUPPOSED = Counted("", (), 0, ZERO)
"""Stands where nobody asks where a limit is from."""

Found: TypeAlias = "dict[Key, Fraction]"
"""The value of each number."""

MANY = 5
"""Yes-no numbers in one limit of which it is first asked how many hold."""

Value: TypeAlias = float | Fraction
"""Fractions are exact; what is near to something is asked of floating point only."""


@dataclass(frozen=True, slots=True)
class Halves:
    """A whole number, with others added, is at most this, or more."""

    place: Key
    most: int
    others: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """There is one of the ways of a choice."""

    where: Counted
    choice: Choice


class Points(Programme):
    """A programme, and what it says of numbers."""

    def __init__(self, limits: Limits, labels: Collection[str], objective: Line | None = None) -> None:
        super().__init__(limits, labels, objective)
        self._counted: list[tuple[Key, ...]] | None = None

    def status(self) -> Status:
        """Return what floating point says where whole numbers may be fractions, and choices are left open."""
        return "infeasible" if self.relaxation.absurd else self.relaxation.solve(self.objective)

    def branch(self, values: Sequence[Value], near: float = NEAR) -> Halves | Ways | None:
        """Return a whole number that is a fraction here, or else a choice of which nothing holds.

        First come sums: by how many things are packed a knapsack is settled that has thousands of parts else
        (Jeroslow, "Trivial integer programs unsolvable by branch-and-bound", 1974).
        """
        for places in self._counts():
            count = sum(values[self.relaxation.columns[place]] for place in places)
            if max(count - round(count), round(count) - count) > near:
                return Halves(places[0], math.floor(count), places[1:])
        best: tuple[Value, Halves] | None = None
        for place, column in self.relaxation.columns.items():
            value = values[column]
            off = max(value - round(value), round(value) - value)
            if off > near and (best is None or off > best[0]) and self.limits.whole(place):
                best = off, Halves(place, math.floor(value))
        if best is not None:
            return best[1]
        return next((each for each in self._open() if self.chosen(each.choice, values, near) is None), None)

    def _counts(self) -> Sequence[tuple[Key, ...]]:
        """Return the yes-no numbers of each limit that counts many of them, and not all alike."""
        if self._counted is None:
            places = list(self.relaxation.columns)
            yes_no = [
                low is not None
                and high is not None
                and low.value >= 0
                and high.value <= 1
                and self.limits.whole(place)
                for place, low, high in zip(places, self.relaxation.lower, self.relaxation.upper, strict=True)
            ]
            self._counted = [
                tuple(places[column] for column in row.weights)
                for row in self.relaxation.rows
                if len(row.weights) >= MANY
                and len(set(row.weights.values())) > 1
                and all(yes_no[column] for column in row.weights)
            ]
        return self._counted

    def undecided(self) -> Ways | None:
        """Return a choice of which no way is supposed."""
        return next(self._open(), None)

    def _open(self) -> Iterator[Ways]:
        for where, choice in self.choices:
            if not any(choice is one for one in self.made):
                yield Ways(where, choice)

    def chosen(self, choice: Choice, values: Sequence[Value], near: float = NEAR) -> Sequence[Part] | None:
        """Return what is said by a way of a choice that is so here."""
        for way in self.ways_of(choice):
            if all(self._holds(part, values, near) for part in way):
                return way
        return None

    def _holds(self, part: Part, values: Sequence[Value], near: float) -> bool:
        if part is None:
            return False
        if isinstance(part, Choice):
            return self.chosen(part, values, near) is not None
        line, op = part
        over: Value
        if near:
            terms = [float(weight) * float(self._value(place, values)) for place, weight in line.items()]
            over, room = sum(terms), near * max([1.0, *map(abs, terms)])
        else:
            exactly = (weight * Fraction(self._value(place, values)) for place, weight in line.items())
            over, room = sum(exactly, ZERO), 0.0
        if op == "<":
            return over < -room
        return over <= room and (op != "==" or over >= -room)

    def _value(self, place: Key | None, values: Sequence[Value]) -> Value:
        if place is None:
            return 1
        column = self.relaxation.columns.get(place)
        return values[column] if column is not None and column < len(values) else 0

    def worth(self, found: Found) -> Fraction:
        """Return the objective where the numbers are these."""
        return sum((w * found.get(place, ZERO) if place else w for place, w in self.objective.items()), ZERO)

    def exactly(self, values: Sequence[float]) -> Found | None:
        """Return the exact numbers that are meant: whole ones as they are near, the rest at its limits.

        None where these do not meet all limits in fractions.
        """
        mark = self.mark()
        try:
            for _, choice in tuple(self.choices):
                self._choose(choice, values)
            for place in tuple(self.relaxation.columns):
                if self.limits.whole(place):
                    at = total([(ONE, number(place)), (Fraction(-round(self._value(place, values))), YES)])
                    self.relaxation.add(SUPPOSED, (at, "=="))
            status = self.status()
            if status == "unbounded":
                status = self.relaxation.solve({})
            if status != "optimal":
                return None
            found = exact.point(self.relaxation)
            if found is None or not self.relaxation.met(found):
                return None
            return dict(zip(self.relaxation.columns, found, strict=True))
        finally:
            self.back(mark)

    def _choose(self, choice: Choice, values: Sequence[float]) -> None:
        for part in self.chosen(choice, values) or ():
            self.suppose(part)
            if isinstance(part, Choice):
                self._choose(part, values)
