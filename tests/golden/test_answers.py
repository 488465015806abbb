"""What is printed for an answer, to the letter: `pytest --update-golden` writes it anew.

The worked examples of the translator are printed as well as the problems here.
"""

import json
import re
from pathlib import Path

import pytest

import neurosym.translate
from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.ir.load import load

HERE = Path(__file__).with_name("answers")
SHOTS = Path(neurosym.translate.__file__).parent / "shots"
PROBLEMS = sorted((*HERE.glob("*.problem"), *SHOTS.glob("*.problem")), key=lambda path: path.stem)


def steady(report: str) -> str:
    """Return a report without what differs from run to run."""
    return re.sub(r" in \d+ ms", " in … ms", report)


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        yield opened


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_the_report_is_as_written(path: Path, engine: Engine, pytestconfig: pytest.Config) -> None:
    answer = engine.solve(load(path))
    expected = HERE / f"{path.stem}.txt"
    printed = steady(answer.report()) + "\n"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_no_report_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {path.stem for path in PROBLEMS}
