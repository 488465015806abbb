"""Plans as plain data say what the plans say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction

import pytest

import neurosym as ns
from neurosym.engine import Engine
from neurosym.explain.plans.growth import Growth
from neurosym.explain.plans.plain import plan_to_json
from neurosym.explain.plans.plan import BestPlan
from neurosym.explain.plans.repairs import Repairs
from neurosym.ir.plain import from_plain, model_from_json
from neurosym.planned import Plan

CARTS = """
grain, hay : {sort}
"The cart bears 20 sacks."
    grain + hay <= {room}
"At least 7 of hay are due."
    hay >= 7
"Grain is sold only with as much hay."
    grain <= hay
assumed
    grain >= 0
maximize
    3 * grain + {hay}
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def planned(engine: Engine, text: str) -> tuple[Plan, dict[str, object]]:
    """Return a plan, and its data as they come back from JSON."""
    plan = engine.plan(engine.solve(ns.loads(text)))
    return plan, json.loads(json.dumps(plan_to_json(plan)))


def test_a_linear_plan_has_limits_with_prices_and_weights(engine: Engine) -> None:
    plan, data = planned(engine, CARTS.format(sort="Real", room="21", hay="hay"))
    assert isinstance(plan, BestPlan)
    assert (data["kind"], from_plain(data["value"])) == ("best", plan.value) == ("best", 42)
    assert data["plan"]["tables"]
    assert model_from_json(data["plan"]) == plan.plan
    limits = {(one["claim"], one["op"]): one for one in data["limits"]}
    assert limits["c1", "<="] == {
        "claim": "c1",
        "says": "The cart bears 20 sacks.",
        "means": "grain + hay <= 21",
        "amount": "grain + hay",
        "op": "<=",
        "figure": 21,
        "spare": 0,
        "binds": True,
        "hinders": True,
        "price": {
            "more": {"each": 2, "reach": None, "trust": "certified"},
            "less": {"each": -2, "reach": 7, "trust": "certified"},
        },
    }
    spare = from_plain(limits["c2", ">="]["spare"])
    assert (spare, limits["c2", ">="]["price"]) == (Fraction(7, 2), None)
    assert [(one["of"], one["now"]) for one in data["weights"]] == [("grain", 3), ("hay", 1)]
    assert [(w.low, w.high) for w in plan.weights] == [
        (from_plain(one["low"]), from_plain(one["high"])) for one in data["weights"]
    ]
    assert (data["others"]["exist"], data["curves"], data["left"]) == (False, [], "")


def test_a_plan_in_whole_numbers_has_curves_and_another_plan(engine: Engine) -> None:
    plan, data = planned(engine, CARTS.format(sort="Int", room="20", hay="3 * hay"))
    assert isinstance(plan, BestPlan)
    assert plan.others is not None
    first = data["curves"][0]
    assert (first["claim"], first["figure"]) == ("c1", 20)
    assert [(one["figure"], one["value"]["objective"]) for one in first["points"]] == [
        (point.figure, point.value) for point in plan.curves[0]
    ]
    assert data["others"]["exist"] is True
    assert model_from_json(data["others"]["plan"]) == plan.others.plan
    assert {one["of"]: (one["low"], one["high"]) for one in data["others"]["extents"]} == {
        "grain": (0, 10),
        "hay": (10, 20),
    }


def test_repairs_name_the_figure_that_must_move(engine: Engine) -> None:
    plan, data = planned(engine, CARTS.format(sort="Int", room="6", hay="hay"))
    assert isinstance(plan, Repairs)
    assert data["kind"] == "repairs"
    moved = {one["moves"][0]["claim"]: one for one in data["alone"]}
    assert (moved["c1"]["moves"][0]["figure"], moved["c1"]["moves"][0]["to"]) == (6, 7)
    assert moved["c1"]["verdict"] == "optimal"
    assert (moved["c2"]["moves"][0]["figure"], moved["c2"]["moves"][0]["to"]) == (7, 6)
    assert (data["together"], data["helpless"]) == (None, [])


def test_growth_names_what_has_no_limit(engine: Engine) -> None:
    plan, data = planned(engine, "x, y : Real\nassumed\n    x >= 0 and y <= 4\nmaximize\n    2 * x + y")
    assert isinstance(plan, Growth)
    assert (data["kind"], data["gains"]) == ("growth", 2)
    assert data["steps"] == [{"of": "x", "by": 1}]
    assert (data["limit_one_of"], data["limits_on_all_do"]) == (["x"], True)
