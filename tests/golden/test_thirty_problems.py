"""The hand-made readings of the thirty problems: they read, print back, quote, and are decided right."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from neurosym.answer import Answer
from neurosym.engine import Engine
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


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_is_decided_as_its_gold_says(row: dict[str, Any], engine: Engine) -> None:
    answer = engine.solve(read_problem(written(row)))
    assert said_right(row["gold"], answer), (row["gold"], answer.verdict, answer.value)


def said_right(gold: object, answer: Answer) -> bool:
    """Compare as the README beside the texts says: what was asked for agrees, whatever else is there."""
    match gold:
        case {"verdict": verdict, "value": value}:
            return answer.verdict == verdict and agrees(value, answer.value)
        case {"verdict": verdict}:
            return bool(answer.verdict == verdict)
        case str() if len(gold) == 1:
            return bool(answer.verdict == "unique" and answer.value == gold)
        case _:
            return bool(answer.verdict == gold)


def agrees(asked: object, found: object) -> bool:
    if isinstance(asked, Mapping):
        if not isinstance(found, Mapping):
            return False
        folded = {str(key).casefold(): value for key, value in found.items()}
        return all(agrees(value, folded.get(str(key).casefold())) for key, value in asked.items())
    return str(asked).casefold() == str(found).casefold()
