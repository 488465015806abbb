"""Weighted sums of numbers, exactly; knows no formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from neurosym.ir.certificate import Key

Line: TypeAlias = "dict[Key | None, Fraction]"
"""The weight of each number, none of them zero, and the constant under None."""

Limit: TypeAlias = "tuple[Line, str]"
"""A line, and `<=`, `<` or `==` for how it stands to zero."""

ZERO, ONE = Fraction(0), Fraction(1)
YES: Line = {None: ONE}
NO: Line = {}


def number(place: Key) -> Line:
    """Return one number as a line."""
    return {place: ONE}


def is_constant(line: Line) -> bool:
    """Say whether no number has a weight."""
    return all(place is None for place in line)


def constant(value: int | Fraction) -> Line:
    """Return a line that is so much, whatever the numbers are."""
    return {None: Fraction(value)} if value else {}


def total(parts: Iterable[tuple[Fraction, Line]]) -> Line:
    """Return the sum of lines, each so many times."""
    found: Line = {}
    for factor, line in parts:
        for place, weight in line.items():
            # fractions are slow, and nearly all factors are this one
            more = weight if factor is ONE else factor * weight
            known = found.get(place)
            found[place] = more if known is None else known + more
    return {place: weight for place, weight in found.items() if weight}


def scaled(line: Line, factor: Fraction) -> Line:
    """Return a line so many times."""
    if not factor:
        return {}
    return {place: factor if weight is ONE else factor * weight for place, weight in line.items()}


def added(lines: Iterable[Line | None]) -> Line | None:
    """Return the sum of lines, None where one of them is missing."""
    known: list[tuple[Fraction, Line]] = []
    for line in lines:
        if line is None:
            return None
        known.append((ONE, line))
    return total(known)


def combined(op: str, lines: Sequence[Line | None]) -> Line | None:
    """Return what arithmetic makes of lines, None where that is no line."""
    if op == "+":
        return added(lines)
    known = [line for line in lines if line is not None]
    if len(known) < len(lines):
        return None
    first, *rest = known
    if op == "neg" or op == "-":
        return total([(ONE if rest else -ONE, first), *((-ONE, line) for line in rest)])
    for line in rest:
        if op == "*" and not is_constant(line):
            first, line = line, first
        factor = line.get(None, ZERO)
        if not is_constant(line) or (op == "/" and not factor):
            return None
        first = scaled(first, factor if op == "*" else 1 / factor)
    return first


def contrary(truth: Line) -> Line:
    """Return what is 1 where a line is 0, and 0 where it is 1."""
    return total([(ONE, YES), (-ONE, truth)])


def drawn_in(line: Line, op: str, whole: Callable[[Key], bool]) -> Limit:
    """Return a limit; where all its numbers are whole, as near as whole numbers can come (Chvátal 1973)."""
    weights = {place: weight for place, weight in line.items() if place is not None}
    if not weights or not all(map(whole, weights)):
        return line, op
    scale = math.lcm(*(weight.denominator for weight in weights.values()))
    step = Fraction(math.gcd(*(int(weight * scale) for weight in weights.values())), scale)
    most = -line.get(None, ZERO) / step  # so many steps at most, or fewer
    if op == "==":
        return (line if most.denominator == 1 else YES), op  # whole steps never come to a part of one
    most = Fraction(math.ceil(most) - 1 if op == "<" else math.floor(most))
    same = step == 1
    found: Line = {place: weight if same else weight / step for place, weight in weights.items()}
    return {**found, **constant(-most)}, "<="
