"""Goals to verdicts: which satisfiability checks decide a goal, and what they allow to say.

Runs in a worker. Never raises on a well-sorted problem: what cannot be decided is `unknown`.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from neurosym.faults import FaultError
from neurosym.ir.core import (
    Ask,
    Entails,
    Enumerate,
    Find,
    Optimise,
    OptionMode,
    Options,
    Problem,
)
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import OptionStatus, Result, Verdict
from neurosym.solve.base import Backend, Outcome, Sat, Unknown, Unsat
from neurosym.solve.checks import DENIED, GOAL, models_of, reason_of
from neurosym.solve.search import Search


def decide(
    problem: Problem, backends: Iterable[Backend], *, cross_check: bool = False, explain: bool = True
) -> Result:
    """Return the verdict on a problem. The problem should have no faults (see check).

    Unless `explain` is off, cores are shrunk until no claim in them can be left out.
    """
    start = time.process_time()
    try:
        result = _Decision(problem, backends, cross_check, explain).result()
    except FaultError as error:
        result = Result(Verdict.UNKNOWN, reason=error.faults[0].what)
    return replace(result, cpu_s=time.process_time() - start, assumptions=assumptions(problem))


def assumptions(problem: Problem) -> tuple[str, ...]:
    """Say in words what the verdict takes for granted."""
    signature = Signature.of(problem)
    named = [sort.name for sort in problem.sorts if getattr(sort, "elements", ())]
    lines = ["different names are different individuals"] if problem.unique_names and named else []
    lines += [f"there may be others of sort {name}" for name in named if signature.is_open(name)]
    lines += [f"nothing else is of sort {name}" for name in named if not signature.is_open(name)]
    lines += [
        f"`{symbol.name}` holds only where a rule says so" for symbol in problem.symbols if symbol.defined
    ]
    return tuple(lines)


class _Decision(Search):
    def result(self) -> Result:
        goal = self.problem.goal
        match goal:
            case Entails():
                found = self._entails()
            case Options(mode, options):
                found = self._options(mode, [option.label for option in options])
            case Find(show):
                found = self.find(show)
            case Enumerate(show, limit):
                found = self.enumerate(show, limit)
            case Optimise(sense, term):
                found = self.optimise(sense == "maximize", term)
            case Ask():
                found = Result(Verdict.UNKNOWN, reason="the question needs a knowledge graph")
            case _:
                assert_never(goal)
        if self.portfolio.disagreement:
            return Result(Verdict.UNKNOWN, reason=self.portfolio.disagreement)
        if found.evidence:
            return found
        trust = "unknown" if found.verdict.abstains else self.portfolio.trust
        return replace(found, engine="+".join(self.portfolio.engines), trust=trust)

    # --- one goal each

    def _entails(self) -> Result:
        denied, granted = self.checked(f"{DENIED}0"), self.checked(f"{GOAL}0")
        match denied, granted:
            case Unsat(core), Unsat():
                return self._inconsistent(core)
            case Unsat(core), _:
                return self._concluded(Verdict.PROVED, core, granted)
            case _, Unsat(core):
                return self._concluded(Verdict.REFUTED, core, denied)
            case Sat(no), Sat(yes):
                return Result(Verdict.UNDETERMINED, models=(yes, no))
            case _:
                return Result(
                    Verdict.UNKNOWN,
                    models=models_of(denied, granted),
                    reason=reason_of(denied, granted),
                )

    def _inconsistent(self, hint: Collection[str]) -> Result:
        """Return the minimal conflict of the premises, which are known to have no model."""
        outcome = self.checked()
        core = outcome.core if isinstance(outcome, Unsat) else frozenset(hint) | self.premises
        claims, minimal = self.shrunk(core)
        return Result(Verdict.INCONSISTENT, core=claims, minimal=minimal)

    def _concluded(self, verdict: Verdict, core: Collection[str], other: Outcome) -> Result:
        """Return a proof or refutation; `other` is the check that shows the premises consistent."""
        claims, minimal = self.shrunk(core)
        reason = "" if isinstance(other, Sat) else "the premises were not shown to be consistent"
        return Result(verdict, models=models_of(other), core=claims, minimal=minimal, reason=reason)

    def _options(self, mode: OptionMode, labels: Sequence[str]) -> Result:
        base = self.checked()
        if isinstance(base, Unsat):
            return self._inconsistent(base.core)
        granted = [self.checked(f"{GOAL}{number}") for number in range(len(labels))]
        denied = [self.checked(f"{DENIED}{number}") for number in range(len(labels))]
        fits = [_fits(mode, yes, no) for yes, no in zip(granted, denied, strict=True)]
        options = {label: _status(yes, no) for label, yes, no in zip(labels, granted, denied, strict=True)}
        if None in fits:
            return Result(Verdict.UNKNOWN, options=options, reason=reason_of(*granted, *denied))
        left = tuple(label for label, fit in zip(labels, fits, strict=True) if fit)
        if len(left) != 1:
            verdict = Verdict.SEVERAL if left else Verdict.NONE
            return Result(verdict, left, models=models_of(base), options=options)
        core, minimal = self._option_core(mode, labels.index(left[0]), granted, denied)
        return Result(Verdict.UNIQUE, left[0], models_of(base), core, minimal, options=options)

    def _option_core(
        self, mode: OptionMode, chosen: int, granted: Sequence[Outcome], denied: Sequence[Outcome]
    ) -> tuple[tuple[str, ...], bool]:
        """Return the claims that make the option the one: its proof, or what excludes the others."""
        shows = denied if mode in ("must", "except") else granted
        only = mode in ("must", "cannot")
        places = [chosen] if only else [place for place in range(len(shows)) if place != chosen]
        found: set[str] = set()
        minimal = only
        for place in places:
            outcome = shows[place]
            if isinstance(outcome, Unsat):
                core, small = self.shrunk(outcome.core)
                found.update(core)
                minimal = minimal and small
        return self.in_order(found), minimal


def _fits(mode: OptionMode, granted: Outcome, denied: Outcome) -> bool | None:
    """Say whether an option is one that the question asks for; None where that is not known."""
    outcome = denied if mode in ("must", "except") else granted
    if isinstance(outcome, Unknown):
        return None
    return isinstance(outcome, Unsat) == (mode in ("must", "cannot"))


def _status(granted: Outcome, denied: Outcome) -> OptionStatus:
    match granted, denied:
        case Unsat(), _:
            return "holds never"
        case _, Unsat():
            return "holds always"
        case Sat(), Sat():
            return "holds sometimes"
        case _:
            return "unknown"
