"""Reads formulas as limits on sums of numbers, and as choices between what may hold; knows no proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from neurosym.certify.lines import Of, Said
from neurosym.certify.numbers import Numbers
from neurosym.certify.scope import Env
from neurosym.certify.sums import NO, ONE, YES, Limit, Line, contrary, drawn_in, total
from neurosym.ir import core as ir
from neurosym.ir.certificate import Individual
from neurosym.ir.comparing import OPPOSITE


@dataclass(frozen=True, slots=True)
class Choice:
    """At least one of these is so."""

    ways: tuple[Said, ...]


Part: TypeAlias = "Limit | Choice | None"
"""None for what is neither."""

_FORMULAS = (
    ir.Truth
    | ir.Not
    | ir.And
    | ir.Or
    | ir.Implies
    | ir.Compare
    | ir.Quantified
    | ir.Distinct
    | ir.DistinctOver
)
"""What is true or false by its form."""


class Choices(Numbers):
    """The formulas of a scope as limits and choices."""

    def parts(self, said: Said) -> Iterator[Part]:
        """Yield limits and choices that all hold just where it is so."""
        self.scope.spend()
        match said.formula, said.holds:
            case ir.Not(arg), _:
                yield from self.parts(said.of(arg, True))
            case (ir.And(args), True) | (ir.Or(args), False):
                for arg in args:
                    yield from self.parts(said.of(arg))
            case ir.Implies(left, right), False:
                yield from self.parts(said.of(left, True))
                yield from self.parts(said.of(right))
            case (ir.Quantified("all", bound, body), True) | (ir.Quantified("any", bound, body), False):
                rows = self.rows(bound, said.env)
                for env in rows or ():
                    yield from self.parts(said.of(body, env=env))
                if rows is None:
                    yield None
            case ir.If(cond, then, other), holds:
                for one, branch in ((cond, then), (ir.Not(cond), other)):
                    so = ir.Implies(one, branch if holds else ir.Not(branch))
                    yield from self.parts(Said(so, said.env))
            case ir.Distinct(args), True:
                yield from self._distinct([(arg, said.env) for arg in args])
            case ir.DistinctOver(bound, body), True:
                rows = self.rows(bound, said.env)
                yield from (None,) if rows is None else self._distinct([(body, env) for env in rows])
            case ir.Compare(op, left, right), holds:
                yield from self._compared(op if holds else OPPOSITE[op], (left, said.env), (right, said.env))
            case _:
                yield from self._chosen(self.ways(said))

    def _chosen(self, ways: Sequence[Said] | None) -> Iterator[Part]:
        """Yield a choice; as a limit where each way is 0 or 1, for then their sum is at least 1."""
        if ways is None:
            yield None
            return
        truths = [self.truth(way) for way in ways]
        if YES in truths:
            return
        known = [truth for truth in truths if truth is not None]
        left = [way for way, truth in zip(ways, truths, strict=True) if truth != NO]
        if len(known) == len(truths):
            yield self._limit(total([(ONE, YES), *((-ONE, truth) for truth in known)]), "<=")
        elif len(left) == 1:
            yield from self.parts(left[0])
        else:
            yield Choice(tuple(left))

    # --- comparisons

    def _compared(self, op: ir.CompareOp, left: Of, right: Of) -> Iterator[Part]:
        if op in (">", ">="):
            left, right, op = right, left, "<" if op == ">" else "<="
        one, other = self.line(*left), self.line(*right)
        if one is not None and other is not None and op != "!=":
            yield self._limit(total([(ONE, one), (-ONE, other)]), op)
        elif op == "==" and any(
            self._extremes(way, side) for side in (left, right) for way in ("max", "min")
        ):
            yield from self._compared("<=", left, right)
            yield from self._compared("<=", right, left)
        elif op in ("==", "!="):
            yield from self._equated(op, left, right)
        elif smaller := self._extremes("max", left):
            for each in smaller:
                yield from self._compared(op, each, right)
        elif larger := self._extremes("min", right):
            for each in larger:
                yield from self._compared(op, left, each)
        elif ways := self._one_of(op, left, right):
            yield Choice(ways)
        else:
            yield self._decided(op, left, right)

    def _extremes(self, op: str, side: Of) -> Sequence[Of]:
        """Return the numbers of which a side is the greatest or the least."""
        match side:
            case ir.Arith(found, args), env if found == op:
                return [(arg, env) for arg in args]
            case ir.Arith("abs", (arg,)), env if op == "max":
                return [(arg, env), (ir.Arith("neg", (arg,)), env)]
            case ir.Fold(found, bound, body), env if found == op:
                return [(body, row) for row in self.rows(bound, env) or ()]
            case _:
                return ()

    def _one_of(self, op: ir.CompareOp, left: Of, right: Of) -> tuple[Said, ...]:
        """Return the ways in which the least of several is smaller, or the greatest of several is larger."""
        pairs = [(one, right[0], env) for one, env in self._extremes("min", left)]
        pairs = pairs or [(left[0], one, env) for one, env in self._extremes("max", right)]
        if right[1] is not left[1] or not all(_extends(env, left[1]) for _, _, env in pairs):
            return ()
        return tuple(Said(ir.Compare(op, one, other), env) for one, other, env in pairs)

    def _equated(self, op: ir.CompareOp, left: Of, right: Of) -> Iterator[Part]:
        values, alike = (self.values(left), self.values(right)), left[1] is right[1]
        if alike and (self._boolean(left) or self._boolean(right)):
            one, other = left[0], ir.Not(right[0]) if op == "!=" else right[0]
            for so in (ir.Implies(one, other), ir.Implies(other, one)):
                yield from self.parts(Said(so, left[1]))
        elif all(values):
            for value in _union(values):
                first, second = self.has(left, value), self.has(right, value)
                if op == "==":
                    yield self._limit(total([(ONE, first), (-ONE, second)]), "==")
                else:
                    yield self._limit(total([(ONE, first), (-ONE, contrary(second))]), "<=")
        elif alike and op == "!=" and (self._counts(left) or self._counts(right)):
            below, above = ir.Compare("<", left[0], right[0]), ir.Compare(">", left[0], right[0])
            yield Choice((Said(below, left[1]), Said(above, left[1])))
        else:
            yield self._decided(op, left, right)

    def _counts(self, of: Of) -> bool:
        """Say whether it is a number, by its form or because it is a line."""
        return isinstance(of[0], ir.Arith | ir.Fold | ir.Count) or self.line(*of) is not None

    def _boolean(self, of: Of) -> bool:
        match of[0]:
            case ir.Apply(name):
                return self.scope.signature.symbols[name].result == ir.BOOL
            case ir.Var(name):
                return isinstance(of[1][name], bool)
            case term:
                return isinstance(term, _FORMULAS)

    def _distinct(self, terms: Sequence[Of]) -> Iterator[Part]:
        values = [self.values(term) for term in terms]
        if not all(values):
            for one, other in combinations(terms, 2):
                yield from self._compared("!=", one, other)
            return
        for value in _union(values):
            yield self._limit(total([(-ONE, YES), *((ONE, self.has(term, value)) for term in terms)]), "<=")

    # --- conditions in sums

    def _decided(self, op: ir.CompareOp, left: Of, right: Of) -> Part:
        """Return the choice between a condition in a comparison that is no line, and its contrary."""
        env = left[1]
        found = self._open(left) or self._open(right)
        if found is None or env is not right[1]:
            return None
        cond, inner = found
        if not _extends(inner, env):
            return None
        ways = []
        for truth in (True, False):
            decided = {**inner, self.mark(cond, inner): truth}
            so = ir.And((cond if truth else ir.Not(cond), ir.Compare(op, left[0], right[0])))
            ways.append(Said(so, decided))
        return Choice(tuple(ways))

    def _open(self, of: Of) -> Of | None:
        """Return a condition in a number that has to be decided before the number is a line."""
        match of:
            case ir.If(cond, then, other), env:
                decided = env.get(self.mark(cond, env))
                if decided is not None:
                    return self._open((then if decided else other, env))
                return (cond, env) if self.line(of[0], env) is None else None
            case ir.Arith(_, args), env:
                parts = [(arg, env) for arg in args]
            case ir.Fold("sum", bound, body), env:
                parts = [(body, row) for row in self.rows(bound, env) or ()]
            case _:
                return None
        return next(filter(None, map(self._open, parts)), None)

    def _limit(self, line: Line, op: str) -> Limit:
        return drawn_in(line, op, self.whole)


def _extends(inner: Env, env: Env) -> bool:
    """Say whether no variable of an environment is another one in there."""
    return all(inner[name] == one for name, one in env.items())


def _union(values: Sequence[Sequence[Individual]]) -> list[Individual]:
    return sorted({value for each in values for value in each}, key=repr)
