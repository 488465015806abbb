"""Formulas as expressions of CPMpy. Knows no claims and declares nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import assert_never

from neurosym.export.naming import plain_name
from neurosym.export.scaling import denominator, times
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    REAL,
    And,
    Apply,
    Arith,
    Binding,
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
    Range,
    Term,
    Truth,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.terms import denied
from neurosym.ir.walk import fresh, subterms

_TAKEN = frozenset(("cp", "model", "range", "print", "abs", "variable", "solved"))
_SUM, _PRODUCT, _ATOM = range(3)
"""How tightly an expression binds."""
_JOINS = {"all": "cp.all", "any": "cp.any", "sum": "cp.sum", "min": "cp.min", "max": "cp.max"}


class Terms:
    """Writes terms over one signature; `used` gathers the symbols that were written."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._names: dict[str, str] = {}
        self.used: set[str] = set()

    def name(self, name: str) -> str:
        """Return the Python name of a sort, symbol, element or variable."""
        if name not in self._names:
            taken = {*self._names.values(), *_TAKEN}
            self._names[name] = fresh(plain_name(name), taken)
        return self._names[name]

    def formula(self, term: Term) -> str:
        """Return a claim as an expression. Raises `FaultError`: `fraction`, `real-valued`, `unsupported`."""
        match term:
            case Truth(value):
                return str(value)
            case Apply(_, args):
                decided = any(isinstance(part, Apply) for arg in args for part in subterms(arg))
                # what CPMpy looks up in an array is a number
                return f"({self.number(term)} == 1)" if decided else self.number(term)
            case Not(Apply() as arg):
                return f"~{self.formula(arg)}"
            case Not(arg) if _static(arg):
                return f"(not {self.formula(arg)})"
            case Not(arg):
                return self.formula(denied(arg)) if not isinstance(arg, Quantified) else self._denied(arg)
            case And(args) | Or(args) if all(map(_static, args)):
                return f"({(' and ' if isinstance(term, And) else ' or ').join(map(self.formula, args))})"
            case And(args):
                return f"cp.all([{', '.join(map(self.formula, args))}])"
            case Or(args):
                return f"cp.any([{', '.join(map(self.formula, args))}])"
            case Implies(left, right):
                if _static(left) or _static(right):
                    return f"cp.any([{self.formula(denied(left))}, {self.formula(right)}])"
                return f"({self.formula(left)}).implies({self.formula(right)})"
            case Compare():
                return self._compared(term)
            case Quantified(kind, bound, Implies(guard, body)) if kind == "all" and _static(guard):
                return f"cp.all([{self.formula(body)}{self._for(bound)} if {self.formula(guard)}])"
            case Quantified(kind, bound, body):
                return f"{_JOINS[kind]}([{self.formula(body)}{self._for(bound)}])"
            case Distinct(args):
                return f"cp.AllDifferent([{', '.join(map(self.number, args))}])"
            case DistinctOver(bound, body):
                return f"cp.AllDifferent([{self.number(body)}{self._for(bound)}])"
            case Var() | Num() | Element() | Arith() | If() | Count() | Fold():
                raise FaultError(Fault("unsupported", f"`{print_formula(term)}` is no formula"))
            case _:
                assert_never(term)

    def _denied(self, term: Quantified) -> str:
        turned = replace(term, kind="any" if term.kind == "all" else "all", body=denied(term.body))
        return self.formula(turned)

    def _compared(self, term: Compare) -> str:
        left, right = term.left, term.right
        if BOOL in (self._signature.sort_of(side, {}) for side in (left, right)):
            return f"({self.formula(left)}) {term.op} ({self.formula(right)})"
        factor = Fraction(lcm(denominator(left), denominator(right)))
        left, right = times(left, factor), times(right, factor)
        return f"{self.number(left)} {term.op} {self.number(right)}"

    def number(self, term: Term) -> str:
        """Return what has a value as an expression; elements are numbers from 0. Raises `FaultError`."""
        return self._number(term)[0]

    def _part(self, term: Term, place: int) -> str:
        text, level = self._number(term)
        return text if level >= place else f"({text})"

    def _number(self, term: Term) -> tuple[str, int]:
        """Return an expression and how tightly it binds."""
        match term:
            case Arith("+" | "-" as op, (first, *rest)):
                return f" {op} ".join(
                    (self._part(first, _SUM), *(self._part(r, _PRODUCT) for r in rest))
                ), _SUM
            case Arith("*", args):
                return " * ".join(self._part(arg, _PRODUCT + (n > 0)) for n, arg in enumerate(args)), _PRODUCT
            case Arith("neg", (arg,)):
                return f"-{self._part(arg, _ATOM)}", _PRODUCT
            case Num(value):
                return self._value(term), _ATOM if value >= 0 else _PRODUCT
            case _:
                return self._value(term), _ATOM

    def _value(self, term: Term) -> str:
        match term:
            case Num(value) if isinstance(value, int):
                return str(value)
            case Num():
                raise FaultError(Fault("fraction", "CPMpy takes whole numbers only"))
            case Var(name) | Element(name):
                return self.name(name)
            case Apply(name, args):
                return self._applied(name, args)
            case Arith("abs", (arg,)):
                return f"abs({self.number(arg)})"
            case Arith("min" | "max" as op, args):
                return f"{_JOINS[op]}([{', '.join(map(self.number, args))}])"
            case Arith("rank", (arg,)):
                return f"({self.number(arg)} + 1)"
            case Arith(op):
                raise FaultError(Fault("unsupported", f"`{op}` is rounded in another way by CPMpy"))
            case If(cond, then, other):
                if _static(cond):
                    return f"({self.number(then)} if {self.formula(cond)} else {self.number(other)})"
                return self._chosen(cond, then, other)
            case Count(bound, body):
                return f"cp.sum([{self.formula(body)}{self._for(bound)}])"
            case Fold(op, bound, body):
                return f"{_JOINS[op]}([{self.number(body)}{self._for(bound)}])"
            case _:
                return f"({self.formula(term)})"

    def _chosen(self, cond: Term, then: Term, other: Term) -> str:
        """Return a choice of two numbers; where the second is 0, what the condition counts for."""
        yes = f"({self.formula(cond)}) * {self._part(then, _ATOM)}"
        if other == Num(0):
            return f"({yes})"
        return f"({yes} + ({self.formula(denied(cond))}) * {self._part(other, _ATOM)})"

    def _applied(self, name: str, args: tuple[Term, ...]) -> str:
        symbol = self._signature.symbols[name]
        if symbol.result == REAL:
            raise FaultError(
                Fault("real-valued", f"`{name}` may have parts, and CPMpy takes whole numbers only")
            )
        self.used.add(name)
        if not args:
            return self.name(name)
        return f"{self.name(name)}[{', '.join(self._places(symbol.args, args))}]"

    def _places(self, sorts: tuple[str, ...], args: tuple[Term, ...]) -> Iterator[str]:
        for sort, arg in zip(sorts, args, strict=True):
            declared = self._signature.sorts.get(sort)
            low = declared.low if isinstance(declared, Range) else 0
            text = self._part(arg, _SUM)
            yield f"{text} - {low}" if low > 0 else f"{text} + {-low}" if low else text

    def _for(self, bound: tuple[Binding, ...]) -> str:
        return "".join(f" for {self.name(b.var)} in {self._values(b.sort)}" for b in bound)

    def _values(self, sort: str) -> str:
        if sort in self._signature.sorts:
            return self.name(sort)
        if sort == BOOL:
            return "(False, True)"
        raise FaultError(Fault("unsupported", f"a formula for every {sort} has no end"))


def _static(term: Term) -> bool:
    """Say whether a term has nothing decided in it, so that Python works it out."""
    return not any(isinstance(part, (Apply, Quantified, Count, Fold)) for part in subterms(term))
