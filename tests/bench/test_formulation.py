"""Formulations are equal exactly up to names, scale and order."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.bench.formulation import Formulation, Row, equal, formulation, of_problem
from neurosym.faults import FaultError
from neurosym.ir.notation import read_problem

numbers = st.integers(-20, 20).map(Fraction)
positive = st.integers(1, 12).map(Fraction)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[list[Fraction], list[Row]]:
    size = draw(st.integers(1, 4))
    weights = draw(st.lists(positive, min_size=size, max_size=size))
    rows = draw(st.lists(st.lists(numbers, min_size=size + 1, max_size=size + 1), min_size=1, max_size=5))
    return weights, [tuple(row) for row in rows]


def named(count: int, stem: str = "x") -> list[frozenset[frozenset[str]]]:
    return [frozenset([frozenset([f"{stem}{n}"])]) for n in range(count)]


def minimal(weights: list[Fraction], rows: list[Row], stem: str = "x") -> Formulation:
    return formulation(named(len(weights), stem), "minimize", weights, rows)


@given(programmes(), st.randoms(use_true_random=False), st.lists(positive, min_size=6, max_size=6))
def test_renamed_scaled_and_permuted_formulations_are_equal(
    given_: tuple[list[Fraction], list[Row]], shuffle: Random, factors: list[Fraction]
) -> None:
    weights, rows = given_
    order = list(range(len(weights)))
    shuffle.shuffle(order)
    turned = [
        tuple(factor * row[n] for n in (*order, -1)) for row, factor in zip(rows, factors, strict=False)
    ]
    shuffle.shuffle(turned)
    largest = [-factors[-1] * weights[n] for n in order]
    other = formulation(named(len(weights), "y"), "maximize", largest, turned)
    assert equal(minimal(weights, rows), other)
    assert equal(other, minimal(weights, rows))


@given(programmes(), st.data())
def test_a_changed_coefficient_is_seen(given_: tuple[list[Fraction], list[Row]], data: st.DataObject) -> None:
    weights, rows = given_
    row, place = data.draw(st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(weights))))
    changed = [list(old) for old in rows]
    changed[row][place] += data.draw(positive)
    other = minimal(weights, [tuple(new) for new in changed])
    same_rows = set(minimal(weights, rows).rows) == set(other.rows)
    assert equal(minimal(weights, rows), other) == same_rows


def test_a_name_that_both_know_stays() -> None:
    rows: list[Row] = [(Fraction(1), Fraction(-1), Fraction(0))]
    weights = [Fraction(1), Fraction(1)]
    turned: list[Row] = [(Fraction(-1), Fraction(1), Fraction(0))]
    assert not equal(minimal(weights, rows), minimal(weights, turned))
    assert equal(minimal(weights, rows), minimal(weights, turned, "y"))


def test_what_says_nothing_is_no_row() -> None:
    weights = [Fraction(1), Fraction(2)]
    idle: list[Row] = [(Fraction(-1), Fraction(0), Fraction(0)), (Fraction(0), Fraction(0), Fraction(3))]
    assert minimal(weights, idle).rows == ()
    impossible: list[Row] = [(Fraction(0), Fraction(0), Fraction(-1))]
    assert minimal(weights, impossible).rows == tuple(impossible)


PROBLEM = """
desks, chairs : Int
wood_desk, wood_chair, wood : Real

"A desk takes 8 boards, a chair half as many."
    wood_desk == 8
    wood_chair == wood_desk / 2
"There are 100 boards."
    wood <= 100
"A quarter at least are desks, and not more than 20."
    desks >= 1/4 * (desks + chairs) and not desks > 20
assumed "Wood is all boards."
    wood == wood_desk * desks + wood_chair * chairs
assumed "Never negative."
    desks >= 0
    chairs >= 0

maximize "How many?"
    5 * desks + chairs + 7
"""


def test_a_problem_is_collected_to_its_matrix() -> None:
    found = of_problem(read_problem(PROBLEM))
    names = [frozenset([frozenset(["desk"])]), frozenset([frozenset(["chair"])])]
    rows: list[Row] = [
        (Fraction(8), Fraction(4), Fraction(100)),
        (Fraction(-3), Fraction(1), Fraction(0)),
        (Fraction(1), Fraction(0), Fraction(20)),
    ]
    assert equal(found, formulation(names, "maximize", [Fraction(5), Fraction(1)], rows))
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    "formula",
    ["desks * chairs <= 3", "desks / chairs >= 2", "implies(desks >= 1, chairs >= 2)", "desks != 4"],
)
def test_what_is_not_linear_is_a_fault(formula: str) -> None:
    with pytest.raises(FaultError, match="linear"):
        of_problem(read_problem(f'desks, chairs : Int\n"x"\n    {formula}\nmaximize\n    desks + chairs\n'))
