"""The bench of closures on small inputs: what it says of each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import closures
from neurosym.bench.run import Options
from neurosym.bench.synthetic import RULES, synthetic
from neurosym.ir.rules import read_rules
from neurosym.solve.graph.reason.closure import Closure


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closures, "SIZES", (600,))
    monkeypatch.setattr(closures, "FULL", 600)


@pytest.mark.usefixtures("small")
def test_rows_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closures, "find_spec", lambda name: None)
    rows = list(closures.closures(Options(tmp_path)))
    assert [row["engine"] for row in rows] == [
        "neurosym", "neurosym owl2rl", "neurosym, the first", "neurosym, a later one", "neurosym, anew",
    ]  # fmt: skip
    assert rows[0]["proved"] == "1000 of 1000 tried"
    assert rows[3]["right"] == "True"
    assert all(row["cpu_s"] >= 0 and row["n"] == 600 for row in rows)
    assert not list(closures.closures(Options(tmp_path, only=("nothing",))))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("engine", "module", "lacks"), [
    ("nemo", "nmo_python", False), ("owlrl", "owlrl", False), ("reasonable", "reasonable", True),
])  # fmt: skip
def test_others_find_what_we_find(tmp_path: Path, engine: str, module: str, lacks: bool) -> None:
    pytest.importorskip(module)
    (row,) = [row for row in closures.closures(Options(tmp_path, only=("ten",))) if row["engine"] == engine]
    assert (row["missing"] > 0) == lacks
    assert (row["more"] > 0) == (engine != "nemo")


def test_a_size_is_one_graph() -> None:
    graph = synthetic(1_000)
    assert graph == synthetic(1_000)
    assert len(graph) == 1_000
    assert len(Closure(graph, read_rules(RULES))) > 5_000
