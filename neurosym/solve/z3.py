"""The Z3 backend: takes nearly all of the IR, finite or not, and is a prover where sorts are open.

Binders over listed sorts are written out first and a solver for the narrowest logic that has the rest
is chosen. Z3's own limits are politeness: the worker's are the ones that hold.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

import z3

from neurosym.faults import FaultError
from neurosym.ir.core import Term
from neurosym.rewrite.counting import by_witnesses
from neurosym.rewrite.expand import expand
from neurosym.solve.base import NO_MODEL, Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.budget import Budget
from neurosym.solve.z3_model import read_model, unevaluable
from neurosym.solve.z3_scope import MAX_NODES, functions, objection
from neurosym.solve.z3_symbols import Feature, Symbols
from neurosym.solve.z3_terms import Lowering

_LINEAR: tuple[tuple[frozenset[Feature], str], ...] = (
    (frozenset(), "QF_FD"),
    (frozenset({"whole", "rounding"}), "QF_LIA"),
    (frozenset({"real"}), "QF_LRA"),
    (frozenset({"whole", "rounding", "functions"}), "QF_UFLIA"),
)
"""Logics by the features that they have, narrowest first; QF_FD also multiplies, within bounds."""

EFFORT, EFFORT_QUANTIFIED = 50_000_000, 1_000_000
"""Steps of one check by Z3's own count, which is the same on every machine: some seconds. What it can
prove with quantifiers it proves in a tenth of them; more steps find only models, and few of those."""


class Z3Backend:
    """Satisfiability modulo theories."""

    name: ClassVar[str] = "z3"
    family: ClassVar[str] = "smt"

    def __init__(self, budget: Budget | None = None) -> None:
        """Ask Z3 to keep a budget too; without one a check ends by its effort alone."""
        self._budget = budget

    def declines(self, theory: Theory) -> str:
        """Return why this backend cannot take the theory, or nothing if it can."""
        return objection(theory)

    def open(self, theory: Theory) -> Z3Session:
        """Load a theory."""
        return Z3Session(theory, self._budget)


class Z3Session:
    """A theory in a Z3 context of its own, so that no earlier problem changes what is found."""

    def __init__(self, theory: Theory, budget: Budget | None) -> None:
        self._theory = theory
        self._budget = budget
        self._terms = {label: self._expanded(formula) for label, formula in theory.formulas.items()}
        context = z3.Context()
        self._symbols = Symbols(theory, context, functions(theory.signature, self._terms.values()))
        self._lowering = Lowering(self._symbols)
        self._labels: dict[str, z3.BoolRef] = {}
        self._assertions: list[z3.BoolRef] = []
        for label, term in self._terms.items():
            self._assert(label, term)
        self._solver = self._started(_logic(self._symbols.features))

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula, closed and without quantifiers."""
        self._terms[label] = self._expanded(formula)
        known = len(self._assertions)
        self._assert(label, self._terms[label])
        self._solver.add(*self._assertions[known:])

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        try:
            answer = self._solver.check(*(self._labels[label] for label in labels))
            if answer == z3.unknown and "giveup" in self._solver.reason_unknown():
                self._solver = self._started("")
                answer = self._solver.check(*(self._labels[label] for label in labels))
            if answer == z3.unsat:
                return self._unsat(labels)
            if answer == z3.unknown:
                return Unknown(f"Z3 gave up: {self._solver.reason_unknown()[:200]}")
            return self._sat(labels) if model else Sat(NO_MODEL)
        except z3.Z3Exception as error:
            return Unknown(f"Z3 stopped: {error}")

    def _unsat(self, labels: Collection[str]) -> Unsat:
        core = {str(label) for label in self._solver.unsat_core()}
        return Unsat(frozenset(label for label in labels if str(self._labels[label]) in core))

    def _sat(self, labels: Collection[str]) -> Outcome:
        for label in labels:
            reason = unevaluable(self._theory.signature, self._terms[label])
            if reason:
                return Unknown(f"there may be a model, but {reason}")
        try:
            return Sat(read_model(self._solver.model(), self._symbols))
        except FaultError as error:
            return Unknown(error.faults[0].what)

    def _expanded(self, formula: Term) -> Term:
        signature = self._theory.signature
        counted = by_witnesses(formula, signature)
        return expand(counted, signature, unique_names=self._theory.unique_names, budget=MAX_NODES)

    def _assert(self, label: str, term: Term) -> None:
        literal = self._labels[label] = z3.Bool(f"l{len(self._labels)}", self._symbols.context)
        self._assertions.append(z3.Implies(literal, self._lowering.term(term, {})))
        self._assertions.extend(self._symbols.axioms)
        self._symbols.axioms.clear()

    def _started(self, logic: str) -> z3.Solver:
        context = self._symbols.context
        solver = z3.SolverFor(logic, ctx=context) if logic else z3.Solver(ctx=context)
        quantified = "quantifiers" in self._symbols.features
        solver.set("rlimit", EFFORT_QUANTIFIED if quantified else EFFORT)
        if self._budget is not None:
            solver.set("timeout", int(1000 * self._budget.wall_s))
            z3.set_param("memory_max_size", self._budget.memory_mb)
        solver.add(*self._assertions)
        return solver


def _logic(features: set[Feature]) -> str:
    """Return the narrowest logic that has the features, or nothing for Z3's own choice."""
    if "products" in features and features != {"products"}:
        return ""
    return next((logic for has, logic in _LINEAR if features - {"products"} <= has), "")
