"""Programmes told in sentences come out as the matrices that were written down by hand."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest

from neurosym.bench.formulation import equal, formulation, of_problem
from neurosym.ir.core import INT, REAL, Find, Optimise, Problem
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.programme import assemble_programme

FILE = Path(__file__).with_name("programmes.txt")


def told(*lines: str) -> list[Entry]:
    pairs = [line.rpartition(" | ") for line in lines]
    return [Entry(text, read_reading(f" {reading}")) for text, _, reading in pairs]


def made(*lines: str) -> Assembled:
    return assemble_programme(told(*lines))


def problem_of(*lines: str) -> Problem:
    found = made(*lines).problem
    assert found is not None
    return found


def cases() -> Iterator[tuple[list[str], str]]:
    blocks = FILE.read_text(encoding="utf-8").partition("\n")[2].split("\n\n")
    for lines in map(str.splitlines, blocks):
        yield lines[:-1], lines[-1].removeprefix("= ")


@pytest.mark.parametrize(
    ("lines", "matrix"), list(cases()), ids=lambda case: case[0][:40] if isinstance(case, list) else ""
)
def test_a_programme_has_the_matrix_written_by_hand(lines: list[str], matrix: str) -> None:
    programme = made(*lines)
    assert programme.problem is not None
    found = of_problem(programme.problem)
    aim, *rows = [[*part.split()] for part in matrix.split(" ; ")]
    sense: Literal["maximize", "minimize"] = "maximize" if aim[0] == "maximize" else "minimize"
    weights = [Fraction(value) for value in aim[1:]]
    by_hand = formulation(found.names, sense, weights, [tuple(map(Fraction, row)) for row in rows])
    assert equal(found, by_hand), print_problem(programme.problem)
    assert not programme.faults


@pytest.mark.parametrize("lines", [lines for lines, _ in cases()], ids=lambda lines: lines[0][:40])
def test_a_programme_is_written_and_read_again(lines: list[str]) -> None:
    problem = problem_of(*lines)
    assert read_problem(print_problem(problem)) == problem
    said = {claim.says for claim in problem.claims if claim.kind == "said"} | {problem.goal.says}
    assert said == {line.rpartition(" | ")[0] for line in lines}


DESKS = (
    "A desk takes 3 hours of carpentry and earns $20. | carpentry( desk) = 3 ; earns( desk) = $20",
    "A chair takes 2 hours of carpentry and earns $9. | carpentry( chair) = 2 ; earns( chair) = $9",
)


def test_counted_things_are_whole_and_measured_ones_are_not() -> None:
    counted = problem_of(*DESKS)
    assert [(s.name, s.result) for s in counted.symbols[:2]] == [("desk", INT), ("chair", INT)]
    assert "counted" in counted.symbols[0].gloss
    measured = problem_of(
        "A pound of flour costs $2 and a pound of sugar $3. | cost( flour) = $2 ; cost( sugar) = $3",
        "Minimise the cost. | @min cost",
    )
    assert [s.result for s in measured.symbols[:2]] == [REAL, REAL]
    assert "pound" in measured.symbols[0].gloss


def test_a_guess_is_an_assumed_claim() -> None:
    problem = problem_of(*DESKS, "At most 90 hours are free. | total( hours) <= 90")
    (assumed,) = [claim for claim in problem.claims if "hours" in claim.says and claim.kind == "assumed"]
    assert print_formula(assumed.formula) == "hours == carpentry_desk * desk + carpentry_chair * chair"


def test_what_is_never_used_is_a_fault_at_its_sentence() -> None:
    programme = made(*DESKS, "Maximise the earnings. | @max earnings")
    (fault,) = programme.faults
    assert fault.code == "unused"
    assert "carpentry" in fault.what
    assert fault.where is not None
    assert fault.where.text.startswith("A desk takes 3 hours")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([*DESKS, "A desk earns $5. | earns( desk) = $5", "Maximise it. | @max earns"], "two-amounts"),
        (
            [
                *DESKS,
                "There must be twice as many chairs as desks. | chairs = twice * desks",
                "Maximise it. | @max earns",
            ],
            "exactly",
        ),
        ([*DESKS, "All is well. | all x: fine( x)", "Maximise it. | @max earns"], "unlinked"),
        ([*DESKS, "Maximise it. | @max earns", "Or not. | @min earns"], "objective"),
        ([DESKS[0], "A chair. | carpentry( chair) = 1", "Maximise it. | @max earns"], "objective"),
        ([*DESKS, "Ann lies. | @says Ann: fine( desk)"], "unlinked"),
    ],
)
def test_what_cannot_be_put_in_is_named(lines: list[str], code: str) -> None:
    assert code in [fault.code for fault in made(*lines).faults]


def test_nothing_to_decide_is_an_error() -> None:
    programme = made("It rains. | @none")
    assert programme.problem is None
    assert [(fault.code, fault.severity) for fault in programme.faults] == [("no-choice", "error")]


def test_without_an_objective_the_quantities_are_asked_for() -> None:
    problem = problem_of(*DESKS, "At most 90 hours. | total( carpentry) <= 90", "How many of each? | @find")
    assert problem.goal == Find(("desk", "chair"), "How many of each?")


def test_pronouns_point_at_the_last_thing_named() -> None:
    problem = problem_of(
        "A pen costs $2, a pad $3. It weighs 9. | cost( pen) = $2 ; cost( pad) = $3 ; weighs( it) = 9",
        "The former weighs 4 ounces. | weighs( former) = 4",
        "The weight is at most 90. | total( weight) <= 90",
        "Spend as little as possible. | @min spend",
    )
    assert "weighs_pad == 9" in print_problem(problem)
    assert "weighs_pen == 4" in print_problem(problem)
    assert isinstance(problem.goal, Optimise)


def test_a_choice_may_be_taken_or_left() -> None:
    problem = problem_of(
        "The pool costs $5,000 and the gym $3,000. | costs( pool) = $5,000 ; costs( gym) = $3,000",
        "If the gym is built, so is the pool. | built( gym) -> built( pool)",
        "Spend as much as possible. | @max spend",
    )
    text = print_problem(problem)
    assert "implies(gym >= 1, pool >= 1)" in text
    assert "gym <= 1" in text


@pytest.mark.parametrize(
    ("reading", "formula"),
    [
        ("requires( A, B)", "implies(a >= 1, b >= 1)"),
        ("A rules out( A, B)", "not (a >= 1 and b >= 1)"),
        ("A -> not B", "implies(a >= 1, not b >= 1)"),
        ("not ( A & B)", "not (a >= 1 and b >= 1)"),
    ],
)
def test_one_choice_may_call_for_another(reading: str, formula: str) -> None:
    problem = problem_of(
        "A costs $5. B costs $3. | costs( A) = $5 ; costs( B) = $3", f"So be it. | {reading}"
    )
    assert formula in [print_formula(claim.formula) for claim in problem.claims]
    assert [symbol.result for symbol in problem.symbols[:2]] == [INT, INT]
    assert "a <= 1" in print_problem(problem)


def test_an_objective_that_matches_nothing_is_no_number_of_things_unless_its_sentence_counts() -> None:
    lines = (*DESKS, "Rent is $9 a desk and $2 a chair. | rent( desk) = $9 ; rent( chair) = $2")
    (found,) = [f for f in made(*lines, "Minimise dust. | @min dust").faults if f.code == "objective"]
    assert "dust" in found.what
    counted = made(*lines, "Make as few pieces as possible. | @min pieces").faults
    assert "objective" not in [fault.code for fault in counted]


def test_a_narrower_name_that_matches_nothing_is_doubted() -> None:
    bought = "We buy ads on trains and ships. | @choose trains, ships"
    costs = "An ad on a train costs $5, on a ship $3. | costs( train) = $5 ; costs( ship) = $3"
    faults = made(bought, costs, "There may be 4 railway ads. | railway ads <= 4", "Save. | @min cost").faults
    assert [fault.code for fault in faults] == ["ambiguous"]
    assert not made(bought, costs, "At most 4 ads. | total( ads) <= 4", "Save. | @min cost").faults


def test_costs_alone_are_no_profit_unseen() -> None:
    faults = made(
        "A pen costs $5, a pad $3. | costs( pen) = $5 ; costs( pad) = $3", "Gain. | @max profit"
    ).faults
    assert [fault.code for fault in faults] == ["ambiguous"]


VANS = (
    "A van costs $20 a trip and a lorry $50. | costs( van) = $20 ; costs( lorry) = $50",
    "A van takes 9 crates and a lorry 30. | crates( van) = 9 ; crates( lorry) = 30",
    "At least 300 crates have to go, for $900. | total( crates) >= 300 ; total( spend) <= $900",
)


def test_what_is_counted_is_no_money() -> None:
    text = print_problem(problem_of(*VANS, "Minimise the number of trips. | @min trips"))
    assert "trips == van + lorry" in text


def test_what_is_no_word_of_money_measures_costs_by_a_guess_alone() -> None:
    assert [fault.code for fault in made(VANS[0], "Minimise soot. | @min soot").faults] == ["ambiguous"]


def test_a_limit_in_money_is_on_the_only_money_that_nothing_else_uses() -> None:
    text = print_problem(
        problem_of(
            "Masons earn $50 and carters $30. | earn( Masons) = $50 ; earn( carters) = $30",
            "A mason lays 9 bricks, a carter 3. | bricks( mason) = 9 ; bricks( carter) = 3",
            "The budget is $900. | total( budget) <= $900",
            "Lay many bricks. | @max bricks",
        )
    )
    assert "budget == earn_masons * masons + earn_carters * carters" in text


def test_of_which_there_is_no_more_than_one_is_taken_or_left() -> None:
    lines = ["weighs( tent) = 3 ; weighs( stove) = 2", "each <= one", "@max weighs"]
    found = assemble_programme([Entry(line, read_reading(f" {line}")) for line in lines]).problem
    assert found is not None
    assert [symbol.result for symbol in found.symbols[:2]] == [INT, INT]


def test_amounts_that_are_only_compared_are_open() -> None:
    said = "brings in( pen) = brings in( pad) + $7"
    told = "cuts( pen) = 2 ; cuts( pad) = 3 ; total( cuts) <= 60"
    lines = ["@choose pens, pads", told, said, "@max revenue"]
    found = assemble_programme([Entry(line, read_reading(f" {line}")) for line in lines])
    assert found.problem is None
    assert [fault.code for fault in found.faults if fault.severity == "error"] == ["open"]


def test_an_amount_may_be_told_by_another_one() -> None:
    said = "brings in( pen) = $9 ; brings in( pen) = brings in( pad) + $7"
    lines = ["@choose pens, pads", said, "pens + pads <= 9", "@max revenue"]
    found = assemble_programme([Entry(line, read_reading(f" {line}")) for line in lines])
    assert found.problem is not None
    assert {"brings_in_pens == 9", "brings_in_pens == brings_in_pads + 7"} <= {
        print_formula(claim.formula) for claim in found.problem.claims
    }
