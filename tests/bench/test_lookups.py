"""The bench of questions to graphs on a small one: every engine gives the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import lookups
from neurosym.bench.run import Options
from tests.bench.conftest import Measured


def test_every_engine_gives_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, measured: Measured
) -> None:
    monkeypatch.setattr(lookups, "SIZES", (3_000, 6_000))
    monkeypatch.setattr(lookups, "LOOKS", 50)
    rows = measured(lookups, Options(tmp_path, limit=1))
    assert [row["set"] for row in rows[::3]] == ["load", "match", "look", "join", "path", "count"]
    assert [str(row["engine"]).split()[0] for row in rows[:3]] == ["neurosym", "pyoxigraph", "rdflib"]
    assert all(row["n"] == 3_000 and int(row["rows"]) > 0 and float(row["cpu_s"]) >= 0 for row in rows)
    assert all(("ratio" in row) is (row["engine"] != "neurosym") for row in rows)
    assert len(list(lookups.items(Options(tmp_path)))) == 2
