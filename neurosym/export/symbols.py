"""Terms, lines and limits as mathematics, in plain text or in LaTeX. Knows no claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from neurosym.export.naming import decimal
from neurosym.ir.comparing import MIRRORED, SIGNS
from neurosym.ir.core import (
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
    Term,
    Truth,
    Var,
)
from neurosym.rewrite.linear import Limit, Line

# how tightly a form binds; a part that binds less than its place needs gets brackets
_IFF, _IMPLIES, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _ATOM = range(9)

_LATEX = {
    "·": r"\,",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "∧": r"\land",
    "∨": r"\lor",
    "→": r"\rightarrow",
    "↔": r"\leftrightarrow",
    "⊕": r"\oplus",
    "¬": r"\lnot ",
    "∀": r"\forall ",
    "∃": r"\exists ",
    "∈": r"\in",
    "∑": r"\sum",
    "⌊": r"\lfloor ",
    "⌋": r" \rfloor",
    "⊤": r"\top",
    "⊥": r"\bot",
    "ℤ": r"\mathbb{Z}",
    "ℝ": r"\mathbb{R}",
}
_EVERY = {"all": "∀", "any": "∃"}


@dataclass(frozen=True, slots=True)
class Symbols:
    """Writes terms in plain text, or in LaTeX."""

    latex: bool = False

    def sign(self, char: str) -> str:
        """Return a sign in the form that is written."""
        return _LATEX.get(char, char) if self.latex else char

    def name(self, name: str) -> str:
        """Return a name; in LaTeX a word is upright in one piece, a letter a variable."""
        if not self.latex:
            return name
        return rf"\mathit{{{escaped(name)}}}" if len(name) > 1 else escaped(name)

    def text(self, term: Term) -> str:
        """Return a term."""
        return self._text(term)[0]

    def number(self, value: Fraction) -> str:
        """Return a number as a decimal, else as a fraction."""
        if (digits := decimal(value)) is not None:
            return digits
        sign, above, below = "-" if value < 0 else "", abs(value.numerator), value.denominator
        return rf"{sign}\frac{{{above}}}{{{below}}}" if self.latex else f"{sign}{above}/{below}"

    def line(self, line: Line) -> str:
        """Return a weighted sum, with its constant last."""
        parts = [(weight, self.text(place)) for place, weight in line.weights.items()]
        text = ""
        for weight, place in parts:
            size = abs(weight)
            factor = "" if size == 1 else f"{self.number(size)}{self.sign('·') if self.latex else ' '}"
            text += f" {'-' if weight < 0 else '+'} {factor}{place}"
        if line.constant or not parts:
            text += f" {'-' if line.constant < 0 else '+'} {self.number(abs(line.constant))}"
        return text.removeprefix(" + ").replace(" - ", "-", 1 if text.startswith(" - ") else 0)

    def limit(self, limit: Limit) -> str:
        """Return a limit with its number on the right, turned so that its first weight is positive."""
        weights, right = Line(limit.line.weights), -limit.line.constant
        turn = next(iter(weights.weights.values()), Fraction(1)) < 0
        op = SIGNS[MIRRORED[limit.op] if turn else limit.op]
        shown = weights.times(Fraction(-1)) if turn else weights
        return f"{self.line(shown)} {self.sign(op)} {self.number(-right if turn else right)}"

    def _text(self, term: Term) -> tuple[str, int]:
        match term:
            case Var(name) | Element(name):
                return self.name(name), _ATOM
            case Truth(value):
                return self.sign("⊤" if value else "⊥"), _ATOM
            case Num(value):
                return self.number(Fraction(value)), _ATOM if value >= 0 else _SUM
            case Apply(name, args):
                return self.name(name) + (f"({self._list(args)})" if args else ""), _ATOM
            case Not(arg):
                return f"{self.sign('¬')}{self._part(arg, _COMPARE + 1)}", _NOT
            case And(args):
                return self._joined("∧", args, _NOT), _AND
            case Or(args):
                return self._joined("∨", args, _AND), _OR
            case Implies(left, right):
                return self._joined("→", (left, right), _OR), _IMPLIES
            case Compare(op, left, right) if any(_is_formula(side) for side in (left, right)):
                return self._joined("↔" if op == "==" else "⊕", (left, right), _OR), _IFF
            case Compare(op, left, right):
                return self._joined(SIGNS[op], (left, right), _SUM), _COMPARE
            case Arith(op, args):
                return self._arithmetic(op, args)
            case If():
                return self._cases(term), _ATOM
            case Quantified(kind, bound, body):
                every = "".join(f"{self.sign(_EVERY[kind])}{self._bound(binding)}: " for binding in bound)
                return f"{every}{self._part(body, _IMPLIES)}", _IFF
            case Count(bound, body):
                return f"{self._over('∑', bound)} [{self.text(body)}]", _SUM
            case Fold(op, bound, body):
                return f"{self._over('∑' if op == 'sum' else op, bound)} {self._part(body, _PRODUCT)}", _SUM
            case Distinct() | DistinctOver():
                return self._distinct(term), _NOT
            case _:
                assert_never(term)

    def _cases(self, term: If) -> str:
        then, cond, other = (self.text(part) for part in (term.then, term.cond, term.other))
        if not self.latex:
            return f"({then} if {cond}, else {other})"
        return rf"\begin{{cases}} {then} & \text{{if }} {cond} \\ {other} & \text{{else}} \end{{cases}}"

    def _distinct(self, term: Distinct | DistinctOver) -> str:
        if isinstance(term, Distinct):
            return f"{self.word('distinct')}({self._list(term.args)})"
        return f"{self._over('distinct', term.bindings)} {self.text(term.body)}"

    def word(self, word: str) -> str:
        """Return a word that stands for itself."""
        return rf"\operatorname{{{word}}}" if self.latex else word

    def _part(self, term: Term, place: int) -> str:
        text, level = self._text(term)
        return text if level >= place else f"({text})"

    def _list(self, args: Iterable[Term]) -> str:
        return ", ".join(map(self.text, args))

    def _joined(self, sign: str, args: Iterable[Term], place: int) -> str:
        return f" {self.sign(sign)} ".join(self._part(arg, place) for arg in args)

    def _bound(self, binding: Binding) -> str:
        return f"{self.name(binding.var)} {self.sign('∈')} {self.name(binding.sort)}"

    def _over(self, sign: str, bound: tuple[Binding, ...]) -> str:
        head = self.sign(sign) if sign == "∑" else self.word(sign)
        return f"{head}_{{{', '.join(map(self._bound, bound))}}}"

    def _arithmetic(self, op: str, args: tuple[Term, ...]) -> tuple[str, int]:
        match op:
            case "+":
                return self._joined("+", args, _SUM), _SUM
            case "-":
                return f"{self._part(args[0], _SUM)} - {self._part(args[1], _PRODUCT)}", _SUM
            case "*":
                return self._joined("·", args, _PRODUCT), _PRODUCT
            case "neg":
                return f"-{self._part(args[0], _ATOM)}", _SUM
            case "abs":
                return f"|{self.text(args[0])}|", _ATOM
            case "/" if self.latex:
                return rf"\frac{{{self.text(args[0])}}}{{{self.text(args[1])}}}", _ATOM
            case "/":
                return f"{self._part(args[0], _PRODUCT)} / {self._part(args[1], _ATOM)}", _PRODUCT
            case "//":
                whole = self._arithmetic("/", args)[0]
                return f"{self.sign('⌊')}{whole}{self.sign('⌋')}", _ATOM
            case "%":
                return (
                    f"{self._part(args[0], _ATOM)} {self.word('mod')} {self._part(args[1], _ATOM)}",
                    _PRODUCT,
                )
            case _:
                return f"{self.word(op)}({self._list(args)})", _ATOM


def escaped(text: str) -> str:
    """Return text with the characters that LaTeX keeps for itself written out."""
    kept = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(kept.get(char) or (f"\\{char}" if char in "&%$#_{}" else char) for char in text)


def _is_formula(term: Term) -> bool:
    return isinstance(term, (Truth, Not, And, Or, Implies, Compare, Quantified, Distinct, DistinctOver))
