"""Every worked example is a problem without faults that solves with the verdict it states."""

import re
from pathlib import Path

import pytest

import neurosym.translate
from neurosym.engine import Engine
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem
from neurosym.translate.prompt import kind_of

SHOTS = sorted((Path(neurosym.translate.__file__).parent / "shots").glob("*.problem"))


def test_there_are_examples_of_every_kind() -> None:
    kinds = {path.stem.split("-")[0] for path in SHOTS}
    assert kinds == {"deduce", "puzzle", "options", "optimise"}
    assert len(SHOTS) >= 8


@pytest.mark.parametrize("path", SHOTS, ids=lambda path: path.stem)
def test_an_example_solves_as_it_states(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    stated = re.match(r"# verdict: (\w+) ?(.*)", written)
    assert stated
    problem = read_problem(written)
    assert read_problem(print_problem(problem)) == problem
    with Engine() as engine:
        assert engine.check(problem) == ()
        answer = engine.solve(problem)
    assert answer.verdict == stated[1]
    value = (
        answer.value["objective"]
        if isinstance(answer.value, dict) and stated[1] == "optimal"
        else answer.value
    )
    assert not stated[2] or str(value) == stated[2]
    assert answer.reading.quoted == answer.reading.sentences


@pytest.mark.parametrize("path", SHOTS, ids=lambda path: path.stem)
def test_an_example_is_found_for_texts_like_it(path: Path) -> None:
    kind = path.stem.split("-")[0]
    text = read_problem(path.read_text(encoding="utf-8")).text
    assert kind_of(text) == kind
