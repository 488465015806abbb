"""Grounding of terms that are not formulas: which of finitely many values does a term have?

Knows nothing of quantified formulas: `ground.Grounder` completes it with `literal`.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Arith,
    Count,
    Element,
    Enumeration,
    Fold,
    If,
    Num,
    Term,
    Var,
)
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.rewrite.cnf import FALSE, TRUE
from neurosym.rewrite.ground_symbols import Env, Symbols, unsupported
from neurosym.rewrite.numeric import Choice, Number, Numeric, boolean, combine, constant, linear, single
from neurosym.rewrite.universe import Universe
from neurosym.rewrite.values import as_choice, choose


class Terms(Symbols, ABC):
    """Terms as choices of values and as numbers."""

    def __init__(self, signature: Signature, universe: Universe) -> None:
        super().__init__(signature, universe)
        self._ranks: dict[Value, int] = {
            element: place
            for sort in signature.sorts.values()
            if isinstance(sort, Enumeration) and sort.ordered
            for place, element in enumerate(sort.elements, start=1)
        }

    @abstractmethod
    def literal(self, formula: Term, env: Env) -> int:
        """Return a literal equal to a formula."""

    # --- what kind of value a term has

    def kind(self, term: Term, env: Env) -> str:
        """Return `Bool`, `Int` (for any number) or the name of an enumeration."""
        match term:
            case Var(name):
                value = env[name]
                if isinstance(value, str):
                    return self.signature.elements.get(value, "")
                return BOOL if isinstance(value, bool) else INT
            case Apply(name):
                sort = self.signature.base(self.signature.symbols[name].result)
                return INT if sort == REAL else sort
            case Num() | Arith() | Count() | Fold():
                return INT
            case Element(name):
                return self.signature.elements[name]
            case If(_, then, _):
                return self.kind(then, env)
            case _:
                return BOOL

    # --- individuals and numbers

    def choice(self, term: Term, env: Env) -> Choice:
        """Return the values that a term of any finite sort can take."""
        match term:
            case Var(name):
                return {env[name]: TRUE}
            case Element(name):
                return {name: TRUE}
            case Apply(name, args):
                return self._applied(name, args, env)
            case If(cond, then, other) if self.kind(then, env) not in (INT, BOOL):
                return self._either(self.literal(cond, env), self.choice(then, env), self.choice(other, env))
            case _ if self.kind(term, env) == BOOL:
                literal = self.literal(term, env)
                return {True: literal, False: -literal} if abs(literal) != TRUE else {literal == TRUE: TRUE}
            case _:
                return as_choice(self.clauses, self.number(term, env))

    def number(self, term: Term, env: Env) -> Numeric:
        """Return a numeric term as a function of choices."""
        match term:
            case Num(value):
                return constant(value)
            case Var(name):
                return constant(_as_number(env[name]))
            case Arith(op, args):
                return self._arithmetic(op, args, env)
            case Count(bound, body):
                return linear(
                    [(1, boolean(self.literal(body, inner))) for inner in self.instances(bound, env)]
                )
            case Fold(op, bound, body):
                parts = [self.number(body, inner) for inner in self.instances(bound, env)]
                return (
                    linear([(1, part) for part in parts]) if op == "sum" else combine(_FUNCTIONS[op], parts)
                )
            case If(cond, then, other):
                return self._either_number(
                    self.literal(cond, env), self.number(then, env), self.number(other, env)
                )
            case _:
                return single(self.choice(term, env))

    def _arithmetic(self, op: str, args: Sequence[Term], env: Env) -> Numeric:
        if op == "rank":
            return single(self.ranked(self.choice(args[0], env)))
        parts = [self.number(arg, env) for arg in args]
        match op:
            case "+":
                return linear([(1, part) for part in parts])
            case "-":
                return linear([(1, parts[0]), (-1, parts[1])])
            case "neg":
                return linear([(-1, parts[0])])
            case "*":
                return _product(parts)
            case "/" if not parts[1].choices:
                return linear([(1 / Fraction(parts[1].of(())), parts[0])])
            case _:
                return combine(_FUNCTIONS[op], parts)

    def ranked(self, choice: Choice) -> Choice:
        """Return the places of ordered individuals."""
        return {self._ranks[value]: literal for value, literal in choice.items()}

    def _either(self, cond: int, then: Choice, other: Choice) -> Choice:
        if cond in (TRUE, FALSE):
            return then if cond == TRUE else other
        rows: dict[Value, list[tuple[int, ...]]] = {}
        for side, choice in ((cond, then), (-cond, other)):
            for value, literal in choice.items():
                rows.setdefault(value, []).append((side,) if literal == TRUE else (side, literal))
        return choose(self.clauses, rows)

    def _either_number(self, cond: int, then: Numeric, other: Numeric) -> Numeric:
        if cond in (TRUE, FALSE):
            return then if cond == TRUE else other
        if not then.choices and not other.choices:
            base = other.of(())
            return linear([(then.of(()) - base, boolean(cond)), (1, constant(base))])
        return single(self._either(cond, as_choice(self.clauses, then), as_choice(self.clauses, other)))

    # --- symbols

    def arguments(
        self, args: Sequence[Term], env: Env
    ) -> Iterator[tuple[tuple[Value, ...], tuple[int, ...]]]:
        """Yield each tuple of values that the arguments can take, with the literals that say so."""
        choices = [self.choice(arg, env) for arg in args]
        for row in itertools.product(*(choice.items() for choice in choices)):
            yield tuple(value for value, _ in row), tuple(lit for _, lit in row if lit != TRUE)

    def constants(self, args: Sequence[Term], env: Env) -> tuple[Value, ...] | None:
        """Return the values of arguments that are variables and elements only (the usual case)."""
        values: list[Value] = []
        for arg in args:
            match arg:
                case Var(name):
                    values.append(env[name])
                case Element(name):
                    values.append(name)
                case _:
                    return None
        return tuple(values)

    def _applied(self, name: str, args: Sequence[Term], env: Env) -> Choice:
        constants = self.constants(args, env)
        if constants is not None:
            return self.leaf(name, constants)
        cases = list(self.arguments(args, env))
        if len(cases) == 1 and not cases[0][1]:
            return self.leaf(name, cases[0][0])
        rows: dict[Value, list[tuple[int, ...]]] = {}
        for values, literals in cases:
            for value, literal in self.leaf(name, values).items():
                rows.setdefault(value, []).append((*literals, literal) if literal != TRUE else literals)
        return choose(self.clauses, rows)


def _product(parts: Sequence[Numeric]) -> Numeric:
    varying = [part for part in parts if part.choices]
    factor: Number = 1
    for part in parts:
        factor = factor * part.of(()) if not part.choices else factor
    if not varying:
        return constant(factor)
    return linear([(factor, varying[0] if len(varying) == 1 else combine(_multiply, varying))])


def _multiply(values: Sequence[Number]) -> Number:
    result: Number = 1
    for value in values:
        result *= value
    return result


def _magnitude(values: Sequence[Number]) -> Number:
    return values[0] if values[0] >= 0 else -values[0]


_FUNCTIONS: dict[str, Callable[[Sequence[Number]], Number]] = {
    "//": lambda v: v[0] // v[1],
    "%": lambda v: v[0] % v[1],
    "/": lambda v: Fraction(v[0]) / Fraction(v[1]),
    "abs": _magnitude,
    "min": min,
    "max": max,
}


def _as_number(value: Value) -> Number:
    if isinstance(value, (bool, str)):
        raise unsupported(f"{value} is not a number")
    return value
