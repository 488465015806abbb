"""Sorts, individuals and symbols of a theory as Z3 sees them, under generated names only.

Individuals that are all known and all distinct are numbers, bounded; so are ranges. Other individuals
have a sort of their own. A symbol whose arguments are all listed is one constant per point (a *cell*),
which keeps a finite theory free of functions; any other symbol is a function. Knows no formula.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal

import z3

from neurosym.ir.core import BOOL, INT, REAL, Apply, Element, Enumeration, Num, Range, Symbol, Term, Truth
from neurosym.ir.model import Value
from neurosym.rewrite.constants import Constant, Constants, constant_value, is_constant
from neurosym.rewrite.expand import listed
from neurosym.solve.base import Theory

MAX_CELLS = 100_000
"""A symbol of more points than this is a function."""

Feature = Literal[
    "individuals", "functions", "quantifiers", "bounded", "whole", "real", "products", "rounding"
]
"""What a theory contains, as far as it decides which solver suits it. `bounded`, `whole` and `real`
are numbers, the latter two without bound; `products`: of unknowns; `rounding`: `//` or `%`."""


class Symbols:
    """Declares what is asked for. `axioms` collects what must hold of it; whoever solves takes them."""

    def __init__(self, theory: Theory, context: z3.Context, functions: frozenset[str] = frozenset()) -> None:
        """Prepare a theory; the symbols named in `functions` shall not be cells."""
        self.signature = theory.signature
        self.context = context
        self.axioms: list[z3.BoolRef] = []
        self.features: set[Feature] = set()
        self.cells: dict[str, dict[tuple[Value, ...], z3.ExprRef]] = {}
        self._constants = Constants(theory.signature, theory.unique_names)
        self._as_functions = functions
        self._sorts: dict[str, z3.SortRef] = {}
        self._elements: dict[str, z3.ExprRef] = {}
        self._functions: dict[str, z3.FuncDeclRef] = {}
        self._numbers = itertools.count()

    # --- sorts and individuals

    def numbered(self, sort: str) -> tuple[str, ...] | None:
        """Return the elements of a sort whose individuals are numbers from 0, or None."""
        match self.signature.sorts.get(sort):
            case Enumeration(_, elements, closed=True) if self._constants.differ(sort):
                return elements
            case _:
                return None

    def is_declared(self, sort: str) -> bool:
        """Say whether any term so far has values of the sort."""
        return sort in self._sorts

    def sort(self, name: str) -> z3.SortRef:
        """Return the Z3 sort that holds the values of a sort."""
        if name not in self._sorts:
            self._sorts[name] = self._declared(name)
        return self._sorts[name]

    def _declared(self, name: str) -> z3.SortRef:
        if name == BOOL:
            return z3.BoolSort(self.context)
        if name == REAL:
            return z3.RealSort(self.context)
        if name == INT:
            return z3.IntSort(self.context)
        if self.signature.is_numeric(name) or self.numbered(name) is not None:
            self.features.add("bounded")
            return z3.IntSort(self.context)
        return self._individuals(name)

    def _individuals(self, name: str) -> z3.SortRef:
        self.features.add("individuals")
        sort = z3.DeclareSort(self._fresh("s"), self.context)
        names = [element for element, home in self.signature.elements.items() if home == name]
        for element in names:
            self._elements[element] = z3.Const(self._fresh("e"), sort)
        if len(names) > 1 and self._constants.differ(name):
            self.axioms.append(z3.Distinct(*(self._elements[element] for element in names)))
        return sort

    def individual(self, sort: str) -> z3.ExprRef:
        """Return some individual of a sort that has a Z3 sort of its own."""
        return z3.Const(self._fresh("e"), self.sort(sort))

    def constant(self, term: Constant) -> z3.ExprRef:
        """Return a value that is written down."""
        match term:
            case Truth(value):
                return z3.BoolVal(value, self.context)
            case Num(int(value)):
                return z3.IntVal(value, self.context)
            case Num(value):
                return z3.RealVal(f"{value.numerator}/{value.denominator}", self.context)
            case Element(name):
                return self._element(name)

    def _element(self, name: str) -> z3.ExprRef:
        if name not in self._elements:
            home = self.signature.elements[name]
            members = self.numbered(home)
            if members is None:
                self.sort(home)
            else:
                for place, member in enumerate(members):
                    self._elements[member] = z3.IntVal(place, self.context)
        return self._elements[name]

    def within(self, sort: str, value: z3.ExprRef) -> z3.BoolRef | None:
        """Return that a term of the right Z3 sort is a value of the sort; None where it must be."""
        members = self.numbered(sort)
        if members is not None:
            return z3.And(value >= 0, value < len(members))
        match self.signature.sorts.get(sort):
            case Range(_, low, high):
                return z3.And(value >= low, value <= high)
            case Enumeration(_, elements, closed=True):
                self.sort(sort)
                return z3.Or([value == self._elements[element] for element in elements])
            case _:
                return None

    # --- symbols

    def apply(self, term: Apply, args: Sequence[z3.ExprRef]) -> z3.ExprRef:
        """Return a symbol applied to arguments, which are also given as terms."""
        symbol = self.signature.symbols[term.name]
        if symbol.result in (INT, REAL):
            self.features.add("whole" if symbol.result == INT else "real")
        if self.is_cells(symbol):
            return self._chosen(symbol, (), tuple(zip(term.args, args, strict=True)))
        return self.at(symbol, args)

    def is_function(self, symbol: str) -> bool:
        """Say whether a symbol was declared as a function."""
        return symbol in self._functions

    def is_cells(self, symbol: Symbol) -> bool:
        """Say whether a symbol is one constant per point."""
        if symbol.name in self._as_functions or not all(map(self._is_pointed, symbol.args)):
            return False
        sizes = [len(listed(self.signature, sort) or ()) for sort in symbol.args]
        return math.prod(sizes) <= MAX_CELLS

    def _is_pointed(self, sort: str) -> bool:
        """Say whether every value of a sort is written as a constant of its own."""
        individuals = isinstance(self.signature.sorts.get(sort), Enumeration) and self.numbered(sort) is None
        return listed(self.signature, sort) is not None and not individuals

    def _chosen(
        self, symbol: Symbol, point: tuple[Value, ...], args: tuple[tuple[Term, z3.ExprRef], ...]
    ) -> z3.ExprRef:
        """Return the cell at a point, choosing by cases where arguments are not constant."""
        if not args:
            return self.cell(symbol, point)
        (term, expression), rest = args[0], args[1:]
        if is_constant(term):
            return self._chosen(symbol, (*point, constant_value(term)), rest)
        first, *others = listed(self.signature, symbol.args[len(point)]) or ()
        chosen = self._chosen(symbol, (*point, constant_value(first)), rest)
        for member in others:
            case = self._chosen(symbol, (*point, constant_value(member)), rest)
            chosen = z3.If(expression == self.constant(member), case, chosen)
        return chosen

    def cell(self, symbol: Symbol, point: tuple[Value, ...]) -> z3.ExprRef:
        """Return the constant that is the value of a symbol at a point."""
        cells = self.cells.setdefault(symbol.name, {})
        if point not in cells:
            cells[point] = z3.Const(self._fresh("f"), self.sort(symbol.result))
            bound = self.within(symbol.result, cells[point])
            if bound is not None:
                self.axioms.append(bound)
        return cells[point]

    def at(self, symbol: Symbol, args: Sequence[z3.ExprRef]) -> z3.ExprRef:
        """Return a function's value; one that Z3 puts outside of the sort stands for the first."""
        if symbol.name not in self._functions:
            sorts = [self.sort(sort) for sort in (*symbol.args, symbol.result)]
            self._functions[symbol.name] = z3.Function(self._fresh("f"), *sorts)
            self.features.add("functions")
        value = self._functions[symbol.name](*args)
        bound = self.within(symbol.result, value)
        return value if bound is None else z3.If(bound, value, self.first(symbol.result))

    def first(self, sort: str) -> z3.ExprRef:
        """Return one value of a sort that is not open and not `Int` or `Real`."""
        match self.signature.sorts[sort]:
            case Range(_, low, _):
                return self.constant(Num(low))
            case Enumeration(_, elements):
                return self._element(elements[0])

    def _fresh(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"
