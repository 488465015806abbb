"""Says that limits on numbers cannot all be met: so often added up, zero would be above zero (Farkas 1902);
or that they never end in some direction.

Splits are those of branch and bound: a whole number, or a sum of some, is at most this, or at least one more;
or what holds is one of the ways of a choice that a formula leaves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from neurosym.certify.choices import Choice, Choices, Part
from neurosym.certify.lines import Said
from neurosym.certify.scope import Scope, not_certifiable, refused
from neurosym.certify.sums import ONE, YES, ZERO, Limit, Line, number, total
from neurosym.ir import core as ir
from neurosym.ir.certificate import Cases, Counted, Individual, Key, LimitProof, Ray, Split, Weighed
from neurosym.ir.walk import symbols_in


def check_limits(scope: Scope, proof: LimitProof) -> None:
    """Return if the proof shows that the limits of the scope cannot be met. Raises `FaultError`."""
    _check(Limits(scope), proof, ())


def _check(limits: Limits, proof: LimitProof, supposed: tuple[Part, ...]) -> None:
    match proof:
        case Weighed():
            _check_sum([(one.weight, limits.limit(one, supposed)) for one in proof.limits])
        case Split(place, most, below, above, others):
            if not all(map(limits.whole, (place, *others))) or not isinstance(most, int):
                raise refused("a split of what is no whole number")
            for limit, rest in zip(split_limits(place, most, others), (below, above), strict=True):
                _check(limits, rest, (*supposed, limit))
        case Cases(choice, proofs):
            ways = limits.ways_of(choice, supposed)
            if len(ways) != len(proofs):
                raise refused("a choice with another number of ways")
            for way, rest in zip(ways, proofs, strict=True):
                _check(limits, rest, (*supposed, *limits.parts(way)))
        case _:  # whoever makes proofs in Python may ignore types
            raise refused("a part of a proof that is none")


def _check_sum(counted: Sequence[tuple[Fraction, Limit]]) -> None:
    if any(weight < 0 and op != "==" for weight, (_, op) in counted):
        raise refused("a limit is counted the wrong way round")
    scale = math.lcm(*(weight.denominator for weight, _ in counted))  # adding whole numbers is faster
    line = total((weight * scale, line) for weight, (line, _) in counted)
    constant = line.pop(None, ZERO)
    if line or constant < 0 or not (constant or any(op == "<" and weight for weight, (_, op) in counted)):
        raise refused("the sum of limits says nothing impossible")


def check_ray(scope: Scope, ray: Ray, growing: ir.Term) -> None:
    """Return if a term grows along a ray from every model of the scope, and all models go on along it.

    Some multiple of the ray is of whole numbers. Raises `FaultError`.
    """
    limits, steps = Limits(scope), dict(ray.steps)
    moved = {name for name, _ in steps}
    for label, formula in scope.formulas.items():
        for part in limits.set_by(label, ()) if moved & symbols_in(formula) else ():
            if part is None or isinstance(part, Choice):
                raise not_certifiable(f"what `{label}` says along a ray")
            line, op = part
            change = _change(line, steps)
            if change > 0 or (change and op == "=="):
                raise refused("a ray that leads out of a limit")
    if any(place in limits.fixed or list(limits.bounds(place)) for place in steps):
        raise refused("a ray that leads out of a range")
    line = limits.line(growing, {}) or {}
    if _change(line, steps) <= 0:
        raise refused("a ray along which nothing grows")


def _change(line: Line, steps: Mapping[Key, Fraction]) -> Fraction:
    return sum((weight * steps.get(key, 0) for key, weight in line.items() if key is not None), ZERO)


def split_limits(place: Key, most: int, others: Sequence[Key] = ()) -> tuple[Limit, Limit]:
    """Return that a number, with others added, is at most this, and that it is at least one more."""
    below = total([*((ONE, number(each)) for each in (place, *others)), (Fraction(-most), YES)])
    return (below, "<="), (total([(-ONE, below), (ONE, YES)]), "<=")


class Limits(Choices):
    """The limits and choices that the formulas of a scope set, found by where they stand."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._set: dict[tuple[str, tuple[Individual, ...]], list[Part]] = {}

    def along_with(self, scope: Scope) -> Limits:
        """Return the limits of a scope that says the same and more, where what is read already is kept."""
        found = Limits(scope)
        if found.fixed == self.fixed:  # else numbers may stand where names stood
            found._set |= self._set
        return found

    def set_by(self, label: str, row: tuple[Individual, ...]) -> Sequence[Part]:
        """Return the parts of what a formula says of individuals, None for what is neither of both."""
        if (label, row) not in self._set:
            self._set[label, row] = list(self.parts(Said(*self.scope.instance(label, row))))
        return self._set[label, row]

    def limit(self, counted: Counted, supposed: Sequence[Part]) -> Limit:
        """Return a limit of a sum. Raises `FaultError` where nothing sets it."""
        part = self._part(counted, supposed)
        if part is None or isinstance(part, Choice):
            raise refused("a limit that nothing sets")
        return part

    def ways_of(self, counted: Counted, supposed: Sequence[Part]) -> Sequence[Said]:
        """Return the ways of a choice. Raises `FaultError` where nothing leaves it."""
        part = self._part(counted, supposed)
        if not isinstance(part, Choice):
            raise refused("a choice that nothing leaves")
        return part.ways

    def _part(self, counted: Counted, supposed: Sequence[Part]) -> Part:
        found: Sequence[Part] = supposed
        if counted.label:
            found = self.set_by(counted.label, counted.row)
        elif counted.row and isinstance(counted.row[0], tuple):
            found = list(self.bounds(counted.row[0]))
        return found[counted.part] if 0 <= counted.part < len(found) else None
