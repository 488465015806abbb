"""Branch and bound in exact numbers: the proof that limits and choices cannot be met, or where they are.

Nodes are solved in floating point; one is closed only by a sum of limits that is impossible in fractions.
Cook, Koch, Steffy and Wolter, "A hybrid branch-and-bound approach for exact rational mixed-integer
programming", 2013.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.certify.choices import Part
from neurosym.certify.limits import split_limits
from neurosym.certify.sums import ONE, YES, Line, total
from neurosym.ir.certificate import Cases, Counted, LimitProof, Split, Weighed
from neurosym.solve.programmes import exact
from neurosym.solve.programmes.allowance import Allowance
from neurosym.solve.programmes.exact import Sum
from neurosym.solve.programmes.pivots import settled
from neurosym.solve.programmes.points import NEAR, SUPPOSED, Found, Halves, Points, Ways
from neurosym.solve.programmes.programme import Mark


class Tree(Points):
    """A programme, divided until each part is settled. `left`: where it may be after all."""

    left: Found | None = None

    # --- that there is nothing

    def proof(self, allowance: Allowance) -> LimitProof | None:
        """Return a proof that what is said and what is to be had cannot be, None where it may be.

        Raises `Exhausted`.
        """
        allowance.spend(len(self.supposed))
        status = self.status()
        closed, branch = self._closed(status), None
        if closed:
            return closed
        mark = self.mark()
        if status == "unbounded":
            # it goes down without end, so there is nothing special about one below zero
            self.relaxation.add(SUPPOSED, (total([(ONE, self.objective), (ONE, YES)]), "<="))
            below = self.relaxation.solve({})
            branch = self._seen() if below == "optimal" else None
        elif status != "optimal" or ((branch := self._seen()) is None and not self._is_had()):
            closed, self.left, branch = self._settled()
            if not closed and branch is None and not self._is_had():
                branch = self.undecided()  # a limit that is met just so may not be, in each way of a choice
        self.back(mark)
        return closed if branch is None else self._branched(branch, allowance)

    def _seen(self) -> Halves | Ways | None:
        """Return how to divide on by what floating point found, None where it may be there."""
        values = self.relaxation.values()
        branch = self.branch(values)
        if branch is None:
            self.left = self.exactly(values)
        return branch

    def _is_had(self) -> bool:
        """Say whether what is left is as it is to be."""
        if self.left is None:
            return False
        strict = [self.relaxation.line(row) for row in self.relaxation.rows if row.op == "<"]
        if self.goal is not None:
            strict += [self.objective] if self.strict else []
            if self.worth(self.left) > 0:
                return False
        values = [self.left[place] for place in self.relaxation.columns]
        return all(self._holds((line, "<"), values, 0) for line in strict)

    def _settled(self) -> tuple[Weighed | None, Found | None, Halves | Ways | None]:
        """Return, by fractions alone, why there is nothing, or where it is, or how to divide on."""
        found = settled(self.relaxation, self.objective)
        if found is None or found.shown is None:
            return None, None, None
        if found.point is None:
            return found.shown.weighed(), None, None
        if self.goal is not None and (closed := _above(found.shown, self.goal, self.strict)):
            return closed, None, None
        branch = self.branch(found.point, near=0)
        point = dict(zip(self.relaxation.columns, found.point, strict=True))
        return None, None if branch else point, branch

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
        return None if found is None else _above(found, where, strict)

    def _branched(self, branch: Halves | Ways, allowance: Allowance) -> LimitProof | None:
        proofs: list[LimitProof] = []
        for way in self._ways(branch):
            mark = self._enter(branch, way)
            proof = self.proof(allowance)
            self.back(mark)
            if proof is None:
                return None
            if _reach(proof) < len(self.supposed):
                return proof  # without supposing anything
            proofs.append(proof)
        match branch:
            case Ways(where):
                return Cases(where, tuple(proofs))
            case Halves(place, most, others):
                return Split(place, most, proofs[0], proofs[1], others)

    def _ways(self, branch: Halves | Ways) -> Sequence[Sequence[Part]]:
        match branch:
            case Ways(_, choice):
                return self.ways_of(choice)
            case Halves(place, most, others):
                return [[limit] for limit in split_limits(place, most, others)]

    def _enter(self, branch: Halves | Ways, way: Sequence[Part]) -> Mark:
        """Suppose a way, and return where things stood."""
        mark = self.mark()
        if isinstance(branch, Ways):
            self.made.append(branch.choice)
        for part in way:
            self.suppose(part)
        return mark

    # --- where it may be

    def best(self, allowance: Allowance, found: Found | None = None) -> Found | None:
        """Return where the objective is less than at what is found, and least. Raises `Exhausted`."""
        allowance.spend(len(self.supposed))
        status = self.status()
        if status == "unbounded":
            # each way of a choice that is left open may bring an end
            if undecided := self.undecided():
                return self._best_of(undecided, allowance, found)
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
        other = self.exactly(values) if branch is None else None
        if branch is None and other is None:
            _, other, branch = self._settled()
        if branch is None:
            better = other is not None and (found is None or self.worth(other) < self.worth(found))
            return other if better else found
        return self._best_of(branch, allowance, found)

    def _best_of(self, branch: Halves | Ways, allowance: Allowance, found: Found | None) -> Found | None:
        for way in self._ways(branch):
            mark = self._enter(branch, way)
            found = self.best(allowance, found)
            self.back(mark)
        return found


def _above(least: Sum, where: Counted, strict: bool) -> Weighed | None:
    """Return a sum, of how small a line can be and that it is to be at most zero, if it is impossible."""
    found = replace(least, counted=(*least.counted, (where, ONE)), strict=least.strict or strict)
    return found.weighed() if found.impossible else None


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
