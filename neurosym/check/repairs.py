"""Repairs a problem without any LM: whatever makes the faults fewer is kept, and said. Never more faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from neurosym.check.base import Decider, Proposer, Repair
from neurosym.check.checks import examine
from neurosym.check.conditions import state_by_analogy
from neurosym.check.conflicts import resolve_conflict
from neurosym.check.declare import declare_as_used
from neurosym.check.directions import turn_directions
from neurosym.check.fits import count_truths, order_arguments, rebind_variables
from neurosym.check.impossible import weaken_claims
from neurosym.check.listings import close_lists
from neurosym.check.modality import ask_as_said
from neurosym.check.namesakes import name_individuals
from neurosym.check.negated import write_negations
from neurosym.check.orders import ordered_sorts
from neurosym.check.places import places
from neurosym.check.polarity import align_polarity
from neurosym.check.promises import keep_promise
from neurosym.check.quotes import requote
from neurosym.check.relations import supply_places
from neurosym.check.scope import bind_variables
from neurosym.check.steps import guard_steps
from neurosym.check.swaps import straighten_roles
from neurosym.check.sweeping import drop_generalities
from neurosym.check.tidy import single_declarations, valid_names
from neurosym.check.twins import merge_duplicates, spell_as_declared
from neurosym.check.worlds import solved_well
from neurosym.faults import Fault, errors, weight
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result
from neurosym.ir.walk import subterms

REPAIRS: tuple[Proposer, ...] = (
    valid_names,
    single_declarations,
    spell_as_declared,
    name_individuals,
    straighten_roles,
    bind_variables,
    order_arguments,
    rebind_variables,
    supply_places,
    ordered_sorts,
    guard_steps,
    count_truths,
    weaken_claims,
    declare_as_used,
    merge_duplicates,
    write_negations,
    drop_generalities,
    align_polarity,
    ask_as_said,
    close_lists,
    turn_directions,
    requote,
    state_by_analogy,
)
"""Tried in this order, from what only spells to what changes what is said."""

GUESSES: tuple[Proposer, ...] = (
    supply_places,
    ordered_sorts,
    weaken_claims,
    declare_as_used,
    drop_generalities,
    state_by_analogy,
)
"""Repairs that say more than was written: the last resort, where nobody is left to ask."""

SURE: tuple[Proposer, ...] = tuple(proposer for proposer in REPAIRS if proposer not in GUESSES)
"""Repairs that any reader of the text would make."""

_KEPT = 200
_WORK = 200_000
_LARGEST = 10_000
_SOLVES = 12
"""The most repairs that are kept, the terms that all examinations together may walk through, the terms of
a problem that is repaired at all, and the repairs that a result leads to and that are solved."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A problem after its repairs, what was repaired, and the faults that are left.

    `result` is what the solver says of the problem as it is left; None where it was not asked.
    """

    problem: Problem
    repairs: tuple[Repair, ...]
    faults: tuple[Fault, ...]
    result: Result | None = None


def repair(
    problem: Problem, solver: Decider | None = None, proposers: Sequence[Proposer] = REPAIRS
) -> Repaired:
    """Try the repairs in their order, keep each that makes the faults strictly fewer, until none does.

    With a solver, what its result says against the reading counts as faults too, and where `proposers`
    guess, the result leads to more repairs; it is asked only of problems without errors. Raises nothing.
    A problem without faults comes back as it is.
    """
    repaired = _examined(problem, proposers)
    if solver is None or errors(repaired.faults):
        return repaired
    return _solved(repaired, solver, guess=any(proposer in GUESSES for proposer in proposers))


def _examined(problem: Problem, proposers: Sequence[Proposer]) -> Repaired:
    faults = examine(problem)
    kept: list[Repair] = []
    size = _size(problem)
    tries = _WORK // size if size <= _LARGEST else 0
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


def _solved(repaired: Repaired, solver: Decider, guess: bool) -> Repaired:
    """Add what the solver finds, and repair it as long as that leaves fewer faults."""
    judged = _judged(repaired.problem, repaired.repairs, solver)
    solves = _SOLVES if guess else 0
    while judged.result is not None and solves > 0:
        before, result = judged, judged.result
        for proposal in islice(_led(before.problem, result), solves):
            solves -= 1
            tried = _judged(proposal.problem, (*before.repairs, proposal), solver)
            if weight(tried.faults) < weight(before.faults):
                judged = tried
                break
        if judged is before:
            break
    return judged


def _led(problem: Problem, result: Result) -> Iterator[Repair]:
    """Yield the repairs that a result leads to."""
    if result.core:
        yield from resolve_conflict(problem, result)
    yield from keep_promise(problem, result)


def _judged(problem: Problem, repairs: tuple[Repair, ...], solver: Decider) -> Repaired:
    static = examine(problem)
    if errors(static):
        return Repaired(problem, repairs, static)
    result = solver(problem)
    return Repaired(problem, repairs, (*static, *solved_well(problem, result, solver)), result)


def _proposals(problem: Problem, proposers: Sequence[Proposer]) -> Iterator[Repair]:
    for propose in proposers:
        yield from propose(problem)


def _size(problem: Problem) -> int:
    terms = sum(1 for place in places(problem) for _ in subterms(place.formula))
    return 1 + terms + len(problem.symbols) + len(problem.text) // 8
