"""Things in an order: variables become things, their domain the places, the query its options."""

import pytest

from neurosym.bench.dialects import csp
from neurosym.bench.dialects.recording import Reading, Recording
from neurosym.faults import FaultError
from neurosym.ir.core import Options, Range
from neurosym.ir.pretty import print_formula
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend

PROGRAM = """Domain:
1: leftmost
3: rightmost
Variables:
red_book [IN] [1, 2, 3]
o'brien [IN] [1, 2, 3]
green [IN] [1, 2, 3]
Constraints:
{constraints}
AllDifferentConstraint([red_book, o'brien, green]) ::: All have different values.
Query:
A) red_book == 1 ::: The red book is the leftmost.
B) o'brien == 1 ::: O'Brien is the leftmost.
C) green == 1 ::: The green one is the leftmost.
"""


def read(constraints: str) -> Reading:
    return csp.read(Recording(PROGRAM.format(constraints=constraints), question="Which is true?"))


def test_a_program_becomes_a_problem() -> None:
    problem = read("red_book < green ::: The red book is left of the green one.\no'brien == 3").problem
    assert [print_formula(claim.formula) for claim in problem.claims] == [
        "place(red_book) < place(green)",
        "place(o_apos_brien) == 3",
        "distinct(place(red_book), place(o_apos_brien), place(green))",
    ]
    assert problem.sorts[1] == Range("Place", 1, 3)
    assert problem.symbols[0].gloss == "1: leftmost, 3: rightmost"
    assert isinstance(problem.goal, Options)
    assert next(option.says for option in problem.goal.options) == "The red book is the leftmost."
    assert decide(problem, [SatBackend()]).value == "A"


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("red_book == 7 - 5", "place(red_book) == 7 - 5"),
        ("green == red_book + 1", "place(green) == place(red_book) + 1"),
        ("green == 1 or green == 2", "place(green) == 1 or place(green) == 2"),
        (
            "red_book < o'brien < green",
            "place(red_book) < place(o_apos_brien) and place(o_apos_brien) < place(green)",
        ),
        ("abs(red_book - green) == 1", "abs(place(red_book) - place(green)) == 1"),
    ],
)
def test_constraints(text: str, formula: str) -> None:
    assert print_formula(read(text).problem.claims[0].formula) == formula


def test_a_constraint_that_cannot_be_read_is_left_out() -> None:
    reading = read("the red book is somewhere")
    assert len(reading.problem.claims) == 1
    assert reading.unread


def test_a_variable_with_a_range_of_its_own_keeps_it() -> None:
    program = "Variables:\na [IN] [1, 2]\nb [IN] [1, 2, 3]\nConstraints:\na < b\nQuery:\nA) a == 1"
    claims = [print_formula(claim.formula) for claim in csp.read(Recording(program)).problem.claims]
    assert claims == ["place(a) == 1 or place(a) == 2", "place(a) < place(b)"]


@pytest.mark.parametrize(
    "program",
    [
        "Variables:\nkiwis [IN] [cheapest, dearest]\nConstraints:\nQuery:\nA) kiwis == 1",
        "Variables:\nkiwis [IN] [1, 2]\nConstraints:\nQuery:\n",
    ],
)
def test_without_numbers_or_options_there_is_no_problem(program: str) -> None:
    with pytest.raises(FaultError):
        csp.read(Recording(program))
