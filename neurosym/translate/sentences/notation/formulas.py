"""Reads the formulas of the notation of `parts`, whose names are runs of words. Knows no directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    ArithOp,
    Binding,
    Compare,
    CompareOp,
    Count,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
)

MAX_DEPTH = 40
"""Brackets and connectives inside each other; a sentence that people say has a few."""

VARIABLES = "xyzwuv"
_TOKEN = re.compile(
    r"""(?P<space>\s*)(?P<token>
      <->|->|<=|>=|!=|[()&|^;]|[=<>](?=\s)|[-+*/](?=\s)|\#(?:>=|<=|!=|[=<>])|@\w++
      |(?:[^\s(),:;@\#]|(?<=\d)[,:.](?=\d))+|[,:])""",
    re.VERBOSE,
)
_STRUCTURE = frozenset(
    ("(", ")", "&", "|", "^", ";", ",", ":", "->", "<->", "=", "<", ">", "<=", ">=", "!=", "-", "+", "*", "/")
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    glued: bool

    @property
    def word(self) -> bool:
        return self.text not in _STRUCTURE and self.text[0] not in "@#"


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            raise _fault(text, place, "this character has no place in a reading")
        yield _Token(match["token"], match.start("token"), not match["space"])
        place = match.end()


def _fault(text: str, place: int, what: str) -> FaultError:
    return FaultError(Fault("reading", what, Span(text, place, min(place + 1, len(text)))))


_BINARY: tuple[tuple[str, ...], ...] = (("<->",), ("->",), ("^",), ("|",), ("&",))
_COMPARES: Mapping[str, CompareOp] = {
    "=": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_SUMS: Mapping[str, ArithOp] = {"+": "+", "-": "-"}
_PRODUCTS: Mapping[str, ArithOp] = {"*": "*", "/": "/"}


class FormulaReader:
    """Reads one formula after another from a text; the marks between them are for a reader of its kind."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._place = 0
        self._bound: list[str] = []
        self._depth = 0

    # --- tokens

    def _peek(self, ahead: int = 0) -> _Token | None:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _is(self, text: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token is not None and token.text == text

    def _accept(self, text: str) -> bool:
        if not self._is(text):
            return False
        self._place += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._wrong(f"`{text}` is missing here")

    def _wrong(self, what: str) -> FaultError:
        token = self._peek()
        return _fault(self._text, token.start if token else len(self._text), what)

    def _name(self) -> str:
        """Return a run of words; it ends before a bracket, an operator or a mark."""
        words: list[str] = []
        while (token := self._peek()) is not None and token.word:
            words.append(token.text)
            self._place += 1
        if not words:
            raise self._wrong("a word of the sentence is missing here")
        return " ".join(words)

    def _names(self) -> tuple[str, ...]:
        names = [self._name()]
        while self._accept(","):
            names.append(self._name())
        return tuple(names)

    # --- formulas and terms

    def _under(self, var: str) -> Term:
        self._bound.append(var)
        body = self.formula()
        self._bound.pop()
        return body

    def formula(self, level: int = 0) -> Term:
        if level == len(_BINARY):
            return self._negation()
        self._depth += level == 0
        if self._depth > MAX_DEPTH:
            raise self._wrong(f"this nests deeper than {MAX_DEPTH}")
        operands = [self.formula(level + 1)]
        (operator,) = _BINARY[level]
        while self._accept(operator):
            operands.append(self.formula(level + 1))
            if len(operands) > MAX_DEPTH:
                raise self._wrong(f"more than {MAX_DEPTH} in a row")
        self._depth -= level == 0
        return _joined(operator, operands)

    def _negation(self) -> Term:
        token = self._peek()
        if token is not None and token.text == "not":
            self._place += 1
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise self._wrong(f"this nests deeper than {MAX_DEPTH}")
            negated = Not(self._negation())
            self._depth -= 1
            return negated
        if token is not None and token.text in ("all", "some") and self._is(":", 2):
            kind: Literal["all", "any"] = "all" if token.text == "all" else "any"
            self._place += 1
            return Quantified(kind, *self._binder())
        if token is not None and token.text.startswith("#"):
            return self._counted(token)
        return self._comparison()

    def _binder(self) -> tuple[tuple[Binding, ...], Term]:
        token = self._peek()
        if token is None or token.text not in VARIABLES:
            raise self._wrong("a variable (x, y, z …) is missing here")
        self._place += 1
        self._expect(":")
        return (Binding(token.text, ""),), self._under(token.text)

    def _counted(self, token: _Token) -> Term:
        self._place += 1
        words: list[str] = []
        while not (self._is(":", 1) or self._peek() is None):
            word = self._peek()
            if word is None or not word.word:
                raise self._wrong("a number and a variable are missing here")
            words.append(word.text)
            self._place += 1
        if not words:
            raise self._wrong("a number is missing here")
        return Compare(_COMPARES[token.text[1:]], Count(*self._binder()), Apply(" ".join(words)))

    def _comparison(self) -> Term:
        left = self._sum()
        token = self._peek()
        if token is None or token.text not in _COMPARES:
            return left
        self._place += 1
        return Compare(_COMPARES[token.text], left, self._sum())

    def _sum(self) -> Term:
        return self._chain(_SUMS, lambda: self._chain(_PRODUCTS, self._primary))

    def _chain(self, operators: Mapping[str, ArithOp], operand: Callable[[], Term]) -> Term:
        term, length = operand(), 1
        while (token := self._peek()) is not None and token.text in operators:
            self._place += 1
            length += 1
            if length > MAX_DEPTH:
                raise self._wrong(f"more than {MAX_DEPTH} in a row")
            term = Arith(operators[token.text], (term, operand()))
        return term

    def _primary(self) -> Term:
        if self._accept("("):
            inner = self.formula()
            self._expect(")")
            return inner
        name = self._name()
        token = self._peek()
        if token is None or token.text != "(" or not token.glued:
            return Var(name) if name in self._bound else Apply(name)
        self._place += 1
        self._depth += 1
        args = [self.formula()]
        while self._accept(","):
            args.append(self.formula())
        self._depth -= 1
        self._expect(")")
        return Apply(name, tuple(args))


def _joined(operator: str, operands: list[Term]) -> Term:
    if len(operands) == 1:
        return operands[0]
    match operator:
        case "&":
            return And(tuple(operands))
        case "|":
            return Or(tuple(operands))
        case "->":
            return reduce(lambda right, left: Implies(left, right), reversed(operands))
    term, *rest = operands
    for other in rest:
        term = Compare("==" if operator == "<->" else "!=", term, other)
    return term
