"""Which values a term may still have when all literals of a clause are supposed false.

Sets of values are carried through a term. They are never too small, so where a claim cannot be true
any more the clause follows from it (abstract interpretation: Cousot and Cousot, 1977). Knows no
proofs; declines what has no finite list of values.

Individuals of an open sort, and names that may coincide, are *soft*: they stand for themselves as
terms, and two of them may be equal. Equations that are supposed true are taken by rewriting to the
smaller side, so equal terms are looked up in one place (congruence).
"""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from neurosym.certify.scope import EQUAL, Env, Scope, not_certifiable
from neurosym.ir import core as ir
from neurosym.ir.certificate import Individual, Key

Values: TypeAlias = frozenset[Individual]
Literal: TypeAlias = tuple[Key, Individual, bool]
"""That an application has a value, or that it has not."""

YES: Values = frozenset((True,))
NO: Values = frozenset((False,))
BOTH: Values = YES | NO
MAX_COMBINATIONS = 10_000
"""Combinations of values that one operation may have."""

_ALONE: dict[str, Callable[[Fraction], Fraction]] = {"rank": operator.pos, "neg": operator.neg, "abs": abs}
_STEP: dict[str, Callable[[Fraction, Fraction], int | Fraction]] = {
    "+": operator.add,
    "sum": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda one, other: Fraction(one) / other,
    "//": operator.floordiv,
    "%": operator.mod,
    "min": min,
    "max": max,
}


class Supposed:
    """All literals of a clause are false. `absurd`: that cannot be, so the clause is true everywhere."""

    def __init__(self, scope: Scope, clause: Iterable[Literal]) -> None:
        self._scope = scope
        self._smaller: dict[Individual, Individual] = {}
        self._is: dict[Key, Individual] = {}
        self._not: dict[Key, set[Individual]] = {}
        self.absurd = False
        literals = list(clause)
        equations = [key[1] for key, _, positive in literals if key[0] == EQUAL and not positive]
        for _ in equations:  # each round may make further sides alike
            for one, other in equations:
                self._equate(self._plain(one), self._plain(other))
        for key, value, positive in literals:
            if key[0] == EQUAL:
                self._suppose_apart(key, positive)
            else:
                self._suppose(self._key(key), value, positive)

    def _equate(self, one: Individual, other: Individual) -> None:
        if one != other:
            small, large = sorted((one, other), key=self._scope.weight)
            self.absurd = self.absurd or self._scope.hard(large)
            self._smaller[large] = small

    def _suppose_apart(self, key: Key, positive: bool) -> None:
        """Two individuals differ; those that are equal were taken care of."""
        if positive:
            one, other = map(self._plain, key[1])
            self.absurd |= one == other
            self._not[EQUAL, (one, other)] = self._not[EQUAL, (other, one)] = {True}

    def _suppose(self, key: Key, value: Individual, positive: bool) -> None:
        if positive:
            self._not.setdefault(key, set()).add(value)
        elif self._is.setdefault(key, value) != value:
            self.absurd = True
        self.absurd = self.absurd or not self.left(key)

    def left(self, key: Key) -> Values:
        """Return the values that an application of a symbol may still have."""
        domain = self._scope.domain(self._scope.signature.symbols[key[0]].result)
        if key in self._is:
            domain &= {self._is[key]}
        return domain - self._not[key] if key in self._not else domain

    def _key(self, key: Key) -> Key:
        return (key[0], tuple(map(self._plain, key[1]))) if self._smaller else key

    def _plain(self, one: Individual) -> Individual:
        """Return the smallest term that is known to be equal."""
        if not self._smaller:
            return one
        if isinstance(one, tuple):
            one = self._key(one)
        return self._plain(self._smaller[one]) if one in self._smaller else one

    # --- terms

    def values(self, term: ir.Term, env: Env) -> Values:
        """Return all values that the term may have, and perhaps more. Raises `FaultError`."""
        self._scope.spend()
        match term:
            case ir.Apply(name, args):
                rows = self._rows([self.values(arg, env) for arg in args])
                return _union([self._applied(name, row) for row in rows])
            case ir.Var(name):
                return frozenset((self._plain(env[name]),))
            case ir.Element(name):
                return frozenset((self._plain(name),))
            case ir.Num(value) | ir.Truth(value):
                return frozenset((value,))
            case ir.Compare(op, left, right):
                return self.compare(op, self.values(left, env), self.values(right, env))
            case ir.Not(arg):
                return _flipped(self.values(arg, env))
            case ir.And(args):
                return _unanimous((self.values(arg, env) for arg in args), True)
            case ir.Or(args):
                return _unanimous((self.values(arg, env) for arg in args), False)
            case ir.Implies(left, right):
                parts = (_flipped(self.values(left, env)), self.values(right, env))
                return _unanimous(parts, False)
            case ir.Quantified():
                return self._quantified(term, env)
            case ir.If(cond, then, other):
                which = self.values(cond, env)
                branches = [part for part, truth in ((then, True), (other, False)) if truth in which]
                return _union([self.values(part, env) for part in branches])
            case ir.Arith(op, (arg,)):
                return frozenset(map(_ALONE[op], self._scope.ranks(self.values(arg, env))))
            case ir.Arith(op, args):
                return self._chain(op, [self.values(arg, env) for arg in args])
            case ir.Distinct(args):
                return self._distinct([self.values(arg, env) for arg in args])
            case ir.DistinctOver(bindings, body):
                return self._distinct([self.values(body, row) for row in self._each(bindings, env)])
            case ir.Count(bindings, body):
                one = ir.If(body, ir.Num(1), ir.Num(0))
                return self._chain("sum", [self.values(one, row) for row in self._each(bindings, env)])
            case ir.Fold(op, bindings, body):
                return self._chain(op, [self.values(body, row) for row in self._each(bindings, env)])
            case _:
                assert_never(term)

    def _rows(self, parts: Sequence[Values]) -> Iterable[tuple[Individual, ...]]:
        if (size := math.prod(map(len, parts))) > MAX_COMBINATIONS:
            raise not_certifiable(f"an operation on {size} combinations of values")
        return itertools.product(*parts)

    def _applied(self, name: str, row: tuple[Individual, ...]) -> Values:
        key = self._key((name, row))
        if self._scope.soft_sort(self._scope.signature.symbols[name].result):
            return frozenset((self._plain(key),))
        return self.left(key)

    def compare(self, op: str, left: Values, right: Values) -> Values:
        """Return whether a comparison may hold of some of these values, and whether it may not."""
        match op:
            case "==":
                return self._equal(left, right)
            case "!=":
                return _flipped(self._equal(left, right))
            case "<" | ">=":
                lesser, greater = self._scope.ranks(left), self._scope.ranks(right)
            case _:
                lesser, greater = self._scope.ranks(right), self._scope.ranks(left)
        less = YES if max(lesser) < min(greater) else NO if min(lesser) >= max(greater) else BOTH
        return less if op in ("<", ">") else _flipped(less)

    def _equal(self, left: Values, right: Values) -> Values:
        if not left.isdisjoint(right):
            return YES if len(left | right) == 1 else BOTH
        pairs = itertools.product(left, right) if self._scope.any_soft else ()
        return BOTH if any(self.may_be_equal(one, other) for one, other in pairs) else NO

    def may_be_equal(self, one: Individual, other: Individual) -> bool:
        if one == other:
            return True
        both_hard = self._scope.hard(one) and self._scope.hard(other)
        return not both_hard and (EQUAL, (one, other)) not in self._not

    def _distinct(self, parts: Sequence[Values]) -> Values:
        pairs = itertools.combinations(parts, 2)
        return _unanimous((_flipped(self._equal(one, other)) for one, other in pairs), True)

    def _chain(self, op: str, parts: Sequence[Values]) -> Values:
        """Work out an operation from left to right, value by value."""
        total = parts[0]
        for part in parts[1:]:
            if op in ("/", "//", "%") and 0 in part:
                raise not_certifiable("a division by what may be zero")
            self._rows([total, part])
            left, right = self._scope.ranks(total), self._scope.ranks(part)
            total = frozenset(_STEP[op](one, other) for one in left for other in right)
        return total

    # --- binders

    def _each(self, bindings: Sequence[ir.Binding], env: Env) -> list[Env]:
        """Return an environment for every value of bindings whose sorts are listed in full."""
        if any(self._scope.soft_sort(binding.sort) for binding in bindings):
            raise not_certifiable("a count, sum or extreme over individuals that may be others or the same")
        return list(self._scope.each(bindings, env))

    def _quantified(self, term: ir.Quantified, env: Env) -> Values:
        """`all` is true, and `any` false, where all instances are so: seen on the individuals listed.

        The other way round an instance is needed: at the witness of this very formula, or anywhere if
        nobody else exists. Without either, it can always be so.
        """
        unanimous = term.kind == "all"
        rows = self._scope.each(term.bindings, env)
        witnessed = self._scope.witnessed(term, env)
        if witnessed is None:
            found = _unanimous((self.values(term.body, row) for row in rows), unanimous)
            listed = all(self._scope.listed(binding.sort) for binding in term.bindings)
            return found if listed else found | frozenset((not unanimous,))
        otherwise = any((not unanimous) in self.values(term.body, row) for row in witnessed)
        found = _unanimous((self.values(term.body, row) for row in rows), unanimous)
        if otherwise:
            return found | {not unanimous}
        return found & {unanimous} or frozenset((not unanimous,))


def _unanimous(parts: Iterable[Values], truth: bool) -> Values:
    """Return when all parts have this truth value: of a conjunction (true) or a disjunction (false)."""
    sure = True
    for part in parts:
        if truth not in part:
            return frozenset((not truth,))
        sure = sure and len(part) == 1
    return frozenset((truth,)) if sure else BOTH


def _flipped(part: Values) -> Values:
    return part if len(part) > 1 else BOTH - part


def _union(parts: Sequence[Values]) -> Values:
    return parts[0] if len(parts) == 1 else frozenset().union(*parts)
