"""The exact value of a term in a finite model: the meaning of the IR, as a program.

No solver, no floating point, no rounding. Sorts without a finite list of values (`Int`, `Real`)
cannot be ranged over here: that is a fault, never a guess.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar, assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    CompareOp,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Range,
    Term,
    Truth,
    Var,
)
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature

MAX_MEMBERS = 1_000_000
"""A range of more numbers than this is not run through."""

MAX_BITS = 13_000
"""A result of more bits (some 3,900 digits) is not worked out: Python would not print it."""

Env = Mapping[str, Value]
K = TypeVar("K")
V = TypeVar("V")


class Evaluator:
    """Evaluates terms of one signature in one model."""

    def __init__(self, signature: Signature, model: Model) -> None:
        self._signature = signature
        self._model = model
        self._rank = {
            element: place
            for sort in signature.sorts.values()
            if isinstance(sort, Enumeration) and sort.ordered
            for place, element in enumerate(sort.elements, start=1)
        }

    def holds(self, formula: Term, env: Env | None = None) -> bool:
        """Say whether a formula is true. Raises `FaultError` where the term is not a formula."""
        value = self.value(formula, env or {})
        if not isinstance(value, bool):
            raise _unevaluable("the term is not a formula")
        return value

    def number(self, term: Term, env: Env | None = None) -> int | Fraction:
        """Return the value of a numeric term. Raises `FaultError` where the term is no number."""
        return _number(self.value(term, env or {}))

    def value(self, term: Term, env: Env) -> Value:
        """Return the value of a term.

        Raises `FaultError` on a name the model does not interpret and on a range without bound.
        """
        match term:
            case Apply(name, args):
                table = self._known(self._model.tables, name)
                return self._known(table, tuple([self.value(arg, env) for arg in args]))
            case Var(name):
                return self._known(env, name)
            case Element(name):
                return self._model.names.get(name, name)
            case Num(value) | Truth(value):
                return value
            case Compare(op, left, right):
                return self._compare(op, self.value(left, env), self.value(right, env))
            case Not(arg):
                return not self.holds(arg, env)
            case And(args):
                return all(self.holds(arg, env) for arg in args)
            case Or(args):
                return any(self.holds(arg, env) for arg in args)
            case Implies(left, right):
                return not self.holds(left, env) or self.holds(right, env)
            case Arith("+", args):
                return _exact(_sum([self._ratio(arg, env) for arg in args]))
            case Arith(op, args):
                return self._arithmetic(op, [self.value(arg, env) for arg in args])
            case If(cond, then, other):
                return self.value(then if self.holds(cond, env) else other, env)
            case Distinct(args):
                return _all_different(self.value(arg, env) for arg in args)
            case Quantified() | Count() | Fold() | DistinctOver():
                return self._bound(term, env)
            case _:
                assert_never(term)

    def _bound(self, term: Quantified | Count | Fold | DistinctOver, env: Env) -> Value:
        worlds = self._range(term.bindings, env)
        match term:
            case Quantified("all", _, body):
                return all(self.holds(body, world) for world in worlds)
            case Quantified(_, _, body):
                return any(self.holds(body, world) for world in worlds)
            case Count(_, body):
                return sum(self.holds(body, world) for world in worlds)
            case DistinctOver(_, body):
                return _all_different(self.value(body, world) for world in worlds)
            case Fold(op, _, body):
                numbers = [_number(self.value(body, world)) for world in worlds]
                return _exact(_OPERATIONS["+" if op == "sum" else op](numbers))
            case _:
                assert_never(term)

    def _range(self, bindings: tuple[Binding, ...], env: Env) -> Iterator[Env]:
        names = [binding.var for binding in bindings]
        for values in itertools.product(*(self.members(binding.sort) for binding in bindings)):
            yield {**env, **dict(zip(names, values, strict=True))}

    def members(self, sort: str) -> tuple[Value, ...]:
        """Return all values of a sort in the model.

        Raises `FaultError` for `Int`, `Real` and a range of more than `MAX_MEMBERS`.
        """
        declared = self._signature.sorts.get(sort)
        match declared:
            case Range(_, low, high) if high - low < MAX_MEMBERS:
                return tuple(range(low, high + 1))
            case Enumeration(name):
                return self._known(self._model.domains, name)
            case None if sort == BOOL:
                return (False, True)
            case _:
                raise _unevaluable(f"`{sort}` has too many values to run through")

    def _compare(self, op: CompareOp, left: Value, right: Value) -> bool:
        if op == "==":
            return left == right
        if op == "!=":
            return left != right
        return bool(HOLDS[op](self._order(left), self._order(right)))

    def _order(self, value: Value) -> int | Fraction:
        return self._known(self._rank, value) if isinstance(value, str) else _number(value)

    def _arithmetic(self, op: str, values: Sequence[Value]) -> Value:
        if op == "rank":
            return self._order(values[0])
        numbers = [_number(value) for value in values]
        if op in ("/", "//", "%") and numbers[1] == 0:
            raise _unevaluable("division by zero")
        return _exact(_OPERATIONS[op](numbers))

    def _ratio(self, term: Term, env: Env) -> tuple[int, int]:
        """Return a number over another, which may have common factors: most sums are of products."""
        match term:
            case Arith("*", (Num(factor), other)):
                number = _number(self.value(other, env))
                return factor.numerator * number.numerator, factor.denominator * number.denominator
            case _:
                return _number(self.value(term, env)).as_integer_ratio()

    @staticmethod
    def _known(table: Mapping[K, V], key: K) -> V:
        try:
            return table[key]
        except KeyError:
            raise _unevaluable(f"the model says nothing about `{key}`") from None


Numbers = list[int | Fraction]


def _sum(ratios: Sequence[tuple[int, int]]) -> int | Fraction:
    """Add over one denominator: to cancel after each number takes most of the time."""
    scale = math.lcm(*[below for _, below in ratios])
    added = sum([above * (scale // below) for above, below in ratios])
    return added if scale == 1 else Fraction(added, scale)


def _product(numbers: Numbers) -> int | Fraction:
    product, *others = numbers
    for number in others:
        product *= number
    return product


_OPERATIONS: dict[str, Callable[[Numbers], int | Fraction]] = {
    "+": lambda n: _sum([number.as_integer_ratio() for number in n]),
    "*": _product,
    "-": lambda n: n[0] - n[1],
    "/": lambda n: Fraction(n[0]) / n[1],
    "//": lambda n: n[0] // n[1],
    "%": lambda n: n[0] % n[1],
    "neg": lambda n: -n[0],
    "abs": lambda n: max(n[0], -n[0]),
    "min": lambda n: min(n),
    "max": lambda n: max(n),
}


def _exact(number: int | Fraction) -> int | Fraction:
    """Keep one form per number: an `int` where it is whole. Raises `FaultError` on thousands of digits."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAX_BITS:
        raise _unevaluable("a number of thousands of digits")
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number


def _number(value: Value) -> int | Fraction:
    if isinstance(value, (bool, str)):
        raise _unevaluable(f"`{value}` is not a number")
    return value


def _all_different(values: Iterator[Value]) -> bool:
    found = list(values)
    return len(set(found)) == len(found)


def _unevaluable(what: str) -> FaultError:
    return FaultError(Fault("unevaluable", f"cannot be evaluated: {what}"))
