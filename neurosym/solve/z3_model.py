"""A Z3 model as a `Model`: exact, finite and full, or a fault that says why it cannot be."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import z3

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Element,
    Enumeration,
    Num,
    Quantified,
    Range,
    Symbol,
    Term,
    Truth,
)
from neurosym.ir.model import Model, Table, Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import narrowed
from neurosym.ir.walk import subterms
from neurosym.solve.z3_symbols import Symbols

MAX_POINTS = 100_000
"""Points of all tables of one model."""

MAX_RANGE = 100_000
"""A claim about every number of a larger range is not evaluated."""


def unevaluable(signature: Signature, term: Term) -> str:
    """Return why a written-out formula has no value in a finite model, or nothing if it has one."""
    for part in subterms(term):
        if isinstance(part, Quantified):
            for binding in part.bindings:
                if _endless(signature, binding.sort):
                    return f"what holds of every `{binding.sort}` cannot be evaluated"
    return ""


def _endless(signature: Signature, sort: str) -> bool:
    match signature.sorts.get(sort):
        case Range(_, low, high):
            return high - low >= MAX_RANGE
        case Enumeration():
            return False
        case None:
            return sort != BOOL


def read_model(found: z3.ModelRef, symbols: Symbols) -> Model:
    """Return a model of all sorts and symbols. Raises `FaultError` where it is not finite or not exact."""
    return _Reader(found, symbols).model()


class _Reader:
    def __init__(self, found: z3.ModelRef, symbols: Symbols) -> None:
        self._found = found
        self._symbols = symbols
        self._signature = symbols.signature
        self._taken = set(symbols.signature.names())
        self._individuals: dict[str, dict[z3.ExprRef, str]] = {}
        self._names: dict[str, str] = {}
        self._points = 0

    def model(self) -> Model:
        sorts = self._signature.sorts
        self._domains = {
            sort.name: self._domain(sort) for sort in sorts.values() if isinstance(sort, Enumeration)
        }
        tables = {name: self._table(symbol) for name, symbol in self._signature.symbols.items()}
        return Model(self._domains, tables, self._names)

    # --- individuals

    def _domain(self, sort: Enumeration) -> tuple[str, ...]:
        if self._symbols.numbered(sort.name) is not None or not self._symbols.is_declared(sort.name):
            return sort.elements or (self._anonymous(),)
        known: dict[z3.ExprRef, str] = {}
        for element in sort.elements:
            value = self._eval(self._symbols.constant(Element(element)))
            if known.setdefault(value, element) != element:
                self._names[element] = known[value]
        if not sort.closed:
            universe = self._found.get_universe(self._symbols.sort(sort.name)) or ()
            for value in universe or (() if known else (self._some(sort.name),)):
                if value not in known:
                    known[value] = self._anonymous()
        self._individuals[sort.name] = known
        return tuple(known.values())

    def _some(self, sort: str) -> z3.ExprRef:
        """Return an individual where Z3 told of none."""
        return self._eval(z3.FreshConst(self._symbols.sort(sort)))

    def _eval(self, expression: z3.ExprRef) -> z3.ExprRef:
        return self._found.eval(expression, model_completion=True)

    def _anonymous(self) -> str:
        name = next(name for number in itertools.count(1) if (name := f"someone{number}") not in self._taken)
        self._taken.add(name)
        return name

    # --- tables

    def _table(self, symbol: Symbol) -> Table:
        cells = self._symbols.cells.get(symbol.name)
        used = cells is not None or self._symbols.is_function(symbol.name)
        if any(_endless(self._signature, sort) for sort in symbol.args):
            if used:
                raise _unreadable(f"`{symbol.name}` would have a table without end")
            return {}
        members = [self._members(sort) for sort in symbol.args]
        self._points += math.prod(len(each) for each in members)
        if self._points > MAX_POINTS:
            raise _unreadable(f"a model of more than {MAX_POINTS:,} values is too large to write down")
        points = itertools.product(*members)
        if cells is not None:
            return {point: self._read(cells.get(point), symbol.result) for point in points}
        return {
            point: self._read(self._at(symbol, point) if used else None, symbol.result) for point in points
        }

    def _members(self, sort: str) -> Sequence[Value]:
        match self._signature.sorts.get(sort):
            case Range(_, low, high):
                return range(low, high + 1)
            case Enumeration():
                return self._domains[sort]
            case None:
                return (False, True)

    def _at(self, symbol: Symbol, point: tuple[Value, ...]) -> z3.ExprRef:
        args = [self._expression(value, sort) for value, sort in zip(point, symbol.args, strict=True)]
        return self._symbols.at(symbol, args)

    def _expression(self, value: Value, sort: str) -> z3.ExprRef:
        match value:
            case bool():
                return self._symbols.constant(Truth(value))
            case str() if sort in self._individuals:
                return next(term for term, name in self._individuals[sort].items() if name == value)
            case str():
                return self._symbols.constant(Element(value))
            case _:
                return self._symbols.constant(Num(value))

    def _read(self, expression: z3.ExprRef | None, sort: str) -> Value:
        """Return the value of an expression; without one, any value of the sort will do."""
        if expression is None:
            return 0 if sort in (INT, REAL) else self._members(sort)[0]
        value = self._eval(expression)
        if sort == BOOL:
            return bool(z3.is_true(value))
        if sort == REAL:
            return _fraction(value)
        numbered = self._symbols.numbered(sort)
        if numbered is not None:
            return numbered[_integer(value)]
        if sort not in self._individuals:
            return _integer(value)
        if value not in self._individuals[sort]:
            raise _unreadable("a model with an individual that Z3 does not list")
        return self._individuals[sort][value]


def _integer(value: z3.ExprRef) -> int:
    if not z3.is_int_value(value):
        raise _unreadable(f"a number that is not written out: {str(value)[:80]}")
    try:
        return int(value.as_long())
    except ValueError:  # Python converts at most some thousand digits
        raise _unreadable("a number of thousands of digits") from None


def _fraction(value: z3.ExprRef) -> int | Fraction:
    if not z3.is_rational_value(value):
        raise _unreadable("a number that is not rational")
    try:
        number = Fraction(value.as_string())
    except ValueError:
        raise _unreadable("a number of thousands of digits") from None
    return narrowed(number)


def _unreadable(what: str) -> FaultError:
    return FaultError(Fault("unreadable-model", what))
