"""What would settle an answer, through the engine: solved again, certified, within the budget."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Verdict
from neurosym.workers.budget import Budget
from tests.explain.test_deciding import PERMIT, PLAN
from tests.explain.test_relax import ONE, TWO


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def test_what_is_dropped_is_solved_again_and_certified(engine: Engine) -> None:
    for text in (ONE, TWO):
        answer = engine.solve(read_problem(text))
        relaxed = engine.relaxations(answer)
        for drop in (*relaxed.alone, *relaxed.smallest):
            again = engine.solve(drop.problem(relaxed.problem))
            assert (again.verdict, again.trust) == (drop.result.verdict, drop.result.trust)
            assert drop.result.trust == "certified"


def test_what_is_added_is_solved_again_and_certified(engine: Engine) -> None:
    settled = engine.deciding(engine.solve(read_problem(PERMIT.format(PLAN))))
    assert [each.result.verdict for each in settled] == ["proved", "refuted"]
    for addition in settled:
        assert engine.solve(addition.problem(settled.problem)).verdict is addition.result.verdict
        assert addition.result.trust == "certified"


def test_only_a_contradiction_is_relaxed_and_only_what_is_open_decided(engine: Engine) -> None:
    open_, clash = engine.solve(read_problem(PERMIT.format(""))), engine.solve(read_problem(ONE))
    with pytest.raises(FaultError, match="no contradiction"):
        engine.relaxations(open_)
    with pytest.raises(FaultError, match="no question open"):
        engine.deciding(clash)
    for answer in (open_, clash):
        withheld = replace(answer, verdict=Verdict.UNTRANSLATED)
        with pytest.raises(FaultError, match="no contradiction"):
            engine.relaxations(withheld)
        with pytest.raises(FaultError, match="nothing was decided"):
            engine.deciding(withheld)
    listed = engine.solve(read_problem("p : Bool\nenumerate\n"))
    with pytest.raises(FaultError, match="no question open"):
        engine.deciding(listed)


def test_all_solves_together_keep_the_budget() -> None:
    text = (
        "x, y : Int\n" + '"Low."\n    x >= 3\n"High."\n    x + y <= 6\n"Y."\n    y >= 4\nminimize\n    x + y'
    )
    with Engine(budget=Budget(cpu_s=2, wall_s=2)) as engine:
        answer = engine.solve(read_problem(text))
        start = time.monotonic()
        relaxed = engine.relaxations(answer)
        assert time.monotonic() - start < 8
    assert len(relaxed.alone) >= 1
    assert all(drop.frees or drop.result.verdict.abstains for drop in relaxed.alone)
