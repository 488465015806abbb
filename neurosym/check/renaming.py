"""Gives sorts, symbols and elements of a problem other names, everywhere. Judges no name.

Two symbols or two elements that get one name become one: the first declaration stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from neurosym.check.places import rewrite_terms
from neurosym.ir.core import (
    Apply,
    Ask,
    Binding,
    Count,
    DistinctOver,
    Element,
    Enumerate,
    Enumeration,
    Find,
    Fold,
    Goal,
    Problem,
    Quantified,
    Sort,
    Symbol,
    Term,
)

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Renaming:
    """Old names to new names, by what they name."""

    sorts: Names = field(default_factory=dict)
    symbols: Names = field(default_factory=dict)
    elements: Names = field(default_factory=dict)

    def apply(self, problem: Problem) -> Problem:
        """Return the problem with the new names."""
        renamed = rewrite_terms(problem, self._term)
        symbols = {symbol.name: symbol for symbol in map(self._symbol, reversed(problem.symbols))}
        kept = dict.fromkeys(self.symbols.get(symbol.name, symbol.name) for symbol in problem.symbols)
        return replace(
            renamed,
            sorts=tuple(self._sort(sort) for sort in problem.sorts),
            symbols=tuple(symbols[name] for name in kept) if self.symbols else self._retyped(problem),
            goal=self._goal(renamed.goal),
        )

    def _retyped(self, problem: Problem) -> tuple[Symbol, ...]:
        return tuple(self._symbol(symbol) for symbol in problem.symbols) if self.sorts else problem.symbols

    def _symbol(self, symbol: Symbol) -> Symbol:
        args = tuple(self.sorts.get(sort, sort) for sort in symbol.args)
        result = self.sorts.get(symbol.result, symbol.result)
        return replace(symbol, name=self.symbols.get(symbol.name, symbol.name), args=args, result=result)

    def _sort(self, sort: Sort) -> Sort:
        name = self.sorts.get(sort.name, sort.name)
        if isinstance(sort, Enumeration):
            elements = dict.fromkeys(self.elements.get(element, element) for element in sort.elements)
            return replace(sort, name=name, elements=tuple(elements))
        return replace(sort, name=name)

    def _term(self, term: Term) -> Term:
        match term:
            case Apply(name) if name in self.symbols:
                return replace(term, name=self.symbols[name])
            case Element(name) if name in self.elements:
                return Element(self.elements[name])
            case Quantified() | Count() | Fold() | DistinctOver() if self.sorts:
                return replace(term, bindings=self._bindings(term.bindings))
            case _:
                return term

    def _bindings(self, bindings: tuple[Binding, ...]) -> tuple[Binding, ...]:
        return tuple(replace(b, sort=self.sorts.get(b.sort, b.sort)) for b in bindings)

    def _goal(self, goal: Goal) -> Goal:
        match goal:
            case Find(show) | Enumerate(show):
                return replace(goal, show=tuple(dict.fromkeys(self.symbols.get(name, name) for name in show)))
            case Ask(bindings):
                return replace(goal, bindings=self._bindings(bindings))
            case _:
                return goal
