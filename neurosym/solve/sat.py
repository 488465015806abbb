"""The SAT backend: grounds to clauses and asks PySAT. Complete where all sorts are closed or no
quantifier alternates over an open one; elsewhere two half-answers side by side: instances over Herbrand
terms can only prove, a search over a few extra individuals can only refute.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from pysat.solvers import Solver

from neurosym.faults import FaultError
from neurosym.ir.core import INT, REAL, Enumeration, Range, Term
from neurosym.ir.walk import symbols_in
from neurosym.rewrite.decode import read_model
from neurosym.rewrite.instances import Instances
from neurosym.rewrite.listing import Listing
from neurosym.rewrite.size import MAX_INSTANCES, instances
from neurosym.rewrite.universe import Finite, Herbrand
from neurosym.solve.base import NO_MODEL, Outcome, Sat, Theory, Unknown, Unsat

ENGINE = "cadical195"
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

MAX_VALUES = 20_000
"""Numbers of a range that a symbol may take or be applied to."""

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
        vast = {
            symbol.name
            for symbol in signature.symbols.values()
            if any(_is_vast(theory, sort) for sort in (symbol.result, *symbol.args))
        }
        if vast:
            used = frozenset[str]().union(*(symbols_in(formula) for formula in theory.formulas.values()))
            if used & vast:
                return f"`{min(used & vast)}` has no bounds, or very wide ones"
        size = sum(instances(f, lambda sort: _closed_size(theory, sort)) for f in theory.formulas.values())
        return f"{size} ground instances" if size > MAX_INSTANCES else ""

    def open(self, theory: Theory) -> SatSession:
        """Load a theory."""
        return SatSession(theory)


class _Loaded:
    """Ground clauses in a solver."""

    def __init__(self, ground: Listing | Instances) -> None:
        self._ground = ground
        self._solver = Solver(name=ENGINE)
        ground.saturate()

    def add(self, label: str, formula: Term) -> None:
        """Take in one more formula."""
        self._ground.add(label, formula)
        self._ground.saturate()

    def reason_to_doubt(self, labels: Collection[str]) -> str:
        """Return why a model of the clauses need not be one of the formulas, or nothing."""
        if not self._ground.complete:
            return "terms without end"
        return next((why for label, why in self._ground.dropped.items() if label in labels), "")

    def satisfiable(self, labels: Collection[str]) -> bool:
        """Ask the solver about the chosen formulas."""
        add = self._solver.solver.add_clause  # the wrapper around it costs as much as the call
        for clause in self._ground.flush():
            add(clause)
        selectors = self._ground.selectors
        return bool(self._solver.solve(assumptions=[selectors[label] for label in sorted(labels)]))

    def core(self) -> frozenset[str]:
        """Return the labels that the last refutation used."""
        used = set(self._solver.get_core() or ())
        return frozenset(label for label, selector in self._ground.selectors.items() if selector in used)

    def model(self) -> Outcome:
        """Return the model that the solver found last."""
        values: list[int] = self._solver.get_model() or []

        true = {value for value in values if value > 0 and self._ground.possible(value)}

        def holds(literal: int) -> bool:
            return literal in true if literal > 0 else -literal not in true

        try:
            return Sat(read_model(self._ground.grounder, holds))
        except FaultError as error:
            return Unknown(error.faults[0].what)


class SatSession:
    """A theory, with as many groundings of it as its checks have needed so far."""

    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._formulas = dict(theory.formulas)
        self._open = any(theory.signature.is_open(sort) for sort in theory.signature.sorts)
        self._loaded: dict[tuple[str, int, frozenset[str]], _Loaded | None] = {}
        self._wants_model = True

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula to all groundings."""
        self._formulas[label] = formula
        for loaded in self._loaded.values():
            if loaded is not None:
                loaded.add(label, formula)

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        self._wants_model = model
        if not self._open:
            return self._exact(labels)
        reason = ""
        for arm, number in PLAN:
            outcome = self._prove(labels, number) if arm == "instances" else self._refute(labels, number)
            if not isinstance(outcome, Unknown):
                return outcome
            reason = reason or outcome.reason
        return Unknown(f"neither proved by instances nor refuted by a small model ({reason})")

    def _exact(self, labels: Collection[str]) -> Outcome:
        loaded = self._finite(0)
        if loaded is None:
            return Unknown("too many ground instances")
        if not loaded.satisfiable(labels):
            return Unsat(loaded.core())
        doubt = loaded.reason_to_doubt(labels)
        return Unknown(doubt) if doubt else self._model(loaded)

    def _prove(self, labels: Collection[str], depth: int) -> Outcome:
        """Prove, or decide where no term is missing: with the instances of all formulas, or of these."""
        doubt = ""
        for scope in (frozenset(self._formulas), self._scope(labels, depth)):
            loaded = self._instances(scope, depth)
            if not loaded.satisfiable(labels):
                return Unsat(loaded.core())
            doubt = loaded.reason_to_doubt(labels)
            if not doubt:
                return self._model(loaded)
        return Unknown(doubt)

    def _refute(self, labels: Collection[str], extra: int) -> Outcome:
        """Refute: a model with a few individuals that the text does not name."""
        loaded = self._finite(extra)
        if loaded is None or loaded.reason_to_doubt(labels) or not loaded.satisfiable(labels):
            return Unknown(f"no model with {extra} others")
        return self._model(loaded)

    def _model(self, loaded: _Loaded) -> Outcome:
        return loaded.model() if self._wants_model else Sat(NO_MODEL)

    def _scope(self, labels: Collection[str], depth: int) -> frozenset[str]:
        """Return formulas that were ground together before and include these, or just these."""
        chosen = frozenset(labels)
        known = [
            scope for arm, at, scope in self._loaded if arm == "instances" and at == depth and scope >= chosen
        ]
        return min(known, key=len) if len(known) > 1 else chosen

    def _instances(self, scope: frozenset[str], depth: int) -> _Loaded:
        key = ("instances", depth, scope)
        loaded = self._loaded.get(key)
        if loaded is None:
            universe = Herbrand(self._theory.signature, depth, self._theory.unique_names)
            ground = Instances(self._theory.signature, universe, EARLY_LIMIT)
            for label in self._formulas:
                if label in scope:
                    ground.add(label, self._formulas[label])
            loaded = self._loaded[key] = _Loaded(ground)
        return loaded

    def _finite(self, extra: int) -> _Loaded | None:
        key = ("search", extra, frozenset[str]())
        if key not in self._loaded:
            universe = Finite(self._theory.signature, extra)
            if self._open and self._size(universe) > EARLY_LIMIT:  # `declines` looked at closed ones
                self._loaded[key] = None
            else:
                ground = Listing(self._theory.signature, universe)
                for label, formula in self._formulas.items():
                    ground.add(label, formula)
                self._loaded[key] = _Loaded(ground)
        return self._loaded[key]

    def _size(self, universe: Finite) -> int:
        return sum(instances(f, lambda sort: len(universe.members(sort))) for f in self._formulas.values())


def _is_vast(theory: Theory, sort: str) -> bool:
    ranged = isinstance(theory.signature.sorts.get(sort), Range)
    return sort in (INT, REAL) or (ranged and _closed_size(theory, sort) > MAX_VALUES)


def _closed_size(theory: Theory, sort: str) -> int:
    match theory.signature.sorts.get(sort):
        case Range(_, low, high):
            return max(0, high - low + 1)
        case Enumeration(_, elements):
            return max(1, len(elements))
        case None:
            return 2
