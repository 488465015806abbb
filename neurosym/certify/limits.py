"""Says that limits on numbers cannot all be met: so often added up, zero would be above zero (Farkas 1902);
or that they never end in some direction.

What a formula gives a number to is that number wherever it stands. A limit is a line that is at most zero,
less than zero, or zero; where all its numbers are whole it is drawn in to the nearest that whole numbers can
meet (Chvátal 1973). Splits are those of branch and bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from neurosym.certify.scope import Env, Scope, not_certifiable, refused
from neurosym.ir import core as ir
from neurosym.ir.certificate import Counted, Individual, Key, Ray, Split, Weighed
from neurosym.ir.terms import OPPOSITE

Line: TypeAlias = "dict[Key | None, Fraction]"
"""The weight of each number, and the constant under None."""

Limit: TypeAlias = "tuple[Line, str]"
"""A line, and `<=`, `<` or `==` for how it stands to zero."""


def check_limits(scope: Scope, proof: Weighed | Split) -> None:
    """Return if the proof shows that the limits of the scope cannot be met. Raises `FaultError`."""
    _check(Limits(scope), proof, ())


def _check(limits: Limits, proof: Weighed | Split, supposed: tuple[Limit, ...]) -> None:
    if isinstance(proof, Split):
        if not limits.whole(proof.place):
            raise refused("a split of what is no whole number")
        below, above = split_limits(proof.place, proof.most)
        _check(limits, proof.below, (*supposed, below))
        _check(limits, proof.above, (*supposed, above))
        return
    total: Line = {}
    strict = False
    for one in proof.limits:
        line, op = limits.counted(one, supposed)
        if op != "==" and one.weight < 0:
            raise refused("a limit is counted the wrong way round")
        strict = strict or (op == "<" and one.weight > 0)
        total = _plus(total, line, one.weight)
    constant = total.pop(None, Fraction(0))
    if any(total.values()) or constant < 0 or not (constant or strict):
        raise refused("the sum of limits says nothing impossible")


def check_ray(scope: Scope, ray: Ray, growing: ir.Term) -> None:
    """Return if a term grows along a ray from every model of the scope, and all models go on along it.

    Some multiple of the ray is of whole numbers. Raises `FaultError`.
    """
    limits, steps = Limits(scope), dict(ray.steps)
    for label in scope.formulas:
        for limit in limits.set_by(label, ()):
            if limit is None:
                raise not_certifiable(f"what `{label}` says along a ray")
            change = _change(limit[0], steps)
            if change > 0 or (change and limit[1] == "=="):
                raise refused("a ray that leads out of a limit")
    if any(steps[place] and list(limits.bounds(place)) for place in steps):
        raise refused("a ray that leads out of a range")
    line = limits.line(growing, {})
    if line is None or _change(line, steps) <= 0:
        raise refused("a ray along which nothing grows")


def _change(line: Line, steps: Mapping[Key, Fraction]) -> Fraction:
    return sum((weight * steps.get(key, 0) for key, weight in line.items() if key is not None), Fraction(0))


def split_limits(place: Key, most: int) -> tuple[Limit, Limit]:
    """Return that a number is at most this, and that it is at least one more."""
    below: Line = {place: Fraction(1), None: Fraction(-most)}
    return (below, "<="), ({place: Fraction(-1), None: Fraction(most + 1)}, "<=")


class Limits:
    """The limits that the formulas of a scope set."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._fixed: dict[Key, Fraction] = {}
        for part in (part for formula in scope.formulas.values() for part in _parts(formula)):
            match part:
                case ir.Compare("==", ir.Apply() as place, ir.Num(value)):
                    for key in self.line(place, {}) or {}:
                        if key is not None:
                            self._fixed[key] = Fraction(value)

    def counted(self, counted: Counted, supposed: Sequence[Limit]) -> Limit:
        """Return a limit of a sum. Raises `FaultError` where nothing sets it."""
        found: list[Limit | None]
        if counted.label:
            found = list(self.set_by(counted.label, counted.row))
        else:
            found = list(self.bounds(counted.row[0]) if counted.row else supposed)
        limit = found[counted.part] if 0 <= counted.part < len(found) else None
        if limit is None:
            raise refused("a limit that nothing sets")
        return limit

    def bounds(self, place: Individual) -> Iterator[Limit]:
        """Yield the least and the greatest number that an application can be, if there are such."""
        sort = self._scope.signature.sorts.get(self._result(place))
        if isinstance(sort, ir.Range) and isinstance(place, tuple):
            yield {place: Fraction(-1), None: Fraction(sort.low)}, "<="
            yield {place: Fraction(1), None: Fraction(-sort.high)}, "<="

    def set_by(self, label: str, row: Sequence[Individual]) -> Iterator[Limit | None]:
        """Yield each part of what a formula says of some individuals as a limit, None where it is none."""
        formula, env = self._scope.instance(label, row)
        for part in _parts(formula):
            match part:
                case ir.Not(ir.Compare(op, left, right)) if op not in ("==", "!="):
                    yield self._compared(OPPOSITE[op], left, right, env)
                case ir.Compare(op, left, right) if op != "!=":
                    yield self._compared(op, left, right, env)
                case _:
                    yield None

    def _compared(self, op: str, left: ir.Term, right: ir.Term, env: Env) -> Limit | None:
        one, other = self.line(left, env), self.line(right, env)
        if one is None or other is None:
            return None
        if op in (">", ">="):
            one, other, op = other, one, op.replace(">", "<")
        return self._drawn_in(_plus(one, other, Fraction(-1)), op)

    def _drawn_in(self, line: Line, op: str) -> Limit:
        weights = {place: weight for place, weight in line.items() if place is not None and weight}
        if op == "==" or not weights or not all(map(self.whole, weights)):
            return line, op
        scale = math.lcm(*(weight.denominator for weight in weights.values()))
        step = Fraction(math.gcd(*(int(weight * scale) for weight in weights.values())), scale)
        most = -line.get(None, Fraction(0)) / step  # so many steps at most, or fewer
        most = Fraction(math.ceil(most) - 1 if op == "<" else math.floor(most))
        return {**{place: weight / step for place, weight in weights.items()}, None: -most}, "<="

    def line(self, term: ir.Term, env: Env) -> Line | None:
        """Return a term as a line, None where it is none."""
        self._scope.spend()
        match term:
            case ir.Num(value):
                return {None: Fraction(value)}
            case ir.Apply(name, args):
                row = tuple(one for arg in args if (one := _individual(arg, env)) is not None)
                symbol = self._scope.signature.symbols[name]
                if len(row) < len(args) or not self._scope.signature.is_numeric(symbol.result):
                    return None
                fixed = self._fixed.get((name, row))
                return {(name, row): Fraction(1)} if fixed is None else {None: fixed}
            case ir.Arith("+" | "-" | "neg" | "*" | "/" as op, args):
                lines = [self.line(arg, env) for arg in args]
                return _combined(op, [line for line in lines if line is not None], len(args))
            case _:
                return None

    def whole(self, place: Key) -> bool:
        """Say whether an application is a whole number. Raises `FaultError` where it is none at all."""
        return self._scope.signature.base(self._result(place)) == ir.INT

    def _result(self, place: Individual) -> str:
        symbol = self._scope.signature.symbols.get(place[0]) if isinstance(place, tuple) else None
        if symbol is None or not isinstance(place, tuple) or not self._scope.fit(place[1], symbol.args):
            raise refused("a number of what is not there")
        return symbol.result


def _parts(formula: ir.Term) -> Iterator[ir.Term]:
    if isinstance(formula, ir.And):
        for part in formula.args:
            yield from _parts(part)
    else:
        yield formula


def _combined(op: str, lines: Sequence[Line], count: int) -> Line | None:
    if len(lines) < count:
        return None
    first, *rest = lines
    for line in rest:
        if op in ("+", "-"):
            first = _plus(first, line, Fraction(1 if op == "+" else -1))
            continue
        if op == "*" and not _is_constant(line):
            first, line = line, first
        factor = line.get(None, Fraction(0))
        if not _is_constant(line) or (op == "/" and not factor):
            return None
        first = _plus({}, first, factor if op == "*" else 1 / factor)
    return _plus({}, first, Fraction(-1)) if op == "neg" else first


def _is_constant(line: Line) -> bool:
    return not any(weight for place, weight in line.items() if place is not None)


def _plus(one: Line, other: Line, factor: Fraction) -> Line:
    found = dict(one)
    for place, weight in other.items():
        found[place] = found.get(place, Fraction(0)) + factor * weight
    return found


def _individual(term: ir.Term, env: Env) -> Individual | None:
    match term:
        case ir.Var(name):
            return env[name]
        case ir.Element(value) | ir.Num(value) | ir.Truth(value):
            return value
        case _:
            return None
