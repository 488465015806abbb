"""How a puzzle can be solved step by step: what each clue forces, given what was known before it.

A step takes as few clues as will do: none but the background, one, two, else a small core of all. What a
clue forces by propagation comes before what it forces only by search. Facts are looked for over closed
sorts. It says nothing in words.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from operator import neg

from pysat.solvers import Solver

from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import Certificate
from neurosym.ir.core import Problem
from neurosym.ir.deduced import Deduction, Fact, Step
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.rewrite.cnf import TRUE
from neurosym.rewrite.definitions import completed
from neurosym.rewrite.listing import Listing
from neurosym.rewrite.universe import Finite
from neurosym.solve.base import Backend
from neurosym.solve.certificate import certificate

ENGINE = "glucose4"
"""It propagates under assumptions, and tells which of them a refutation used."""

MAX_STEPS = 400

PAIRS = 200
"""Pairs of clues that are tried together before all of them are."""

CORES = 12
"""Facts that all clues force, of which the one with the smallest core makes the next step."""

WORLDS = 100
"""Models that are kept, each of which may show of several sets of clues what they do not force."""

SLOW = "the time for it was used up"
OPEN = "the text forces nothing more"


def deduction(problem: Problem, model: Model, backends: Sequence[Backend], budget_s: float) -> Deduction:
    """Return the steps to all that is forced, as far as the CPU seconds reach; `model` is one world.

    Each step comes with evidence for its own problem, where some is found; only the kernel says whether it
    holds. Raises `FaultError` where a sort may have other members (`open-sort`), where a formula cannot be
    written out (`unsupported`), or where the claims contradict each other (`contradiction`).
    """
    until = time.process_time() + budget_s
    search = _Search(problem, until)
    found: list[Step] = []
    try:
        for step in search.steps():
            found.append(replace(step, certificate=_evidence(step.problem(problem), model, backends, until)))
    finally:
        search.close()
    return Deduction(tuple(found), search.left)


def _evidence(
    problem: Problem, model: Model, backends: Sequence[Backend], until: float
) -> Certificate | None:
    if time.process_time() > until:
        return None
    everything = tuple(claim.id for claim in problem.claims)
    try:
        return certificate(problem, Result(Verdict.PROVED, models=(model,), core=everything), backends)
    except FaultError:
        return None


class _Search:
    """The claims in a solver, each under a selector, and the literals known so far."""

    def __init__(self, problem: Problem, until: float) -> None:
        signature = Signature.of(problem)
        for sort in signature.sorts:
            if signature.is_open(sort):
                raise FaultError(Fault("open-sort", f"there may be others of sort {sort}"))
        ground = Listing(signature, Finite(signature, 0))
        for label, formula in completed(problem).items():
            ground.add(label, formula)
        for label, why in ground.dropped.items():
            raise FaultError(Fault("unsupported", f"{label} cannot be written out: {why}"))
        self.left = OPEN
        self._until = until
        self._solver = Solver(name=ENGINE, bootstrap_with=ground.flush())
        self._labels = {selector: label for label, selector in ground.selectors.items()}
        clues = {claim.id for claim in problem.claims if claim.kind != "assumed"}
        self._clues = [selector for selector, label in self._labels.items() if label in clues]
        self._background = [selector for selector, label in self._labels.items() if label not in clues]
        self._order = [claim.id for claim in problem.claims]
        self._facts = dict(_facts(ground))
        self._known: list[int] = []
        self._open = set(self._facts)
        self._worlds: deque[frozenset[int]] = deque(maxlen=WORLDS)
        self._possible = self._world(self._assumed(self._clues))
        """What one model of all claims says: what follows from some of them holds in it."""
        if not self._possible:
            self.close()
            raise FaultError(Fault("contradiction", "the claims contradict each other"))

    def close(self) -> None:
        """Let go of the solver."""
        self._solver.delete()

    def steps(self) -> Iterator[Step]:
        """Yield the steps, each of which adds to what is known; `left` says afterwards why they end."""
        for _ in range(MAX_STEPS):
            if not self._open:
                self.left = ""
                return
            clues, new = self._next()
            if not new:
                return
            telling = self._telling(new)
            yield self._step(clues, telling)
            self._known = self._telling([*self._known, *telling])
            self._open.difference_update(new, map(neg, new))
        self.left = SLOW

    def _telling(self, literals: Sequence[int]) -> list[int]:
        """Leave out what an application is not where it is said what it is: that follows."""
        settled = {fact.application for one in literals if (fact := self._facts[one]).holds}
        return [
            one for one in literals if (fact := self._facts[one]).holds or fact.application not in settled
        ]

    def _next(self) -> tuple[Collection[int], Sequence[int]]:
        """Return the fewest clues from which something new follows, and what follows."""
        few = [(), *((clue,) for clue in self._clues)]
        pairs = list(combinations(self._clues, 2))[:PAIRS]
        for force, sets in ((self._propagated, few), (self._entailed, few), (self._entailed, pairs)):
            for clues in sets:
                if time.process_time() > self._until:
                    self.left = SLOW
                    return (), ()
                if new := force(clues):
                    return clues, new
        cores = {fact: self._core(self._clues, fact) for fact in self._entailed(self._clues)[:CORES]}
        if not cores:
            return (), ()
        fact = min(cores, key=lambda one: len(cores[one]))
        return self._needed(cores[fact], fact), (fact,)

    # --- what follows from some clues, the background and what is known

    def _propagated(self, clues: Collection[int]) -> list[int]:
        _, implied = self._solver.propagate(assumptions=self._assumed(clues))
        new = self._open.intersection(implied)
        return [literal for literal in implied if literal in new] if new else []

    def _entailed(self, clues: Collection[int]) -> list[int]:
        """Return what holds in all models: what holds in one, less what another denies."""
        assumed = self._assumed(clues)
        worlds = [world for world in self._worlds if world.issuperset(assumed)]
        left = set((self._possible & self._open).intersection(*worlds))
        found: list[int] = []
        while left:
            literal = left.pop()
            # a model that says the contrary wherever it can shows of much that it does not follow
            self._solver.set_phases([-other for other in left])
            world = self._world([*assumed, -literal])
            if world:
                left &= world
            else:
                found.append(literal)
        return sorted(found, key=abs)

    def _world(self, assumed: Sequence[int]) -> frozenset[int]:
        """Return the literals of a model, which is kept for later; none where there is no model."""
        if not self._solver.solve(assumptions=assumed):
            return frozenset()
        world = frozenset(self._solver.get_model() or ())
        self._worlds.append(world)
        return world

    def _assumed(self, clues: Collection[int]) -> list[int]:
        return [*self._background, *clues, *self._known]

    # --- what a step rests on

    def _used(self, clues: Collection[int], fact: int) -> set[int]:
        """Return the assumptions that a proof of the fact uses; none where it does not follow."""
        proved = not self._solver.solve(assumptions=[*self._assumed(clues), -fact])
        return set(self._solver.get_core() or ()) if proved else set()

    def _core(self, clues: Collection[int], fact: int) -> list[int]:
        used = self._used(clues, fact)
        return [clue for clue in clues if clue in used]

    def _needed(self, clues: Collection[int], fact: int) -> list[int]:
        """Return clues of which none can be left out while the fact still follows."""
        needed = list(clues)
        for clue in clues:
            fewer = [other for other in needed if other != clue]
            if self._used(fewer, fact):
                needed = fewer
        return needed

    def _step(self, clues: Collection[int], new: Sequence[int]) -> Step:
        used = set[int]().union(*(self._used(clues, literal) for literal in new))
        labels = {self._labels[literal] for literal in used & self._labels.keys()}
        return Step(
            tuple(self._facts[literal] for literal in new),
            tuple(label for label in self._order if label in labels),
            tuple(self._facts[literal] for literal in self._known if literal in used),
        )


def _facts(ground: Listing) -> Iterator[tuple[int, Fact]]:
    """Yield each literal of a ground symbol with the fact that it stands for."""
    for (name, args), choice in ground.grounder.leaves.items():
        for value, literal in choice.items():
            if abs(literal) != TRUE:
                yield literal, Fact(name, args, value)
                yield -literal, Fact(name, args, value, False)
    for (name, args), literal in ground.grounder.atoms.items():
        yield literal, Fact(name, args, True)
        yield -literal, Fact(name, args, False)
