"""Ground or quantified terms to Z3 expressions, exactly; built by API, never by text.

Takes what `expand` leaves. Rounding of `//` and `%`, mixed whole and real numbers and the members of
sorts are settled here; `Symbols.features` notes what decides which solver suits the result.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

import z3

from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.solve.z3_symbols import Symbols

Env: TypeAlias = Mapping[str, z3.ExprRef]


class Lowering:
    """Turns the terms of one theory into expressions over its symbols."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._context = symbols.context
        self._applied: dict[Term, z3.ExprRef] = {}
        self._variables = itertools.count()

    def term(self, term: Term, env: Env) -> z3.ExprRef:
        """Return the expression of a term whose free variables stand in `env`."""
        match term:
            case Var(name):
                return env[name]
            case Num() | Truth() | Element():
                return self._symbols.constant(term)
            case Apply():
                return self._apply(term, env)
            case Not(arg):
                return z3.Not(self.term(arg, env))
            case And(args):
                return self._junction(z3.Z3_mk_and, args, env)
            case Or(args):
                return self._junction(z3.Z3_mk_or, args, env)
            case Implies(left, right):
                return z3.Implies(self.term(left, env), self.term(right, env))
            case Compare(op, left, right):
                return HOLDS[op](self.term(left, env), self.term(right, env))
            case Arith():
                return self._arithmetic(term, env)
            case If(cond, then, other):
                return z3.If(self.term(cond, env), self.term(then, env), self.term(other, env))
            case Distinct(args):
                return z3.Distinct(*(self.term(arg, env) for arg in args))
            case Quantified():
                return self._quantified(term, env)
            case Count() | Fold() | DistinctOver():
                raise AssertionError("declined before: an aggregate over a sort that is not listed")
            case _:
                assert_never(term)

    def _all(self, args: Sequence[Term], env: Env) -> list[z3.ExprRef]:
        return [self.term(arg, env) for arg in args]

    def _junction(self, make: Callable[..., object], args: Sequence[Term], env: Env) -> z3.BoolRef:
        # z3.And and z3.Or look at every argument several times: four times as slow on long ones
        parts = self._all(args, env)
        array = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
        return z3.BoolRef(make(self._context.ref(), len(parts), array), self._context)

    def _apply(self, term: Apply, env: Env) -> z3.ExprRef:
        if env:
            return self._symbols.apply(term, self._all(term.args, env))
        if term not in self._applied:
            self._applied[term] = self._symbols.apply(term, self._all(term.args, env))
        return self._applied[term]

    # --- arithmetic

    def _arithmetic(self, term: Arith, env: Env) -> z3.ExprRef:
        parts = self._all(term.args, env)
        match term.op:
            case "+":
                return z3.Sum(parts)
            case "*":
                if sum(not isinstance(arg, Num) for arg in term.args) > 1:
                    self._symbols.features.add("products")
                return z3.Product(parts)
            case "-":
                return parts[0] - parts[1]
            case "neg":
                return -parts[0]
            case "abs":
                return z3.If(parts[0] >= 0, parts[0], -parts[0])
            case "min":
                return functools.reduce(lambda one, other: z3.If(one <= other, one, other), parts)
            case "max":
                return functools.reduce(lambda one, other: z3.If(one >= other, one, other), parts)
            case "rank":
                return parts[0] + 1
            case "/" | "//" | "%":
                return self._divided(term.op, parts[0], term.args[1])
            case _:
                assert_never(term.op)

    def _divided(self, op: Literal["/", "//", "%"], dividend: z3.ArithRef, divisor: Term) -> z3.ArithRef:
        match divisor:
            case Num(number) if op == "/":
                self._symbols.features.add("real")
                exact = z3.ToReal(dividend) if dividend.is_int() else dividend
                return exact * self._symbols.constant(Num(1 / Fraction(number)))
            case Num(int(number)):
                return self._rounded(op, dividend, number)
            case _:
                raise AssertionError("declined before: a divisor that is not a number")

    def _rounded(self, op: str, dividend: z3.ArithRef, divisor: int) -> z3.ArithRef:
        """Round down. Z3 keeps the remainder positive, which is the same for positive divisors only."""
        self._symbols.features.add("rounding")
        size = z3.IntVal(abs(divisor), self._context)
        if op == "//":
            return (dividend if divisor > 0 else -dividend) / size
        return dividend % size if divisor > 0 else -((-dividend) % size)

    # --- quantifiers that were not written out

    def _quantified(self, term: Quantified, env: Env) -> z3.BoolRef:
        self._symbols.features.add("quantifiers")
        inner, variables, guards = dict(env), [], []
        for binding in term.bindings:
            variable = z3.Const(f"x{next(self._variables)}", self._symbols.sort(binding.sort))
            variables.append(variable)
            inner[binding.var] = variable
            guard = self._symbols.within(binding.sort, variable)
            if guard is not None:
                guards.append(guard)
        body = self.term(term.body, inner)
        if term.kind == "all":
            return z3.ForAll(variables, z3.Implies(z3.And(guards), body) if guards else body)
        return z3.Exists(variables, z3.And(*guards, body))
