"""What a solution shows: the values of symbols in a model, and the formula that asks for others."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Compare,
    Element,
    Enumeration,
    Num,
    Problem,
    Range,
    Symbol,
    Term,
    Truth,
    disjunction,
    negate,
)
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature

MAX_SHOWN = 10_000
"""Values that one solution may show."""


def assignment(
    problem: Problem, signature: Signature, model: Model, show: Sequence[str]
) -> dict[str, Value | dict[str, Value]]:
    """Return the value of each shown symbol: of a constant, or of a function by its printed arguments.

    Arguments are the named individuals and the numbers of ranges.
    """
    shown: dict[str, Value | dict[str, Value]] = {}
    for symbol in _shown(problem, show):
        table = model.tables[symbol.name]
        if not symbol.args:
            shown[symbol.name] = table[()]
        else:
            shown[symbol.name] = {", ".join(map(str, row)): table[row] for row in _rows(signature, symbol)}
    return shown


def differs(problem: Problem, signature: Signature, model: Model, show: Sequence[str]) -> Term:
    """Return the formula: some shown symbol has another value than in this model."""
    parts: list[Term] = []
    for symbol in _shown(problem, show):
        table = model.tables[symbol.name]
        for row in _rows(signature, symbol):
            term = Apply(symbol.name, tuple(_constant(value) for value in row))
            parts.append(_other_value(signature, symbol, term, table[row]))
    return disjunction(tuple(parts))


def _other_value(signature: Signature, symbol: Symbol, term: Term, value: Value) -> Term:
    if symbol.result == BOOL:
        return negate(term) if value else term
    if isinstance(value, str) and value not in signature.elements:
        # an individual without a name differs from another solution only where that one has a name
        sort = signature.sorts[symbol.result]
        named = sort.elements if isinstance(sort, Enumeration) else ()
        return disjunction(tuple(Compare("==", term, Element(name)) for name in named))
    return Compare("!=", term, _constant(value))


def _shown(problem: Problem, show: Sequence[str]) -> list[Symbol]:
    return [symbol for symbol in problem.symbols if not show or symbol.name in show]


def _rows(signature: Signature, symbol: Symbol) -> Iterator[tuple[Value, ...]]:
    rows = itertools.product(*(_named(signature, sort) for sort in symbol.args))
    return itertools.islice(rows, MAX_SHOWN)


def _named(signature: Signature, sort: str) -> tuple[Value, ...]:
    match signature.sorts.get(sort):
        case Range(_, low, high):
            return tuple(range(low, high + 1))
        case Enumeration(_, elements):
            return elements
        case None if sort in (INT, REAL):
            return ()
        case None:
            return (False, True)


def _constant(value: Value) -> Term:
    if isinstance(value, bool):
        return Truth(value)
    return Element(value) if isinstance(value, str) else Num(value)
