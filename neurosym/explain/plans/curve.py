"""The best value as one figure of a limit takes other values, each solved again: what whole numbers allow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import best
from neurosym.explain.say import plain
from neurosym.explain.tries import Tries
from neurosym.ir.core import Problem
from neurosym.ir.terms import number
from neurosym.ir.verdict import Result, Verdict

STEPS = 2
"""Other values of a figure on either side."""

_ENDS = {Verdict.INFEASIBLE: "no plan", Verdict.UNBOUNDED: "no end"}


@dataclass(frozen=True, slots=True)
class Point:
    """The problem solved with another figure."""

    figure: Fraction
    result: Result

    @property
    def value(self) -> Fraction | None:
        """The best value then, where there is one."""
        return best(self.result)

    def __str__(self) -> str:
        if self.value is None:
            return _ENDS.get(self.result.verdict, "not decided")
        doubt = "" if self.result.trust == "certified" else f" ({self.result.trust})"
        return f"{plain(self.value)}{doubt}"


@dataclass(frozen=True, slots=True)
class Curve:
    """The best value for several figures of one bound; printed as two lines."""

    bound: Bound
    points: tuple[Point, ...]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __str__(self) -> str:
        return "\n".join("  ".join(cells) for cells in self.rows())

    def rows(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the figures and the best values, as cells under each other."""
        columns = [(plain(point.figure), str(point)) for point in self.points]
        widths = [max(map(len, column)) for column in columns]
        heads = (f"{self.bound.claim.id} at", "best")
        wide = max(map(len, heads))
        above, below = (
            (
                head.ljust(wide),
                *(column[row].rjust(width) for column, width in zip(columns, widths, strict=True)),
            )
            for row, head in enumerate(heads)
        )
        return above, below


def curve(problem: Problem, bound: Bound, figures: Iterable[Fraction], tries: Tries) -> Curve:
    """Return what is best with each of the figures, as far as the tries reach."""
    points = []
    for figure in sorted(set(figures)):
        result = tries(bound.moved(problem, number(figure - bound.figure)))
        if result is not None:
            points.append(Point(figure, result))
    return Curve(bound, tuple(points))


def around(figure: Fraction) -> tuple[Fraction, ...]:
    """Return a figure with a few round steps on either side of it: a tenth of it, or one."""
    step = Fraction(1)
    if abs(figure) >= 20 or figure.denominator > 1:
        tenth = abs(figure) / 10
        power = Fraction(10) ** math.floor(math.log10(tenth))
        step = power * max(times for times in (1, 2, 5) if times * power <= tenth)
    return tuple(figure + step * way for way in range(-STEPS, STEPS + 1))
