"""The formulas of an LSAT program, `ForAll([m:meals], eats(m) != tea)`, to terms. Declares nothing.

Written like Python for Z3, and read by the first-order reader with what such programs add: binders in
square brackets, `Count`, `Sum`, `Distinct`, `If`, `Abs`, membership in lists and in declared sorts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from neurosym.bench.dialects.lsat_binders import UNKNOWN, BinderParser, bindings_of, both
from neurosym.bench.dialects.lsat_declare import Declared
from neurosym.bench.dialects.recording import Line
from neurosym.ir.core import (
    TRUE,
    Apply,
    Arith,
    Compare,
    CompareOp,
    Count,
    Distinct,
    DistinctOver,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Term,
    disjunction,
)
from neurosym.ir.fol_resolve import resolve
from neurosym.ir.fol_tokens import Token
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature

NONE = "None_"
"""What `None` is mangled to: the value of nothing, since functions are total."""

_AT_LEAST: dict[str, CompareOp] = {"atleast": ">=", "atmost": "<=", "exactly": "=="}


def read_term(line: Line, text: str, declared: Declared) -> Term:
    """Return the term that `text`, a part of a line, writes. Raises `FaultError`."""
    text = re.sub(r'"{2,}', '"', text)
    for written, name in declared.spelled.items():
        text = re.sub(rf"(?<![\w\"]){re.escape(written)}(?![\w\"])", f'"{name}"', text)
    signature = declared.signature()
    term = _LsatParser(text, signature, line, declared).parse()
    return resolve(term, signature, UNKNOWN)


class _LsatParser(BinderParser):
    def __init__(self, text: str, signature: Signature, line: Line, declared: Declared) -> None:
        super().__init__(text, signature, line, declared)
        self._heads: dict[str, Callable[[Token], Term]] = {
            "count": self._counted,
            "sum": self._folded,
            "max": self._folded,
            "min": self._folded,
            "maximum": self._folded,
            "minimum": self._folded,
            "distinct": self._distinct,
            "alldifferent": self._distinct,
            "if": self._if,
            "abs": self._abs,
            "atleast": self._at_least,
            "atmost": self._at_least,
            "exactly": self._at_least,
        }

    # --- heads of calls

    def _is_implication(self) -> bool:
        return self._is("if") and self._is("(", ahead=1) and self._commas(ahead=1) > 0

    def _primary(self) -> Term:
        if self._is_implication():
            return self._if(self._next())
        return super()._primary()

    def _name(self, token: Token) -> Term:
        head = self._heads.get(token.text.replace("_", "").lower())
        declared = mangle(token.text) in self._signature.symbols
        return head(token) if head and not declared and self._is("(") else super()._name(token)

    # --- what programs add

    def _binds(self) -> bool:
        """Say whether a binder follows, `([x:S] …`, and no list of values."""
        return self._is("[", ahead=1) and self._is(":", ",", "]", ahead=3) and self._commas(ahead=0) > 0

    def _counted(self, _: Token) -> Term:
        if self._binds():
            bound, body = self._bound_body()
            return Count(bindings_of(bound), both(self._guard(bound), body))
        parts = self._list()
        return Arith("+", tuple(_one_if(part) for part in parts)) if len(parts) > 1 else _one_if(parts[0])

    def _folded(self, token: Token) -> Term:
        name = token.text.lower()[:3]
        if self._binds():
            bound, body = self._bound_body()
            guard = self._guard(bound)
            if name == "sum":
                return Fold("sum", bindings_of(bound), body if guard == TRUE else If(guard, body, Num(0)))
            if guard == TRUE:
                return Fold("min" if name == "min" else "max", bindings_of(bound), body)
            raise self._fail(token, f"`{token.text}` over a part of a sort")
        parts = self._list()
        if len(parts) < 2:
            return parts[0]
        return Arith("+" if name == "sum" else "min" if name == "min" else "max", parts)

    def _distinct(self, token: Token) -> Term:
        if self._binds():
            bound, body = self._bound_body()
            if self._guard(bound) != TRUE:
                raise self._fail(token, "`Distinct` over a part of a sort")
            return DistinctOver(bindings_of(bound), body)
        parts = self._list()
        return Distinct(parts) if len(parts) > 1 else TRUE

    def _if(self, token: Token) -> Term:
        parts = self._list()
        if len(parts) == 2:
            return Implies(parts[0], parts[1])
        if len(parts) != 3:
            raise self._fail(token, "`If` takes a condition and two values")
        return If(parts[0], parts[1], parts[2])

    def _abs(self, _: Token) -> Term:
        return Arith("abs", self._list()[:1])

    def _at_least(self, token: Token) -> Term:
        """Read `AtLeast([x:S], p, 2)`, `AtLeast(2, [x:S], p)` and `AtLeast(p, q, 2)`."""
        op = _AT_LEAST[token.text.replace("_", "").lower()]
        first = self._peek(1).kind == "number" and self._is(",", ahead=2) and self._is("[", ahead=3)
        if first or self._binds():
            self._expect("(")
            parts = [self._formula()] if first else []
            if first:
                self._expect(",")
            bound = self._square_bindings()
            self._enter(bound, 1)
            while self._skip(","):
                parts.append(self._formula())
            self._enter(bound, -1)
            self._expect(")")
            if len(parts) != 2:
                raise self._fail(token, f"`{token.text}` takes a formula and a number")
            number, body = parts if first else parts[::-1]
            count = Count(bindings_of(bound), both(self._guard(bound), body))
            return Compare(op, count, number)
        *formulas, number = self._list()
        if not formulas:
            raise self._fail(token, f"`{token.text}` takes formulas and a number")
        total = Arith("+", tuple(map(_one_if, formulas))) if len(formulas) > 1 else _one_if(formulas[0])
        return Compare(op, total, number)

    def _list(self) -> tuple[Term, ...]:
        self._expect("(")
        parts = self._operands()
        self._expect(")")
        return parts

    # --- membership

    def _member(self, left: Term) -> Term:
        if self._peek().text == "EnumSort" and self._is("(", ahead=1):
            self._next()
            values = self._list()
        elif self._is("[", "{"):
            values = self._arguments()
        else:
            ranging = self._program.range_of(self._peek().text, self._line)
            self._next()
            return Apply(ranging.subset, (left,)) if ranging.subset else TRUE
        return disjunction(tuple(self._inside(left, value) for value in values))

    def _inside(self, left: Term, value: Term) -> Term:
        known = self._program.ranging.get(value.name) if isinstance(value, Apply) and not value.args else None
        if known is not None:
            return Apply(known.subset, (left,)) if known.subset else TRUE
        return Compare("==", left, value)


def _one_if(term: Term) -> Term:
    return If(term, Num(1), Num(0))


def without_none(term: Term) -> Term:
    """Read `f(x) != None` as true and `f(x) == None` as false: a function has a value everywhere."""
    match term:
        case Compare("==" | "!=" as op, left, right) if Apply(NONE) in (left, right):
            return TRUE if op == "!=" else Not(TRUE)
        case _:
            return term
