"""What is said to drop or to add, on random problems of many sorts: another engine says the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.explain.deciding import deciding
from neurosym.explain.relax import relaxations
from neurosym.explain.tries import contradictory, possible
from neurosym.ir.core import Claim, Entails, Find, Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.base import Theory
from neurosym.solve.decide import decide
from neurosym.solve.z3 import Z3Backend
from tests.explain.solving import decided, hit, many
from tests.strategies import theories

CALLS = 40


def problem_of(theory: Theory, asks: bool) -> Problem:
    """The last formula asked, the others said."""
    *said, goal = theory.formulas.values()
    claims = tuple(Claim(f"c{number}", formula, f"S{number}.") for number, formula in enumerate(said, 1))
    signature = theory.signature
    sorts, symbols = tuple(signature.sorts.values()), tuple(signature.symbols.values())
    return Problem(sorts, symbols, claims, Entails(goal) if asks else Find())


def agree(problem: Problem, result: Result, frees: bool) -> None:
    other = decide(problem, [Z3Backend()])
    if not (other.verdict.abstains or result.verdict.abstains):
        assert other.verdict is result.verdict
        assert frees is possible(problem, other)


@settings(max_examples=60, deadline=None)
@given(theory=theories(), asks=st.booleans())
def test_another_engine_agrees(theory: Theory, asks: bool) -> None:
    problem = problem_of(theory, asks)
    result = decided(problem)
    if contradictory(problem, result):
        relaxed = relaxations(problem, result, many(CALLS), hit)
        for drop in (*relaxed.alone, *relaxed.smallest):
            agree(drop.problem(problem), drop.result, drop.frees)
    elif result.verdict in (Verdict.UNDETERMINED, Verdict.SEVERAL):
        for addition in deciding(problem, result, many(CALLS), hit):
            agree(addition.problem(problem), addition.result, frees=True)
