"""Bounds of claims: which side the figure is on, how a plan stands to it, and moving it."""

from __future__ import annotations

from fractions import Fraction

import pytest

import neurosym as ns
from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.linear import Linear
from neurosym.ir.core import Num, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature


def bound_of(formula: str) -> tuple[Problem, Bound]:
    problem = ns.loads(f'x, y : Real\n"It is so."\n    {formula}\nmaximize\n    x + y\n')
    (bound,) = Linear.of(problem).bounds
    return problem, bound


def plan(problem: Problem, x: int, y: int) -> Evaluator:
    return Evaluator(Signature.of(problem), Model({}, {"x": {(): x}, "y": {(): y}}, {}))


@pytest.mark.parametrize(
    ("formula", "op", "figure", "spare", "moved"),
    [
        ("x + 2*y <= 10", "<=", 10, 3, "x + 2 * y <= 12"),
        ("10 >= x + 2*y", "<=", 10, 3, "12 >= x + 2 * y"),
        ("x >= 2*y", ">=", 0, -1, "x >= 2 * y + 2"),
        ("3 <= x", ">=", 3, 0, "5 <= x"),
        ("x + 1 == 4", "==", 3, 0, "x + 1 == 6"),
        ("not (x > 5)", "<=", 5, 2, "x <= 7"),
        ("x / 2 < y + 1", "<", 1, Fraction(3, 2), "x / 2 < y + 1 + 2"),
    ],
)
def test_a_bound(formula: str, op: str, figure: int, spare: Fraction, moved: str) -> None:
    problem, bound = bound_of(formula)
    assert (bound.op, bound.figure, bound.spare(plan(problem, 3, 2))) == (op, figure, spare)
    again = bound.moved(problem, Num(2))
    assert print_formula(again.claims[0].formula) == moved
    (other,) = Linear.of(again).bounds
    assert (other.weights, other.op, other.figure) == (bound.weights, bound.op, bound.figure + 2)
    assert other.limit() == bound.limit(2)


def test_one_part_of_several_is_moved() -> None:
    problem = ns.loads("x, y : Real\nassumed\n    x <= 4 and y >= 1\nmaximize\n    x - y\n")
    first, second = Linear.of(problem).bounds
    assert print_formula(second.moved(problem, Num(1)).claims[0].formula) == "x <= 4 and y >= 2"
    assert (first.part, second.part) == (0, 1)


@pytest.mark.parametrize(
    ("formula", "amount"),
    [
        ("x >= y + 2", "x - y"),
        ("2*x - 3*y <= 4", "2 * x - 3 * y"),
        ("x + y <= 4", "x + y"),
        ("0 - x - y >= 0 - 4", "-1 * x + -1 * y"),
    ],
)
def test_what_is_less_is_subtracted(formula: str, amount: str) -> None:
    assert print_formula(bound_of(formula)[1].amount) == amount
