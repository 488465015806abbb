"""The forms by name, and what none of them can say."""

import pytest

import neurosym as ns
from neurosym.cli_export import Form
from neurosym.export import FORMS, export
from neurosym.faults import FaultError
from neurosym.ir.notation import read_problem
from tests.export.texts import BAKERY


def test_the_command_line_offers_every_form() -> None:
    assert [form.value for form in Form] == list(FORMS)


def test_an_unknown_form_is_a_fault_with_a_near_name() -> None:
    with pytest.raises(FaultError, match=r"(?s)no form `lpp`.*`lp`"):
        export(read_problem(BAKERY), "lpp")


def test_an_answer_is_exported_by_its_problem() -> None:
    problem = read_problem(BAKERY)
    answer = ns.solve(problem)
    assert ns.export(answer, "maths") == ns.export(problem, "maths")


def test_an_answer_without_a_problem_is_a_fault() -> None:
    with pytest.raises(FaultError, match="no problem was read"):
        ns.export(ns.Answer(ns.Verdict.UNTRANSLATED), "maths")


def test_a_problem_without_an_objective_is_no_solver_file() -> None:
    with pytest.raises(FaultError, match=r"(?s)nothing is to be made large.*maths, words and cpmpy"):
        export(read_problem("p : Bool\nfind"), "lp")
