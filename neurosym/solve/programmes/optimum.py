"""The best of a programme: found in floating point, put in exact numbers, and shown that nothing is better.

What comes out has evidence with it, which the kernel checks. It says nothing of a problem of which a part is
neither limit nor choice. Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.certify.limits import Limits
from neurosym.certify.scope import EQUAL, Scope
from neurosym.certify.sums import ONE, Line, total
from neurosym.faults import FaultError
from neurosym.ir.certificate import Evidence, Ray, Shown
from neurosym.ir.core import BOOL, Compare, Not, Num, Optimise, Problem, Term, conjunction
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import narrowed, number
from neurosym.ir.verdict import BOUNDS, Assignment, Result, Verdict
from neurosym.solve.programmes import cpsat, exact, highs
from neurosym.solve.programmes.allowance import Allowance, Exhausted, allowance
from neurosym.solve.programmes.because import Because
from neurosym.solve.programmes.bound import candidate
from neurosym.solve.programmes.directions import applied, direction
from neurosym.solve.programmes.lifted import lifted
from neurosym.solve.programmes.mixed import mixed
from neurosym.solve.programmes.points import Found
from neurosym.solve.programmes.structure import structure
from neurosym.solve.programmes.tree import Tree
from neurosym.solve.programmes.worlds import sayable, world
from neurosym.solve.shown import assignment
from neurosym.workers.budget import cpu_left_s

ENGINE = 0.3
"""Part of the processor time that is left, for which an engine may look for whole numbers."""

NARROWING = 4
"""Bounds that are tried to be shown where the best is not known."""

NARROWER = 0.2
"""Part of the processor time that is left, for one of them."""

MAX_BETTER = 200
"""Solutions, each better than the last."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A world, and how much the objective is in it."""

    model: Model
    value: int | Fraction


def optimum(problem: Problem, explain: bool = True) -> Result | None:
    """Return the verdict on a programme with evidence for it; None where it is no programme, or too hard."""
    if not isinstance(problem.goal, Optimise) or not sayable(problem):
        return None
    try:
        return _Optimum(problem, problem.goal, explain).result()
    except (Exhausted, FaultError):
        return None


def proposed(problem: Problem) -> Term | None:
    """Return what is so where the objective seems best, by those parts of a problem that can be read."""
    if not isinstance(problem.goal, Optimise):
        return None
    try:
        return _Optimum(problem, problem.goal, False).proposed()
    except (Exhausted, FaultError):
        return None


class _Optimum:
    def __init__(self, problem: Problem, goal: Optimise, explain: bool) -> None:
        self._problem, self._goal, self._explain = problem, goal, explain
        self._labels = [claim.id for claim in problem.claims]
        self._limits = Limits(Scope(problem))
        self._largest = goal.sense == "maximize"
        line = self._limits.line(goal.term, {})
        self._smallest: Line = {} if line is None else total([(-ONE if self._largest else ONE, line)])
        self._programme = Tree(self._limits, self._labels, self._smallest)
        self._structure = structure(self._programme)

    def result(self) -> Result | None:
        """Return the verdict, None where a part of the problem is no programme or a limit was met."""
        if self._programme.incomplete:
            return None
        if self._programme.status() == "unbounded" and (steps := direction(self._programme)):
            at_all = self._sought(Tree(self._limits, self._labels))
            if at_all is not None:
                ways = (
                    f"{print_formula(applied(place))} from {_grows(step)} by {abs(step)}"
                    for place, step in steps.items()
                )
                evidence = Shown(at_all.model), Ray(tuple(steps.items()))
                reason = f"no claim stops {' and '.join(ways)}, again and again"
                return self._told(Verdict.UNBOUNDED, None, evidence, reason=reason)
        found = (None if self._smallest else self._lifted()) or self._sought(self._programme)
        if found is None:
            because = Because(self._problem, self._labels, None, self._explain, self._programme)
            return self._told(Verdict.INFEASIBLE, None, (), because) if because.proof else None
        return self._improved(found)

    def _improved(self, found: Solved) -> Result | None:
        """Improve a solution until there is a proof that none is better."""
        for _ in range(MAX_BETTER):
            try:
                because = self._because(found.value)
            except Exhausted:
                return self._bounded(found)
            if not self._smallest:
                # what is to be the least or the greatest of several is seen in what would be better
                self._structure = structure(because.tree())
            if because.proof:
                value = {"objective": found.value, **self._assigned(found)}
                return self._told(Verdict.OPTIMAL, value, (Shown(found.model),), because)
            # what floating point takes for the best may be next to it; what was left open is exact
            others = self._sought(because.tree()), self._solved(self._programme.left)
            sign = 1 if self._largest else -1
            better = [one for one in others if one is not None and sign * one.value > sign * found.value]
            if not better:
                return None
            found = better[0]
        return None

    def _because(self, value: int | Fraction, given: Allowance | None = None) -> Because:
        """Look for a proof that nothing is better than this. Raises `Exhausted`."""
        better = Compare(">" if self._largest else "<", self._goal.term, Num(value))
        return Because(self._problem, self._labels, better, self._explain, self._programme, given)

    def _bounded(self, found: Solved) -> Result | None:
        """Return the best solution that is known, with a proof of how much better any can be at most."""
        shown: tuple[Fraction, Because] | None = None
        sign = 1 if self._largest else -1  # so that what is better is larger
        low, high = sign * Fraction(found.value), self._relaxed()
        for step in range(NARROWING):
            tried = None if high is None else candidate(low, high, step)
            if tried is None:
                break
            try:
                because = self._because(narrowed(sign * tried), allowance(share=NARROWER))
            except Exhausted:
                because = None
            if because is not None and because.proof:
                shown, high = (sign * tried, because), tried
            elif step > 0:
                low = tried
        if shown is None:
            return None
        ends = {"objective": found.value, BOUNDS[self._goal.sense]: narrowed(shown[0])}
        value, models = {**ends, **self._assigned(found)}, (Shown(found.model),)
        return self._told(Verdict.FEASIBLE, value, models, shown[1], "there was no time to look further")

    def _relaxed(self) -> Fraction | None:
        """Return how good it could be if whole numbers might be fractions, and choices be left open."""
        status = self._programme.status()
        least = exact.least(self._programme.relaxation, self._smallest) if status == "optimal" else None
        return None if least is None else -least.constant

    def _assigned(self, found: Solved) -> Assignment:
        return assignment(self._problem, self._limits.scope.signature, found.model, ())

    def _told(
        self,
        verdict: Verdict,
        value: object,
        evidence: Sequence[Evidence],
        because: Because | None = None,
        reason: str = "",
    ) -> Result:
        models = tuple(piece.model for piece in evidence if isinstance(piece, Shown))
        core, minimal = because.core() if because else ((), False)
        return Result(
            verdict,
            value,
            models,
            core,
            minimal,
            engine=self._structure.engine,
            trust="solver-claimed",
            reason=reason,
            method=str(self._structure),
            evidence=(*evidence, because.proof) if because and because.proof else tuple(evidence),
        )

    # --- solutions

    def proposed(self) -> Term | None:
        """Return that the numbers are what they are where the objective is best, if that is known."""
        found = self._numbers(self._programme) if self._programme.status() == "optimal" else None
        if found is None:
            return None
        said: list[Term] = []
        for place, value in found.items():
            if place[0] == EQUAL:
                continue
            if self._limits.scope.signature.symbols[place[0]].result == BOOL:
                said.append(applied(place) if value else Not(applied(place)))
            else:
                said.append(Compare("==", applied(place), number(value)))
        return conjunction(tuple(said))

    def _lifted(self) -> Solved | None:
        """Return the best by a number of its own, where what is to be best is no sum."""
        tree = lifted(self._problem, self._goal)
        return None if tree.incomplete else self._sought(tree)

    def _sought(self, tree: Tree) -> Solved | None:
        """Return a solution, by all that is known the best one; None where none is found."""
        if tree.status() == "infeasible":
            return None
        return self._solved(self._numbers(tree)) or self._solved(tree.best(allowance()))

    def _numbers(self, tree: Tree) -> Found | None:
        """Return the best numbers by the simplex method where that will do, else by an engine."""
        values = tree.relaxation.values() if tree.status() == "optimal" else None
        if values is None or tree.branch(values) is not None:
            values = self._whole(tree)
        return tree.exactly(values) if values is not None and tree.branch(values) is None else None

    def _whole(self, tree: Tree) -> Sequence[float] | None:
        """Return what an engine for whole numbers finds."""
        programme = mixed(tree)
        if programme is None:
            return None
        if self._structure.engine == "cp-sat":
            found = cpsat.best(programme, ENGINE * cpu_left_s())
            if found is not None:
                return found
            self._structure = self._structure.without_learning()
        return highs.best(programme, ENGINE * cpu_left_s())

    def _solved(self, numbers: Found | None) -> Solved | None:
        if numbers is None:
            return None
        model = world(self._problem, self._limits, numbers)
        evaluator = Evaluator(self._limits.scope.signature, model)
        if not all(evaluator.holds(claim.formula) for claim in self._problem.claims):
            return None
        return Solved(model, evaluator.number(self._goal.term))


def _grows(step: Fraction) -> str:
    return "growing" if step > 0 else "falling"
