"""Every backend decides the cases worked out by hand as they are, or says why it does not."""

from collections import Counter

import pytest

from neurosym.solve.base import Backend
from neurosym.solve.z3 import Z3Backend
from tests.backends.cases import CASES, Case
from tests.backends.judge import judge


def test_names_of_cases_are_unique():
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(engine: Backend, case: Case):
    theory = case.theory()
    declined = engine.declines(theory)
    if declined:
        pytest.skip(f"declined: {declined}")
    outcome = engine.open(theory).check(theory.formulas)
    assert judge(theory, theory.formulas, outcome) in (case.expected, "unknown")


def test_z3_decides_all_but_these():
    undecided: set[str] = set()
    for case in CASES:
        theory = case.theory()
        assert Z3Backend().declines(theory) == ""
        outcome = Z3Backend().open(theory).check(theory.formulas)
        if judge(theory, theory.formulas, outcome) == "unknown":
            undecided.add(case.name)
    assert undecided == {"distinct values of others"}
