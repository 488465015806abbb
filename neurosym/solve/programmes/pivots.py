"""The simplex method in fractions, for where floating point cannot tell limits apart.

It goes on from the basis where floating point stood, so that few pivots are left, and always takes the first
number that will do, so that it comes to an end (Bland 1977). How conflicts are read off: Dutertre and de
Moura, "A fast linear-arithmetic solver for DPLL(T)", 2006.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.certify.sums import ZERO, Line
from neurosym.solve.programmes.exact import Sum, absurd, at_bounds, completed
from neurosym.solve.programmes.relaxation import Relaxation

MAX_PIVOTS = 300
MAX_NUMBERS = 200
"""Columns and rows together."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a line is least, None where there are no such numbers; and the sum of limits that shows it."""

    point: Sequence[Fraction] | None
    shown: Sum | None


def settled(relaxation: Relaxation, objective: Line) -> Settled | None:
    """Return where a line is least, in fractions; None where it has no end, or that takes too long."""
    if len(relaxation.columns) + len(relaxation.rows) > MAX_NUMBERS:
        return None
    crossed = absurd(relaxation)
    return Settled(None, crossed) if crossed else _Pivots(relaxation).settled(objective)


class _Pivots:
    """Numbers from 0, then the sums of rows; each that is in the basis is a sum of those that are not."""

    def __init__(self, relaxation: Relaxation) -> None:
        self._relaxation = relaxation
        self._own = len(relaxation.columns)
        rows = relaxation.rows
        self._low = [None if end is None else end.value for end in relaxation.lower]
        self._high = [None if end is None else end.value for end in relaxation.upper]
        self._low += [row.most if row.op == "==" else None for row in rows]
        self._high += [row.most for row in rows]
        self._sums = {self._own + number: dict(row.weights) for number, row in enumerate(rows)}
        self._left = MAX_PIVOTS
        near = list(relaxation.values())
        self._value = at_bounds(relaxation, [*near, *[0.0] * (self._own - len(near))])
        self._value += [ZERO] * len(rows)
        self._start()

    def _start(self) -> None:
        """Bring in what floating point has in the basis, and put what is not at a bound of its own."""
        basic, tight = self._relaxation.basis()
        for column in basic:
            rows = (self._own + row for row in tight if self._own + row in self._sums)
            leaving = next((row for row in rows if column in self._sums[row]), None)
            if leaving is not None:
                self._pivot(leaving, column)
                self._value[leaving] = self._high[leaving] or ZERO
        self._count()

    def _count(self) -> None:
        for basic, weights in self._sums.items():
            self._value[basic] = sum((w * self._value[each] for each, w in weights.items()), ZERO)

    def settled(self, objective: Line) -> Settled | None:
        """Return the answer, None where there is none in time."""
        conflict = self._made_feasible()
        if conflict is not None:
            return Settled(None, completed(self._relaxation, conflict, {}, ZERO)) if conflict else None
        columns = self._relaxation.columns
        goal = {columns[place]: weight for place, weight in objective.items() if place is not None}
        costs = self._made_least(goal)
        if costs is None:
            return None
        weights = {each - self._own: -cost for each, cost in costs.items() if each >= self._own}
        shown = completed(self._relaxation, weights, goal, objective.get(None, ZERO))
        return Settled(self._value[: self._own], shown)

    # --- steps

    def _pivot(self, leaving: int, entering: int) -> None:
        """Exchange one in the basis for one that is not."""
        weights = self._sums.pop(leaving)
        factor = weights.pop(entering)
        row = {each: -weight / factor for each, weight in weights.items()} | {leaving: 1 / factor}
        for other in self._sums.values():
            times = other.pop(entering, None)
            if times is not None:
                _add(other, row, times)
        self._sums[entering] = row

    def _moved(self, number: int, step: Fraction) -> None:
        self._value[number] += step
        for basic, weights in self._sums.items():
            if number in weights:
                self._value[basic] += weights[number] * step

    def _room(self, number: int, up: bool) -> Fraction | None:
        """Return how far a number is from its end; None where it has none."""
        end = (self._high if up else self._low)[number]
        return None if end is None else abs(end - self._value[number])

    def _movable(self, weights: Mapping[int, Fraction], up: bool) -> int | None:
        """Return the first number that can move so that a sum gets larger, or smaller."""
        found = (each for each, weight in weights.items() if self._room(each, (weight > 0) == up) != 0)
        return min(found, default=None)

    def _made_feasible(self) -> dict[int, Fraction] | None:
        """Bring all within their ends; else return how often rows count against it, nothing if too long."""
        while (wrong := min(self._beyond(), default=None)) is not None:
            self._left -= 1
            if self._left < 0:
                return {}
            low = self._low[wrong]
            up = low is not None and self._value[wrong] < low
            weights = self._sums[wrong]
            entering = self._movable(weights, up)
            if entering is None:
                sign = 1 if up else -1
                rows = {each - self._own: sign * w for each, w in weights.items() if each >= self._own}
                if wrong >= self._own:
                    rows[wrong - self._own] = Fraction(-sign)
                return rows
            end = low if up else self._high[wrong]
            assert end is not None
            step = (end - self._value[wrong]) / weights[entering]
            self._moved(entering, step)
            self._pivot(wrong, entering)
        return None

    def _beyond(self) -> Iterator[int]:
        for basic in self._sums:
            value, low, high = self._value[basic], self._low[basic], self._high[basic]
            if (low is not None and value < low) or (high is not None and value > high):
                yield basic

    def _made_least(self, goal: Mapping[int, Fraction]) -> dict[int, Fraction] | None:
        """Make a sum as small as can be; return what each number that is not in the basis costs then."""
        while True:
            costs: dict[int, Fraction] = {}
            for column, weight in goal.items():
                _add(costs, self._sums.get(column, {column: Fraction(1)}), weight)
            entering = self._movable(costs, False)
            if entering is None:
                return costs
            self._left -= 1
            up = costs[entering] < 0
            step, leaving = self._far(entering, up)
            if step is None or self._left < 0:
                return None
            self._moved(entering, step if up else -step)
            if leaving is not None:
                self._pivot(leaving, entering)

    def _far(self, entering: int, up: bool) -> tuple[Fraction | None, int | None]:
        """Return how far a number can go, and who stops it, the first of several; None if it stops itself."""
        step, leaving = self._room(entering, up), None
        for basic, weights in sorted(self._sums.items()):
            if entering in weights:
                room = self._room(basic, (weights[entering] > 0) == up)
                reach = None if room is None else room / abs(weights[entering])
                if reach is not None and (step is None or reach < step):
                    step, leaving = reach, basic
        return step, leaving


def _add(line: dict[int, Fraction], other: Mapping[int, Fraction], times: Fraction) -> None:
    for each, weight in other.items():
        found = line.get(each, ZERO) + times * weight
        if found:
            line[each] = found
        else:
            line.pop(each, None)
