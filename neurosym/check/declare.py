"""Repairs of names that are used and not declared: each gets the type that its uses show, or none.

To declare a symbol only ever weakens the premises: nothing is known of it but what the claims say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from neurosym.check.base import Repair
from neurosym.check.places import formula_slots, places, rewrite_terms, shown
from neurosym.check.scope import loose
from neurosym.ir.core import BOOL, REAL, Apply, Element, Enumeration, Problem, Symbol, Term
from neurosym.ir.document import print_symbol
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh

Key = tuple[str, int]
"""A name and the number of its arguments."""


@dataclass(slots=True)
class _Uses:
    """What the uses of one name show: the sort of each argument and of the value, None where nothing does."""

    args: list[str | None]
    result: str | None = None
    clash: bool = False

    def meet(self, args: list[str | None], result: str | None, signature: Signature) -> None:
        joined = [
            _join(old, new, signature)
            for old, new in zip((*self.args, self.result), (*args, result), strict=True)
        ]
        self.clash = self.clash or "" in joined
        self.args, self.result = [sort or None for sort in joined[:-1]], joined[-1] or None


def _join(old: str | None, new: str | None, signature: Signature) -> str | None:
    """Return the sort that holds both, None where neither is known, the empty name where none does."""
    if old is None or new is None or old == new:
        return old or new
    if signature.is_numeric(old) and signature.is_numeric(new):
        return REAL if REAL in (old, new) else signature.base(old)
    return ""


def _undeclared(problem: Problem, signature: Signature) -> dict[Key, _Uses]:
    """Return how symbols are used that are not declared, or not with that many arguments."""
    found: dict[Key, _Uses] = {}
    for place in places(problem):
        variables = loose(place, signature, problem.goal)
        for slot in formula_slots(place, signature, problem.goal):
            match slot.term:
                case Apply(name, args) if not _is_declared(name, len(args), signature) and (
                    args or name not in variables
                ):
                    sorts = [signature.sort_of(arg, slot.env) for arg in args]
                case Element(name) if name not in signature.elements:
                    args, sorts = (), []
                case _:
                    continue
            uses = found.setdefault((name, len(args)), _Uses([None] * len(args)))
            uses.meet(sorts, slot.needs, signature)
    return found


def _is_declared(name: str, arity: int, signature: Signature) -> bool:
    symbol = signature.symbols.get(name)
    return symbol is not None and len(symbol.args) == arity


def declare_as_used(problem: Problem) -> Iterator[Repair]:
    """Declare what is only used: an individual of an open sort, or a symbol of the type that is shown."""
    signature = Signature.of(problem)
    sorts = [sort.name for sort in problem.sorts if isinstance(sort, Enumeration)]
    only = sorts[0] if len(sorts) == 1 else None
    for (name, arity), uses in _undeclared(problem, signature).items():
        result = uses.result or only
        if uses.clash or result is None or name in sorts:
            continue
        if not arity and signature.is_open(result) and name not in signature.symbols:
            yield _individual(problem, name, result)
        elif result == BOOL or arity or signature.is_numeric(result):
            args = tuple(sort or only or "" for sort in uses.args)
            if all(args) and BOOL not in args:
                yield _symbol(problem, signature, Symbol(name, args, result))


def _individual(problem: Problem, name: str, sort: str) -> Repair:
    sorts = tuple(
        replace(declared, elements=(*declared.elements, name))
        if isinstance(declared, Enumeration) and declared.name == sort
        else declared
        for declared in problem.sorts
    )
    known = rewrite_terms(problem, lambda term: Element(name) if term == Apply(name) else term)
    return Repair("declare", f"{shown(name)} is declared in `{sort}`.", replace(known, sorts=sorts))


def _symbol(problem: Problem, signature: Signature, symbol: Symbol) -> Repair:
    """Declare a symbol as it is used, under a name of its own where its name has another type."""
    name = symbol.name
    if name not in signature.names():
        declared = replace(problem, symbols=(*problem.symbols, symbol))
        return Repair("declare", f"{shown(name)} is declared: `{print_symbol(symbol)}`.", declared)
    new = replace(symbol, name=fresh(f"{name}_{len(symbol.args)}", signature.names()))

    def apart(term: Term) -> Term:
        same = isinstance(term, Apply) and term.name == name and len(term.args) == len(symbol.args)
        return replace(term, name=new.name) if same and isinstance(term, Apply) else term

    what = (
        f"{shown(name)} is used with {len(symbol.args)} arguments too; there it is called {shown(new.name)}."
    )
    changed = rewrite_terms(replace(problem, symbols=(*problem.symbols, new)), apart)
    return Repair("split", what, changed)
