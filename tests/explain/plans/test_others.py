"""Other best plans: there if and only if trying every plan finds one."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.explain.plans.linear import Linear
from neurosym.explain.plans.others import Others, others
from neurosym.ir.verdict import Verdict
from tests.explain.plans.solving import decided, many, optimum

small = st.integers(-2, 4)


def found(text: str) -> Others:
    problem = ns.loads(text)
    model = decided(problem).models[0]
    return others(problem, Linear.of(problem), model, optimum(problem), many())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(small, small, st.integers(0, 9)), max_size=3), st.tuples(small, small))
def test_whole_plans(limits: list[tuple[int, int, int]], goal: tuple[int, int]) -> None:
    said = "\n".join(f"    {a} * x + {b} * y <= {c}" for a, b, c in limits)
    head = "x, y : Int\nassumed\n    0 <= x <= 4\n    0 <= y <= 4\n"
    text = f"{head}{said}\nmaximize\n    {goal[0]} * x + {goal[1]} * y\n"
    assume(decided(ns.loads(text)).verdict is Verdict.OPTIMAL)
    points = [
        (x, y)
        for x, y in itertools.product(range(5), repeat=2)
        if all(a * x + b * y <= c for a, b, c in limits)
    ]
    best = max(goal[0] * x + goal[1] * y for x, y in points)
    all_best = [(x, y) for x, y in points if goal[0] * x + goal[1] * y == best]
    alike = found(text)
    assert alike.exist is (len(all_best) > 1)
    if alike.plan is not None:
        assert tuple(alike.plan.tables[name][()] for name in "xy") in all_best
    mentioned = {extent.place.name: (extent.low, extent.high) for extent in alike.extents}
    for number, name in enumerate("xy"):
        if name in mentioned:
            values = [point[number] for point in all_best]
            assert mentioned[name] == (min(values), max(values))


def test_an_edge_of_plans_without_end() -> None:
    alike = found("x, y : Real\nassumed\n    x >= 1\n    y <= 3\nmaximize\n    y\n")
    assert alike.exist
    assert [(extent.place.name, extent.low, extent.high) for extent in alike.extents] == [
        ("x", 1, None),
        ("y", 3, 3),
    ]


def test_a_choice_that_is_no_number_makes_another_plan() -> None:
    alike = found("p : Bool\nx : Int\nassumed\n    0 <= x <= 3\n    implies(p, x <= 4)\nmaximize\n    x\n")
    assert alike.exist
    assert alike.plan is not None
    assert Fraction(str(alike.plan.tables["x"][()])) == 3
