"""How large and small what is decided can be, by what linear rows say of it. Solves nothing.

Bound propagation: Savelsbergh, "Preprocessing and probing techniques for mixed integer programming", 1994.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TypeAlias

from neurosym.ir.core import Apply
from neurosym.rewrite.linear import LimitOp, Line

Ends: TypeAlias = tuple[Fraction | None, Fraction | None]
"""The least and the largest value; None where nothing bounds it."""

ROUNDS = 10
"""Times that all rows are gone through; what takes longer than that is left wider."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of each place."""

    of: Mapping[Apply, Ends]

    @classmethod
    def of_rows(
        cls,
        ends: Mapping[Apply, Ends],
        rows: Iterable[tuple[Line, LimitOp]],
        whole: Callable[[Apply], bool],
    ) -> Bounds:
        """Narrow ends by rows, each a line that is at most zero, below it, or zero."""
        found = dict(ends)
        lines = [
            one for line, op in rows for one in ((line, line.times(Fraction(-1))) if op == "==" else (line,))
        ]
        for _ in range(ROUNDS):
            before = dict(found)
            for line in lines:
                _narrow(found, line, whole)
            if found == before:
                break
        return cls(found)

    def most(self, line: Line) -> Fraction | None:
        """Return the largest value of a line, as far as the ends tell; None where nothing bounds it."""
        total = line.constant
        for place, weight in line.weights.items():
            low, high = self.of.get(place, (None, None))
            end = high if weight > 0 else low
            if end is None:
                return None
            total += weight * end
        return total


def _narrow(found: dict[Apply, Ends], line: Line, whole: Callable[[Apply], bool]) -> None:
    """Narrow the ends of each place of a line that is at most zero."""
    for place, weight in line.weights.items():
        rest = Line({other: -w for other, w in line.weights.items() if other != place}, -line.constant)
        most = Bounds(found).most(rest)
        if most is None:
            continue
        low, high = found.get(place, (None, None))
        end = most / weight
        if weight > 0:
            end = Fraction(floor(end)) if whole(place) else end
            found[place] = (low, end if high is None else min(high, end))
        else:
            end = Fraction(ceil(end)) if whole(place) else end
            found[place] = (end if low is None else max(low, end), high)


def whole_line(line: Line, whole: Callable[[Apply], bool]) -> Line | None:
    """Return a multiple of a line that has whole values only; None where what is decided may have parts."""
    if not all(map(whole, line.weights)):
        return None
    return line.times(
        Fraction(lcm(line.constant.denominator, *(w.denominator for w in line.weights.values())))
    )
