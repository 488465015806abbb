"""The bench of PageRank on a small graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import pagerank
from neurosym.bench.run import Options
from tests.bench.conftest import Measured


def test_ours_and_theirs_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, measured: Measured) -> None:
    monkeypatch.setattr(pagerank, "SIZES", (300, 600))
    ours, theirs = measured(pagerank, Options(tmp_path, limit=1))
    assert ours["engine"] == "neurosym"
    assert str(theirs["engine"]).startswith("networkx")
    assert ours["right"] == "True"
    assert float(theirs["ratio"]) > 0
    assert len(list(pagerank.items(Options(tmp_path)))) == 2
