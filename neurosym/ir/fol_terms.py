"""The terms and comparisons of first-order text, around formulas that somebody else reads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    Apply,
    Arith,
    ArithOp,
    Compare,
    CompareOp,
    Num,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.fol_cursor import CLOSING, Cursor
from neurosym.ir.fol_tokens import Token
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import MAX_DEPTH
from neurosym.ir.terms import narrowed

_COMPARE: dict[str, CompareOp] = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ARITH: dict[str, tuple[int, ArithOp]] = {
    "+": (1, "+"),
    "-": (1, "-"),
    "*": (2, "*"),
    "/": (2, "/"),
    "%": (2, "%"),
}


def too_deep() -> FaultError:
    """Return the fault of a formula that nests too deeply."""
    what = f"the formula nests deeper than {MAX_DEPTH}"
    return FaultError(Fault("too-big", what, hint="split it in two claims"))


class TermParser(Cursor, ABC):
    """Reads what stands between connectives."""

    def __init__(self, text: str, signature: Signature, label: str) -> None:
        super().__init__(text, signature, label)
        self._level = 0
        self._in_args = False
        self._scope: dict[str, int] = {}

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._level += 1
        if self._level > MAX_DEPTH:
            raise too_deep()
        yield
        self._level -= 1

    @abstractmethod
    def _conditional(self) -> Term:
        """Read a formula, or `if p then q`."""

    @abstractmethod
    def _formula(self, least: int = 1) -> Term:
        """Read a formula of connectives that bind at least so tightly."""

    @abstractmethod
    def _is_prefix(self) -> bool:
        """Say whether a word stands before its operands in brackets: `And(p, q)`."""

    @abstractmethod
    def _prefix(self) -> Term:
        """Read a word and its operands."""

    def _comparison(self) -> Term:
        left = self._sum()
        if self._skip("in") or self._word_in():
            return self._member(left)
        parts: list[Term] = []
        while self._peek().kind == "mark" and (op := _COMPARE.get(self._peek().text)):
            self._next()
            right = self._sum()
            parts.append(Compare(op, left, right))
            left = right
        return conjunction(tuple(parts)) if parts else left

    def _word_in(self) -> bool:
        found = not self._in_args and self._peek().kind == "name" and self._peek().text == "in"
        self._at += found
        return found

    def _member(self, left: Term) -> Term:
        """Read `x ∈ Bird` as `Bird(x)`, and `x ∈ {a, b}` as `x = a ∨ x = b`."""
        if self._is("{", "["):
            return disjunction(tuple(Compare("==", left, value) for value in self._arguments()))
        token = self._next()
        if token.kind != "name" or self._is("(") or self._scope.get(mangle(token.text)):
            raise self._fail(token, "`∈` needs the name of a class here", "write `Member(x, y)` or `Bird(x)`")
        return Apply(mangle(token.text), (left,))

    def _sum(self, least: int = 1) -> Term:
        left = self._primary()
        while self._peek().kind == "mark" and (found := _ARITH.get(self._peek().text)) and found[0] >= least:
            self._next()
            left = _arith(found[1], left, self._sum(found[0] + 1))
        return left

    def _primary(self) -> Term:
        if self._is_prefix():
            return self._prefix()
        if self._is("(") or (self._is("[") and not self._in_args):
            return self._bracket()
        if self._is("[", "{"):
            return Apply("listing", self._arguments())
        token = self._next()
        if token.kind == "name":
            return self._name(token)
        if token.kind == "number":
            return Num(_number(token.text))
        if token.kind == "mark" and token.text == "-" and self._peek().kind == "number":
            return Num(-_number(self._next().text))
        if token.kind == "mark" and token.text in ("true", "false"):
            return Truth(token.text == "true")
        what = "the formula ends too early" if token.kind == "end" else f"`{token.text}` cannot stand here"
        raise self._fail(token, what)

    def _bracket(self) -> Term:
        closing = CLOSING[self._next().text]
        outside, self._in_args = self._in_args, False
        term = self._conditional()
        self._in_args = outside
        self._expect(closing)
        return term

    def _name(self, token: Token) -> Term:
        name = mangle(self._phrase(token))
        if self._is("("):
            return Apply(name, self._arguments())
        return Var(name) if self._scope.get(name) else Apply(name)

    def _phrase(self, token: Token) -> str:
        """Take the words of one argument together: `Sees(dog, bald eagle)`."""
        last = token
        while self._in_args and self._peek().kind in ("name", "number") and not self._is("(", ahead=1):
            last = self._next()
        return token.text if last is token else " ".join(self._text[token.start : last.end].split())

    def _arguments(self) -> tuple[Term, ...]:
        closing = CLOSING[self._next().text]
        outside, self._in_args = self._in_args, True
        args: list[Term] = []
        while not self._is(closing):
            args.append(self._formula())
            if not self._skip(","):
                break
        self._in_args = outside
        self._expect(closing)
        return tuple(args)


def _arith(op: ArithOp, left: Term, right: Term) -> Term:
    if op == "/" and isinstance(left, Num) and isinstance(right, Num) and right.value != 0:
        return Num(narrowed(Fraction(left.value) / Fraction(right.value)))
    return Arith(op, (left, right))


def _number(text: str) -> int | Fraction:
    return narrowed(Fraction(text))
