"""A claim about everything that quotes nothing: `all(gull(x) for x in Thing)` beside a text of gulls.

LMs list variables among the facts. Said of everything there may be, such a claim decides more than any
other; dropping it only weakens the premises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.check.places import Place, places, shown
from neurosym.english import fold
from neurosym.faults import Fault
from neurosym.ir.core import Apply, Not, Problem, Quantified, Var
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature

_EVERYTHING = re.compile(
    r"\b(?:everything|everyone|everybody|anything|anyone|anybody|nothing|no one|nobody|none"
    r"|(?:all|every|each|any|no) (?:thing|object|individual|one|person|people|entit)\w*)\b"
)


def quoted_generalities(problem: Problem) -> Iterator[Fault]:
    """Every claim about all there is quotes a sentence, or the text speaks of everything somewhere."""
    for place in sweeping(problem):
        what = "this is claimed of everything, and no sentence is quoted for it"
        hint = "say of whom it is true, or quote the sentence"
        yield Fault("sweeping", what, place.span(place.formula), hint, place.id, "warning")


def drop_generalities(problem: Problem) -> Iterator[Repair]:
    """Drop the claims about all there is that quote nothing."""
    for place in sweeping(problem):
        claims = tuple(claim for number, claim in enumerate(problem.claims) if number != place.number)
        what = f"{shown(print_formula(place.formula))} is dropped: the text says it of nobody."
        yield Repair("sweeping", what, replace(problem, claims=claims))


def sweeping(problem: Problem) -> list[Place]:
    """Return the claims about all there is that quote nothing, though the text speaks of no such thing."""
    if not problem.text or _EVERYTHING.search(fold(problem.text)):
        return []
    signature = Signature.of(problem)
    return [
        place
        for place in places(problem)
        if place.role == "said" and not place.says and _is_sweeping(place, signature)
    ]


def _is_sweeping(place: Place, signature: Signature) -> bool:
    match place.formula:
        case Quantified("all", bound, Apply(_, args) | Not(Apply(_, args))):
            variables = {Var(binding.var) for binding in bound}
            return all(arg in variables for arg in args) and all(signature.is_open(b.sort) for b in bound)
        case _:
            return False
