"""What results say of readings, and the repairs that results lead to, with a real engine."""

import pytest

from neurosym.check import GUESSES, REPAIRS, repair
from neurosym.check.worlds import solved_well
from neurosym.ir.core import Problem
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.programmes.optimum import optimum
from neurosym.solve.sat import SatBackend


def solver(problem: Problem) -> Result:
    return decide(problem, [SatBackend()])


def codes(problem: Problem) -> list[str]:
    return [fault.code for fault in repair(problem, solver).faults]


QUEUE = """
sort Who = ann, bo, cy
sort Place = 1..3
at : Who -> Place
"""
APART = '"No two stand in one place."\n    distinct(at(w) for w in Who)\n'


def test_a_conflict_is_told_in_the_sentences_of_the_text() -> None:
    claims = '"Ann stands at one."\n    at(ann) == 1\n"Ann stands at two."\n    at(ann) == 2\n'
    (fault,) = repair(read_problem(f"{QUEUE}{claims}find at\n"), solver).faults
    assert fault.code == "inconsistent"
    assert "“Ann stands at one.”" in fault.what
    assert "“Ann stands at two.”" in fault.what


def test_a_question_that_hangs_on_no_claim_is_told() -> None:
    assert codes(read_problem(f"{QUEUE}{APART}entails\n    at(ann) == at(ann)\n")) == ["vacuous"]
    assert codes(read_problem(f"{QUEUE}{APART}entails\n    at(ann) != at(bo)\n")) == []


def test_several_solutions_show_where_two_of_them_differ() -> None:
    (fault,) = repair(read_problem(f"{QUEUE}{APART}find at\n"), solver).faults
    assert fault.code == "several"
    assert "at(" in fault.what


def test_as_many_places_as_things_differ_only_where_that_keeps_the_promise() -> None:
    two = "said\n    at(ann) == 1\n    at(bo) == 2\n"
    kept = repair(read_problem(f"{QUEUE}{two}find at\n"), solver)
    assert [done.code for done in kept.repairs] == ["assumed"]
    assert kept.result is not None
    assert kept.result.verdict is Verdict.UNIQUE
    assert kept.problem.claims[-1].kind == "assumed"
    one = repair(read_problem(f"{QUEUE}said\n    at(ann) == 1\nfind at\n"), solver)
    assert one.repairs == ()


def test_a_claim_that_no_world_makes_true_is_left_out_and_that_is_said() -> None:
    odd = '"Ann is alone."\n    at(ann) < at(ann)\n'
    found = repair(read_problem(f"{QUEUE}{APART}{odd}entails\n    at(ann) != at(bo)\n"), solver)
    assert [done.code for done in found.repairs] == ["impossible"]
    assert "at(ann) < at(ann)" in found.repairs[0].what
    assert found.result is not None
    assert found.result.verdict is Verdict.PROVED


def test_without_guesses_a_result_only_makes_faults() -> None:
    sure = tuple(proposer for proposer in REPAIRS if proposer not in GUESSES)
    odd = '"Ann is alone."\n    at(ann) < at(ann)\n'
    problem = read_problem(f"{QUEUE}{APART}{odd}entails\n    at(ann) != at(bo)\n")
    found = repair(problem, solver, sure)
    assert found.problem is problem
    assert [(fault.code, fault.severity) for fault in found.faults] == [("impossible", "error")]


def test_no_solver_is_asked_of_a_problem_with_errors() -> None:
    def never(_: Problem) -> Result:
        raise AssertionError("asked")

    problem = read_problem(f"{QUEUE}said\n    at(ann) / at(bo) == 1\nfind at\n")
    assert [fault.severity for fault in repair(problem, never).faults] == ["error"]


@pytest.mark.parametrize(("mode", "left"), [("must", "none"), ("could", "A, B")])
def test_options_that_do_not_leave_one_are_told(mode: str, left: str) -> None:
    options = f'{mode} "Who?"\n    A "Ann"\n        at(ann) == 1\n    B "Bo"\n        at(bo) == 1\n'
    (fault,) = repair(read_problem(f"{QUEUE}{APART}{options}"), solver).faults
    assert fault.code == "options"
    assert fault.what.endswith(left)


def test_a_limit_that_no_plan_feels_is_told() -> None:
    problem = read_problem(
        'x : Int\n"At most 9."\n    x <= 9\n"At most 999."\n    x <= 999\nmaximize\n    x\n'
    )
    result = optimum(problem)
    assert result is not None
    assert [(fault.code, fault.claim) for fault in solved_well(problem, result)] == [("idle", "c2")]
