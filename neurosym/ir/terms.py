"""Values as terms: what a table says, as it is written in a formula."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from neurosym.ir.comparing import OPPOSITE
from neurosym.ir.core import (
    And,
    Apply,
    Compare,
    Distinct,
    Element,
    Implies,
    Not,
    Num,
    Or,
    Symbol,
    Term,
    Truth,
)
from neurosym.ir.model import Value


def applied(symbol: Symbol, row: Sequence[Value]) -> Term:
    """Return a symbol applied to values."""
    return Apply(symbol.name, tuple(map(constant, row)))


def constant(value: Value) -> Term:
    """Return a value as it is written."""
    if isinstance(value, bool):
        return Truth(value)
    return Element(value) if isinstance(value, str) else Num(value)


def narrowed(value: Fraction) -> int | Fraction:
    """Return a number as terms and values hold it: a whole one as an integer."""
    return value.numerator if value.denominator == 1 else value


def number(value: Fraction) -> Num:
    """Return an exact number as the IR holds it."""
    return Num(narrowed(value))


def denied(formula: Term) -> Term:
    """Return the negation, moved inwards by one step."""
    match formula:
        case Truth(value):
            return Truth(not value)
        case Not(arg):
            return arg
        case And(args):
            return Or(tuple(map(denied, args)))
        case Or(args):
            return And(tuple(map(denied, args)))
        case Implies(left, right):
            return And((left, denied(right)))
        case Compare(op, left, right):
            return Compare(OPPOSITE[op], left, right)
        case Distinct(args):
            return Or(tuple(Compare("==", one, other) for one, other in combinations(args, 2)))
        case _:
            return Not(formula)
