"""Plans solved in this process."""

from __future__ import annotations

from fractions import Fraction

from neurosym.explain.plans.changed import best
from neurosym.explain.tries import Tries
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.z3 import Z3Backend


def decided(problem: Problem, seconds: float = 60.0) -> Result:
    assert seconds > 0
    return decide(problem, [SatBackend(), Z3Backend()])


def optimum(problem: Problem) -> Fraction:
    value = best(decided(problem))
    assert value is not None
    return value


def many() -> Tries:
    return Tries(decided, 1_000, 100.0, 100.0)
