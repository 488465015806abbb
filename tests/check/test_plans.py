"""What is odd about a plan before it is solved: products, amounts below zero, counted things in parts."""

import time
from fractions import Fraction
from itertools import pairwise

import pytest

from neurosym.check import examine
from neurosym.check.plans import decided
from neurosym.faults import Fault
from neurosym.ir.core import Problem
from neurosym.ir.notation import read_problem

CODES = ("product", "negative", "counted")
BY = "are both decided, and one is multiplied or divided by the other"


def problem(*lines: str, goal: str = "apples + pears", says: str = "") -> Problem:
    declared = [] if any(" : " in line for line in lines) else ["apples, pears : Int"]
    aim = f'maximize "{says}"' if says else "maximize"
    return read_problem("\n".join((*declared, *lines, aim, f"    {goal}", "")))


def doubts(given: Problem) -> list[Fault]:
    return [fault for fault in examine(given) if fault.code in CODES]


# --- products


def test_a_product_of_two_decided_amounts_is_told_with_its_sentence() -> None:
    says = "An apple costs as many cents as there are pears."
    (fault,) = doubts(problem(f'"{says}"', "    apples * pears <= 30"))
    assert fault.what == f"`apples` and `pears` {BY}"
    assert fault.where is not None
    assert (fault.code, fault.severity, fault.where.text) == ("product", "warning", says)
    assert "give one of them a number" in fault.hint


def test_a_square_is_one_and_so_is_a_quotient_and_what_is_sought() -> None:
    (fault,) = doubts(problem(goal="apples * apples"))
    assert (fault.claim, fault.what) == (
        "goal",
        "`apples` is decided, and is multiplied or divided by itself",
    )
    assert [fault.code for fault in doubts(problem("said", "    apples / pears >= 2"))] == ["product"]


@pytest.mark.parametrize(
    "lines",
    [
        ("apples, pears, price : Int", "said", "    price == 3", "    price * apples <= 30"),
        # given by one equation after the other, on whichever side
        (
            "apples, pears, one, two : Int",
            "said",
            "    one == two + 1",
            "    4 == two",
            "    one * apples <= 30",
        ),
        ("said", "    3 * apples <= 30", "    apples / 2 <= pears * 0.5"),
        ("said", "    apples == 3", "    apples * pears <= 30"),
    ],
)
def test_a_price_that_is_told_is_no_second_choice(lines: tuple[str, ...]) -> None:
    assert not doubts(problem(*lines))


def test_what_is_told_only_in_terms_of_a_choice_is_as_open_as_that() -> None:
    lines = ("apples, pears, price : Int", '"The price."', "    price == 10 - apples")
    (fault,) = doubts(problem(*lines, goal="price * apples"))
    assert fault.what == f"`price` and `apples` {BY}"


def test_a_puzzle_may_multiply() -> None:
    assert not doubts(read_problem("a, b : Int\nsaid\n    a * b == 12\nfind a, b\n"))


# --- amounts below zero


@pytest.mark.parametrize(
    ("says", "formula", "value"),
    [
        ("There are -80 hours.", "apples <= -80", -80),
        ("There are −80 hours.", "apples <= -80", -80),
        ("It has negative 5 dollars.", "apples + pears <= -5", -5),
        ("An apple brings -$2.50.", "apples == -2.5", Fraction(-5, 2)),
    ],
)
def test_an_amount_below_zero_is_told_with_its_sentence(says: str, formula: str, value: Fraction) -> None:
    (fault,) = doubts(problem(f'"{says}"', f"    {formula}"))
    assert fault.where is not None
    assert (fault.code, fault.claim, fault.where.text) == ("negative", "c1", says)
    assert fault.what == f"the sentence gives an amount below zero: {value}"


@pytest.mark.parametrize(
    ("says", "formula"),
    [
        ("There are 80 hours - 20 of them at night.", "apples <= 80"),
        ("There are 80-90 hours.", "apples <= 90"),
        ("Apples are at most 3 fewer than pears.", "apples - pears <= -3"),  # moved to one side by hand
        ("There are 80 hours.", "-apples >= -80"),
    ],
)
def test_dashes_and_differences_are_none(says: str, formula: str) -> None:
    assert not doubts(problem(f'"{says}"', f"    {formula}"))


# --- things in parts


def test_what_the_text_counts_has_no_parts() -> None:
    says = "How many desks and how many chairs bring the most?"
    given = read_problem(f'desks, chairs : Real\nmaximize "{says}"\n    desks + chairs\n')
    text = Problem(given.sorts, given.symbols, given.claims, given.goal, says)
    found = doubts(text)
    assert [fault.what for fault in found] == [
        "`desks` may have parts, and the text counts it: “how many desks”",
        "`chairs` may have parts, and the text counts it: “how many chairs”",
    ]
    where = found[0].where
    assert where is not None
    assert where.text[where.start : where.end] == "How many desks"
    assert found[0].hint == "declare desks : Int"


@pytest.mark.parametrize(
    "asked", ["How many hours", "How many acres of corn", "How much corn", "How many dollars"]
)
def test_what_is_measured_may_have_parts(asked: str) -> None:
    name = asked.split()[-1]
    given = read_problem(f"{name} : Real\nsaid\n    {name} <= 3\nmaximize\n    {name}\n")
    assert not doubts(Problem((), given.symbols, given.claims, given.goal, f"{asked} are best?"))


def test_what_no_equation_gives_is_decided() -> None:
    given = problem("apples, pears, price : Int", "said", "    price == 3", "    4 == 2 * pears")
    assert decided(given) == {"apples"}


def test_a_long_chain_of_equations_takes_no_long_time() -> None:
    names = [f"x{n}" for n in range(1500)]
    chain = [f"    {other} == {one} + 1" for one, other in pairwise(names)]
    given = problem(
        f"{', '.join(names)}, apples : Int", "said", *reversed(chain), "    x0 == 1", goal="apples"
    )
    start = time.process_time()
    assert decided(given) == {"apples"}
    assert time.process_time() - start < 2
