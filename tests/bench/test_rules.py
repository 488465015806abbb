"""The bench of rules on small inputs: its rows, and the closure that owlrl finds too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neurosym.bench import rules
from neurosym.bench.ontologies import closure_of_owlrl, random_ontology
from neurosym.bench.run import Options


def test_rows_tell_rate_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FACTS", (1_000, 2_000, 3_000))
    monkeypatch.setattr(rules, "TRIPLES", (300,))
    monkeypatch.setattr(rules, "TREES", 20)
    monkeypatch.setattr(rules, "find_spec", lambda name: None)
    rules.bench(Options(tmp_path, limit=1, json=tmp_path / "rows.json"))
    rows = json.loads((tmp_path / "rows.json").read_text())["rows"]
    assert [row["set"] for row in rows] == ["ancestor", "trees", "owl"]
    assert all(row["right"] == "True" and row["cpu_s"] > 0 for row in rows)
    assert rows[0]["rate"] > 0
    assert rows[0]["mb"] > 0


def test_owlrl_finds_the_same_closure() -> None:
    pytest.importorskip("owlrl")
    triples = random_ontology(400)
    assert rules._closure(triples) == closure_of_owlrl(triples)
