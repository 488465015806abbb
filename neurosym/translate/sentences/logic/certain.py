"""Who it is for certain: in a story that leaves others open, "who must pay?" asks for those who must.

A story does not say of everybody everything; so each one who is spoken of is asked for by himself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from neurosym.ir.core import (
    Apply,
    Compare,
    Element,
    Enumeration,
    Find,
    Option,
    Options,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.walk import subterms


def for_certain(problem: Problem) -> Problem:
    """Ask for those who are certain, where a problem finds whom something is said of and others may exist."""
    match problem.goal, problem.sorts:
        case Find((shown,), says), (Enumeration(_, elements, False),):
            symbol = next(symbol for symbol in problem.symbols if symbol.name == shown)
            if len(symbol.args) != 1 or symbol.result != "Bool":
                return problem
            asked = [
                (element, Apply(shown, (Element(element),)))
                for element in elements
                if element in _candidates(problem, shown)
            ]
            options = tuple(Option(element, formula, element) for element, formula in asked)
            return replace(problem, goal=Options("must", options, says)) if options else problem
        case _:
            return problem


def _candidates(problem: Problem, shown: str) -> set[str]:
    """Return who is spoken of as those are whom the question asks for: as subjects, or in their place."""
    places = {place for claim in problem.claims for place in _asked_places(claim.formula, shown)}
    return {
        arg.name
        for claim in problem.claims
        for term in subterms(claim.formula)
        if isinstance(term, Apply)
        for number, arg in enumerate(term.args)
        if isinstance(arg, Element) and (number == 0 or (term.name, number) in places)
    }


def _asked_places(formula: Term, shown: str) -> Iterator[tuple[str, int]]:
    """Yield the places of predicates in which the definition of what is asked has its variable."""
    match formula:
        case Quantified("all", (binding,), Compare("==", Apply(name), body)) if name == shown:
            for term in subterms(body):
                if isinstance(term, Apply):
                    yield from ((term.name, n) for n, arg in enumerate(term.args) if arg == Var(binding.var))
        case _:
            return
