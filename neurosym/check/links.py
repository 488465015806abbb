"""The question is linked to what the claims say, and conditions to something that could meet them.

Warnings only: a symbol that nothing links is legitimate, and more often a name that was written twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from neurosym.check.places import Place, places, shown
from neurosym.check.sweeping import sweeping
from neurosym.faults import Fault
from neurosym.ir.core import BOOL, And, Apply, Ask, Implies, Not, Or, Problem, Quantified, Term
from neurosym.ir.walk import children, subterms

_NEAR = 75
"""Likeness of two names, from 0 to 100, that may be meant as one."""
_COMPARED = 50
"""Names that are compared with all others."""


def linked_symbols(problem: Problem) -> Iterator[Fault]:
    """Every symbol of the question is in some claim, and no condition hangs on one lonely word."""
    if isinstance(problem.goal, Ask) or not problem.claims:
        return
    everywhere = places(problem)
    claimed = {part.name for place in everywhere if not _asks(place) for part in _symbols(place.formula)}
    reported: set[str] = set()
    for place in everywhere:
        if not _asks(place):
            continue
        for part in _symbols(place.formula):
            if part.name not in claimed and part.name not in reported:
                reported.add(part.name)
                what = f"the question is about {shown(part.name)}, which no claim mentions"
                hint = "write the claim that says something about it, or use the name that the claims use"
                yield Fault("not-linked", what, place.span(part.name), hint, place.id, "warning")
    yield from _never_met(problem, everywhere)


def _asks(place: Place) -> bool:
    return place.role in ("goal", "option")


def _symbols(term: Term) -> Iterator[Apply]:
    return (part for part in subterms(term) if isinstance(part, Apply))


def _never_met(problem: Problem, everywhere: tuple[Place, ...]) -> Iterator[Fault]:
    """Report a predicate that occurs once, in a condition, where another one has nearly its name."""
    idle = {place.number for place in sweeping(problem)}
    uses = Counter(
        part.name for place in everywhere if place.number not in idle for part in _symbols(place.formula)
    )
    predicates = {symbol.name: symbol.args for symbol in problem.symbols if symbol.result == BOOL}
    compared = 0
    for place in everywhere:
        for name in () if _asks(place) else _conditions(place.formula):
            if uses[name] != 1 or name not in predicates or compared >= _COMPARED:
                continue
            compared += 1
            others = [
                other for other, args in predicates.items() if other != name and args == predicates[name]
            ]
            near = process.extractOne(name.casefold(), others, scorer=fuzz.ratio, score_cutoff=_NEAR)
            if near is not None:
                what = f"{shown(name)} is a condition that no claim ever makes true"
                hint = f"if it says the same as {shown(near[0])}, use one of the two"
                yield Fault("never-met", what, place.span(name), hint, place.id, "warning")


def _conditions(term: Term, inside: bool = False) -> Iterator[str]:
    """Yield the symbols that stand in a condition, and not under a negation there."""
    match term:
        case Apply(name):
            if inside:
                yield name
        case Implies(left, right):
            if not inside:
                yield from _conditions(left, True)
                yield from _conditions(right, False)
        case Not():
            return
        case And() | Or() | Quantified():
            for part in children(term):
                yield from _conditions(part, inside)
        case _:
            return
