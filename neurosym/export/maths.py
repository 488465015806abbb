"""A problem as mathematics, in plain text and in LaTeX: each claim with its sentence. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from neurosym.export.naming import comment
from neurosym.export.sheet import said
from neurosym.export.symbols import Symbols, escaped
from neurosym.faults import FaultError
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Ask,
    Compare,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Optimise,
    Options,
    Problem,
    Range,
    Term,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import number
from neurosym.ir.walk import bindings, subterms
from neurosym.rewrite.linear import conjuncts, limit_of, line_of
from neurosym.rewrite.rows import constants


def maths(problem: Problem) -> str:
    """Return a problem as mathematics in plain text."""
    return _Page(problem, Symbols()).plain()


def latex(problem: Problem) -> str:
    """Return a problem as an `align` environment of amsmath, with a line of LaTeX for each claim."""
    return _Page(problem, Symbols(latex=True)).tex()


@dataclass(frozen=True, slots=True)
class _Line:
    """What is written of a claim or a goal: its mark (`c6`, `maximise`), the formula, the sentence."""

    mark: str
    formula: str
    says: str


class _Page:
    def __init__(self, problem: Problem, symbols: Symbols) -> None:
        self._problem = problem
        self._symbols = symbols
        parts = [(claim, part) for claim in problem.claims for part in conjuncts(claim.formula)]
        self._given = constants(problem, parts) if isinstance(problem.goal, Optimise) else {}
        numbers = ((place, number(known.value)) for place, known in self._given.items())
        self._values: Mapping[Apply, Term] = dict(numbers)

    # --- lines

    def _goal(self) -> Iterator[_Line]:
        goal, text = self._problem.goal, self._symbols.text
        match goal:
            case Optimise(sense, term, says):
                yield _Line(f"{sense[:-3]}ise", self._sum(term), says)
            case Entails(formula, says):
                yield _Line("does it follow", text(formula), says)
            case Options(mode, options, says):
                yield _Line(f"which {mode} hold", "", says)
                for option in options:
                    yield _Line(option.label, text(option.formula), option.says)
            case Find(show, says) | Enumerate(show, _, says):
                names = show or tuple(symbol.name for symbol in self._problem.symbols)
                yield _Line("find", ", ".join(map(self._symbols.name, names)), says)
            case Ask(_, formula, says):
                yield _Line("which", text(formula), says)
            case _:
                assert_never(goal)

    def _claims(self) -> Iterator[_Line]:
        defining = {(known.claim.id, known.part) for known in self._given.values()}
        for claim in self._problem.claims:
            parts = [part for part in conjuncts(claim.formula) if (claim.id, part) not in defining]
            for n, part in enumerate(parts, start=1):
                mark = f"{claim.id}.{n}" if len(parts) > 1 else claim.id
                yield _Line(mark, self._formula(part), said(claim))

    def _formula(self, part: Term) -> str:
        """Return a part of a claim; a sum of what is decided against a number, where it is that."""
        decides = any(isinstance(p, Apply) and p in self._values for p in subterms(part))
        flat = isinstance(part, Compare) and not any(bindings(p) for p in subterms(part))
        if flat and (decides or self._values):
            try:
                limit = limit_of(part, self._values)
            except FaultError:
                return self._symbols.text(part)
            if limit.line.weights:
                return self._symbols.limit(limit)
        return self._symbols.text(part)

    def _sum(self, term: Term) -> str:
        try:
            return self._symbols.line(line_of(term, self._values))
        except FaultError:
            return self._symbols.text(term)

    def _domains(self) -> Iterator[_Line]:
        for sort in self._problem.sorts:
            name = self._symbols.name(sort.name)
            match sort:
                case Range(_, low, high):
                    yield _Line("", f"{name} = {low}, …, {high}", "")
                case Enumeration(_, elements, closed, ordered):
                    names = (" < " if ordered else ", ").join(map(self._symbols.name, elements))
                    yield _Line("", f"{name} {'=' if closed else '⊇'} {self._braced(names)}", "")
        hidden = {place.name for place in self._given if not place.args}
        shown = [symbol for symbol in self._problem.symbols if symbol.name not in hidden]
        for (args, result, gloss), group in groupby(shown, key=lambda s: (s.args, s.result, s.gloss)):
            names = ", ".join(self._symbols.name(symbol.name) for symbol in group)
            yield _Line("", self._domain(names, args, result), gloss)

    def _braced(self, names: str) -> str:
        return rf"\{{{names}\}}" if self._symbols.latex else f"{{{names}}}"

    def _domain(self, names: str, args: tuple[str, ...], result: str) -> str:
        sets = {INT: self._symbols.sign("ℤ"), REAL: self._symbols.sign("ℝ"), BOOL: self._braced("0, 1")}
        values = sets.get(result) or self._symbols.name(result)
        if not args:
            return f"{names} {self._symbols.sign('∈')} {values}"
        times = r" \times " if self._symbols.latex else " × "
        arguments = times.join(map(self._symbols.name, args))
        return f"{names}: {arguments} {self._symbols.sign('→')} {values}"

    def _numbers(self) -> Iterator[_Line]:
        for place, known in self._given.items():
            text = f"{print_formula(place)} = {self._symbols.number(known.value)}"
            yield _Line("", text, said(known.claim))

    # --- pages

    def plain(self) -> str:
        goal, claims = list(self._goal()), list(self._claims())
        lines = list(_aligned(goal))
        for title, group in (
            ("such that", claims),
            ("where", list(self._domains())),
            ("given", list(self._numbers())),
        ):
            if group:
                lines += ["", title, *(f"  {line}" for line in _aligned(group))]
        return "\n".join(lines) + "\n"

    def tex(self) -> str:
        """Return the page in LaTeX."""
        lines = [r"% needs \usepackage{amsmath,amssymb}", r"\begin{align*}"]
        rows = [*_tex_rows(self._goal(), goal=True), *_tex_rows(self._claims())]
        rows += _tex_rows(self._domains())
        for n, (says, row) in enumerate(rows):
            lines += [f"% {says}"] if says else []
            lines.append(f"  {row}" + (r" \\" if n + 1 < len(rows) else ""))
        lines.append(r"\end{align*}")
        lines += [
            f"% {comment(line.formula)}: {line.says}" for line in _Page(self._problem, Symbols())._numbers()
        ]
        return "\n".join(lines) + "\n"


def _aligned(lines: list[_Line]) -> Iterator[str]:
    marks, formulas = (max(len(getattr(line, part)) for line in lines) for part in ("mark", "formula"))
    width = min(formulas, 60)
    for line in lines:
        lead = f"{line.mark.ljust(marks)}  " if marks else ""
        says = f"   # {comment(line.says)}" if line.says else ""
        yield f"{lead}{line.formula.ljust(width if says else 0)}{says}"


def _tex_rows(lines: Iterator[_Line], goal: bool = False) -> Iterator[tuple[str, str]]:
    for line in lines:
        mark = escaped(line.mark)
        if goal:
            yield comment(line.says), rf"\text{{{mark}}} \quad & {line.formula}"
        else:
            tag = rf" \tag{{{mark}}}" if mark else ""
            yield comment(line.says), f"& {line.formula}{tag}"
