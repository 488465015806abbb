"""Branch and bound in exact numbers: the proof that limits and choices cannot be met, or where they are.

Nodes are solved in floating point; one is closed only by a sum of limits that is impossible in fractions.
Cook, Koch, Steffy and Wolter, "A hybrid branch-and-bound approach for exact rational mixed-integer
programming", 2013.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from neurosym.certify.choices import Choice, Part
from neurosym.certify.limits import Limits, split_limits
from neurosym.certify.sums import ONE, YES, Line, number, total
from neurosym.ir.certificate import Cases, Counted, Key, LimitProof, Split, Weighed
from neurosym.solve.programmes import exact
from neurosym.solve.programmes.allowance import Allowance
from neurosym.solve.programmes.programme import Programme
from neurosym.solve.programmes.relaxation import Status

NEAR = 1e-6
"""How near to a whole number, or to its limit, floating point must come to be there."""

NOTHING = Fraction(0)

SUPPOSED = Counted("", (), 0, NOTHING)
"""Stands where nobody asks where a limit is from."""

Found: TypeAlias = "dict[Key, Fraction]"
"""The value of each number."""


@dataclass(frozen=True, slots=True)
class Halves:
    """A whole number is at most this, or more."""

    place: Key
    most: int


@dataclass(frozen=True, slots=True)
class Ways:
    """There is one of the ways of a choice."""

    where: Counted
    choice: Choice


class Tree(Programme):
    """A programme, divided until each part is settled. `left`: where it may be after all."""

    left: Found | None = None

    def __init__(self, limits: Limits, labels: Collection[str], objective: Line | None = None) -> None:
        super().__init__(limits, labels, objective)
        self._made: list[Choice] = []
        """Choices of which a way is supposed; one that is strict may not hold to the last digit."""

    def status(self) -> Status:
        """Return what floating point says where whole numbers may be fractions, and choices are left open."""
        return "infeasible" if self.relaxation.absurd else self.relaxation.solve(self.objective)

    # --- that there is nothing

    def proof(self, allowance: Allowance) -> LimitProof | None:
        """Return a proof that what is said and what is to be had cannot be, None where it may be.

        Raises `Exhausted`.
        """
        allowance.spend(len(self.supposed))
        status = self.status()
        if closed := self._closed(status):
            return closed
        mark = self.mark()
        if status == "unbounded":
            # it goes down without end, so there is nothing special about one below zero
            self.relaxation.add(SUPPOSED, (total([(ONE, self.objective), (ONE, YES)]), "<="))
            status = self.relaxation.solve({})
        values = self.relaxation.values() if status == "optimal" else None
        branch = None if values is None else self.branch(values)
        if values is not None and branch is None:
            self.left = self.exactly(values)
        self.back(mark)
        return None if branch is None else self._branched(branch, allowance)

    def _closed(self, status: str) -> Weighed | None:
        """Return the sum of limits that is impossible here, if there is one."""
        if status == "infeasible":
            found = exact.nothing(self.relaxation)
            return found.weighed() if found is not None and found.impossible else None
        if status == "optimal" and self.goal is not None:
            return self._met_by_none(self.goal, self.objective, self.strict)
        for row in self.relaxation.rows if status == "optimal" else ():
            if row.op == "<" and (closed := self._met_by_none(row.where, self.relaxation.line(row), True)):
                return closed
        return None

    def _met_by_none(self, where: Counted, line: Line, strict: bool) -> Weighed | None:
        """Return the sum of a line that has to be at most zero, or less, and limits that keep it above."""
        found = exact.least(self.relaxation, line) if self.relaxation.solve(line) == "optimal" else None
        if found is None:
            return None
        found = replace(found, counted=(*found.counted, (where, ONE)), strict=found.strict or strict)
        return found.weighed() if found.impossible else None

    def _branched(self, branch: Halves | Ways, allowance: Allowance) -> LimitProof | None:
        proofs: list[LimitProof] = []
        for way in self._ways(branch):
            mark = self._enter(branch, way)
            proof = self.proof(allowance)
            self._leave(branch, mark)
            if proof is None:
                return None
            if _reach(proof) < len(self.supposed):
                return proof  # without supposing anything
            proofs.append(proof)
        match branch:
            case Ways(where):
                return Cases(where, tuple(proofs))
            case Halves(place, most):
                return Split(place, most, *proofs)

    def _ways(self, branch: Halves | Ways) -> Sequence[Sequence[Part]]:
        match branch:
            case Ways(_, choice):
                return self.ways_of(choice)
            case Halves(place, most):
                return [[limit] for limit in split_limits(place, most)]

    def _enter(self, branch: Halves | Ways, way: Sequence[Part]) -> tuple[int, int, int, int]:
        """Suppose a way, and return where things stood."""
        mark = self.mark()
        if isinstance(branch, Ways):
            self._made.append(branch.choice)
        for part in way:
            self.suppose(part)
        return mark

    def _leave(self, branch: Halves | Ways, mark: tuple[int, int, int, int]) -> None:
        self.back(mark)
        if isinstance(branch, Ways):
            self._made.pop()

    # --- where it may be

    def branch(self, values: Sequence[float]) -> Halves | Ways | None:
        """Return a whole number that is a fraction here, or else a choice of which nothing holds."""
        best: tuple[float, Halves] | None = None
        for place, column in self.relaxation.columns.items():
            value = values[column]
            off = abs(value - round(value))
            if off > NEAR and (best is None or off > best[0]) and self.limits.whole(place):
                best = off, Halves(place, math.floor(value))
        if best is not None:
            return best[1]
        for where, choice in self.choices:
            made = any(choice is one for one in self._made)
            if not made and self.chosen(choice, values) is None:
                return Ways(where, choice)
        return None

    def chosen(self, choice: Choice, values: Sequence[float]) -> Sequence[Part] | None:
        """Return what is said by a way of a choice that is so here."""
        for way in self.ways_of(choice):
            if all(self._holds(part, values) for part in way):
                return way
        return None

    def _holds(self, part: Part, values: Sequence[float]) -> bool:
        if part is None:
            return False
        if isinstance(part, Choice):
            return self.chosen(part, values) is not None
        line, op = part
        terms = [float(weight) * self._value(place, values) for place, weight in line.items()]
        room = NEAR * max(1.0, *map(abs, terms)) if terms else 0.0
        if op == "<":
            return sum(terms) < -room
        return sum(terms) <= room and (op != "==" or sum(terms) >= -room)

    def _value(self, place: Key | None, values: Sequence[float]) -> float:
        column = self.relaxation.columns.get(place) if place is not None else None
        if column is not None and column < len(values):
            return values[column]
        return 1.0 if place is None else 0.0

    def best(self, allowance: Allowance, found: Found | None = None) -> Found | None:
        """Return where the objective is less than at what is found, and least. Raises `Exhausted`."""
        allowance.spend(len(self.supposed))
        status = self.status()
        if status == "unbounded":
            status = self.relaxation.solve({})
        elif status == "optimal" and found is not None:
            least = sum(
                float(w) * self._value(place, self.relaxation.values()) for place, w in self.objective.items()
            )
            if least > float(self.worth(found)) - NEAR * max(1.0, abs(least)):
                return found
        if status != "optimal":
            return found
        values = self.relaxation.values()
        branch = self.branch(values)
        if branch is None:
            other = self.exactly(values)
            better = other is not None and (found is None or self.worth(other) < self.worth(found))
            return other if better else found
        for way in self._ways(branch):
            mark = self._enter(branch, way)
            found = self.best(allowance, found)
            self._leave(branch, mark)
        return found

    def worth(self, found: Found) -> Fraction:
        """Return the objective where the numbers are these."""
        return sum(
            (w * found.get(place, NOTHING) if place else w for place, w in self.objective.items()), NOTHING
        )

    def exactly(self, values: Sequence[float]) -> Found | None:
        """Return the exact numbers that are meant: whole ones as they are near, the rest at its limits."""
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
            return None if found is None else dict(zip(self.relaxation.columns, found, strict=True))
        finally:
            self.back(mark)

    def _choose(self, choice: Choice, values: Sequence[float]) -> None:
        for part in self.chosen(choice, values) or ():
            self.suppose(part)
            if isinstance(part, Choice):
                self._choose(part, values)


def _reach(proof: LimitProof) -> int:
    """Return the greatest number of what is supposed that a proof rests on, -1 where there is none."""
    match proof:
        case Weighed(limits):
            return max((_supposed(one) for one in limits), default=-1)
        case Split(_, _, below, above):
            return max(_reach(below), _reach(above))
        case Cases(choice, proofs):
            return max(_supposed(choice), *map(_reach, proofs))


def _supposed(one: Counted) -> int:
    return -1 if one.label or one.row else one.part
