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
from neurosym.solve.z3_model import read_model, unevaluable
from neurosym.solve.z3_scope import MAX_NODES, functions, objection
from neurosym.solve.z3_symbols import Feature, Symbols
from neurosym.solve.z3_terms import Lowering
from neurosym.workers.budget import Budget

_LOGICS: tuple[tuple[frozenset[Feature], str], ...] = (
    (frozenset({"bounded", "products"}), "QF_FD"),
    (frozenset({"bounded", "whole", "rounding"}), "QF_LIA"),
    (frozenset({"real"}), "QF_LRA"),
    (frozenset({"bounded", "whole", "rounding", "functions"}), "QF_UFLIA"),
)
"""Logics by the features that they have, narrowest first."""

EFFORT, EFFORT_QUANTIFIED = 20_000_000, 1_000_000
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
        self._terms: dict[str, Term] = {}
        self._labels: dict[str, z3.BoolRef] = {}
        self._assertions: list[z3.BoolRef] = []
        self._solver: z3.Solver | None = None
        self._logic = ""
        for label, formula in theory.formulas.items():
            self.add(label, formula)
        self._symbols = Symbols(theory, z3.Context(), functions(theory.signature, self._terms.values()))
        self._lowering = Lowering(self._symbols)

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula, closed and without quantifiers."""
        signature = self._theory.signature
        counted = by_witnesses(formula, signature)
        self._terms[label] = expand(
            counted, signature, unique_names=self._theory.unique_names, budget=MAX_NODES
        )

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        try:
            solver = self._loaded()
            chosen = [self._labels[label] for label in labels]
            answer = solver.check(*chosen)
            if answer == z3.unknown and "giveup" in solver.reason_unknown():
                solver = self._solver = self._started("")
                answer = solver.check(*chosen)
            if answer == z3.unsat:
                core = {str(literal) for literal in solver.unsat_core()}
                return Unsat(frozenset(label for label in labels if str(self._labels[label]) in core))
            if answer == z3.unknown:
                return Unknown(f"Z3 gave up: {solver.reason_unknown()[:200]}")
            return self._sat(solver, labels) if model else Sat(NO_MODEL)
        except z3.Z3Exception as error:
            return Unknown(f"Z3 stopped: {error}")

    def _sat(self, solver: z3.Solver, labels: Collection[str]) -> Outcome:
        for label in labels:
            reason = unevaluable(self._theory.signature, self._terms[label])
            if reason:
                return Unknown(f"there may be a model, but {reason}")
        try:
            return Sat(read_model(solver.model(), self._symbols))
        except FaultError as error:
            return Unknown(error.faults[0].what)

    def _loaded(self) -> z3.Solver:
        """Return the solver with all formulas in it. Z3 may run out of memory here too."""
        known = len(self._assertions)
        for label in [label for label in self._terms if label not in self._labels]:
            self._assert(label)
        if self._solver is None or self._logic != logic(self._symbols.features):
            self._logic = logic(self._symbols.features)
            self._solver = self._started(self._logic)
        else:
            self._solver.add(*self._assertions[known:])
        return self._solver

    def _assert(self, label: str) -> None:
        literal = z3.Bool(f"l{len(self._labels)}", self._symbols.context)
        self._assertions.append(z3.Implies(literal, self._lowering.term(self._terms[label], {})))
        self._assertions.extend(self._symbols.axioms)
        self._symbols.axioms.clear()
        self._labels[label] = literal

    def _started(self, name: str) -> z3.Solver:
        context = self._symbols.context
        solver = z3.SolverFor(name, ctx=context) if name else z3.Solver(ctx=context)
        quantified = "quantifiers" in self._symbols.features
        solver.set("rlimit", EFFORT_QUANTIFIED if quantified else EFFORT)
        if self._budget is not None:
            solver.set("timeout", int(1000 * self._budget.wall_s))
            # not `memory_max_size`: that is for the whole process, and past it the next context crashes
            solver.set("max_memory", self._budget.memory_mb)
        solver.add(*self._assertions)
        return solver


def logic(features: set[Feature]) -> str:
    """Return the narrowest logic that has the features, or nothing for Z3's own choice."""
    return next((name for has, name in _LOGICS if features <= has), "")
