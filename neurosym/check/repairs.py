"""Repairs a problem without any LM: whatever makes the faults fewer is kept, and said. Never more faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurosym.check.base import Decider, Proposer, Repair
from neurosym.check.checks import examine
from neurosym.check.declare import declare_as_used
from neurosym.check.orders import ordered_sorts
from neurosym.check.places import places
from neurosym.check.polarity import align_polarity
from neurosym.check.scope import bind_variables
from neurosym.check.swaps import straighten_roles
from neurosym.check.tidy import single_declarations, valid_names
from neurosym.check.twins import merge_duplicates, spell_as_declared
from neurosym.faults import Fault, weight
from neurosym.ir.core import Problem
from neurosym.ir.walk import subterms

REPAIRS: tuple[Proposer, ...] = (
    valid_names,
    single_declarations,
    spell_as_declared,
    straighten_roles,
    bind_variables,
    ordered_sorts,
    declare_as_used,
    merge_duplicates,
    align_polarity,
)

_KEPT = 200
_WORK = 3_000_000
"""The most repairs that are kept, and the terms that all examinations together may walk through."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A problem after its repairs, what was repaired, and the faults that are left."""

    problem: Problem
    repairs: tuple[Repair, ...]
    faults: tuple[Fault, ...]


def repair(
    problem: Problem, solver: Decider | None = None, proposers: Sequence[Proposer] = REPAIRS
) -> Repaired:
    """Try the repairs in their order, keep each that makes the faults strictly fewer, until none does.

    Raises nothing. A problem without faults comes back as it is.
    """
    faults = examine(problem)
    kept: list[Repair] = []
    tries = max(4, _WORK // (1 + _size(problem)))
    while faults and len(kept) < _KEPT:
        better, tries = _first_better(problem, faults, proposers, tries)
        if better is None:
            break
        problem, faults = better[0].problem, better[1]
        kept.append(better[0])
    return Repaired(problem, tuple(kept), faults)


def _first_better(
    problem: Problem, faults: tuple[Fault, ...], proposers: Sequence[Proposer], tries: int
) -> tuple[tuple[Repair, tuple[Fault, ...]] | None, int]:
    """Return the first repair that leaves fewer faults, with them, and how many tries are left."""
    for proposal in _proposals(problem, proposers):
        if tries <= 0:
            break
        tries -= 1
        left = examine(proposal.problem)
        if weight(left) < weight(faults):
            return (proposal, left), tries
    return None, tries


def _proposals(problem: Problem, proposers: Sequence[Proposer]) -> Iterator[Repair]:
    for propose in proposers:
        yield from propose(problem)


def _size(problem: Problem) -> int:
    terms = sum(1 for place in places(problem) for _ in subterms(place.formula))
    return terms + len(problem.symbols) + len(problem.text) // 8
