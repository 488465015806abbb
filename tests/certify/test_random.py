"""Random small problems: what the kernel accepts is true in every world, and so is every mutant of it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from neurosym.certify.check import check
from neurosym.faults import FaultError
from neurosym.ir.core import (
    TRUE,
    Apply,
    Binding,
    Claim,
    Compare,
    DistinctOver,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Num,
    Optimise,
    Option,
    Options,
    Problem,
    Symbol,
    Var,
)
from neurosym.ir.verdict import Verdict
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from tests.certify.oracle import accepted, certified, is_true, mutant, mutated_problem
from tests.strategies import formulas_of, numbers_of, theories

FAST = settings(max_examples=40, suppress_health_check=list(HealthCheck))
BRIEF = settings(FAST, max_examples=15)
LONG = settings(FAST, max_examples=2_000)

ALL_DIFFER = Problem(
    (Enumeration("Person", ("ann", "bob"), closed=False),),
    (),
    (Claim("c1", DistinctOver((Binding("x", "Person"), Binding("y", "Person")), Var("x"))),),
    Entails(TRUE),
)
"""Never so where there are two, but the kernel judges no `distinct` over a sort that may have others."""

SOMEBODY = Problem(
    (Enumeration("Person", ("ann",), closed=False),),
    (Symbol("best", (), "Person"),),
    (Claim("c1", Compare("==", Apply("best"), Apply("best"))),),
    Optimise("maximize", Num(0)),
)
"""The world that is shown may have a person whom the problem does not name."""


@st.composite
def problems(draw, open_sorts: bool = False) -> Problem:
    """A random theory with a random goal."""
    theory = draw(theories(open_sorts, max_formulas=3))
    signature = theory.signature
    formula = formulas_of(signature, 2)
    names = sorted(signature.symbols)  # none where all that were drawn were too big
    show = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))) if names else ()
    goal = draw(
        st.one_of(
            formula.map(Entails),
            st.tuples(
                st.sampled_from(("must", "could", "cannot", "except")),
                st.lists(formula, min_size=2, max_size=3),
            ).map(
                lambda drawn: Options(drawn[0], tuple(Option("ABC"[n], f) for n, f in enumerate(drawn[1])))
            ),
            st.just(Find(show)),
            st.integers(1, 3).map(lambda limit: Enumerate(show, limit)),
            st.tuples(st.sampled_from(("maximize", "minimize")), numbers_of(signature, 1)).map(
                lambda drawn: Optimise(*drawn)
            ),
        )
    )
    claims = tuple(Claim(label, formula) for label, formula in theory.formulas.items())
    return Problem(
        tuple(signature.sorts.values()),
        tuple(signature.symbols.values()),
        claims,
        goal,
        unique_names=theory.unique_names,
    )


def no_mutant_lies(problem: Problem, seed: int, mutants: int = 12) -> None:
    """Accept what is true only, of a certificate and of what is made of it."""
    result, found = certified(problem)
    if found is None:
        return
    assert is_true(problem, found), result
    chance = random.Random(seed)
    for _ in range(mutants):
        other = mutant(found, chance)
        if other is not None and other != found and accepted(problem, other):
            assert is_true(problem, other)
    for _ in range(mutants):
        changed, passed_off = mutated_problem(problem, found, chance)
        if accepted(changed, passed_off):
            assert is_true(changed, passed_off)


@BRIEF
@given(problem=problems(), seed=st.integers(0, 10_000))
def test_what_is_accepted_is_true(problem: Problem, seed: int):
    no_mutant_lies(problem, seed)


@BRIEF
@example(problem=ALL_DIFFER, seed=0)
@example(problem=SOMEBODY, seed=0)
@given(problem=problems(open_sorts=True), seed=st.integers(0, 10_000))
def test_what_is_accepted_is_true_where_others_may_exist(problem: Problem, seed: int):
    no_mutant_lies(problem, seed)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(problem=problems(), seed=st.integers(0, 10_000))
def test_what_is_accepted_is_true_at_length(problem: Problem, seed: int):
    no_mutant_lies(problem, seed, 40)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(problem=problems(open_sorts=True), seed=st.integers(0, 10_000))
def test_what_is_accepted_is_true_where_others_may_exist_at_length(problem: Problem, seed: int):
    no_mutant_lies(problem, seed, 40)


@FAST
@given(problem=problems())
def test_closed_problems_are_certified(problem: Problem):
    """Every decided answer about listed individuals with names of their own has a certificate."""
    assume(problem.unique_names)
    result, found = certified(problem)
    few_shown = isinstance(problem.goal, Enumerate) and problem.goal.limit == 1
    assert found is not None or result.verdict.abstains or few_shown


@FAST
@given(problem=problems(), verdict=st.sampled_from(list(Verdict)))
def test_a_wrong_engine_is_caught(problem: Problem, verdict: Verdict):
    """An engine that turns its verdict around gets no certificate for a falsehood."""
    backends = [SatBackend()]
    result = replace(decide(problem, backends), verdict=verdict)
    try:
        found = certificate(problem, result, backends)
        check(problem, found)
    except FaultError:
        return
    assert is_true(problem, found)
