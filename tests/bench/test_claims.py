"""Claims made from paths: in balance, the same for a seed, and all judged right from their forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from neurosym.bench.claims import measured
from neurosym.bench.claims_made import FILES, KINDS, World, made


@pytest.mark.parametrize("name", ["pathquestion", "metaqa"])
def test_claims_are_made_in_balance_and_judged_right(shared_data: Path, name: str) -> None:
    world = World.read(name, shared_data / FILES[name])
    claims = made(world, 30)
    counts = Counter((claim.kind, claim.gold) for claim in claims)
    assert set(counts.values()) == {10}
    assert {kind for kind, _ in counts} == set(KINDS)
    assert made(world, 30) == claims
    if name == "pathquestion":
        for row in measured(name, shared_data / FILES[name], each=60):
            assert (row["right"], row["n"]) == (60, 60), row
