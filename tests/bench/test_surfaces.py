"""One row for each notation, of the same sentences."""

import json
from pathlib import Path

import pytest
import torch

from neurosym.bench import surfaces
from neurosym.bench.run import Options
from neurosym.learn import begin, mixture
from neurosym.lm.embedded.weights import Shape, Weights

SHAPE = Shape(layers=1, width=16, heads=2, kv_heads=1, inner=32, vocabulary=49152, theta=1e4, epsilon=1e-5)


def weights(name: str) -> torch.Tensor:
    return torch.randn(SHAPE.of(name), generator=torch.Generator().manual_seed(len(name))) / 4


def test_a_row_for_each_notation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mixture, "CHUNK", 8)
    monkeypatch.setattr(begin, "open_weights", lambda path: Weights(SHAPE, weights))
    out = tmp_path / "own.json"
    settings = {"model": str(tmp_path), "threads": 1}
    options = Options(Path(), json=out, resume=tmp_path, lm_settings=settings, held_out=1, chunks=1)
    monkeypatch.setattr(begin, "find_weights", lambda model, cache: tmp_path)
    surfaces.bench(options)
    rows = json.loads(out.read_text())["rows"]
    assert [row["surface"] for row in rows] == ["reading", "python", "smt"]
    assert {row["n words"] for row in rows} == {rows[0]["n words"]} != {0}
    assert {row["words"] for row in rows} == {0.0}
    assert rows[0]["tokens"] < rows[2]["tokens"]
    surfaces.bench(options)
    assert json.loads(out.read_text())["rows"] == rows
    assert "phrasings" in capsys.readouterr().out
