"""Goals that look for solutions: one and whether it is the only one, some, or the best."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import assert_never

from neurosym.ir.core import Compare, Num, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.base import Outcome, Sat, Unknown, Unsat
from neurosym.solve.checks import Checks, reason_of
from neurosym.solve.shown import assignment, differs

MAX_IMPROVEMENTS = 1_000

CHECKED_AGAIN = (Verdict.OPTIMAL, Verdict.INFEASIBLE)
"""Verdicts on programmes that engines of two families can agree on."""

PROPOSED = "proposed"
"""The label of what a solution should be like."""


class Search(Checks):
    """Solutions, found one after the other."""

    def find(self, show: Sequence[str]) -> Result:
        """Find a solution, and whether there is another."""
        first = self.checked()
        match first:
            case Unsat(core):
                claims, minimal = self.shrunk(core)
                return Result(Verdict.NONE, core=claims, minimal=minimal)
            case Unknown(reason):
                return Result(Verdict.UNKNOWN, reason=reason)
            case Sat(model):
                value = assignment(self.problem, self.signature, model, show)
                second = self._other(model, show, 1)
        match second:
            case Sat(other):
                return Result(Verdict.SEVERAL, value, (model, other))
            case Unsat(core):
                claims, minimal = self.shrunk(core)
                return Result(Verdict.UNIQUE, value, (model,), claims, minimal)
            case Unknown(reason):
                return Result(Verdict.UNKNOWN, value, (model,), reason=f"one solution; another? {reason}")
            case _:
                assert_never(second)

    def enumerate(self, show: Sequence[str], limit: int) -> Result:
        """Find solutions that differ in what is shown, up to a limit."""
        models: list[Model] = []
        outcome = self.checked()
        while isinstance(outcome, Sat) and len(models) < limit:
            models.append(outcome.model)
            outcome = self._other(outcome.model, show, len(models))
        values = [assignment(self.problem, self.signature, model, show) for model in models]
        match outcome:
            case Unsat(core) if not models:
                claims, minimal = self.shrunk(core)
                return Result(Verdict.NONE, core=claims, minimal=minimal)
            case Unknown(reason) if not models:
                return Result(Verdict.UNKNOWN, reason=reason)
            case Unsat():
                reason = ""
            case Sat():
                reason = f"stopped at the limit of {limit}; there are more"
            case Unknown(why):
                reason = f"there may be more: {why}"
        verdict = Verdict.UNIQUE if len(models) == 1 and not reason else Verdict.SEVERAL
        return Result(verdict, values, tuple(models[:2]), reason=reason)

    def optimise(self, largest: bool, term: Term) -> Result:
        """Find the best of a programme; else improve a solution until no better one exists."""
        # only what is to be optimised pays for loading it
        programmes = import_module("neurosym.solve.programmes.optimum")
        found: Result | None = programmes.optimum(self.problem, self.explain)
        if found is not None and not (self.cross_check and found.verdict in CHECKED_AGAIN):
            return found
        best: tuple[Model, int | Fraction] | None = None
        extra: list[str] = []
        for step in itertools.count():
            outcome = self.checked(*extra)
            if step == 0 and isinstance(outcome, Sat):
                outcome = self._as_proposed(programmes.proposed(self.problem)) or outcome
            if not isinstance(outcome, Sat) or step == MAX_IMPROVEMENTS:
                break
            value = Evaluator(self.signature, outcome.model).number(term)
            best = outcome.model, value
            extra = [f"better {step}"]
            self.portfolio.add(extra[0], Compare(">" if largest else "<", term, Num(value)))
        if best is None:
            if isinstance(outcome, Unsat):
                claims, minimal = self.shrunk(outcome.core)
                return Result(Verdict.INFEASIBLE, core=claims, minimal=minimal)
            return Result(Verdict.UNKNOWN, reason=reason_of(outcome))
        model, value = best
        shown = {"objective": value, **assignment(self.problem, self.signature, model, ())}
        if isinstance(outcome, Unsat):
            # the claims that stand in the way of anything better
            claims, minimal = self.shrunk(outcome.core)
            return Result(Verdict.OPTIMAL, shown, (model,), claims, minimal)
        reason = (
            f"stopped after {MAX_IMPROVEMENTS} improvements"
            if isinstance(outcome, Sat)
            else reason_of(outcome)
        )
        return Result(Verdict.FEASIBLE, shown, (model,), reason=reason)

    def _as_proposed(self, proposed: Term | None) -> Sat | None:
        """Return a solution in which is so what floating point proposes, if there is one."""
        if proposed is None:
            return None
        self.portfolio.add(PROPOSED, proposed)
        outcome = self.checked(PROPOSED)
        return outcome if isinstance(outcome, Sat) else None

    def _other(self, model: Model, show: Sequence[str], number: int) -> Outcome:
        """Look for a model in which a shown symbol has another value than in all models so far."""
        self.portfolio.add(f"other {number}", differs(self.problem, self.signature, model, show))
        return self.checked(*(f"other {before}" for before in range(1, number + 1)))
