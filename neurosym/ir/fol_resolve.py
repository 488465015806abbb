"""What the names of a parsed first-order formula mean in a signature. Infers and checks nothing.

LMs and data sets use one name as a predicate here and as an individual there, or with two arities. Each
use is a symbol or element of its own: `Student` the predicate, `Student_itself` the individual,
`Student_of` the function, `Student_2` the predicate of two arguments, where the signature has them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from neurosym.ir.core import (
    BOOL,
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
    Quantified,
    Symbol,
    Term,
    Truth,
    Var,
)
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, rebuild

Place = Literal["formula", "term", "number"]


def places(term: Term, place: Place, equates_formulas: bool) -> tuple[Place, ...]:
    """Return what stands in each direct part of a term that itself stands at `place`."""
    inner = place
    match term:
        case Compare("==" | "!="):
            inner = "formula" if equates_formulas else "term"
        case Compare() | Arith():
            inner = "number"
        case And() | Or() | Not() | Implies() | Quantified() | Count():
            inner = "formula"
        case If():
            return ("formula", place, place)
        case Apply() | Distinct() | DistinctOver():
            inner = "term"
        case Fold():
            inner = "number"
        case _:
            pass
    return (inner,) * len(children(term))


def is_formula(term: Term) -> bool:
    """Say whether a term can only be true or false, whatever its names mean."""
    return isinstance(term, (And, Or, Not, Implies, Quantified, Compare, Truth))


def equates_formulas(sides: tuple[Term, ...], is_truth: Callable[[Term], bool]) -> bool:
    """Say whether an equation is an equivalence: one side is true or false, and none can only be a thing."""
    return any(map(is_truth, sides)) and not any(
        isinstance(side, (Var, Num, Arith, Element))
        or (isinstance(side, Apply) and not side.args and not is_truth(side))
        for side in sides
    )


def variants(name: str, place: Place, arity: int) -> tuple[str, ...]:
    """Return the names that this use of a name may have where another use has the name itself."""
    if place == "formula":
        return (f"{name}_{arity}",)
    return (f"{name}_of", f"{name}_of_{arity}") if arity else (f"{name}_itself",)


def resolve(term: Term, signature: Signature, default_sort: str) -> Term:
    """Give names their meaning in a signature: elements, the symbol of each use, sorts of variables."""
    resolver = _Resolver(signature, default_sort)
    return resolver.sorted(resolver.named(term, "formula"))


class _Resolver:
    def __init__(self, signature: Signature, default_sort: str) -> None:
        self._signature = signature
        self._default = default_sort
        named = [sort.name for sort in signature.sorts.values() if isinstance(sort, Enumeration)]
        self._fallback = named[0] if len(named) == 1 and default_sort not in signature.sorts else default_sort

    # --- names

    def named(self, term: Term, place: Place) -> Term:
        if isinstance(term, Num):
            element = mangle(str(term.value))
            return Element(element) if place == "term" and element in self._signature.elements else term
        symbol = self._symbol(term, place) if isinstance(term, Apply) else None
        element = self._element(term) if place != "formula" and symbol is None else ""
        if element:
            return Element(element)
        inner = self._inside(term, place, symbol)
        parts = tuple(self.named(part, at) for part, at in zip(children(term), inner, strict=True))
        term = rebuild(term, parts) if parts else term
        return replace(term, name=symbol.name) if isinstance(term, Apply) and symbol else term

    def _inside(self, term: Term, place: Place, symbol: Symbol | None) -> tuple[Place, ...]:
        if symbol is not None:
            return tuple("number" if self._signature.is_numeric(sort) else "term" for sort in symbol.args)
        sides = (term.left, term.right) if isinstance(term, Compare) else ()
        return places(term, place, equates_formulas(sides, self._is_truth))

    def _is_truth(self, term: Term) -> bool:
        return self._symbol(term, "formula") is not None if isinstance(term, Apply) else is_formula(term)

    def _symbol(self, term: Apply, place: Place) -> Symbol | None:
        """Return the symbol that this use of a name means."""
        arity = len(term.args)
        for name in (term.name, *variants(term.name, place, arity)):
            symbol = self._signature.symbols.get(name)
            if symbol and len(symbol.args) == arity and (symbol.result == BOOL) == (place == "formula"):
                return symbol
        return None

    def _element(self, term: Term) -> str:
        if not isinstance(term, Apply) or term.args:
            return ""
        names = (term.name, *variants(term.name, "term", 0))
        return next((name for name in names if name in self._signature.elements), "")

    # --- sorts of variables

    def sorted(self, term: Term) -> Term:
        """Give each variable of the default sort the sort of the first place that it stands in."""
        parts = tuple(self.sorted(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        if not isinstance(term, Quantified):
            return term
        bound = tuple(
            replace(b, sort=self._use(b.var, term.body) or self._fallback) if b.sort == self._default else b
            for b in term.bindings
        )
        return replace(term, bindings=bound)

    def _use(self, variable: str, term: Term) -> str | None:
        if any(b.var == variable for b in bindings(term)):
            return None
        deeper = (self._use(variable, part) for part in children(term))
        return next((sort for sort in (*self._direct_use(Var(variable), term), *deeper) if sort), None)

    def _direct_use(self, variable: Var, term: Term) -> tuple[str | None, ...]:
        match term:
            case Apply(name, args) if symbol := self._signature.symbols.get(name):
                return tuple(sort for arg, sort in zip(args, symbol.args, strict=False) if arg == variable)
            case Compare(_, left, right) if variable in (left, right):
                other = self._signature.sort_of(right if left == variable else left, {})
                return (self._signature.base(other),) if other else ()
            case _:
                return ()
