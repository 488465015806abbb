"""Claims made from paths: in balance, the same for a seed, and all judged right from their forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from neurosym.bench import claims
from neurosym.bench.claims_made import FILES, KINDS, World, made
from neurosym.bench.parts import Skipped, place
from neurosym.bench.run import Options
from tests.bench.conftest import Measured


@pytest.mark.parametrize("name", ["pathquestion", "metaqa"])
def test_claims_are_made_in_balance(shared_data: Path, name: str) -> None:
    world = World.read(name, place(Options(shared_data), FILES[name]))
    found = made(world, 30)
    counts = Counter((claim.kind, claim.gold) for claim in found)
    assert set(counts.values()) == {10}
    assert {kind for kind, _ in counts} == set(KINDS)
    assert made(world, 30) == found


def test_all_are_judged_right_from_their_forms(shared_data: Path, measured: Measured) -> None:
    options = Options(shared_data, limit=100, only=("pathquestion from forms",))
    rows = measured(claims, options)
    assert [row["kind"] for row in rows] == [*KINDS, "all"]
    assert [row["n"] for row in rows] == [100] * 5 + [500]
    assert all((row["right"], row["wrong"], row["falsely"]) == (1, 0, 0) for row in rows)


def test_without_an_lm_there_are_forms_alone(tmp_path: Path) -> None:
    (tmp_path / "pathquestion").mkdir()
    (tmp_path / FILES["pathquestion"]).write_text("ada\tspouse\tben\n")
    options = Options(tmp_path, limit=1, lm_settings={"model": str(tmp_path / "nowhere")})
    skipped = [one for one in claims.items(options) if isinstance(one, Skipped)]
    assert [one.group for one in skipped] == ["metaqa", "pathquestion from texts"]
    assert "there are no weights at" in skipped[1].why
