"""The verbs `train` and `card` as a user meets them; no model is loaded."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from neurosym.cli import app
from neurosym.learn import begin
from neurosym.learn.train import Progress, Recipe


class Run:
    """A run that does one chunk each time it is started."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.chunk = 0

    def run(self, on: Callable[[Progress], None], until: float) -> bool:
        self.chunk += 1
        on(Progress(self.chunk, self.recipe.chunks, 1024, 0.5, until))
        return self.chunk == self.recipe.chunks


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Recipe, dict[str, object]]]:
    found: list[tuple[Recipe, dict[str, object]]] = []

    def run_in(folder: Path, recipe: Recipe, **how: object) -> Run:
        found.append((recipe, how))
        return Run(recipe)

    monkeypatch.setattr(begin, "run_in", run_in)
    return found


def test_a_run_is_told_its_recipe(asked: list[tuple[Recipe, dict[str, object]]], tmp_path: Path) -> None:
    start = tmp_path / "old.safetensors"
    start.touch()
    words = ["--chunks", "1", "--seed", "5", "--threads", "2", "--start", str(start), "--model", "weights"]
    words += ["--verified", str(start), "--texts", str(start)]
    done = CliRunner().invoke(app, ["train", str(tmp_path / "run"), *words])
    ((recipe, how),) = asked
    assert (recipe.chunks, recipe.seed) == (1, 5)
    assert how == {"texts": [start], "verified": [start], "model": "weights", "start": start, "threads": 2}
    assert "done: 1 of 1 chunks" in done.output


def test_a_run_that_is_not_at_its_end_says_so(
    asked: list[tuple[Recipe, dict[str, object]]], tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["train", str(tmp_path / "run"), "--chunks", "2", "--seconds", "1"])
    assert "the same command goes on" in done.output
    assert asked


def test_a_card_lies_beside_the_adapter(tmp_path: Path) -> None:
    point = {"chunk": 1, "chunks": 1, "sentences": 1024, "loss": 0.5, "seconds": 60.0}
    (tmp_path / "run.json").write_text(json.dumps({"recipe": {"seed": 0}, "data": "abc"}))
    (tmp_path / "log.jsonl").write_text(json.dumps(point))
    (tmp_path / "adapter.safetensors").touch()
    done = CliRunner().invoke(app, ["card", str(tmp_path)])
    assert done.exit_code == 0
    assert (tmp_path / "MODEL_CARD.md").read_text().startswith("# ")


def test_the_card_of_an_lm_of_the_package_is_printed() -> None:
    done = CliRunner().invoke(app, ["card", "embedded/questions"])
    assert done.exit_code == 0
    assert done.stdout.startswith("# The adapter of the embedded LM for questions")
    assert CliRunner().invoke(app, ["card", "embedded/nothing"]).exit_code == 2
