"""The bench of puzzles runs its items and counts steps and certificates."""

import json
from pathlib import Path

import pytest

from neurosym.bench import bench
from neurosym.bench import puzzles as module
from neurosym.bench.run import Options

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_grids_and_problems_are_certified_and_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SIZE", 3)
    out = tmp_path / "rows.json"
    bench("puzzles")(Options(EXAMPLES, limit=1, json=out))
    rows = {row["set"]: row for row in json.loads(out.read_text())["rows"]}
    for name in ("grids, unique", "grids, steps", "tasting, steps"):
        assert (rows[name]["certified"], rows[name]["complete"]) == (1, 1)
    assert rows["grids, steps"]["ratio"] > 0
    assert rows["tasting, steps"]["steps"] == 9
    assert (rows["rota, steps"]["steps"], rows["rota, steps"]["complete"]) == (0, 0)
