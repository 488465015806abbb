"""Functions used as relations, and relations as functions: each has a place that was left out.

With `taught : Day -> Course`, `taught(art) < taught(music)` speaks of days; with `taught : Course, Day
-> Bool`, so does `taught(art) < taught(music)`, and `taught(art)` says that art is taught some day. Where
the sorts of the arguments fit the places of a symbol in one way only, the rest is "some". Knows no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations

from neurosym.check.base import Repair
from neurosym.check.places import Env, places, rewrite, shown
from neurosym.ir.core import (
    BOOL,
    Apply,
    Arith,
    Binding,
    Compare,
    Fold,
    If,
    Not,
    Num,
    Problem,
    Quantified,
    Range,
    Symbol,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, fresh, rebuild, subterms

_PLACES = 4
"""Places of a symbol, its value counted, whose order is looked into."""


def supply_places(problem: Problem) -> Iterator[Repair]:
    """Say "some" in the places that were left out."""
    signature = Signature.of(problem)
    changed = rewrite(problem, lambda place: _Supplier(signature).formula(place.formula, place.env))
    pairs = zip(places(problem), places(changed), strict=True)
    example = next((new.formula for old, new in pairs if old.formula != new.formula), None)
    if example is not None:
        what = f"A place that was left out is filled with “some”: {shown(print_formula(example))}."
        yield Repair("relation", what, changed)


@dataclass(slots=True)
class _Some:
    """What an atom says of the places left out of its terms."""

    taken: set[str]
    bound: list[Binding] = field(default_factory=list)
    facts: list[Term] = field(default_factory=list)

    def variable(self, sort: str) -> Var:
        name = fresh(sort[:1].lower() if sort[:1].isalpha() else "v", self.taken)
        self.taken.add(name)
        self.bound.append(Binding(name, sort))
        return Var(name)

    def around(self, atom: Term) -> Term:
        if not self.bound:
            return atom
        return Quantified("any", tuple(self.bound), conjunction((*self.facts, atom)))


class _Supplier:
    def __init__(self, signature: Signature) -> None:
        self._signature = signature

    def formula(self, term: Term, env: Env) -> Term:
        """Return a term that stands where a truth value is needed, with its places filled."""
        match term:
            case Apply():
                return self._fact(term, env)
            case Compare("!=", left, right):
                positive = self._compared(Compare("==", left, right), env)
                return Not(positive) if isinstance(positive, Quantified) else term
            case Compare():
                return self._compared(term, env)
            case _:
                return self._inside(term, env)

    def _inside(self, term: Term, env: Env) -> Term:
        """Fill the places of the formulas in a term that is no atom itself."""
        if not (parts := children(term)):
            return term
        inner = {**env, **{binding.var: binding.sort for binding in bindings(term)}}
        match term:
            case Apply() | Arith() | Compare() | Fold():
                changed: tuple[Term, ...] = tuple(self._inside(part, inner) for part in parts)
            case If(cond, then, other):
                changed = (self.formula(cond, env), self._inside(then, env), self._inside(other, env))
            case _:
                changed = tuple(self.formula(part, inner) for part in parts)
        return rebuild(term, changed)

    # --- atoms

    def _fact(self, term: Apply, env: Env) -> Term:
        """Fill `p(a)` for `p : A, B -> Bool`, and `f(a, c)` for `f : A, B -> C`."""
        symbol = self._misused(term, env)
        filled = self._filled(symbol, term, env) if symbol else None
        if symbol is None or filled is None or (symbol.result != BOOL and filled[-1] is None):
            return term
        some = self._some(term, env)
        return some.around(_applied(symbol, filled, some))

    def _compared(self, term: Compare, env: Env) -> Term:
        some = self._some(term, env)
        left, right = (self._inside(side, env) for side in (term.left, term.right))
        ordered = term.op not in ("==", "!=")
        wanted_left = self._comparable(self._signature.sort_of(right, env), ordered)
        wanted_right = self._comparable(self._signature.sort_of(left, env), ordered)
        left, right = (
            self._valued(left, env, some, wanted_left),
            self._valued(right, env, some, wanted_right),
        )
        return some.around(Compare(term.op, left, right))

    def _comparable(self, beside: str | None, ordered: bool) -> frozenset[str]:
        """Return the sorts that a value compared with one of sort `beside` may have."""
        sorts = self._signature.sorts
        if beside is not None and beside in sorts:
            return frozenset((beside,))
        in_order = {name for name, sort in sorts.items() if isinstance(sort, Range) or sort.ordered}
        return frozenset(in_order if ordered and in_order else sorts)

    def _some(self, term: Term, env: Env) -> _Some:
        used = {part.name for part in subterms(term) if isinstance(part, Var)}
        bound = {binding.var for part in subterms(term) for binding in bindings(part)}
        return _Some(used | bound | set(env) | set(self._signature.names()))

    def _valued(self, term: Term, env: Env, some: _Some, wanted: frozenset[str]) -> Term:
        """Name the value of an application by the one place it leaves out whose sort is wanted."""
        match term:
            case Arith(op, args):
                return Arith(op, tuple(self._valued(arg, env, some, wanted) for arg in args))
            case Apply():
                symbol = self._misused(term, env)
                filled = self._filled(symbol, term, env) if symbol else None
                return (
                    term if symbol is None or filled is None else _named(symbol, filled, some, wanted) or term
                )
            case _:
                return term

    # --- which argument belongs where

    def _misused(self, term: Apply, env: Env) -> Symbol | None:
        """Return the symbol of an application whose arguments do not fit."""
        symbol = self._signature.symbols.get(term.name)
        if symbol is None or not term.args:
            return None
        fits = len(symbol.args) == len(term.args) and all(
            self._fits(arg, sort, env) for arg, sort in zip(term.args, symbol.args, strict=True)
        )
        return None if fits else symbol

    def _filled(self, symbol: Symbol, term: Apply, env: Env) -> list[Term | None] | None:
        """Return what stands in each place, None where nothing does; None for all where that is unclear."""
        sorts = _sorts(symbol)
        if len(sorts) > _PLACES or len(term.args) > len(sorts):
            return None
        found = [
            chosen
            for chosen in permutations(range(len(sorts)), len(term.args))
            if all(self._is_of(arg, sorts[at], env) for arg, at in zip(term.args, chosen, strict=True))
        ]
        if len(found) > 1:
            found = [chosen for chosen in found if list(chosen) == sorted(chosen)]
        if len(found) != 1:
            return None
        filled: list[Term | None] = [None] * len(sorts)
        for arg, at in zip(term.args, found[0], strict=True):
            filled[at] = arg
        return filled

    def _fits(self, arg: Term, sort: str, env: Env) -> bool:
        return self._signature.sort_of(arg, env) is None or self._is_of(arg, sort, env)

    def _is_of(self, arg: Term, sort: str, env: Env) -> bool:
        actual = self._signature.sort_of(arg, env)
        if actual is None:
            return False
        within = self._signature.sorts.get(sort)
        if isinstance(arg, Num) and isinstance(within, Range):
            return within.low <= arg.value <= within.high
        return actual == sort or (self._signature.is_numeric(actual) and self._signature.is_numeric(sort))


def _named(symbol: Symbol, filled: list[Term | None], some: _Some, wanted: frozenset[str]) -> Term | None:
    """Name the value that an application with places left out stands for; None where that is unclear."""
    sorts = _sorts(symbol)
    left_out = [at for at, part in enumerate(filled) if part is None]
    values = left_out if len(left_out) == 1 else [at for at in left_out if sorts[at] in wanted]
    if len(values) != 1:
        return None
    variable = some.variable(sorts[values[0]])
    filled[values[0]] = variable
    some.facts.append(_applied(symbol, filled, some))
    return variable


def _applied(symbol: Symbol, filled: list[Term | None], some: _Some) -> Term:
    """Return the fact that a symbol has what stands in its places, with "some" where nothing does."""
    parts = [part or some.variable(sort) for part, sort in zip(filled, _sorts(symbol), strict=True)]
    if symbol.result == BOOL:
        return Apply(symbol.name, tuple(parts))
    return Compare("==", Apply(symbol.name, tuple(parts[:-1])), parts[-1])


def _sorts(symbol: Symbol) -> tuple[str, ...]:
    """Return the sorts of the places of a symbol, its value last if that is no truth value."""
    return symbol.args if symbol.result == BOOL else (*symbol.args, symbol.result)
