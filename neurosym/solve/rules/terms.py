"""Value terms and comparisons as closures over environments. Exact arithmetic; no term is run as text.

A term that has no value (a division by zero) makes the comparison around it false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import Arith, Element, Num, Term, Truth, Var
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Guard
from neurosym.solve.rules.plan import Slots
from neurosym.solve.rules.relations import Constants, Row

MAX_BITS = 4_096
"""A result of more bits (some 1,200 digits) is a fault: a rule that squares would double them each time."""

Number: TypeAlias = int | Fraction
Evaluated: TypeAlias = Callable[[Row], Value]
Tested: TypeAlias = Callable[[Row], bool]


class NoValueError(Exception):
    """A term has no value here."""


class Terms:
    """Turns terms into closures; `ranks` gives the places of elements that stand in order."""

    def __init__(self, constants: Constants, ranks: Mapping[str, int]) -> None:
        self._constants = constants
        self._ranks = ranks

    def test(self, guard: Guard, slots: Slots) -> Tested:
        """Return the comparison of an environment's values."""
        left, right = guard.left, guard.right
        if guard.op in ("==", "!=") and isinstance(left, Var) and isinstance(right, Var):
            return _same(slots[left.name], slots[right.name], guard.op == "==")
        one, other = self.value(left, slots), self.value(right, slots)
        if guard.op not in ("==", "!="):
            one, other = self._ordered(one), self._ordered(other)
        compare = HOLDS[guard.op]

        def test(env: Row) -> bool:
            try:
                return bool(compare(one(env), other(env)))
            except NoValueError:
                return False

        return test

    def value(self, term: Term, slots: Slots) -> Evaluated:
        """Return the value of a term in an environment. Raises `FaultError` (`rule-form`) on a formula."""
        match term:
            case Var(name):
                values, slot = self._constants.values_of, slots[name]
                return lambda env: values[env[slot]]
            case Num(number):
                return lambda env: number
            case Element(name):
                return lambda env: name
            case Truth(true):
                return lambda env: int(true)
            case Arith("rank", (arg,)):
                return self._ordered(self.value(arg, slots))
            case Arith(op, args):
                return self._arithmetic(op, [self.value(arg, slots) for arg in args])
            case _:
                what = f"{type(term).__name__} is no value that a rule can work out"
                raise FaultError(Fault("rule-form", what))

    def _arithmetic(self, op: str, parts: list[Evaluated]) -> Evaluated:
        if len(parts) == 2 and op in _BINARY:
            one, other = parts
            both = _BINARY[op]
            return lambda env: exact(both(number(one(env)), number(other(env))))
        work = _OPERATIONS[op]
        return lambda env: exact(work([number(part(env)) for part in parts]))

    def _ordered(self, part: Evaluated) -> Evaluated:
        """Return the number by which a value is ordered: itself, or the place of an element."""
        ranks = self._ranks

        def order(env: Row) -> Value:
            value = part(env)
            if isinstance(value, str):
                rank = ranks.get(value)
                if rank is None:
                    raise FaultError(Fault("sort", f"`{value:.80}` is no number and stands in no order"))
                return rank
            return value

        return order


def _same(left: int, right: int, wanted: bool) -> Tested:
    if wanted:
        return lambda env: env[left] == env[right]
    return lambda env: env[left] != env[right]


def number(value: Value) -> Number:
    """Return a value that is a number. Raises `FaultError` (`sort`) on another."""
    if isinstance(value, str):
        raise FaultError(Fault("sort", f"`{value:.80}` is not a number"))
    return value


def exact(result: Number) -> Number:
    """Return the one form of a number. Raises `FaultError` (`too-big`) on thousands of digits."""
    if isinstance(result, Fraction):
        if result.denominator == 1:
            result = result.numerator
        elif result.denominator.bit_length() > MAX_BITS:
            raise FaultError(Fault("too-big", "a rule works out a number of thousands of digits"))
    if result.numerator.bit_length() > MAX_BITS:
        raise FaultError(Fault("too-big", "a rule works out a number of thousands of digits"))
    return result


def _divide(one: Number, other: Number) -> Number:
    if other == 0:
        raise NoValueError
    return Fraction(one) / other


def _floor(one: Number, other: Number) -> Number:
    if other == 0:
        raise NoValueError
    return one // other


def _modulo(one: Number, other: Number) -> Number:
    if other == 0:
        raise NoValueError
    return one % other


def _product(numbers: list[Number]) -> Number:
    product: Number = 1
    for each in numbers:
        product = exact(product * each)
    return product


def _least(numbers: list[Number]) -> Number:
    return min(numbers)


def _largest(numbers: list[Number]) -> Number:
    return max(numbers)


_BINARY: dict[str, Callable[[Number, Number], Number]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "//": _floor,
    "%": _modulo,
}
_OPERATIONS: dict[str, Callable[[list[Number]], Number]] = {
    "+": sum,
    "*": _product,
    "min": _least,
    "max": _largest,
    "neg": lambda n: -n[0],
    "abs": lambda n: max(n[0], -n[0]),
}
