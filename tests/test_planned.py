"""Plans through the engine: certified, within the budget, and refused where there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

import neurosym as ns
from neurosym.engine import Engine
from neurosym.explain.plans.growth import Growth
from neurosym.explain.plans.plan import BestPlan
from neurosym.explain.plans.repairs import Repairs
from neurosym.faults import FaultError
from neurosym.ir.verdict import Verdict
from neurosym.workers.budget import Budget

CARTS = """
grain, hay : Real
"The cart bears 20 sacks."
    grain + hay <= 20
"Grain is sold only with as much hay."
    grain <= hay
assumed
    grain >= 0
maximize
    3 * grain + hay
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def test_what_limits_are_worth_is_certified(engine: Engine) -> None:
    plan = engine.plan(engine.solve(ns.loads(CARTS)))
    assert isinstance(plan, BestPlan)
    assert [(price.bound.claim.id, price.shadow, price.trust) for price in plan.prices] == [
        ("c1", 2, "certified"),
        ("c2", 1, "certified"),
    ]
    assert {weight.trust for weight in plan.weights} == {"certified"}
    assert plan.others is not None
    assert (plan.others.exist, plan.others.trust) == (False, "certified")


def test_a_figure_takes_the_values_that_are_named(engine: Engine) -> None:
    answer = engine.solve(ns.loads(CARTS))
    found = engine.curve(answer, "c1", (0, 7, Fraction(1, 2)))
    assert [(point.figure, point.value) for point in found] == [(0, 0), (Fraction(1, 2), 1), (7, 14)]
    assert [point.figure for point in engine.curve(answer, "c1")] == [16, 18, 20, 22, 24]
    with pytest.raises(FaultError, match="`c9` sets no limit"):
        engine.curve(answer, "c9")


def test_what_is_no_plan_is_not_explained(engine: Engine) -> None:
    found = engine.solve(ns.loads("p : Bool\nfind p\n"))
    withheld = replace(engine.solve(ns.loads(CARTS)), verdict=Verdict.UNTRANSLATED)
    for answer, why in ((found, "the answer is no plan"), (withheld, "no answer was given")):
        with pytest.raises(FaultError, match=why):
            engine.plan(answer)
        with pytest.raises(FaultError, match=why):
            engine.curve(answer, "c1")


def test_all_solves_together_keep_the_budget(engine: Engine) -> None:
    text = CARTS.replace("Real", "Int").replace("20", "2001").replace("grain >= 0", "7 * grain >= 3 * hay")
    answer = engine.solve(ns.loads(text))
    with Engine(budget=Budget(cpu_s=1, wall_s=0.3)) as hurried:
        start = time.monotonic()
        plan = hurried.plan(answer)
        assert time.monotonic() - start < 3
    assert "stopped at the budget of 100 solves and 0.3 seconds" in str(plan)


def test_a_contradiction_is_repaired_and_what_never_ends_is_shown(engine: Engine) -> None:
    clash = engine.plan(engine.solve(ns.loads(CARTS.replace("grain >= 0", "grain >= 11"))))
    assert isinstance(clash, Repairs)
    assert [(repair.moves[0].to, repair.result.trust) for repair in clash.alone] == [
        (22, "certified"),
        (2, "certified"),
    ]
    endless = engine.plan(engine.solve(ns.loads(CARTS.replace("<= 20", ">= 20"))))
    assert isinstance(endless, Growth)
    assert endless.gains > 0
    assert [place.name for place in endless.enough] == ["hay"]
