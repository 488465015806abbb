"""Exact numbers for what floating point found: where a basis stands, and how often each limit counts.

A basis says which limits are met just so; that is a system of linear equations (Applegate et al., "Exact
solutions to linear programming problems", 2007). Whoever asks checks the answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq, fmpz_mat

from neurosym.certify.sums import ZERO, Line
from neurosym.ir.certificate import Counted, Weighed
from neurosym.solve.programmes.relaxation import Relaxation, Row

MAX_SYSTEM = 600
"""Equations of one system."""

NEAR = 1e-7
"""What floating point means by zero."""


def solution(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Solve so many equations for as many unknowns, None where that does not decide them."""
    size = len(matrix)
    if size == 0:
        return []
    if size > MAX_SYSTEM:
        return None
    rows: list[int] = []
    sides: list[int] = []
    for row, side in zip(matrix, right, strict=True):
        scale = math.lcm(side.denominator, *[weight.denominator for weight in row])
        rows += [weight.numerator * (scale // weight.denominator) if weight else 0 for weight in row]
        sides.append(side.numerator * (scale // side.denominator))
    try:
        found = fmpz_mat(size, size, rows).solve(fmpz_mat(size, 1, sides))
    except ZeroDivisionError:
        return None
    return [_fraction(entry) for entry in found.entries()]


def _fraction(number: fmpq) -> Fraction:
    return Fraction(int(number.p), int(number.q))


def point(relaxation: Relaxation) -> list[Fraction] | None:
    """Return the values of all numbers where the basis stands, None where that is not known."""
    basic, tight = relaxation.basis()
    if len(basic) != len(tight):
        return None
    values = at_bounds(relaxation, relaxation.values())
    left = [relaxation.rows[number] for number in tight]
    right = [row.most - _rest(row, values, basic) for row in left]
    matrix = [[row.weights.get(column, ZERO) for column in basic] for row in left]
    found = solution(matrix, right)
    if found is None:
        return None
    for column, value in zip(basic, found, strict=True):
        values[column] = value
    return values


def _rest(row: Row, values: Sequence[Fraction], basic: Sequence[int]) -> Fraction:
    chosen = set(basic)
    return sum((w * values[c] for c, w in row.weights.items() if c not in chosen), Fraction(0))


def at_bounds(relaxation: Relaxation, near: Sequence[float]) -> list[Fraction]:
    """Return of each number the bound that it is nearest to, zero where it has none."""
    found = []
    for value, low, high in zip(near, relaxation.lower, relaxation.upper, strict=True):
        ends = [end.value for end in (low, high) if end is not None]
        found.append(min(ends, key=lambda end: abs(float(end) - value)) if ends else Fraction(0))
    return found


@dataclass(frozen=True, slots=True)
class Sum:
    """Limits that so often counted make, with a line, a constant; `strict`: one of them may not be met."""

    counted: tuple[tuple[Counted, Fraction], ...]
    constant: Fraction
    strict: bool

    @property
    def impossible(self) -> bool:
        """Say whether the constant, which is at most zero if the line is, can be neither."""
        return self.constant > 0 or (self.constant == 0 and self.strict)

    def weighed(self) -> Weighed:
        """Return it as a proof."""
        return Weighed(tuple(replace(where, weight=weight) for where, weight in self.counted))


def least(relaxation: Relaxation, objective: Line) -> Sum | None:
    """Return the sum that says how small a line can be, by the basis where it is so."""
    basic, tight = relaxation.basis()
    if len(basic) != len(tight):
        return None
    goal = {relaxation.columns[place]: weight for place, weight in objective.items() if place is not None}
    found = _duals(relaxation, basic, tight, {column: -weight for column, weight in goal.items()})
    weights = None if found is None else dict(zip(tight, found, strict=True))
    return None if weights is None else completed(relaxation, weights, goal, objective.get(None, Fraction(0)))


def absurd(relaxation: Relaxation) -> Sum | None:
    """Return a limit that nothing meets, or two ends of one number that cross, if there are such."""
    if relaxation.absurd:
        return Sum((relaxation.absurd[0],), Fraction(1), True)
    for low, high in zip(relaxation.lower, relaxation.upper, strict=True):
        if low is not None and high is not None and low.value > high.value:
            return Sum(((low.where, -low.factor), (high.where, high.factor)), low.value - high.value, False)
    return None


def nothing(relaxation: Relaxation) -> Sum | None:
    """Return a sum of limits that is impossible, where the solver says that there are no such numbers."""
    if crossed := absurd(relaxation):
        return crossed
    ray = relaxation.ray()
    basic, tight = relaxation.basis()
    if not ray or len(basic) != len(tight):
        return None
    leaving = [number for number in sorted({*range(len(ray))} - {*tight}) if abs(ray[number]) > NEAR]
    weights: dict[int, Fraction] = {}
    if leaving:
        # the row that cannot be met counts once
        weights = {leaving[0]: Fraction(1)}
        right = {column: -weight for column, weight in relaxation.rows[leaving[0]].weights.items()}
    else:
        # the number that cannot be within its bounds does
        rows = [(weight, relaxation.rows[number].weights) for number, weight in enumerate(ray) if weight]
        worth = {each: abs(sum(w * float(row.get(each, 0)) for w, row in rows)) for each in basic}
        if not worth:
            return None
        right = {max(worth, key=worth.__getitem__): Fraction(1)}
    found = _duals(relaxation, basic, tight, right)
    if found is None:
        return None
    weights |= dict(zip(tight, found, strict=True))
    one = completed(relaxation, weights, {}, Fraction(0))
    if one is not None and one.impossible:
        return one
    # an equation may be broken on either side
    return completed(relaxation, {number: -weight for number, weight in weights.items()}, {}, Fraction(0))


def _duals(
    relaxation: Relaxation, basic: Sequence[int], tight: Sequence[int], right: Mapping[int, Fraction]
) -> list[Fraction] | None:
    rows = [relaxation.rows[number].weights for number in tight]
    matrix = [[row.get(column, ZERO) for row in rows] for column in basic]
    return solution(matrix, [right.get(column, ZERO) for column in basic])


def completed(
    relaxation: Relaxation, weights: Mapping[int, Fraction], goal: Mapping[int, Fraction], constant: Fraction
) -> Sum | None:
    """Complete a sum of rows by the bounds of the numbers that are left in it; None where it says nothing."""
    counted: list[tuple[Counted, Fraction]] = []
    strict = False
    scale = math.lcm(*[weight.denominator for weight in weights.values()])
    # all of it so many times, for whole numbers are added faster
    left, rest = {column: weight * scale for column, weight in goal.items()}, ZERO
    for number, weight in weights.items():
        row = relaxation.rows[number]
        if weight:
            if weight < 0 and row.op != "==":
                return None
            strict = strict or row.op == "<"
            counted.append((row.where, weight))
            times = weight.numerator * (scale // weight.denominator)
            rest -= times * row.most
            for column, each in row.weights.items():
                known, more = left.get(column), times * each
                left[column] = more if known is None else known + more
    constant += rest / scale
    for column, times_weight in left.items():
        weight = times_weight / scale if times_weight else ZERO
        if weight:
            bound = (relaxation.lower if weight > 0 else relaxation.upper)[column]
            if bound is None:
                return None
            counted.append((bound.where, -weight * bound.factor))
            constant += weight * bound.value
    return Sum(tuple(counted), constant, strict)
