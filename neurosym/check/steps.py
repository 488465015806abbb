"""Steps past the end of a sort: `taken(seat + 1)` says nothing true of the last seat.

An argument that is calculated may be no value of its sort. Here it gets a name where it is one; what is
said of it is false where it is none, and `!=` is then true, as for every partial function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from neurosym.check.base import Repair
from neurosym.check.fits import everywhere
from neurosym.check.places import Env, transform_in_scope
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Enumeration,
    Not,
    Problem,
    Quantified,
    Range,
    Term,
    Var,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, fresh, subterms


def guard_steps(problem: Problem) -> Iterator[Repair]:
    """Name every calculated argument, where it is a value of its sort."""
    yield from everywhere(problem, "step", "A step past the end of a sort is no value of it", guarded)


def guarded(signature: Signature, term: Term, env: Env) -> Term:
    """Return a fact with a name for each of its calculated arguments; every other term as it is."""
    match term:
        case Compare("!=", left, right):
            positive = guarded(signature, Compare("==", left, right), env)
            return Not(positive) if isinstance(positive, Quantified) else term
        case Compare() | Apply() if signature.sort_of(term, env) == BOOL:
            parts = list(subterms(term))
            if any(bindings(part) for part in parts):
                return term
            steps = _Steps(signature, {part.name for part in parts if isinstance(part, Var)} | set(env))
            opened = transform_in_scope(term, env, steps.named)
            if not steps.bound:
                return term
            return Quantified("any", tuple(steps.bound), And((*steps.equations, opened)))
        case _:
            return term


@dataclass(slots=True)
class _Steps:
    signature: Signature
    taken: set[str]
    bound: list[Binding] = field(default_factory=list)
    equations: list[Term] = field(default_factory=list)

    def named(self, term: Term, _: Env) -> Term:
        """Put variables for the calculated arguments of an application."""
        symbol = self.signature.symbols.get(term.name) if isinstance(term, Apply) else None
        if symbol is None or not isinstance(term, Apply) or len(symbol.args) != len(term.args):
            return term
        pairs = zip(term.args, symbol.args, strict=True)
        return replace(term, args=tuple(self._name(arg, sort) for arg, sort in pairs))

    def _name(self, arg: Term, sort: str) -> Term:
        declared = self.signature.sorts.get(sort)
        ranked = isinstance(declared, Enumeration) and declared.ordered
        if not isinstance(arg, Arith) or not (ranked or isinstance(declared, Range)):
            return arg
        variable = Var(fresh("step", self.taken))
        self.taken.add(variable.name)
        self.bound.append(Binding(variable.name, sort))
        place: Term = Arith("rank", (variable,)) if ranked else variable
        self.equations.append(Compare("==", place, arg))
        return variable
