"""A programme for engines that know linear rows only: choices become selections, told by 0 and 1.

What is selected holds; a row that need not hold has room for all that its numbers can be. Williams, "Model
Building in Mathematical Programming", 2013, chapter 9. What engines find is looked at again in exact numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from neurosym.certify.choices import Choice, Part
from neurosym.certify.sums import ONE, Limit
from neurosym.solve.programmes.programme import Programme


@dataclass(frozen=True, slots=True)
class MixedRow:
    """That a weighted sum is at most so much, or just that (`equal`); it holds where `selected` is 1."""

    weights: Mapping[int, Fraction]
    most: Fraction
    equal: bool = False
    selected: int | None = None


@dataclass(slots=True)
class Mixed:
    """Columns with their least and greatest values, whole or not, and rows; the objective is to be small."""

    lower: list[Fraction | None]
    upper: list[Fraction | None]
    whole: list[bool]
    rows: list[MixedRow]
    objective: Mapping[int, Fraction]
    own: int
    """So many columns are those of the programme; the others are selections."""

    def room(self, row: MixedRow, sign: int = 1) -> Fraction | None:
        """Return how far a sum can be beyond its limit, None where nothing says so."""
        most = -row.most * sign
        for column, weight in row.weights.items():
            end = (self.upper if weight * sign > 0 else self.lower)[column]
            if end is None:
                return None
            most += weight * sign * end
        return most


def mixed(programme: Programme) -> Mixed | None:
    """Return a programme with its choices as selections, None where that is not all that it says."""
    if programme.incomplete:
        return None
    if any(None in _parts(programme, choice) for _, choice in programme.choices):
        return None
    return _Selecting(programme).mixed


def _parts(programme: Programme, choice: Choice) -> Iterator[Limit | None]:
    for way in programme.ways_of(choice):
        for part in way:
            if isinstance(part, Choice):
                yield from _parts(programme, part)
            else:
                yield part


class _Selecting:
    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        relaxation = self._columns = programme.relaxation
        self.mixed = Mixed(
            [None if bound is None else bound.value for bound in relaxation.lower],
            [None if bound is None else bound.value for bound in relaxation.upper],
            [programme.limits.whole(place) for place in relaxation.columns],
            [MixedRow(row.weights, row.most, row.op == "==") for row in relaxation.rows],
            {relaxation.columns[place]: weight for place, weight in programme.objective.items() if place},
            len(relaxation.columns),
        )
        for _, choice in programme.choices:
            self._choice(choice, None)

    def _choice(self, choice: Choice, selected: int | None) -> None:
        """Say that one of the ways holds, at least where a selection is made."""
        count, constant = dict[int, Fraction](), Fraction(-1)
        if selected is not None:
            count, constant = {selected: ONE}, Fraction(0)
        for way, parts in zip(choice.ways, self._programme.ways_of(choice), strict=True):
            truth = self._programme.limits.truth(way)
            if truth is None:
                column = len(self.mixed.lower)
                self.mixed.lower.append(Fraction(0))
                self.mixed.upper.append(ONE)
                self.mixed.whole.append(True)
                truth = {}
                count[column] = -ONE
                for part in parts:
                    self._part(part, column)
            for place, weight in truth.items():
                if place is None:
                    constant += weight
                else:
                    column = self._columns.column(place)
                    count[column] = count.get(column, Fraction(0)) - weight
        self.mixed.rows.append(MixedRow(count, constant))

    def _part(self, part: Part, selected: int) -> None:
        if isinstance(part, Choice):
            self._choice(part, selected)
        elif part is not None:
            line, op = part
            weights = {self._columns.column(place): weight for place, weight in line.items() if place}
            self.mixed.rows.append(MixedRow(weights, -line.get(None, Fraction(0)), op == "==", selected))
