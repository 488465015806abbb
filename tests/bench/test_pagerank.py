"""The bench of PageRank on a small graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import pagerank
from neurosym.bench.run import Options


def test_ours_and_theirs_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagerank, "SIZES", (300,))
    ours, theirs = pagerank.pagerank(Options(tmp_path))
    assert (ours["engine"], theirs["engine"]) == ("neurosym", "networkx")
    assert ours["right"] == "True"
    assert float(theirs["ratio"]) > 0
    assert not list(pagerank.pagerank(Options(tmp_path, only=("nothing",))))
