"""Reads terms as sums of numbers, and truth as one or zero; knows no proofs.

What is true or false counts as 1 or 0. That an application has one value of its finite sort counts as a
number of its own, called `=`: these are 0 or 1 and add up to 1. What a formula gives a number to is that
number wherever it stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.certify.scope import EQUAL, Env, Scope
from neurosym.certify.sums import (
    NO,
    ONE,
    YES,
    ZERO,
    Line,
    added,
    combined,
    constant,
    contrary,
    is_constant,
    total,
)
from neurosym.faults import FaultError
from neurosym.ir import core as ir
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.comparing import HOLDS
from neurosym.ir.terms import narrowed
from neurosym.ir.walk import conjuncts

Of: TypeAlias = "tuple[ir.Term, Env]"
"""A term, said of individuals."""

MAX_VALUES = 200
"""A sort of more values than this has no number for each of them."""

MAX_ROWS = 20_000
"""Choices of individuals for the variables of one binder."""


@dataclass(frozen=True, slots=True)
class Said:
    """That a formula holds of individuals, or that it does not."""

    formula: ir.Term
    env: Env
    holds: bool = True

    def of(self, formula: ir.Term, contrary: bool = False, env: Env | None = None) -> Said:
        """Say the same, or the contrary, of another formula."""
        return Said(formula, self.env if env is None else env, self.holds != contrary)


def given_by(formula: ir.Term) -> Iterator[tuple[ir.Apply, ir.Num]]:
    """Yield what a formula gives a number to, and which."""
    for part in conjuncts(formula):
        match part:
            case ir.Compare("==", ir.Apply() as place, ir.Num() as given) | ir.Compare(
                "==", ir.Num() as given, ir.Apply() as place
            ):
                yield place, given


class Lines:
    """The terms of a scope as lines."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.fixed: dict[Key, Fraction] = {}
        for place, given in (pair for formula in scope.formulas.values() for pair in given_by(formula)):
            key = self.place(place, {})
            if key is not None and self._counts_as(given.value, scope.signature.symbols[place.name].result):
                self.fixed[key] = Fraction(given.value)

    def _counts_as(self, value: int | Fraction, sort: str) -> bool:
        """Say whether a number is of a sort."""
        return sort == ir.REAL or (
            value.denominator == 1 and (sort == ir.INT or self.scope.fits(int(value), sort))
        )

    def line(self, term: ir.Term, env: Env) -> Line | None:
        """Return a term as a line, None where it is none."""
        self.scope.spend()
        match term:
            case ir.Num(value):
                return constant(value)
            case ir.Var() | ir.Element():
                one = self.one(term, env)
                return None if one is None else self._ranked(one)
            case ir.Apply():
                return self._applied(term, env)
            case ir.Arith("+" | "-" | "neg" | "*" | "/" as op, args):
                return combined(op, [self.line(arg, env) for arg in args])
            case ir.Arith("rank", (arg,)):
                return self.line(arg, env)
            case ir.If(cond, then, other):
                decided = env.get(self.mark(cond, env))
                if decided is not None:
                    return self.line(then if decided else other, env)
                return self._either(self.truth(Said(cond, env)), self.line(then, env), self.line(other, env))
            case ir.Count(bound, body):
                rows = self.rows(bound, env)
                return None if rows is None else added(self.truth(Said(body, row)) for row in rows)
            case ir.Fold("sum", bound, body):
                rows = self.rows(bound, env)
                return None if rows is None else added(self.line(body, row) for row in rows)
            case _:
                return None

    def _applied(self, term: ir.Apply, env: Env) -> Line | None:
        key = self.place(term, env)
        if key is None:
            return self._looked_up(term, env)
        if key in self.fixed:
            return constant(self.fixed[key])
        if self.scope.signature.is_numeric(self.scope.signature.symbols[key[0]].result):
            return {key: ONE}
        return self._by_value((term, env), lambda value: self._ranked(value))

    def _looked_up(self, term: ir.Apply, env: Env) -> Line | None:
        """Return what a table says of the value of an application, where the table is fixed."""
        varying = [number for number, arg in enumerate(term.args) if self.one(arg, env) is None]
        if len(varying) != 1:
            return None
        (place,) = varying
        name = f"{term.name} {place}"  # no variable is called so
        args = (*term.args[:place], ir.Var(name), *term.args[place + 1 :])

        def at(value: Individual) -> Line | None:
            key = self.place(ir.Apply(term.name, args), {**env, name: value})
            return constant(self.fixed[key]) if key in self.fixed else None

        return self._by_value((term.args[place], env), at)

    def _by_value(self, of: Of, at: Callable[[Individual], Line | None]) -> Line | None:
        """Return the sum of what is given at each value that a term may have, each as often as it has it."""
        values = self.values(of)
        lines = [at(value) for value in values]
        known = [line.get(None, ZERO) for line in lines if line is not None]
        if not values or len(known) < len(values):
            return None
        return total([(rank, self.has(of, value)) for rank, value in zip(known, values, strict=True)])

    def _either(self, truth: Line | None, then: Line | None, other: Line | None) -> Line | None:
        if truth in (YES, NO):
            return then if truth else other
        if truth is None or then is None or other is None:
            return None
        more = total([(ONE, then), (-ONE, other)])
        return total([(ONE, other), (more.get(None, ZERO), truth)]) if is_constant(more) else None

    def mark(self, cond: ir.Term, env: Env) -> str:
        """Name a condition on individuals, where `env` keeps how it was decided; no variable is called so."""
        return f"{id(cond)} {[env[name] for name in self.scope.free_of(cond)]}"

    # --- individuals

    def one(self, term: ir.Term, env: Env) -> Individual | None:
        """Return the individual that a term is, None where it may be this or that one."""
        match term:
            case ir.Var(name):
                return env[name]
            case ir.Element(value) | ir.Num(value) | ir.Truth(value):
                return value
            case ir.Apply():
                key = self.place(term, env)
                return None if key is None else _plain(self.fixed.get(key))
            case ir.Arith():
                line = self.line(term, env)
                return _plain(line.get(None, ZERO)) if line is not None and is_constant(line) else None
            case _:
                return None

    def _ranked(self, one: Individual) -> Line | None:
        """Return a number itself, or the place of an element that stands in order."""
        try:
            (number,) = self.scope.ranks([one])
        except FaultError:
            return None
        return constant(number)

    def place(self, term: ir.Apply, env: Env) -> Key | None:
        """Return an application to individuals; None where they are not known or do not fit."""
        row = tuple(one for arg in term.args if (one := self.one(arg, env)) is not None)
        return (term.name, row) if self.scope.fit(row, self.scope.signature.symbols[term.name].args) else None

    def values(self, of: Of) -> Sequence[Individual]:
        """Return all values that a term may have, none where they cannot be told apart or are too many."""
        one = self.one(*of)
        if one is not None:
            return (one,) if self.scope.hard(one) else ()
        key = self.place(of[0], of[1]) if isinstance(of[0], ir.Apply) else None
        return () if key is None else self.listed(self.scope.signature.symbols[key[0]].result)

    def listed(self, sort: str) -> Sequence[Individual]:
        """Return the values of a sort that may be numbers of their own."""
        if sort == ir.BOOL or self.scope.soft_sort(sort):
            return ()
        try:
            domain = self.scope.domain(sort)
        except FaultError:
            return ()
        return sorted(domain, key=str) if len(domain) <= MAX_VALUES else ()

    def has(self, of: Of, value: Individual) -> Line:
        """Return 1 where a term has a value and else 0, for one of which the values are known."""
        one = self.one(*of)
        if one is not None:
            return YES if one == value else NO
        key = self.place(of[0], of[1]) if isinstance(of[0], ir.Apply) else None
        return {(EQUAL, (key, value)): ONE} if key is not None and value in self.values(of) else NO

    def rows(self, bound: Sequence[ir.Binding], env: Env) -> list[Env] | None:
        """Return an environment for every choice of individuals, None where not all are known."""
        try:
            if any(self.scope.soft_sort(binding.sort) for binding in bound):
                return None
            if math.prod(len(self.scope.domain(binding.sort)) for binding in bound) > MAX_ROWS:
                return None
            return list(self.scope.each(bound, env))
        except FaultError:
            return None

    # --- what is true or false

    def truth(self, said: Said) -> Line | None:
        """Return a line that is 1 where it is so and else 0, None where there is none."""
        self.scope.spend()
        match said.formula:
            case ir.Truth() | ir.Var():
                return YES if self.one(said.formula, said.env) == said.holds else NO
            case ir.Not(arg):
                return self.truth(said.of(arg, True))
            case ir.Apply(name) as term if self.scope.signature.symbols[name].result == ir.BOOL:
                key = self.place(term, said.env)
                return None if key is None else _signed({key: ONE}, said.holds)
            case ir.Compare(op, left, right):
                return _signed(self._told(op, (left, said.env), (right, said.env)), said.holds)
        ways = self.ways(said)
        if ways is None:
            turned = self.ways(Said(said.formula, said.env, not said.holds))
            return None if turned is None else _signed(self._any(turned), False)
        return self._any(ways)

    def _told(self, op: ir.CompareOp, left: Of, right: Of) -> Line | None:
        """Return whether a comparison is true: of what is known, or of what has one of several values."""
        values = self.values(left), self.values(right)
        if op in ("==", "!=") and all(values) and min(map(len, values)) == 1:
            (value,), other = (values[0], right) if len(values[0]) == 1 else (values[1], left)
            return _signed(self.has(other, value), op == "==")
        one, other_line = self.line(*left), self.line(*right)
        if one is None or other_line is None or not (is_constant(one) and is_constant(other_line)):
            return None
        return YES if HOLDS[op](one.get(None, ZERO), other_line.get(None, ZERO)) else NO

    def ways(self, said: Said) -> Sequence[Said] | None:
        """Return what one of has to be so for this to be so, None where there is no such choice."""
        match said.formula, said.holds:
            case (ir.Or(args), True) | (ir.And(args), False):
                return [said.of(arg) for arg in args]
            case ir.Implies(left, right), True:
                return said.of(left, True), said.of(right)
            case (ir.Quantified("any", bound, body), True) | (ir.Quantified("all", bound, body), False):
                rows = self.rows(bound, said.env)
                return None if rows is None else [said.of(body, env=env) for env in rows]
            case ir.Apply() | ir.Truth() | ir.Var(), _:
                return None if self.truth(said) is None else (said,)
            case _:
                return None

    def _any(self, ways: Iterable[Said]) -> Line | None:
        """Return whether one of these is so, where all but one are known."""
        found = NO
        for way in ways:
            truth = self.truth(way)
            if truth == YES:
                return YES
            if truth is None or (truth != NO and found != NO):
                return None
            found = found if truth == NO else truth
        return found


def _signed(truth: Line | None, holds: bool) -> Line | None:
    return truth if holds or truth is None else contrary(truth)


def _plain(number: Fraction | None) -> Individual | None:
    return None if number is None else narrowed(number)
