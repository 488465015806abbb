"""Repairs of premises that conflict, led by their conflict: what must be read wrongly is left out.

A claim is left out only where it is false in every world by itself, or quotes nothing of the text: both
leave weaker premises, so what then still follows, follows. Solves nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.check.directions import turn_suspects
from neurosym.check.places import shown
from neurosym.ir.core import Claim, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Result


def impossible_claim(problem: Problem, result: Result) -> Claim | None:
    """Return the said claim that is a minimal conflict by itself."""
    if not (result.minimal and len(result.core) == 1):
        return None
    return next((c for c in problem.claims if c.id == result.core[0] and c.kind == "said"), None)


def resolve_conflict(problem: Problem, result: Result) -> Iterator[Repair]:
    """Yield repairs of a conflict: leave out what is impossible or not in the text, turn a comparison."""
    impossible = impossible_claim(problem, result)
    if impossible is not None:
        formula = shown(print_formula(impossible.formula))
        what = f"{formula} is false whatever else is true; it is left out."
        yield Repair("impossible", what, _without(problem, impossible))
        return
    core = set(result.core)
    unquoted = [
        claim for claim in problem.claims if claim.id in core and claim.kind == "said" and not claim.says
    ]
    if problem.text and len(unquoted) == 1 and len(core) > 1:
        formula = shown(print_formula(unquoted[0].formula))
        what = f"{formula} quotes nothing and contradicts what is quoted; it is left out."
        yield Repair("unquoted", what, _without(problem, unquoted[0]))
    for suspect in turn_suspects(problem):
        if _changed(problem, suspect) in core:
            yield suspect


def _without(problem: Problem, claim: Claim) -> Problem:
    return replace(problem, claims=tuple(other for other in problem.claims if other is not claim))


def _changed(problem: Problem, suspect: Repair) -> str:
    """Return the id of the claim that a repair changes."""
    pairs = zip(problem.claims, suspect.problem.claims, strict=True)
    return next((old.id for old, new in pairs if old != new), "")
