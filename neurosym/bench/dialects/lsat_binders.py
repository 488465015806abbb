"""Binders in square brackets, `ForAll([m:meals], …)`, around the first-order reader. Counts nothing."""

from __future__ import annotations

from neurosym.bench.dialects.lsat_declare import Declared, Ranging
from neurosym.bench.dialects.recording import Line
from neurosym.ir.core import TRUE, Apply, Binding, Implies, Quantified, Term, Var, conjunction
from neurosym.ir.fol_cursor import CLOSING
from neurosym.ir.fol_parser import FolParser
from neurosym.ir.fol_tokens import QUANTIFIERS
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh

UNKNOWN = "?"
"""The sort of a variable whose sort only its places show."""

Bound = tuple[str, Ranging]


class BinderParser(FolParser):
    """Reads a formula with such binders."""

    def __init__(self, text: str, signature: Signature, line: Line, program: Declared) -> None:
        super().__init__(text, signature, line.label, UNKNOWN)
        self._line = line
        self._program = program
        self._some: list[Bound] = []

    def _prefix(self) -> Term:
        if not (self._is(*QUANTIFIERS) and self._is("[", ahead=2)):
            return super()._prefix()
        word = self._next()
        bound, body = self._bound_body()
        kind = "all" if word.text == "forall" else "any"
        guard = self._guard(bound)
        if guard != TRUE:
            body = Implies(guard, body) if kind == "all" else conjunction((guard, body))
        return Quantified("all" if kind == "all" else "any", bindings_of(bound), body)

    def _before_its_operands(self) -> bool:
        return super()._before_its_operands() or (self._is(*QUANTIFIERS) and self._is("[", ahead=2))

    def _bound_body(self) -> tuple[list[Bound], Term]:
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

    def _enter(self, bound: list[Bound], by: int) -> None:
        """Enter (1) or leave (-1) the scope of variables."""
        for name, _ in bound:
            self._scope[name] = self._scope.get(name, 0) + by

    def _square_bindings(self) -> list[Bound]:
        self._expect("[")
        bound: list[Bound] = []
        while not self._is("]"):
            name = self._variable()
            bound.append((name, self._ranging() if self._skip(":") or self._word_in() else Ranging(UNKNOWN)))
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

    def _guard(self, bound: list[Bound]) -> Term:
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
        return Quantified("any", bindings_of(some), both(self._guard(some), atom))

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
            bound = [("some", Ranging(UNKNOWN))]
        else:
            return None
        name, ranging = bound[0]
        taken = {other for other, _ in self._some} | {other for other, depth in self._scope.items() if depth}
        self._some.append((fresh(name, taken), ranging))
        return Var(self._some[-1][0])


def bindings_of(bound: list[Bound]) -> tuple[Binding, ...]:
    """Return the variables with the sorts that they range over."""
    return tuple(Binding(name, ranging.sort) for name, ranging in bound)


def both(guard: Term, body: Term) -> Term:
    """Join a condition, if there is one, with a formula."""
    return body if guard == TRUE else conjunction((guard, body))
