"""A linear programme in floating point, with limits that come and go; what it says, only exact numbers show.

Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018. Runs in a worker.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

import highspy
import numpy as np

from neurosym.certify.sums import YES, Limit, Line, number, total
from neurosym.ir.certificate import Counted, Key

Status: TypeAlias = Literal["optimal", "infeasible", "unbounded", "stopped"]

OPTIONS: Mapping[str, object] = {
    "output_flag": False,
    "threads": 1,
    # nodes are small and follow from each other: the simplex method goes on where it stood
    "presolve": "off",
    "solver": "simplex",
}

INF = highspy.kHighsInf

DUAL, PRIMAL = 1, 4
"""Simplex strategies."""

_STATUS: Mapping[highspy.HighsModelStatus, Status] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
}


def fresh(options: Mapping[str, object] = OPTIONS) -> highspy.Highs:
    """Return an empty model with these options."""
    model = highspy.Highs()
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model


@dataclass(frozen=True, slots=True)
class Bound:
    """The least or the greatest that a number may be, and the limit that says so, which counts `factor` times
    per unit."""

    value: Fraction
    where: Counted
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """A limit on several numbers."""

    where: Counted
    weights: Mapping[int, Fraction]
    most: Fraction
    op: str


class Relaxation:
    """Limits on numbers, of which the last ones can be taken back; whole numbers may be fractions here."""

    def __init__(self) -> None:
        self._model = fresh()
        self.columns: dict[Key, int] = {}
        self.rows: list[Row] = []
        self.lower: list[Bound | None] = []
        self.upper: list[Bound | None] = []
        self.absurd: list[tuple[Counted, Fraction]] = []
        """Limits that no numbers can meet, and how often they count."""
        self._undo: list[tuple[str, int, Bound | None]] = []
        self._fresh: list[int] = []  # rows that the solver has not seen
        self._cost: dict[int, float] = {}
        self._changed: set[int] = set()
        self._line: Line | None = None
        self._status: Status | None = None  # of what the solver has now, None before it looks at it

    # --- limits

    def column(self, place: Key) -> int:
        """Return the number of a place; a new one is without limits."""
        if place not in self.columns:
            self.columns[place] = len(self.columns)
            self.lower.append(None)
            self.upper.append(None)
        return self.columns[place]

    def height(self) -> int:
        """Return how many changes there were, for `back`."""
        return len(self._undo)

    def add(self, where: Counted, limit: Limit) -> None:
        """Add a limit; one on a single number is a bound."""
        line, op = limit
        weights = {self.column(place): weight for place, weight in line.items() if place is not None}
        most = -line.get(None, Fraction(0))
        if not weights:
            if most < 0 or (op == "==" and most) or (op == "<" and not most):
                self.absurd.append((where, Fraction(-1 if most > 0 else 1)))
                self._undo.append(("absurd", 0, None))
        elif len(weights) == 1 and op != "<":
            ((column, weight),) = weights.items()
            bound = Bound(most / weight, where, 1 / weight)
            if op == "==" or weight > 0:
                self._bound(column, bound, self.upper, "upper", tighter=-1)
            if op == "==" or weight < 0:
                self._bound(column, bound, self.lower, "lower", tighter=1)
        else:
            self._fresh.append(len(self.rows))
            self.rows.append(Row(where, weights, most, op))
            self._undo.append(("row", 0, None))

    def _bound(self, column: int, bound: Bound, bounds: list[Bound | None], name: str, tighter: int) -> None:
        known = bounds[column]
        if known is None or (bound.value - known.value) * tighter > 0:
            self._undo.append((name, column, known))
            bounds[column] = bound
            self._changed.add(column)

    def back(self, height: int) -> None:
        """Take all changes back since there were so many."""
        rows = len(self.rows)
        while len(self._undo) > height:
            kind, column, known = self._undo.pop()
            if kind == "row":
                self.rows.pop()
            elif kind == "absurd":
                self.absurd.pop()
            else:
                (self.upper if kind == "upper" else self.lower)[column] = known
                self._changed.add(column)
        self._fresh = [row for row in self._fresh if row < len(self.rows)]
        known_rows = self._model.getNumRow()
        if len(self.rows) < min(rows, known_rows):
            gone = np.arange(len(self.rows), known_rows, dtype=np.int32)
            self._model.deleteRows(len(gone), gone)
            self._status = None

    def line(self, row: Row) -> Line:
        """Return what a row says is at most zero."""
        places = list(self.columns)
        weights = ((weight, number(places[column])) for column, weight in row.weights.items())
        return total([(-row.most, YES), *weights])

    def met(self, values: Sequence[Fraction]) -> bool:
        """Say whether numbers meet all limits; one that is strict may be met just so."""
        for value, low, high in zip(values, self.lower, self.upper, strict=True):
            if (low is not None and value < low.value) or (high is not None and value > high.value):
                return False
        scale = math.lcm(*[value.denominator for value in values])  # whole numbers are added faster
        whole = [value.numerator * (scale // value.denominator) for value in values]
        for row in self.rows:
            least = math.lcm(row.most.denominator, *[weight.denominator for weight in row.weights.values()])
            over = -row.most.numerator * (least // row.most.denominator) * scale
            for column, weight in row.weights.items():
                over += weight.numerator * (least // weight.denominator) * whole[column]
            if over > 0 or (row.op == "==" and over < 0):
                return False
        return not self.absurd

    # --- solving

    def solve(self, objective: Line) -> Status:
        """Make a line as small as can be."""
        known = self._model.getNumCol()
        if known < len(self.columns) or self._changed or self._fresh:
            self._status = None
        if self._status is not None and objective is self._line:
            return self._status
        for column in range(known, len(self.columns)):
            self._model.addVar(-INF, INF)
            self._changed.add(column)
        for column in self._changed:
            low, high = self.span(column)
            if low > high:
                return "infeasible"
            self._model.changeColBounds(column, low, high)
        self._changed.clear()
        for place in self._fresh:
            row = self.rows[place]
            size, most = len(row.weights), float(row.most)
            columns = np.fromiter(row.weights, dtype=np.int32, count=size)
            weights = np.fromiter(map(float, row.weights.values()), dtype=np.float64, count=size)
            self._model.addRow(most if row.op == "==" else -INF, most, size, columns, weights)
        self._fresh.clear()
        cost = {
            self.columns[place]: float(weight) for place, weight in objective.items() if place is not None
        }
        if cost != self._cost:
            for column in {*cost, *self._cost}:
                self._model.changeColCost(column, cost.get(column, 0.0))
            self._cost = cost
            self._status = None
        self._line = objective
        if self._status is not None:
            return self._status
        self._model.run()
        if self._model.getModelStatus() not in _STATUS:
            # where the dual simplex method loses its way, the primal one starts anew
            self._model.clearSolver()
            self._model.setOptionValue("simplex_strategy", PRIMAL)
            self._model.run()
            self._model.setOptionValue("simplex_strategy", DUAL)
        self._status = _STATUS.get(self._model.getModelStatus(), "stopped")
        return self._status

    def span(self, column: int) -> tuple[float, float]:
        """Return between which numbers a number lies."""
        low, high = self.lower[column], self.upper[column]
        return -INF if low is None else float(low.value), INF if high is None else float(high.value)

    def values(self) -> Sequence[float]:
        """Return where it is best."""
        found: Sequence[float] = self._model.getSolution().col_value
        return found

    def ray(self) -> Sequence[float]:
        """Return how often each row counts in a proof that there is nothing, as far as one is known."""
        _, known, ray = self._model.getDualRay()
        return [float(weight) for weight in ray] if known else []

    def basis(self) -> tuple[list[int], list[int]]:
        """Return the columns that are in the basis, and the rows that are not."""
        basis = self._model.getBasis()
        basic = highspy.HighsBasisStatus.kBasic
        return (
            [number for number, status in enumerate(basis.col_status) if status == basic],
            [number for number, status in enumerate(basis.row_status) if status != basic],
        )
