"""The checks behind a decision: premises with or without the goal, and cores shrunk to what is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from neurosym.faults import FaultError
from neurosym.ir.core import Optimise, Problem, goal_formulas, negate
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.rewrite.definitions import CLOSURE, closure_of, completed
from neurosym.rewrite.expand import expand
from neurosym.rewrite.loops import Atom, Recursion
from neurosym.solve.base import Backend, Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.portfolio import Portfolio

MAX_SHRINK = 400
"""Checks that shrinking one core may cost."""

MAX_LOOPS = 500
"""Circles of atoms that one check may exclude."""

LOOP = "loop "
"""Labels of loop formulas, by number."""

GOAL, DENIED = "goal ", "not goal "
"""Labels of the formulas of a goal, by number, and of their negations."""


class Checks:
    """A problem loaded into a portfolio, each claim under its id."""

    def __init__(
        self, problem: Problem, backends: Iterable[Backend], cross_check: bool, explain: bool
    ) -> None:
        self.explain, self.cross_check = explain, cross_check
        self.problem = problem
        self.signature = Signature.of(problem)
        self._places = {claim.id: place for place, claim in enumerate(problem.claims)}
        formulas = completed(problem)
        self._recursion = Recursion(problem)
        self._loops: dict[str, frozenset[str]] = {}
        self.circles: list[Sequence[Atom]] = []
        """Atoms that supported each other, and no longer do."""
        self.premises = frozenset(formulas)
        if not isinstance(problem.goal, Optimise):
            for number, formula in enumerate(goal_formulas(problem.goal)):
                formulas[f"{GOAL}{number}"] = formula
                formulas[f"{DENIED}{number}"] = negate(formula)
        theory = Theory(self.signature, formulas, problem.unique_names)
        self.portfolio = Portfolio(theory, backends, cross_check)

    def checked(self, *labels: str) -> Outcome:
        """Decide the premises together with some further formulas."""
        for _ in range(MAX_LOOPS):
            outcome = self.portfolio.check(self.premises | set(labels))
            circle = self._recursion.unfounded(outcome.model) if isinstance(outcome, Sat) else []
            if not circle:
                return outcome
            if fault := self._excluded(circle):
                return Unknown(fault)
        return Unknown(f"more than {MAX_LOOPS} ways in which defined atoms support each other")

    def _excluded(self, circle: Sequence[Atom]) -> str:
        """Exclude that these atoms are true only because of each other; say why that cannot be done."""
        names = sorted({name for name, _ in circle})
        if any(self.signature.is_open(sort) for name in names for sort in self.signature.symbols[name].args):
            return f"`{names[0]}` is defined by itself over a sort that may have others"
        try:
            formula = expand(
                self._recursion.loop_formula(circle), self.signature, unique_names=self.problem.unique_names
            )
        except FaultError as error:
            return error.faults[0].what
        label = f"{LOOP}{len(self._loops)}"
        self._loops[label] = frozenset(CLOSURE + name for name in names)
        self.portfolio.add(label, formula)
        self.premises |= {label}
        self.circles.append(circle)
        return ""

    def shrunk(self, core: Collection[str]) -> tuple[tuple[str, ...], bool]:
        """Leave out claims while the rest has no model; say whether no further one can be left out."""
        needed = sorted(core, key=self._place)
        if not self.explain:
            return self.in_order(needed), False
        minimal = True
        checks = 0
        for label in reversed(list(needed)):
            if label not in self.premises or label not in needed:
                continue
            checks += 1
            if checks > MAX_SHRINK:
                return self.in_order(needed), False
            outcome = self.portfolio.quick([other for other in needed if other != label])
            if isinstance(outcome, Unsat):
                needed = [other for other in needed if other in outcome.core]
            minimal = minimal and not isinstance(outcome, Unknown)
        # where atoms may support each other, a model without a claim may be none
        return self.in_order(needed), minimal and not self._recursion

    def in_order(self, labels: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the claims behind some labels, as they stand in the problem.

        That a defined predicate holds in no other case rests on all of its rules.
        """
        chosen = set(labels).union(*(self._loops.get(label, ()) for label in labels))
        return tuple(
            claim.id
            for claim in self.problem.claims
            if claim.id in chosen or (claim.kind == "rule" and closure_of(claim) in chosen)
        )

    def _place(self, label: str) -> tuple[int, str]:
        return self._places.get(label, len(self._places)), label


def models_of(*outcomes: Outcome) -> tuple[Model, ...]:
    """Return the models that some checks found."""
    return tuple(outcome.model for outcome in outcomes if isinstance(outcome, Sat))


def reason_of(*outcomes: Outcome) -> str:
    """Return why the first undecided check is undecided."""
    return next((outcome.reason for outcome in outcomes if isinstance(outcome, Unknown)), "")
