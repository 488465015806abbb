"""The hand-made readings of the thirty problems: they read, print back, and quote their texts."""

import json
from pathlib import Path
from typing import Any

import pytest

from neurosym.ir.core import Options
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem

HERE = Path(__file__).with_name("thirty")
PROSE = HERE.parents[1] / "prose" / "thirty.jsonl"
ROWS = [json.loads(line) for line in PROSE.read_text(encoding="utf-8").splitlines()]


def written(row: dict[str, Any]) -> str:
    return (HERE / f"{row['id']}.problem").read_text(encoding="utf-8")


def test_every_problem_has_a_reading_and_there_are_no_others() -> None:
    assert {path.stem for path in HERE.glob("*.problem")} == {row["id"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_prints_back_to_the_same_problem(row: dict[str, Any]) -> None:
    problem = read_problem(written(row))
    assert read_problem(print_problem(problem)) == problem


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_quotes_the_text_the_question_and_the_options(row: dict[str, Any]) -> None:
    problem = read_problem(written(row))
    said = [claim.says for claim in problem.claims if claim.kind == "said"]
    assert [quote for quote in said if quote not in f"{row['text']} {row['question']}"] == []
    assert problem.goal.says == row["question"]
    if isinstance(problem.goal, Options):
        assert {option.label: option.says for option in problem.goal.options} == row["options"]
