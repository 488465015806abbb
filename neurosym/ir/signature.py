"""The vocabulary of a problem as a look-up, and the sort of a term. Reports no faults: see check/sorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from neurosym.ir.core import (
    BOOL,
    BUILTIN_SORTS,
    INT,
    REAL,
    And,
    Apply,
    Arith,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Problem,
    Quantified,
    Range,
    Sort,
    Symbol,
    Term,
    Truth,
    Var,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Sorts, symbols and elements by name. Where a name is declared twice the first one counts."""

    sorts: Mapping[str, Sort] = field(default_factory=dict)
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    """Element name to the name of its enumeration."""

    @classmethod
    def of(cls, problem: Problem) -> Signature:
        """Return the vocabulary of a problem."""
        return cls.build(problem.sorts, problem.symbols)

    @classmethod
    def build(cls, sorts: Iterable[Sort], symbols: Iterable[Symbol]) -> Signature:
        """Return the vocabulary of these declarations."""
        by_name: dict[str, Sort] = {}
        elements: dict[str, str] = {}
        for sort in sorts:
            by_name.setdefault(sort.name, sort)
            if isinstance(sort, Enumeration):
                for element in sort.elements:
                    elements.setdefault(element, sort.name)
        table: dict[str, Symbol] = {}
        for symbol in symbols:
            table.setdefault(symbol.name, symbol)
        return cls(by_name, table, elements)

    def names(self) -> frozenset[str]:
        """Return every declared name and the built-in sorts."""
        return frozenset((*self.sorts, *self.symbols, *self.elements, *BUILTIN_SORTS))

    def base(self, sort: str) -> str:
        """Return the sort whose values these are: `Int` for a range, the sort itself otherwise."""
        return INT if isinstance(self.sorts.get(sort), Range) else sort

    def is_numeric(self, sort: str) -> bool:
        """Say whether the values of a sort are numbers."""
        return self.base(sort) in (INT, REAL)

    def is_open(self, sort: str) -> bool:
        """Say whether a sort may have individuals that are not named."""
        declared = self.sorts.get(sort)
        return isinstance(declared, Enumeration) and not declared.closed

    def sort_of(self, term: Term, env: Mapping[str, str]) -> str | None:
        """Return the sort of a term under variable sorts `env`; None where a name is unknown.

        Ranges keep their name on symbols and variables; arithmetic gives `Int` or `Real`.
        """
        match term:
            case Var(name):
                return env.get(name)
            case Num(value):
                return INT if isinstance(value, int) else REAL
            case Element(name):
                return self.elements.get(name)
            case Apply(name):
                symbol = self.symbols.get(name)
                return symbol.result if symbol else None
            case If(_, then, other):
                return self._join((then, other), env)
            case Arith(op, args):
                return self._arithmetic(op, args, env)
            case Fold(_, bound, body):
                inner = {**env, **{b.var: b.sort for b in bound}}
                return self._join((body,), inner, widen=True)
            case Count():
                return INT
            case Truth() | Not() | And() | Or() | Implies() | Compare():
                return BOOL
            case Quantified() | Distinct() | DistinctOver():
                return BOOL
            case _:
                assert_never(term)

    def _arithmetic(self, op: str, args: tuple[Term, ...], env: Mapping[str, str]) -> str | None:
        match op:
            case "rank" | "//" | "%":
                return INT
            case "/":
                return REAL
            case _:
                return self._join(args, env, widen=True)

    def _join(self, parts: tuple[Term, ...], env: Mapping[str, str], widen: bool = False) -> str | None:
        sorts = {sort for part in parts if (sort := self.sort_of(part, env))}
        if len(sorts) == 1 and not widen:
            return next(iter(sorts))
        bases = {self.base(sort) for sort in sorts}
        if bases == {INT, REAL}:
            return REAL
        return next(iter(bases)) if len(bases) == 1 else None
