"""A name that begins with `not` says nothing that `not` and the rest of the name do not say: `NotRed`.

Only where the rest is a symbol of the same type. `unkind` is left alone: whoever is not kind need not be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.check.places import rewrite_terms, shown
from neurosym.check.twins import key, vocabulary
from neurosym.english import words
from neurosym.faults import Fault
from neurosym.ir.core import BOOL, Apply, Enumerate, Find, Not, Problem, Symbol, Term

_NOT = ("not", "non", "no", "never")
_BEFORE = ("is", "are", "does", "do", "has", "have", "was", "were", "can", "will")
"""Words that may stand before the `not` of a name: `IsNotRed`."""


def plain_negation(problem: Problem) -> Iterator[Fault]:
    """No predicate is the negation of another one by its name (warning `negated-name`)."""
    for symbol, positive in _pairs(problem):
        what = f"{shown(symbol.name)} is the negation of {shown(positive.name)} by its name only"
        hint = f"write `not {positive.name}(…)`"
        yield Fault("negated-name", what, hint=hint, severity="warning")


def write_negations(problem: Problem) -> Iterator[Repair]:
    """Write `not` and the other predicate where a predicate is the negation of another by its name."""
    shown_names = problem.goal.show if isinstance(problem.goal, (Find, Enumerate)) else ()
    for symbol, positive in _pairs(problem):
        if symbol.name in shown_names:
            continue
        changed = rewrite_terms(problem, _negating(symbol.name, positive.name))
        symbols = tuple(other for other in problem.symbols if other != symbol)
        what = f"{shown(symbol.name)} is written `not {positive.name}`."
        yield Repair("negated-name", what, replace(changed, symbols=symbols))


def _negating(name: str, positive: str) -> Callable[[Term], Term]:
    def change(term: Term) -> Term:
        match term:
            case Apply(applied, args) if applied == name:
                return Not(Apply(positive, args))
            case Not(Not(arg)):
                return arg
            case _:
                return term

    return change


def _pairs(problem: Problem) -> Iterator[tuple[Symbol, Symbol]]:
    known = vocabulary(symbol.name for symbol in problem.symbols)
    positives = {(key(s.name, known), s.args): s for s in reversed(problem.symbols) if s.result == BOOL}
    for symbol in problem.symbols:
        rest = _without_not(symbol.name)
        positive = positives.get((key(rest, known), symbol.args)) if rest else None
        if positive is not None and symbol.result == BOOL and not (symbol.defined or positive.defined):
            yield symbol, positive


def _without_not(name: str) -> str:
    """Return a name without the `not` that it begins with; nothing where it begins with none."""
    parts = words(name)
    if parts and parts[0] in _BEFORE:
        parts = parts[1:]
    return "_".join(parts[1:]) if len(parts) > 1 and parts[0] in _NOT else ""
