"""What a plan rests on, and what a change makes of it, as plain data for JSON; to be read by programs.

Numbers that are not whole are `{"fraction": "3/2"}`, formulas are text of the notation. Decides nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, assert_never

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.change import Swap
from neurosym.explain.plans.comparison import Comparison
from neurosym.explain.plans.curve import Curve
from neurosym.explain.plans.growth import Growth
from neurosym.explain.plans.others import Others
from neurosym.explain.plans.plan import BestPlan, Standing
from neurosym.explain.plans.prices import Price, Side, Weight
from neurosym.explain.plans.repairs import Repair, Repairs
from neurosym.ir.core import Claim
from neurosym.ir.plain import Json, model_to_json, to_plain
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import narrowed
from neurosym.ir.verdict import Result

Plan: TypeAlias = "BestPlan | Repairs | Growth"


def plan_to_json(plan: Plan) -> dict[str, Json]:
    """Return a plan as plain data; `kind` says whether it is a best one, repairs, or growth without end."""
    match plan:
        case BestPlan():
            prices = {(price.bound.claim.id, price.bound.part): price for price in plan.prices}
            return {
                "kind": "best",
                "value": _number(plan.value),
                "plan": model_to_json(plan.plan),
                "limits": [
                    _standing(one, prices.get((one.bound.claim.id, one.bound.part))) for one in plan.standings
                ],
                "weights": [_weight(weight) for weight in plan.weights],
                "curves": [curve_to_json(curve) for curve in plan.curves],
                "others": None if plan.others is None else _others(plan.others),
                "left": plan.left,
            }
        case Repairs():
            return {
                "kind": "repairs",
                "alone": [_repair(repair) for repair in plan.alone],
                "helpless": [_bound(bound) for bound in plan.helpless],
                "together": None if plan.together is None else _repair(plan.together),
                "left": plan.left,
            }
        case Growth():
            return {
                "kind": "growth",
                "gains": _number(plan.gains),
                "steps": [{"of": print_formula(of), "by": _number(by)} for of, by in plan.steps.items()],
                "holding": [_bound(bound) for bound in plan.bounds],
                "limit_one_of": [print_formula(place) for place in plan.enough],
                "limits_on_all_do": plan.together,
                "left": plan.left,
            }
        case _:
            assert_never(plan)


def curve_to_json(curve: Curve) -> dict[str, Json]:
    """Return the best values for several figures of one limit as plain data."""
    points: list[Json] = [
        {"figure": _number(point.figure), **_outcome(point.result)} for point in curve.points
    ]
    return {**_bound(curve.bound), "points": points}


def comparison_to_json(comparison: Comparison) -> dict[str, Json]:
    """Return what was changed and what came of it as plain data."""
    return {
        "changes": [_swap(swap) for swap in comparison.change.swaps],
        "as_said": _outcome(comparison.before),
        "what_if": _outcome(comparison.after),
    }


def _number(number: Fraction | None) -> Json:
    return to_plain(None if number is None else narrowed(number))


def _bound(bound: Bound) -> dict[str, Json]:
    return {
        "claim": bound.claim.id,
        "says": bound.claim.says,
        "means": print_formula(bound.parts[bound.part]),
        "amount": print_formula(bound.amount),
        "op": bound.op,
        "figure": _number(bound.figure),
    }


def _standing(one: Standing, price: Price | None) -> Json:
    worth = None if price is None else {"more": _side(price.more), "less": _side(price.less)}
    return {
        **_bound(one.bound),
        "spare": _number(one.spare),
        "binds": one.binds,
        "hinders": one.hinders,
        "price": worth,
    }


def _side(side: Side) -> Json:
    return {"each": _number(side.each), "reach": _number(side.reach), "trust": side.trust}


def _weight(weight: Weight) -> Json:
    return {
        "of": print_formula(weight.place),
        "now": _number(weight.now),
        "low": _number(weight.low),
        "high": _number(weight.high),
        "trust": weight.trust,
    }


def _others(others: Others) -> Json:
    return {
        "exist": others.exist,
        "plan": None if others.plan is None else model_to_json(others.plan),
        "extents": [
            {"of": print_formula(one.place), "low": _number(one.low), "high": _number(one.high)}
            for one in others.extents
        ],
        "trust": others.trust,
    }


def _repair(repair: Repair) -> Json:
    moves: list[Json] = [{**_bound(move.bound), "to": _number(move.to)} for move in repair.moves]
    return {"moves": moves, **_outcome(repair.result)}


def _outcome(result: Result) -> dict[str, Json]:
    return {"verdict": result.verdict.value, "value": to_plain(result.value), "trust": result.trust}


def _swap(swap: Swap) -> Json:
    return {"old": _claim(swap.old), "new": _claim(swap.new)}


def _claim(claim: Claim | None) -> Json:
    if claim is None:
        return None
    return {"claim": claim.id, "says": claim.says, "means": print_formula(claim.formula)}
