"""The formulas of an LSAT program, `ForAll([m:meals], eats(m) != tea)`, to terms. Declares nothing.

Written like Python for Z3, and read by the first-order reader with what such programs add: binders in
square brackets, `Count`, `Sum`, `Distinct`, `If`, `Abs`, membership in lists and in declared sorts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from neurosym.bench.dialects.lsat_declare import Declared, Ranging
from neurosym.bench.dialects.recording import Line
from neurosym.ir.core import (
    BOOL,
    TRUE,
    Apply,
    Arith,
    Binding,
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
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.fol_cursor import CLOSING
from neurosym.ir.fol_parser import FolParser
from neurosym.ir.fol_resolve import resolve
from neurosym.ir.fol_tokens import QUANTIFIERS, Token
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh

NONE = "None_"
"""What `None` is mangled to: the value of nothing, since functions are total."""

_UNKNOWN = "?"
_AT_LEAST: dict[str, CompareOp] = {"atleast": ">=", "atmost": "<=", "exactly": "=="}
_Bound = tuple[str, Ranging]


def read_term(line: Line, text: str, declared: Declared) -> Term:
    """Return the term that `text`, a part of a line, writes. Raises `FaultError`."""
    text = re.sub(r'"{2,}', '"', text)
    for written, name in declared.spelled.items():
        text = re.sub(rf"(?<![\w\"]){re.escape(written)}(?![\w\"])", f'"{name}"', text)
    signature = declared.signature()
    term = _LsatParser(text, signature, line, declared).parse()
    return resolve(term, signature, _UNKNOWN)


class _LsatParser(FolParser):
    def __init__(self, text: str, signature: Signature, line: Line, declared: Declared) -> None:
        super().__init__(text, signature, line.label, _UNKNOWN)
        self._line = line
        self._program = declared
        self._some: list[_Bound] = []
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

    def _primary(self) -> Term:
        if self._is("if") and self._is("(", ahead=1):
            return self._if(self._next())
        return super()._primary()

    def _prefix(self) -> Term:
        if not (self._is(*QUANTIFIERS) and self._is("[", ahead=2)):
            return super()._prefix()
        word = self._next()
        bound, body = self._bound_body()
        kind = "all" if word.text == "forall" else "any"
        guard = self._guard(bound)
        if guard != TRUE:
            body = Implies(guard, body) if kind == "all" else conjunction((guard, body))
        return Quantified("all" if kind == "all" else "any", _bindings(bound), body)

    def _before_its_operands(self) -> bool:
        return super()._before_its_operands() or (self._is(*QUANTIFIERS) and self._is("[", ahead=2))

    def _name(self, token: Token) -> Term:
        head = self._heads.get(token.text.replace("_", "").lower())
        declared = mangle(token.text) in self._signature.symbols
        return head(token) if head and not declared and self._is("(") else super()._name(token)

    def _bound_body(self) -> tuple[list[_Bound], Term]:
        """Read `([x:S, y:T], p, q)`, where several bodies must all hold."""
        self._expect("(")
        bound = self._square_bindings()
        self._enter(bound, 1)
        outside, self._in_args = self._in_args, False
        parts: list[Term] = []
        while self._skip(","):
            parts.append(self._formula())
        self._in_args = outside
        self._enter(bound, -1)
        if not parts:
            raise self._fail(self._peek(), "a binder needs a formula", "write `ForAll([x:Sort], p(x))`")
        self._expect(")")
        return bound, conjunction(tuple(parts))

    def _enter(self, bound: list[_Bound], by: int) -> None:
        """Enter (1) or leave (-1) the scope of variables."""
        for name, _ in bound:
            self._scope[name] = self._scope.get(name, 0) + by

    def _square_bindings(self) -> list[_Bound]:
        self._expect("[")
        bound: list[_Bound] = []
        while not self._is("]"):
            name = self._variable()
            bound.append((name, self._ranging() if self._skip(":") or self._word_in() else Ranging(_UNKNOWN)))
            if not self._skip(","):
                break
        self._expect("]")
        return bound

    def _ranging(self) -> Ranging:
        start = self._peek()
        while not self._is(",", "]", ahead=1) and self._peek(1).kind != "end":
            self._next()
        end = self._next()
        return self._program.range_of(self._text[start.start : end.end], self._line)

    def _guard(self, bound: list[_Bound]) -> Term:
        return conjunction(tuple(Apply(r.subset, (Var(name),)) for name, r in bound if r.subset))

    # --- what is left open in an argument

    def _comparison(self) -> Term:
        """Read an atom; `p([g:girls], _)` says that some girl, and something, stand there."""
        if self._in_args:
            return super()._comparison()
        outside, self._some = self._some, []
        atom = super()._comparison()
        some, self._some = self._some, outside
        if not some:
            return atom
        return Quantified("any", _bindings(some), _both(self._guard(some), atom))

    def _arguments(self) -> tuple[Term, ...]:
        closing = CLOSING[self._next().text]
        outside, self._in_args = self._in_args, True
        args: list[Term] = []
        while not self._is(closing):
            args.append(self._open_argument() or self._formula())
            if not self._skip(","):
                break
        self._in_args = outside
        self._expect(closing)
        return tuple(args)

    def _open_argument(self) -> Term | None:
        if self._is("[") and self._is(":", ahead=2):
            bound = self._square_bindings()
        elif self._peek().kind == "name" and self._peek().text == "_":
            self._next()
            bound = [("some", Ranging(_UNKNOWN))]
        else:
            return None
        name, ranging = bound[0]
        taken = {other for other, _ in self._some} | {other for other, depth in self._scope.items() if depth}
        self._some.append((fresh(name, taken), ranging))
        return Var(self._some[-1][0])

    # --- what programs add

    def _binds(self) -> bool:
        """Say whether a binder follows, `([x:S] …`, and no list of values."""
        return self._is("[", ahead=1) and self._is(":", ",", "]", ahead=3) and self._commas(ahead=0) > 0

    def _counted(self, _: Token) -> Term:
        if self._binds():
            bound, body = self._bound_body()
            return Count(_bindings(bound), _both(self._guard(bound), body))
        parts = self._list()
        return Arith("+", tuple(_one_if(part) for part in parts)) if len(parts) > 1 else _one_if(parts[0])

    def _folded(self, token: Token) -> Term:
        name = token.text.lower()[:3]
        if self._binds():
            bound, body = self._bound_body()
            guard = self._guard(bound)
            if name == "sum":
                return Fold("sum", _bindings(bound), body if guard == TRUE else If(guard, body, Num(0)))
            if guard == TRUE:
                return Fold("min" if name == "min" else "max", _bindings(bound), body)
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
            return DistinctOver(_bindings(bound), body)
        parts = self._list()
        return Distinct(parts) if len(parts) > 1 else TRUE

    def _if(self, token: Token) -> Term:
        parts = self._list()
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
            count = Count(_bindings(bound), _both(self._guard(bound), body))
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


def _bindings(bound: list[_Bound]) -> tuple[Binding, ...]:
    return tuple(Binding(name, ranging.sort) for name, ranging in bound)


def _both(guard: Term, body: Term) -> Term:
    return body if guard == TRUE else conjunction((guard, body))


def _one_if(term: Term) -> Term:
    return If(term, Num(1), Num(0))


def without_none(term: Term, sort_of_bool: str = BOOL) -> Term:
    """Read `f(x) != None` as true and `f(x) == None` as false: a function has a value everywhere."""
    match term:
        case Compare("==" | "!=" as op, left, right) if Apply(NONE) in (left, right):
            return TRUE if op == "!=" else Not(TRUE)
        case _:
            return term
