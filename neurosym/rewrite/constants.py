"""Builds terms and works out at once what is constant in them; the meaning stays, nothing grows.

Knows nothing of binders: whoever writes them out (see `expand`) builds the instances here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeAlias, TypeGuard

from neurosym.ir.core import (
    FALSE,
    TRUE,
    And,
    Arith,
    Compare,
    Distinct,
    Element,
    Enumeration,
    If,
    Implies,
    Num,
    Or,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature

Constant: TypeAlias = Num | Truth | Element
"""A value that is written down."""

_NEUTRAL = {"+": 0, "*": 1}


def junction(kind: Literal["and", "or"], parts: Iterable[Term]) -> Term:
    """Return the conjunction or disjunction of parts, flat; stops at the part that decides it."""
    flat: list[Term] = []
    for part in parts:
        match part:
            case Truth(value):
                if value == (kind == "or"):
                    return part
            case And(args) if kind == "and":
                flat.extend(args)
            case Or(args) if kind == "or":
                flat.extend(args)
            case _:
                flat.append(part)
    return conjunction(tuple(flat)) if kind == "and" else disjunction(tuple(flat))


def implies(left: Term, right: Term) -> Term:
    """Return "if `left` then `right`"."""
    if left == FALSE or right == TRUE:
        return TRUE
    if left == TRUE:
        return right
    return negate(left) if right == FALSE else Implies(left, right)


def either(cond: Term, then: Term, other: Term) -> Term:
    """Return `then` where the condition holds, else `other`."""
    if isinstance(cond, Truth):
        return then if cond.value else other
    return then if is_constant(then) and then == other else If(cond, then, other)


def is_constant(term: Term) -> TypeGuard[Constant]:
    """Say whether a term is a value that is written down."""
    return isinstance(term, Num | Truth | Element)


def constant_value(term: Constant) -> Value:
    """Return the value that is written down; of an element, its name."""
    return term.name if isinstance(term, Element) else term.value


class Constants:
    """What is known of the constants of one signature."""

    def __init__(self, signature: Signature, unique_names: bool = True) -> None:
        self._signature = signature
        self._unique_names = unique_names
        self._evaluator = Evaluator(signature, Model({}, {}, {}))

    def differ(self, sort: str) -> bool:
        """Say whether different names of a sort are surely different individuals."""
        declared = self._signature.sorts.get(sort)
        return self._unique_names or not isinstance(declared, Enumeration) or declared.ordered

    def compare(self, term: Compare) -> Term:
        """Return the comparison, or its truth value where that is known."""
        match term:
            case Compare("==" | "!=" as op, side, Truth(value)):
                return side if value == (op == "==") else negate(side)
            case Compare("==" | "!=" as op, Truth(value), side):
                return side if value == (op == "==") else negate(side)
            case Compare(op, Var(left), Var(right)) if left == right:
                return Truth(op in ("==", "<=", ">="))
            case Compare(op, left, right) if is_constant(left) and is_constant(right):
                return Truth(self._evaluator.holds(term)) if self._told_apart(left, right) else term
            case _:
                return term

    def distinct(self, args: tuple[Term, ...]) -> Term:
        """Return that all arguments, none or more, are different."""
        known = [arg for arg in args if is_constant(arg)]
        if len(set(known)) < len(known):
            return FALSE
        if len(args) < 2 or (len(known) == len(args) and self._told_apart(*known[:2])):
            return TRUE
        return Distinct(args)

    def _told_apart(self, left: Term, right: Term) -> bool:
        """Say whether two constants are the same or surely different."""
        if left == right or not isinstance(left, Element):
            return True
        return self.differ(self._signature.elements.get(left.name, ""))

    def arithmetic(self, term: Arith) -> Term:
        """Return the term with its constant parts worked out."""
        if term.op in _NEUTRAL:
            return self._collected(term)
        return self._worked_out(term) if all(map(is_constant, term.args)) else term

    def _collected(self, term: Arith) -> Term:
        numbers = tuple(arg for arg in term.args if isinstance(arg, Num))
        rest = tuple(arg for arg in term.args if not isinstance(arg, Num))
        folded = self._worked_out(Arith(term.op, (Num(_NEUTRAL[term.op]), *numbers)))
        if rest and folded == Num(_NEUTRAL[term.op]):
            return rest[0] if len(rest) == 1 else Arith(term.op, rest)
        return Arith(term.op, (*rest, folded)) if rest else folded

    def _worked_out(self, term: Arith) -> Term:
        value = self._evaluator.value(term, {})
        return Num(value) if isinstance(value, int | Fraction) else term
