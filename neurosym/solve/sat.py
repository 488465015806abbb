"""The SAT backend: grounds to clauses and asks PySAT. Complete where all sorts are closed or no
quantifier alternates over an open one; elsewhere two half-answers side by side: instances over Herbrand
terms can only prove, a search over a few extra individuals can only refute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from pysat.solvers import Solver

from neurosym.faults import FaultError
from neurosym.ir.core import INT, REAL, Enumeration, Range, Term
from neurosym.ir.walk import symbols_in
from neurosym.rewrite.congruence import add_equality_axioms
from neurosym.rewrite.decode import read_model
from neurosym.rewrite.ground import Grounder
from neurosym.rewrite.size import MAX_INSTANCES, instances
from neurosym.rewrite.universe import Cut, Finite, Herbrand, Universe
from neurosym.solve.base import Outcome, Sat, Theory, Unknown, Unsat

ENGINE = "cadical195"
MAX_ROUNDS = 8
"""Rounds in which a Herbrand universe may grow before it counts as unsaturated."""

PLAN: tuple[tuple[str, int], ...] = (
    ("instances", 0),
    ("search", 1),
    ("instances", 1),
    ("search", 3),
    ("instances", 2),
    ("search", 6),
    ("instances", 3),
)
"""What is tried, in order, where sorts are open: instances to a depth, search with so many others."""

EARLY_LIMIT = 150_000
"""Instances that a half-answer may cost; only a complete grounding may cost `MAX_INSTANCES`."""


class SatBackend:
    """Finite domains and function-free first-order logic by grounding."""

    name: ClassVar[str] = "sat"
    family: ClassVar[str] = "sat"

    def declines(self, theory: Theory) -> str:
        """Return why this backend cannot take the theory, or nothing if it can."""
        signature = theory.signature
        closed = [s for s in signature.sorts.values() if isinstance(s, Enumeration) and s.closed]
        if not theory.unique_names and any(len(sort.elements) > 1 for sort in closed):
            return "names of a closed sort may coincide"
        used = frozenset[str]().union(*(symbols_in(formula) for formula in theory.formulas.values()))
        for name in sorted(used & signature.symbols.keys()):
            symbol = signature.symbols[name]
            for sort in (symbol.result, *symbol.args):
                if sort in (INT, REAL):
                    return f"`{name}` has no bounds"
        size = sum(instances(f, lambda sort: _closed_size(theory, sort)) for f in theory.formulas.values())
        return f"{size} ground instances" if size > MAX_INSTANCES else ""

    def open(self, theory: Theory) -> SatSession:
        """Load a theory."""
        return SatSession(theory)


@dataclass(slots=True)
class _Grounding:
    """A theory, ground over one universe and loaded into a solver."""

    grounder: Grounder
    complete: bool
    selectors: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    solver: Solver | None = None

    def add(self, label: str, formula: Term) -> None:
        """Ground one formula under a selector of its own."""
        selector = self.selectors[label] = self.grounder.clauses.variable()
        try:
            self.grounder.require(formula, {}, (-selector,))
        except Cut:
            self.complete = False
        except FaultError as error:
            self.dropped[label] = error.faults[0].what

    def satisfiable(self, labels: Collection[str]) -> bool:
        """Ask the solver about the chosen formulas."""
        clauses = self.grounder.clauses.clauses
        if self.solver is None:
            self.solver = Solver(name=ENGINE, bootstrap_with=clauses)
        else:
            for clause in clauses:
                self.solver.add_clause(clause)
        clauses.clear()
        return bool(self.solver.solve(assumptions=[self.selectors[label] for label in sorted(labels)]))

    def core(self) -> frozenset[str]:
        """Return the labels that the last refutation used."""
        used = set(self.solver.get_core() or ()) if self.solver else set()
        return frozenset(label for label, selector in self.selectors.items() if selector in used)

    def model(self) -> Outcome:
        """Return the model that the solver found last."""
        values = self.solver.get_model() if self.solver else []
        try:
            return Sat(read_model(self.grounder, lambda lit: _holds(values, lit)))
        except FaultError as error:
            return Unknown(error.faults[0].what)


class SatSession:
    """A theory, with as many groundings of it as its checks have needed so far."""

    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._formulas = dict(theory.formulas)
        self._open = any(theory.signature.is_open(sort) for sort in theory.signature.sorts)
        self._groundings: dict[tuple[str, int, frozenset[str]], _Grounding | None] = {}

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula to all groundings."""
        self._formulas[label] = formula
        for grounding in self._groundings.values():
            if grounding is not None:
                grounding.add(label, formula)

    def check(self, labels: Collection[str]) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        if not self._open:
            return self._exact(labels)
        reasons: list[str] = []
        for arm, depth in PLAN:
            outcome = self._instances(labels, depth) if arm == "instances" else self._search(labels, depth)
            if not isinstance(outcome, Unknown):
                return outcome
            reasons.append(outcome.reason)
        return Unknown(reasons[-1] if reasons else "nothing was tried")

    def _exact(self, labels: Collection[str]) -> Outcome:
        grounding = self._grounding("search", 0, frozenset())
        if grounding is None:
            return Unknown("too many ground instances")
        if not grounding.satisfiable(labels):
            return Unsat(grounding.core())
        dropped = [grounding.dropped[label] for label in labels if label in grounding.dropped]
        return Unknown(dropped[0]) if dropped else grounding.model()

    def _instances(self, labels: Collection[str], depth: int) -> Outcome:
        """Prove, or decide where the universe is complete: for all formulas, or for just these."""
        for scope in (frozenset[str](), frozenset(labels)):
            grounding = self._grounding("instances", depth, scope)
            if grounding is None:
                continue
            if not grounding.satisfiable(labels):
                return Unsat(grounding.core())
            if grounding.complete and not any(label in grounding.dropped for label in labels):
                return grounding.model()
        return Unknown(f"neither proved by instances to depth {depth} nor refuted by a small model")

    def _search(self, labels: Collection[str], extra: int) -> Outcome:
        """Refute: a model with a few individuals that the text does not name."""
        grounding = self._grounding("search", extra, frozenset())
        if grounding is None:
            return Unknown("too many ground instances")
        if any(label in grounding.dropped for label in labels) or not grounding.satisfiable(labels):
            return Unknown(f"no model with {extra} others")
        return grounding.model()

    def _grounding(self, arm: str, number: int, scope: frozenset[str]) -> _Grounding | None:
        key = (arm, number, scope)
        if key not in self._groundings:
            labels = scope or self._formulas.keys()
            build = self._herbrand if arm == "instances" else self._finite
            self._groundings[key] = build(labels, number)
        return self._groundings[key]

    def _finite(self, labels: Iterable[str], extra: int) -> _Grounding | None:
        universe = Finite(self._theory.signature, extra)
        limit = EARLY_LIMIT if self._open else MAX_INSTANCES
        return self._ground(universe, labels) if self._fits(universe, labels, limit) else None

    def _herbrand(self, labels: Iterable[str], depth: int) -> _Grounding | None:
        universe = Herbrand(self._theory.signature, depth, self._theory.unique_names)
        grounding: _Grounding | None = None
        universe.advance()
        for _ in range(MAX_ROUNDS):
            if not self._fits(universe, labels, EARLY_LIMIT):
                return grounding
            grounding = self._ground(universe, labels)
            if not universe.advance():
                grounding.complete = grounding.complete and not universe.cut
                return grounding
            grounding.complete = False
        return grounding

    def _fits(self, universe: Universe, labels: Iterable[str], limit: int) -> bool:
        sizes: dict[str, int] = {}

        def size(sort: str) -> int:
            if sort not in sizes:
                sizes[sort] = len(universe.members(sort))
            return sizes[sort]

        return sum(instances(self._formulas[label], size) for label in labels) <= limit

    def _ground(self, universe: Universe, labels: Iterable[str]) -> _Grounding:
        grounding = _Grounding(Grounder(self._theory.signature, universe), complete=True)
        for label in labels:
            grounding.add(label, self._formulas[label])
        add_equality_axioms(grounding.grounder)
        return grounding


def _closed_size(theory: Theory, sort: str) -> int:
    match theory.signature.sorts.get(sort):
        case Range(_, low, high):
            return max(0, high - low + 1)
        case Enumeration(_, elements):
            return max(1, len(elements))
        case None:
            return 2


def _holds(values: list[int], literal: int) -> bool:
    place = abs(literal) - 1
    value = values[place] > 0 if place < len(values) else False
    return value if literal > 0 else not value
