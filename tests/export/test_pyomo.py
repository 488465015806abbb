"""Models for Pyomo: they run as they are printed, and find what is certified."""

from pathlib import Path

import pytest

from neurosym.export import export
from neurosym.ir.notation import read_problem
from tests.export.reading import run
from tests.export.texts import BAKERY

pytest.importorskip("pyomo")


def test_the_text_runs_and_finds_the_optimum(tmp_path: Path) -> None:
    found = run(export(read_problem(BAKERY), "pyomo"), tmp_path)
    assert found["objective"] == "194.0"
    assert (float(found["rye_loaves"]), float(found["seed_loaves"])) == (10, 24)


def test_each_constraint_stands_below_its_sentence() -> None:
    lines = export(read_problem(BAKERY), "pyomo").splitlines()
    line = "model.c4 = pyo.Constraint(expr=2 * model.rye_loaves + 2.5 * model.seed_loaves <= 80)"
    assert lines[lines.index(line) - 1] == "# c4: The bakery has 80 hours of labour."


def test_names_that_a_model_has_of_its_own_are_changed(tmp_path: Path) -> None:
    names = ("name", "index", "c1", "goal", "print")
    limits = "".join(f'"Up to {n}."\n    {name} <= {n}\n' for n, name in enumerate(names, start=1))
    text = f"{', '.join(names)} : Real\n{limits}maximize\n    {' + '.join(names)} + 1/3"
    found = run(export(read_problem(text), "pyomo"), tmp_path)
    assert float(found["objective"]) == pytest.approx(15 + 1 / 3, abs=1e-5)


def test_a_sentence_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    says = "Up to 4.\\nraise SystemExit(3)\\r\u2028raise SystemExit(4)"
    text = f'x : Int\n"{says}"\n    x <= 4\nmaximize\n    x'
    assert run(export(read_problem(text), "pyomo"), tmp_path)["objective"] == "4.0"
