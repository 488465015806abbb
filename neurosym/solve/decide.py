"""Goals to verdicts: which satisfiability checks decide a goal, and what they allow to say.

Runs in a worker. Never raises on a well-sorted problem: what cannot be decided is `unknown`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from neurosym.faults import FaultError
from neurosym.ir.core import (
    Ask,
    Compare,
    Entails,
    Enumerate,
    Find,
    Num,
    Optimise,
    OptionMode,
    Options,
    Problem,
    Term,
    goal_formulas,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import OptionStatus, Result, Verdict
from neurosym.rewrite.definitions import completed
from neurosym.solve.base import Backend, Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.portfolio import Portfolio
from neurosym.solve.shown import assignment, differs

MAX_IMPROVEMENTS = 1_000
MAX_SHRINK = 400
"""Checks that shrinking one core may cost."""

GOAL, DENIED = "goal ", "not goal "


def decide(
    problem: Problem, backends: Sequence[Backend], *, cross_check: bool = False, explain: bool = True
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


class _Decision:
    def __init__(
        self, problem: Problem, backends: Sequence[Backend], cross_check: bool, explain: bool
    ) -> None:
        self._explain = explain
        self._problem = problem
        self._signature = Signature.of(problem)
        formulas = completed(problem)
        self._premises = frozenset(formulas)
        if not isinstance(problem.goal, Optimise):
            for number, formula in enumerate(goal_formulas(problem.goal)):
                formulas[f"{GOAL}{number}"] = formula
                formulas[f"{DENIED}{number}"] = negate(formula)
        theory = Theory(self._signature, formulas, problem.unique_names)
        self._portfolio = Portfolio(theory, backends, cross_check)

    def result(self) -> Result:
        goal = self._problem.goal
        match goal:
            case Entails():
                found = self._entails()
            case Options(mode, options):
                found = self._options(mode, [option.label for option in options])
            case Find(show):
                found = self._find(show)
            case Enumerate(show, limit):
                found = self._enumerate(show, limit)
            case Optimise(sense, term):
                found = self._optimise(sense == "maximize", term)
            case Ask():
                found = Result(Verdict.UNKNOWN, reason="the question needs a knowledge graph")
            case _:
                assert_never(goal)
        if self._portfolio.disagreement:
            return Result(Verdict.UNKNOWN, reason=self._portfolio.disagreement)
        trust = "unknown" if found.verdict.abstains else self._portfolio.trust
        return replace(found, engine="+".join(self._portfolio.engines), trust=trust)

    # --- one goal each

    def _entails(self) -> Result:
        denied, granted = self._with(f"{DENIED}0"), self._with(f"{GOAL}0")
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
                    models=_models(denied, granted),
                    reason=_reason(denied, granted),
                )

    def _inconsistent(self, hint: Collection[str]) -> Result:
        """Return the minimal conflict of the premises, which are known to have no model."""
        outcome = self._with()
        core = outcome.core if isinstance(outcome, Unsat) else frozenset(hint) | self._premises
        claims, minimal = self._shrunk(core)
        return Result(Verdict.INCONSISTENT, core=claims, minimal=minimal)

    def _concluded(self, verdict: Verdict, core: Collection[str], other: Outcome) -> Result:
        """Return a proof or refutation; `other` is the check that shows the premises consistent."""
        claims, minimal = self._shrunk(core)
        reason = "" if isinstance(other, Sat) else "the premises were not shown to be consistent"
        return Result(verdict, models=_models(other), core=claims, minimal=minimal, reason=reason)

    def _options(self, mode: OptionMode, labels: Sequence[str]) -> Result:
        base = self._with()
        if isinstance(base, Unsat):
            return self._inconsistent(base.core)
        granted = [self._with(f"{GOAL}{number}") for number in range(len(labels))]
        denied = [self._with(f"{DENIED}{number}") for number in range(len(labels))]
        fits = [_fits(mode, yes, no) for yes, no in zip(granted, denied, strict=True)]
        options = {label: _status(yes, no) for label, yes, no in zip(labels, granted, denied, strict=True)}
        if None in fits:
            return Result(Verdict.UNKNOWN, options=options, reason=_reason(*granted, *denied))
        left = tuple(label for label, fit in zip(labels, fits, strict=True) if fit)
        if len(left) != 1:
            verdict = Verdict.SEVERAL if left else Verdict.NONE
            return Result(verdict, left, models=_models(base), options=options)
        core, minimal = self._option_core(mode, labels.index(left[0]), granted, denied)
        return Result(Verdict.UNIQUE, left[0], _models(base), core, minimal, options=options)

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
                core, small = self._shrunk(outcome.core)
                found.update(core)
                minimal = minimal and small
        return self._in_order(found), minimal

    def _find(self, show: Sequence[str]) -> Result:
        first = self._with()
        match first:
            case Unsat(core):
                claims, minimal = self._shrunk(core)
                return Result(Verdict.NONE, core=claims, minimal=minimal)
            case Unknown(reason):
                return Result(Verdict.UNKNOWN, reason=reason)
            case Sat(model):
                value = assignment(self._problem, self._signature, model, show)
                second = self._other(model, show, 1)
        match second:
            case Sat(other):
                return Result(Verdict.SEVERAL, value, (model, other))
            case Unsat(core):
                claims, minimal = self._shrunk(core)
                return Result(Verdict.UNIQUE, value, (model,), claims, minimal)
            case Unknown(reason):
                return Result(Verdict.UNKNOWN, value, (model,), reason=f"one solution; another? {reason}")
            case _:
                assert_never(second)

    def _enumerate(self, show: Sequence[str], limit: int) -> Result:
        models: list[Model] = []
        outcome = self._with()
        while isinstance(outcome, Sat) and len(models) < limit:
            models.append(outcome.model)
            outcome = self._other(outcome.model, show, len(models))
        values = [assignment(self._problem, self._signature, model, show) for model in models]
        match outcome:
            case Unsat(core) if not models:
                claims, minimal = self._shrunk(core)
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

    def _optimise(self, largest: bool, term: Term) -> Result:
        """Improve a solution until no better one exists."""
        best: tuple[Model, int | Fraction] | None = None
        extra: list[str] = []
        for step in itertools.count():
            outcome = self._with(*extra)
            if not isinstance(outcome, Sat) or step == MAX_IMPROVEMENTS:
                break
            value = Evaluator(self._signature, outcome.model).number(term)
            best = outcome.model, value
            extra = [f"better {step}"]
            self._portfolio.add(extra[0], Compare(">" if largest else "<", term, Num(value)))
        if best is None:
            if isinstance(outcome, Unsat):
                claims, minimal = self._shrunk(outcome.core)
                return Result(Verdict.INFEASIBLE, core=claims, minimal=minimal)
            return Result(Verdict.UNKNOWN, reason=_reason(outcome))
        model, value = best
        shown = {"objective": value, **assignment(self._problem, self._signature, model, ())}
        if isinstance(outcome, Unsat):
            return Result(Verdict.OPTIMAL, shown, (model,))
        reason = (
            f"stopped after {MAX_IMPROVEMENTS} improvements" if isinstance(outcome, Sat) else _reason(outcome)
        )
        return Result(Verdict.FEASIBLE, shown, (model,), reason=reason)

    # --- checks and cores

    def _with(self, *labels: str) -> Outcome:
        return self._portfolio.check(self._premises | set(labels))

    def _other(self, model: Model, show: Sequence[str], number: int) -> Outcome:
        """Look for a model in which a shown symbol has another value than in all models so far."""
        self._portfolio.add(f"other {number}", differs(self._problem, self._signature, model, show))
        return self._with(*(f"other {before}" for before in range(1, number + 1)))

    def _shrunk(self, core: Collection[str]) -> tuple[tuple[str, ...], bool]:
        """Leave out claims while the rest has no model; say whether no further one can be left out."""
        needed = sorted(core, key=self._place)
        if not self._explain:
            return self._in_order(needed), False
        minimal = True
        checks = 0
        for label in reversed(list(needed)):
            if label not in self._premises or label not in needed:
                continue
            checks += 1
            if checks > MAX_SHRINK:
                return self._in_order(needed), False
            outcome = self._portfolio.quick([other for other in needed if other != label])
            if isinstance(outcome, Unsat):
                needed = [other for other in needed if other in outcome.core]
            minimal = minimal and not isinstance(outcome, Unknown)
        return self._in_order(needed), minimal

    def _in_order(self, labels: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the claims among some labels, as they stand in the problem."""
        return tuple(claim.id for claim in self._problem.claims if claim.id in set(labels))

    def _place(self, label: str) -> tuple[int, str]:
        ids = [claim.id for claim in self._problem.claims]
        return (ids.index(label) if label in ids else len(ids), label)


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


def _models(*outcomes: Outcome) -> tuple[Model, ...]:
    return tuple(outcome.model for outcome in outcomes if isinstance(outcome, Sat))


def _reason(*outcomes: Outcome) -> str:
    return next((outcome.reason for outcome in outcomes if isinstance(outcome, Unknown)), "")
