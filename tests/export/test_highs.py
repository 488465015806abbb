"""LP and MPS files: HiGHS reads back what the problem says, and every row has its sentence above it."""

from pathlib import Path

import pytest

import neurosym as ns
from neurosym.export import export
from neurosym.ir.notation import read_problem
from tests.export.reading import optimum, solved
from tests.export.texts import BAKERY


@pytest.mark.parametrize("form", ["lp", "mps"])
def test_the_file_has_the_certified_optimum(form: str, tmp_path: Path) -> None:
    problem = read_problem(BAKERY)
    answer = ns.solve(problem)
    assert answer.trust == "certified"
    assert solved(problem, form, tmp_path) == pytest.approx(float(answer.objective))


def test_each_row_stands_below_its_sentence() -> None:
    lines = export(read_problem(BAKERY), "lp").splitlines()
    assert lines[lines.index(" c4: +2 rye_loaves +2.5 seed_loaves <= +80") - 1] == (
        r"\ c4: The bakery has 80 hours of labour."
    )
    assert r"\ obj: The profit is $5 per rye loaf and $6 per seed loaf." in lines
    assert r"\ labour_seed_loaves = 2.5: Each seed loaf takes 2.5 hours of labour." in lines
    mps = export(read_problem(BAKERY), "mps").splitlines()
    assert mps[mps.index(" L  c4") - 1] == "* c4: The bakery has 80 hours of labour."


def test_thirds_are_written_exactly() -> None:
    assert " c3: +6 rye_loaves -3 seed_loaves <= +1" in export(read_problem(BAKERY), "lp").splitlines()


def test_a_sentence_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    says = "Up to 4.\\n bad: +9 x <= 1\\nst \u2028 bad2: x >= 7"
    text = f'x : Int\n"{says}"\n    x <= 4\nassumed\n    x >= 0\nmaximize\n    x'
    problem = read_problem(text)
    for form in ("lp", "mps"):
        path = tmp_path / f"model.{form}"
        path.write_text(export(problem, form), encoding="utf-8")
        assert optimum(path) == 4


def test_names_that_formats_keep_for_themselves_are_changed(tmp_path: Path) -> None:
    names = ("free", "e5", "St", "größe", "infants")
    limits = "".join(f'"Up to {n}."\n    {name} <= {n}\n' for n, name in enumerate(names, start=1))
    text = f"{', '.join(names)} : Int\n{limits}maximize\n    {' + '.join(names)}"
    assert solved(read_problem(text), "lp", tmp_path) == 15
    assert solved(read_problem(text), "mps", tmp_path) == 15
