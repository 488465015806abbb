"""Relations between numbers of few values, written as clauses, allow just what they should."""

import itertools
import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.rewrite.cnf import Clauses
from neurosym.rewrite.numeric import Choice, Number, Numeric, boolean, combine, constant, linear, single
from neurosym.rewrite.values import relate

TESTS: list[Callable[[Number, Number], bool]] = [
    operator.eq,
    operator.ne,
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
]


def fresh(clauses: Clauses, values: list[int]) -> Choice:
    return dict(zip(values, clauses.one_of(len(values)), strict=True))


def allowed(clauses: Clauses, choices: list[Choice]) -> set[tuple[int, ...]]:
    """The values that the choices have together in some model, by trying all assignments."""
    found = set()
    for bits in itertools.product((False, True), repeat=clauses.variables - 1):
        value = (False, True, *bits)
        if all(any(value[abs(lit)] == (lit > 0) for lit in clause) for clause in clauses.clauses):
            found.add(tuple(next(int(v) for v, lit in choice.items() if value[lit]) for choice in choices))
    return found


@given(
    st.lists(st.integers(-2, 2).filter(bool), min_size=1, max_size=3),
    st.integers(-3, 3),
    st.sampled_from(TESTS),
)
def test_weighted_sums(weights: list[int], extra: int, test: Callable[[Number, Number], bool]) -> None:
    clauses = Clauses()
    choices = [fresh(clauses, [0, 1, 3][: 3 if len(weights) < 3 else 2]) for _ in weights]
    parts = [(weight, single(choice)) for weight, choice in zip(weights, choices, strict=True)]
    number = linear([*parts, (1, constant(extra))])
    relate(clauses, number, test, ())
    wanted = {
        row
        for row in itertools.product(*(choice for choice in choices))
        if test(extra + sum(w * int(v) for w, v in zip(weights, row, strict=True)), 0)
    }
    assert allowed(clauses, choices) == wanted


def test_the_same_choice_twice_is_one_choice() -> None:
    clauses = Clauses()
    x = fresh(clauses, [0, 1, 2])
    number = linear([(1, single(x)), (-1, single(x))])
    assert number.choices == ()
    assert combine(lambda v: v[0] * v[1], [single(x), single(x)]).choices == (x,)


def test_counting_booleans() -> None:
    clauses = Clauses()
    literals = [clauses.variable() for _ in range(5)]
    relate(clauses, linear([*((1, boolean(lit)) for lit in literals), (-1, constant(2))]), operator.eq, ())
    choices: list[Choice] = [{1: lit, 0: -lit} for lit in literals]
    # the counter's own variables are left to the enumeration, so only the sums are compared
    sums = {sum(int(lit) for lit in row) for row in allowed_of(clauses, choices)}
    assert sums == {2}


def allowed_of(clauses: Clauses, choices: list[Choice]) -> set[tuple[bool, ...]]:
    from pysat.solvers import Solver

    found = set()
    with Solver(name="cadical195", bootstrap_with=clauses.clauses) as solver:
        for row in itertools.product((False, True), repeat=len(choices)):
            literals = [choice[1] if bit else -choice[1] for bit, choice in zip(row, choices, strict=True)]
            if solver.solve(assumptions=literals):
                found.add(row)
    return found


def test_fractions_stay_exact() -> None:
    clauses = Clauses()
    x = fresh(clauses, [1, 2, 3])
    relate(clauses, linear([(Fraction(1, 3), single(x)), (-1, constant(Fraction(2, 3)))]), operator.eq, ())
    assert allowed(clauses, [x]) == {(2,)}


def test_a_relation_over_too_many_values_is_a_fault() -> None:
    clauses = Clauses()
    big = fresh(clauses, list(range(400)))
    other = fresh(clauses, list(range(400)))
    number = Numeric((big, other), lambda v: v[0] * v[1])
    with pytest.raises(FaultError, match="combinations"):
        relate(clauses, number, operator.eq, ())
