"""Conditions of rules to alternatives of parts: the inner half of `horn`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NoReturn

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import OPPOSITE
from neurosym.ir.core import (
    BOOL,
    INT,
    TRUE,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    CompareOp,
    Count,
    Distinct,
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
    conjunction,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.walk import substitute
from neurosym.rewrite.clauses import Absent, Aggregate, Guard, Match, Part, Scalar
from neurosym.rewrite.horn_scope import Scope
from neurosym.rewrite.horn_shapes import first_choice, is_extreme, needs_more, replaced

MAX_CASES = 64
"""Alternatives that one rule may have."""

Case = tuple[Part, ...]


class Lowering(Scope):
    """One rule on its way to clauses."""

    # --- formulas

    def cases(self, term: Term, yes: bool) -> list[Case]:
        """Return the alternatives in which a formula is true, or false. Raises `FaultError`."""
        match term:
            case Truth(value):
                return [()] if value == yes else []
            case Not(arg):
                return self.cases(arg, not yes)
            case And((Quantified() as found, Quantified() as bound)) if is_extreme(found, bound):
                return self._extreme(bound, yes)
            case And(args) | Or(args):
                parts = (self.cases(arg, yes) for arg in args)
                return self._every(parts) if isinstance(term, And) == yes else self._some(parts)
            case Implies(left, right):
                return self.cases(Or((Not(left), right)), yes)
            case If(cond, then, other):
                return self.cases(Or((And((cond, then)), And((Not(cond), other)))), yes)
            case Compare(op, left, right) if self._is_formula(left) and self._is_formula(right):
                same = Or((And((left, right)), And((Not(left), Not(right)))))
                return self.cases(same, yes == (op == "=="))
            case Compare(op, left, right):
                return self._comparison(term, op, left, right, yes)
            case Distinct(args):
                pairs = tuple(Compare("!=", one, other) for one, other in itertools.combinations(args, 2))
                return self.cases(conjunction(pairs), yes)
            case Quantified("all", bound_, body):
                return self._exists(bound_, Not(body), not yes)
            case Quantified(_, bound_, body):
                return self._exists(bound_, body, yes)
            case Apply(name, args):
                return self._atom(name, args, yes)
            case Var():
                return [(Guard("==", term, Num(int(yes))),)]
            case _:
                self._refuse(term)

    def _is_formula(self, term: Term) -> bool:
        return self.signature.sort_of(term, self.sorts) == BOOL and not isinstance(term, Var | Truth)

    def _refuse(self, term: Term) -> NoReturn:
        raise FaultError(Fault("rule-form", f"`{print_formula(term)}` cannot be a condition of a rule"))

    def _every(self, parts: Iterator[list[Case]]) -> list[Case]:
        found: list[Case] = [()]
        for options in parts:
            found = self._limited([(*one, *other) for one in found for other in options])
        return found

    def _some(self, parts: Iterator[list[Case]]) -> list[Case]:
        return self._limited([case for options in parts for case in options])

    def _limited(self, cases: list[Case]) -> list[Case]:
        if len(cases) > MAX_CASES:
            hint = "split it into several rules"
            raise FaultError(Fault("too-big", f"the rule has more than {MAX_CASES} alternatives", hint=hint))
        return cases

    def _exists(self, bound: Sequence[Binding], body: Term, yes: bool) -> list[Case]:
        if yes:
            return self.cases(substitute(body, self.introduce(bound)), True)
        with self.inner() as depth:
            body = substitute(body, self.introduce(bound))
            inner = [self.ranged(case, (), depth) for case in self.cases(body, True)]
        return self._none_of(inner)

    def _none_of(self, cases: Sequence[Case]) -> list[Case]:
        return [] if () in cases else [tuple(Absent(case) for case in cases)]

    def _atom(self, name: str, args: Sequence[Term], yes: bool) -> list[Case]:
        symbol = self.signature.symbols.get(name)
        if symbol is None or symbol.result != BOOL or len(symbol.args) != len(args):
            raise FaultError(Fault("rule-form", f"`{name}` is no predicate of {len(args)} arguments"))
        if yes:
            values, parts = self.scalars(args, symbol.args)
            return [(*parts, Match(name, values))]
        with self.inner() as depth:
            values, parts = self.scalars(args, symbol.args)
            case = self.ranged((*parts, Match(name, values)), (), depth)
        return self._none_of([case])

    def _comparison(self, term: Term, op: CompareOp, left: Term, right: Term, yes: bool) -> list[Case]:
        choice = first_choice(term)
        if choice is not None:
            then, other = (replaced(term, choice, side) for side in (choice.then, choice.other))
            return self.cases(If(choice.cond, then, other), yes)
        if yes or not needs_more(term):
            one, other, parts = self._sides(left, right)
            return [(*parts, Guard(op if yes else OPPOSITE[op], one, other))]
        with self.inner() as depth:
            one, other, parts = self._sides(left, right)
            case = self.ranged((*parts, Guard(op, one, other)), (), depth)
        return self._none_of([case])

    def _sides(self, left: Term, right: Term) -> tuple[Term, Term, Case]:
        (one, parts), (other, more) = self._value(left), self._value(right)
        return one, other, (*parts, *more)

    # --- values

    def scalars(self, terms: Sequence[Term], sorts: Sequence[str]) -> tuple[tuple[Scalar, ...], Case]:
        """Return terms as arguments, and the parts that give them their values."""
        found: list[Scalar] = []
        parts: list[Part] = []
        for term, sort in zip(terms, sorts, strict=True):
            value, more = self._value(term)
            parts += more
            if isinstance(value, Var | Num | Element | Truth):
                found.append(value)
            else:
                found.append(self.new(sort))
                parts.append(Guard("==", found[-1], value))
        return tuple(found), tuple(parts)

    def _value(self, term: Term) -> tuple[Term, Case]:
        match term:
            case Var() | Num() | Element() | Truth():
                return term, ()
            case Arith(op, args):
                values, parts = zip(*map(self._value, args), strict=True)
                return Arith(op, values), tuple(itertools.chain(*parts))
            case Apply(name, args) if name in self.signature.symbols:
                symbol = self.signature.symbols[name]
                if symbol.result == BOOL or len(symbol.args) != len(args):
                    self._refuse(term)
                given, parts_ = self.scalars(args, symbol.args)
                result = self.new(symbol.result)
                return result, (*parts_, Match(name, (*given, result)))
            case Count(bound, body):
                return self._aggregate("count", bound, body, Num(1))
            case Fold("sum", bound, If(cond, then, Num(0))):
                return self._aggregate("sum", bound, cond, then)
            case Fold("sum", bound, If(cond, then, other)):
                halves = (If(cond, then, Num(0)), If(Not(cond), other, Num(0)))
                return self._value(Arith("+", tuple(Fold("sum", bound, half) for half in halves)))
            case Fold(op, bound, body):
                return self._aggregate(op, bound, TRUE, body)
            case _:
                self._refuse(term)

    def _aggregate(self, op: str, bound: Sequence[Binding], cond: Term, body: Term) -> tuple[Var, Case]:
        with self.inner() as depth:
            renaming = self.introduce(bound)
            over = tuple(_name(renaming.get(binding.var, Var(binding.var))) for binding in bound)
            alternatives = self.cases(substitute(cond, renaming), True)
            term, parts = self._value(substitute(body, renaming))
            cases = tuple(self.ranged((*case, *parts), over, depth) for case in alternatives)
        result = self.new(INT if op == "count" else self.signature.sort_of(body, self.sorts) or INT)
        match op:
            case "count" | "sum" | "min" | "max":
                return result, (Aggregate(op, result.name, over, cases, term),)
            case _:
                self._refuse(body)

    def _extreme(self, bound: Quantified, yes: bool) -> list[Case]:
        """Read a term that meets a condition with none beyond it as the least or largest one."""
        if not yes:
            with self.inner() as depth:
                (case,) = self._extreme(bound, True)
                case = self.ranged(case, (), depth)
            return self._none_of([case])
        assert isinstance(bound.body, Implies)
        assert isinstance(bound.body.right, Compare)
        compare = bound.body.right
        one, parts = self._value(compare.left)
        op = "min" if compare.op == "<=" else "max"
        result, more = self._aggregate(op, bound.bindings, bound.body.left, compare.right)
        return [(*parts, *more, Guard("==", one, result))]


def _name(term: Term) -> str:
    assert isinstance(term, Var)
    return term.name
