"""Random proofs about limits: honest ones are accepted, and none that nothing is where there is a world."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from neurosym.certify.limits import check_limits
from neurosym.certify.scope import Scope
from neurosym.faults import FaultError
from neurosym.ir.certificate import LimitProof
from neurosym.ir.core import TRUE, Claim, Compare, Optimise, Problem, Term
from neurosym.ir.terms import number
from neurosym.solve.certificate_limits import weighed
from tests.certify.oracle import all_worlds
from tests.certify.planted import wrong
from tests.certify.reading import asked
from tests.strategies import numbers_of, theories

FAST = settings(max_examples=60, suppress_health_check=list(HealthCheck))
LONG = settings(FAST, max_examples=3_000)
MUTANTS = 40

CLAIMS = (
    "{a} * k + {b} * l <= {c}",
    "f(0) + {a} * f(1) - f(2) >= {b}",
    "k >= {a} or l >= {b}",
    "k + {a} <= l or l + {b} <= k or p",
    "implies(p, f(0) >= {a} and k <= {b})",
    "distinct(f(y) for y in N)",
    "distinct(on(y) for y in P)",
    "abs(k - l) >= {a}",
    "max(f(y) for y in N) == {a}",
    "on(ann) < on(bob) or h(ann)",
    "(k if p else l) + f(0) <= {c}",
    "sum(h(y) for y in P) == {a}",
    "sum(f(y) for y in N if y < {b}) != {a}",
    "any(f(y) == {a} and f(y) != k for y in N)",
    "p == (k < {a})",
    "f(0) == {a} and f(1) == 1 and f(2) == 0 and f(k) <= l",
)
GOALS = (
    "k + 2 * l",
    "{a} * f(0) + f(1) - k",
    "(3 if p else 0) + k - l",
    "sum(2 if h(y) else 0 for y in P) + rank(on(ann))",
    "abs(k - l)",
    "max(f(y) for y in N) + k",
    "(k if p else f(0))",
)


@st.composite
def programmes(draw) -> Problem:
    """Limits, orders, conditions and tables over a few numbers."""
    small = st.integers(0, 3)
    texts = draw(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=5))
    said = [text.format(a=draw(small), b=draw(small), c=draw(st.integers(0, 7))) for text in texts]
    goal = draw(st.sampled_from(GOALS)).format(a=draw(small))
    return asked("\n".join(said), f"{draw(st.sampled_from(('maximize', 'minimize')))}\n    {goal}")


@st.composite
def any_programmes(draw) -> Problem:
    """Any formulas over few worlds."""
    theory = draw(theories(max_formulas=3))
    claims = tuple(Claim(label, formula) for label, formula in theory.formulas.items())
    goal = Optimise("maximize", draw(numbers_of(theory.signature, 2)))
    symbols = tuple(theory.signature.symbols.values())
    return Problem(tuple(theory.signature.sorts.values()), symbols, claims, goal)


def is_shown(problem: Problem, formulas: tuple[Term, ...], proof: LimitProof) -> bool:
    """Whether the kernel takes it that claims and formulas have no world."""
    try:
        check_limits(Scope(problem, formulas), proof)
    except FaultError as error:
        if error.faults[0].code not in ("refused", "not-certifiable"):
            raise
        return False
    return True


def nothing_false_is_shown(problem: Problem, seed: int, mutants: int = MUTANTS) -> None:
    """Prove that nothing is better than the best; then try to show, with that, what is not so."""
    found = list(all_worlds(problem))
    assume(len(found) < 3_000)
    assert isinstance(problem.goal, Optimise)
    term, op = problem.goal.term, ">" if problem.goal.sense == "maximize" else "<"
    worths = sorted({world.number(term) for world in found}, reverse=op == ">")
    better = (Compare(op, term, number(worths[0])),) if worths else ()
    labels = [claim.id for claim in problem.claims]
    proof = weighed(problem, better, labels)
    event(type(proof).__name__)
    assume(proof is not None)
    assert is_shown(problem, better, proof)
    chance = random.Random(seed)
    as_good = (Compare(f"{op}=", term, number(worths[0])),) if worths else ()
    false = [(problem, as_good)] if worths else []
    false += [(other, better) for other in without_one(problem) if has_world(other, better)]
    for other, formulas in false:
        names = [*labels, "goal 0"]
        assert not is_shown(other, formulas, proof)
        for _ in range(mutants):
            planted = wrong(proof, names, chance)
            assert not is_shown(other, formulas, planted), planted


def without_one(problem: Problem) -> list[Problem]:
    """The problem without one of its claims, which is said of nothing then."""
    return [
        replace(
            problem,
            claims=tuple(replace(one, formula=TRUE) if one is left_out else one for one in problem.claims),
        )
        for left_out in problem.claims
    ]


def has_world(problem: Problem, formulas: tuple[Term, ...]) -> bool:
    return any(all(world.holds(formula) for formula in formulas) for world in all_worlds(problem))


@FAST
@given(programmes(), st.integers(0, 10_000))
def test_nothing_false_is_shown(problem: Problem, seed: int):
    nothing_false_is_shown(problem, seed)


@FAST
@given(any_programmes(), st.integers(0, 10_000))
def test_nothing_false_is_shown_of_any_formulas(problem: Problem, seed: int):
    nothing_false_is_shown(problem, seed)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(programmes() | any_programmes(), st.integers(0, 10_000))
def test_nothing_false_is_shown_at_length(problem: Problem, seed: int):
    nothing_false_is_shown(problem, seed, 4 * MUTANTS)
