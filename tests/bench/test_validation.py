"""The bench of validation: ours and pySHACL find the same, and the W3C's cases are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import parts, validation
from neurosym.bench.parts import Skipped
from neurosym.bench.run import Options
from tests.bench.conftest import Measured

pytest.importorskip("shacl")
pytest.importorskip("pyshacl")

CASE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix sht: <http://www.w3.org/ns/shacl-test#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> . @prefix ex: <http://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetNode ex:pump ; sh:property [ sh:path ex:feeds ; sh:minCount 1 ] .
ex:other ex:feeds ex:tank .
<one> a sht:Validate ;
    mf:action [ sht:dataGraph <> ; sht:shapesGraph <> ] ;
    mf:result [ sh:result [ sh:focusNode ex:FOCUS ; sh:sourceConstraintComponent sh:COMPONENT ] ] .
"""


def test_both_find_the_same_in_what_is_shipped(tmp_path: Path, measured: Measured) -> None:
    rows = measured(validation, Options(tmp_path, only=("shapes",)))
    ours, theirs = rows[::2], rows[1::2]
    assert [row["set"] for row in ours[:2]] == ["geography", "geography, spoilt"]
    assert all(row["right"] == "True" for row in ours)
    assert [row["results"] for row in ours] == [row["results"] for row in theirs]
    assert int(ours[1]["results"]) > 100
    assert all(float(row["ratio"]) > 1 for row in theirs)


def test_cases_are_counted_for_each(tmp_path: Path, measured: Measured) -> None:
    folder = tmp_path / "w3c-shacl" / "tests"
    folder.mkdir(parents=True)
    right = CASE.replace("FOCUS", "pump").replace("COMPONENT", "MinCountConstraintComponent")
    (folder / "right.ttl").write_text(right, encoding="utf-8")
    (folder / "wrong.ttl").write_text(right.replace("focusNode ex:pump", "focusNode ex:no"), encoding="utf-8")
    rows = measured(validation, Options(tmp_path, only=("w3c",)))
    assert [str(row["engine"]).split()[0] for row in rows] == ["neurosym", "pyshacl"]
    assert all((row["n"], row["right"]) == (2, "1 of 2") for row in rows)


def test_without_the_other_engine_ours_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda name: None)
    skipped = [one for one in validation.items(Options(tmp_path)) if isinstance(one, Skipped)]
    assert [one.group for one in skipped] == ["shapes", "w3c"]
    assert "pyshacl is not installed" in skipped[0].why
