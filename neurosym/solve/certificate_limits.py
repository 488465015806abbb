"""Proofs that limits and choices cannot all be met, and rays, as the kernel asks for them.

The limits are those that the kernel reads out of the formulas; see `programmes` for how proofs are found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope, not_certifiable
from neurosym.certify.sums import ONE, total
from neurosym.ir.certificate import LimitProof, Ray
from neurosym.ir.core import INT, REAL, Optimise, Problem, Term
from neurosym.ir.walk import symbols_in
from neurosym.solve.programmes.allowance import Exhausted, allowance
from neurosym.solve.programmes.directions import direction
from neurosym.solve.programmes.tree import Tree

NODES = 200
"""Parts into which what has no numbers may be divided: clauses are the better way there."""


def weighed(problem: Problem, formulas: Sequence[Term], labels: Collection[str]) -> LimitProof | None:
    """Return a proof that the limits in labelled claims and the formulas cannot be met, if one is found.

    The formulas are called `goal 0` and so on, as the kernel calls them. Raises `FaultError`.
    """
    numbers = {symbol.name for symbol in problem.symbols if symbol.result in (INT, REAL)}
    if not isinstance(problem.goal, Optimise) and not numbers:
        return None
    scope = Scope(problem, formulas)
    said = [formula for label, formula in scope.formulas.items() if label in labels or label in scope.goals]
    # where it is about numbers there are no clauses that could do it instead
    given = allowance() if any(numbers & symbols_in(formula) for formula in said) else allowance(NODES)
    goals = sorted(scope.goals)
    tree = Tree(Limits(scope), [label for label in scope.formulas if label in labels or label in goals[1:]])
    for label in goals[:1]:
        tree.aim(label)
    try:
        return tree.proof(given)
    except Exhausted:
        return None


def along(problem: Problem) -> Ray:
    """Return a direction in which the objective of a programme grows for ever. Raises `FaultError`."""
    limits = Limits(Scope(problem))
    line = limits.line(problem.goal.term, {}) if isinstance(problem.goal, Optimise) else None
    if line is None or not isinstance(problem.goal, Optimise):
        raise not_certifiable("no ray was found")
    smallest = total([(-ONE if problem.goal.sense == "maximize" else ONE, line)])
    found = direction(Tree(limits, [claim.id for claim in problem.claims], smallest))
    if found is None:
        raise not_certifiable("no ray was found")
    return Ray(tuple(found.items()))
