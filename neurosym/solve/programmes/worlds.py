"""Numbers as a world: the value of every symbol, where the vocabulary is finite. Evaluates nothing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from neurosym.certify.limits import Limits
from neurosym.certify.scope import EQUAL
from neurosym.ir.certificate import Key
from neurosym.ir.core import BOOL, INT, REAL, Enumeration, Problem, Symbol
from neurosym.ir.model import Model, Value
from neurosym.ir.terms import narrowed

MAX_VALUES = 100_000
"""Values of one world."""


def sayable(problem: Problem) -> bool:
    """Say whether numbers tell a world: each name is somebody, and each symbol has finitely many values."""
    if not problem.unique_names or any(symbol.defined for symbol in problem.symbols):
        return False
    size = sum(math.prod(len(_members(problem, sort)) for sort in symbol.args) for symbol in problem.symbols)
    used = {sort for symbol in problem.symbols for sort in (*symbol.args, symbol.result)}
    return size <= MAX_VALUES and all(sort in (INT, REAL) or _members(problem, sort) for sort in used)


def world(problem: Problem, limits: Limits, numbers: Mapping[Key, Fraction]) -> Model:
    """Return a world in which these are the numbers; what they do not say is anything."""
    tables = {
        symbol.name: {row: _value(problem, limits, symbol, row, numbers) for row in _rows(problem, symbol)}
        for symbol in problem.symbols
    }
    domains = {sort.name: sort.elements for sort in problem.sorts if isinstance(sort, Enumeration)}
    return Model(domains, tables, {})


def _rows(problem: Problem, symbol: Symbol) -> Iterator[tuple[Value, ...]]:
    return itertools.product(*(_members(problem, sort) for sort in symbol.args))


def _value(
    problem: Problem,
    limits: Limits,
    symbol: Symbol,
    row: tuple[Value, ...],
    numbers: Mapping[Key, Fraction],
) -> Value:
    key = symbol.name, row
    known = limits.fixed.get(key, numbers.get(key))
    if symbol.result == BOOL:
        return known == 1
    if known is not None:
        return narrowed(known)
    members = _members(problem, symbol.result)
    chosen = (value for value in members if numbers.get((EQUAL, (key, value))) == 1)
    return next(chosen, members[0] if members else 0)


def _members(problem: Problem, name: str) -> Sequence[Value]:
    if name == BOOL:
        return False, True
    for sort in problem.sorts:
        if sort.name == name:
            return sort.elements if isinstance(sort, Enumeration) else range(sort.low, sort.high + 1)
    return ()
