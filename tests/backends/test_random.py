"""Random theories: every backend against every world, and the backends against each other."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from neurosym.ir.core import (
    INT,
    And,
    Apply,
    Binding,
    Compare,
    Enumeration,
    Num,
    Quantified,
    Range,
    Symbol,
    Var,
)
from neurosym.ir.signature import Signature
from neurosym.solve.base import Sat, Theory
from neurosym.solve.route import BACKENDS, backend
from neurosym.solve.TEMPLATE import BruteForce
from tests.backends.judge import judge
from tests.strategies import SLOT, theories

FAST = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
LONG = settings(FAST, max_examples=20_000)


def answer(name: str, theory: Theory, labels: Collection[str]) -> str:
    """Return what an engine says, judged; `declined` if it does not take the theory."""
    engine = backend(name)
    if engine.declines(theory):
        return "declined"
    return judge(theory, labels, engine.open(theory).check(labels))


def agrees_with_all_worlds(name: str, theory: Theory) -> None:
    oracle = BruteForce()
    assume(not oracle.declines(theory))
    world = oracle.open(theory).check(theory.formulas)
    said = answer(name, theory, theory.formulas)
    assert said in (("sat" if isinstance(world, Sat) else "unsat"), "unknown", "declined")


@pytest.mark.parametrize("name", BACKENDS)
@FAST
@given(theory=theories())
def test_agrees_with_all_worlds(name: str, theory: Theory):
    agrees_with_all_worlds(name, theory)


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", BACKENDS)
@LONG
@given(theory=theories())
def test_agrees_with_all_worlds_at_length(name: str, theory: Theory):
    agrees_with_all_worlds(name, theory)


def with_others(theory: Theory, number: int) -> Theory:
    """Close the open sort around a few more individuals: what has a model then has one now."""
    sorts = [
        replace(sort, elements=(*sort.elements, *(f"other{n}" for n in range(number))), closed=True)
        if isinstance(sort, Enumeration) and not sort.closed
        else sort
        for sort in theory.signature.sorts.values()
    ]
    return replace(theory, signature=Signature.build(sorts, theory.signature.symbols.values()))


def never_disagree_where_others_may_exist(theory: Theory) -> None:
    answers = {answer(name, theory, theory.formulas) for name in BACKENDS}
    assert not {"sat", "unsat"} <= answers
    oracle = BruteForce()
    for number in range(3):
        closed = with_others(theory, number)
        if not oracle.declines(closed) and isinstance(oracle.open(closed).check(closed.formulas), Sat):
            assert "unsat" not in answers
            return


@FAST
@given(theory=theories(open_sorts=True))
def test_engines_never_disagree_where_others_may_exist(theory: Theory):
    never_disagree_where_others_may_exist(theory)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(theory=theories(open_sorts=True))
def test_engines_never_disagree_where_others_may_exist_at_length(theory: Theory):
    never_disagree_where_others_may_exist(theory)


def without_bounds(theory: Theory) -> Theory:
    """Let numbers be of sort Int, and say their bounds with formulas instead."""
    signature = theory.signature
    bounds = signature.sorts[SLOT]
    assert isinstance(bounds, Range)
    formulas = dict(theory.formulas)
    symbols: list[Symbol] = []
    for symbol in signature.symbols.values():
        if symbol.result != SLOT:
            symbols.append(symbol)
            continue
        symbols.append(replace(symbol, result=INT))
        bound = tuple(Binding(f"x{place}", sort) for place, sort in enumerate(symbol.args))
        value = Apply(symbol.name, tuple(Var(binding.var) for binding in bound))
        within = And((Compare(">=", value, Num(bounds.low)), Compare("<=", value, Num(bounds.high))))
        formulas[f"bounds of {symbol.name}"] = Quantified("all", bound, within) if bound else within
    return replace(theory, signature=Signature.build(signature.sorts.values(), symbols), formulas=formulas)


@FAST
@given(theory=theories())
def test_bounds_may_be_said_by_formulas(theory: Theory):
    assume(not any(SLOT in symbol.args for symbol in theory.signature.symbols.values()))
    expected = answer("z3", theory, theory.formulas)
    assume(expected in ("sat", "unsat"))
    unbounded = without_bounds(theory)
    assert answer("z3", unbounded, unbounded.formulas) in (expected, "unknown")


@FAST
@given(theory=theories())
def test_any_choice_of_formulas(theory: Theory):
    """One session answers every choice as a session of its own would."""
    oracle = BruteForce()
    assume(not oracle.declines(theory))
    for name in BACKENDS:
        engine = backend(name)
        if engine.declines(theory):
            continue
        session = engine.open(theory)
        for label in theory.formulas:
            chosen = [other for other in theory.formulas if other != label]
            world = oracle.open(theory).check(chosen)
            said = judge(theory, chosen, session.check(chosen))
            assert said in ("sat" if isinstance(world, Sat) else "unsat", "unknown")
