"""What is to be best, where it is no sum, as a number of its own that is no better than it.

The least of several is as large as can be where a number is, that is at most each of them. Boyd and
Vandenberghe, "Convex Optimization", 2004, section 4.1.3 (epigraph form).
"""

from __future__ import annotations

from dataclasses import replace

from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope
from neurosym.certify.sums import ONE
from neurosym.ir.core import REAL, Apply, Claim, Compare, Optimise, Problem, Symbol
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh
from neurosym.solve.programmes.tree import Tree


def lifted(problem: Problem, goal: Optimise) -> Tree:
    """Return the programme with one number more, which is to be best; what it finds is for the problem."""
    name = fresh("best", Signature.of(problem).names())
    bound = fresh("no better", {claim.id for claim in problem.claims})
    largest = goal.sense == "maximize"
    said = Compare("<=" if largest else ">=", Apply(name), goal.term)
    more = replace(
        problem,
        symbols=(*problem.symbols, Symbol(name, (), REAL)),
        claims=(*problem.claims, Claim(bound, said, kind="assumed")),
    )
    labels = [claim.id for claim in more.claims]
    return Tree(Limits(Scope(more)), labels, {(name, ()): -ONE if largest else ONE})
