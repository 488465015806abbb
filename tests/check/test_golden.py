"""Faults and repairs of whole problems, to the letter: `pytest --update-golden` writes them anew."""

from pathlib import Path

import pytest

from neurosym.check import examine, repair
from neurosym.faults import weight
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem

HERE = Path(__file__).parents[1] / "golden" / "check"
PROBLEMS = sorted(HERE.glob("*.problem"))


def told(path: Path) -> str:
    problem = read_problem(path.read_text(encoding="utf-8"))
    faults = examine(problem)
    repaired = repair(problem)
    assert weight(repaired.faults) <= weight(faults)
    assert bool(repaired.repairs) == (weight(repaired.faults) < weight(faults))
    parts = ["-- faults", *(f"[{fault.code}, {fault.severity}] {fault}" for fault in faults)]
    if repaired.repairs:
        parts += ["-- repairs", *(f"[{repair.code}] {repair.what}" for repair in repaired.repairs)]
        parts += ["-- left", *(f"[{fault.code}, {fault.severity}] {fault}" for fault in repaired.faults)]
        parts += ["-- repaired", print_problem(repaired.problem).rstrip()]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_faults_and_repairs_are_as_written(path: Path, pytestconfig: pytest.Config) -> None:
    expected, printed = path.with_suffix(".faults"), told(path)
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_no_expectation_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.faults")} == {path.stem for path in PROBLEMS}
