"""Where the best is not known, what is found comes with how much better anything can be."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.answer import Answer
from neurosym.certify.check import check
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.ir.core import Problem
from neurosym.ir.plain import result_from_json, result_to_json
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.programmes.allowance import Allowance
from neurosym.solve.programmes.bound import candidate
from neurosym.solve.programmes.optimum import optimum
from neurosym.solve.stated import stated

THINGS = 9


def knapsack(seed: int, largest: bool) -> tuple[Problem, int]:
    """Return a problem in which little fits well, or little will do, and its best value by trying all."""
    chance = random.Random(seed)
    names = [f"x{number}" for number in range(THINGS)]
    weights, values = ([chance.randint(20, 60) for _ in names] for _ in range(2))
    room = sum(weights) // 2
    how, sense = ("<=", "maximize") if largest else (">=", "minimize")
    told = " + ".join(f"{weight} * {name}" for weight, name in zip(weights, names, strict=True))
    worth = " + ".join(f"{value} * {name}" for value, name in zip(values, names, strict=True))
    bounds = " and ".join(f"0 <= {name} and {name} <= 1" for name in names)
    text = f"""{", ".join(names)} : Int
"Room."
    {told} {how} {room}
assumed
    {bounds}
{sense}
    {worth}"""
    best = None
    for chosen in itertools.product((0, 1), repeat=THINGS):
        weight = sum(w * x for w, x in zip(weights, chosen, strict=True))
        if (weight <= room) if largest else (weight >= room):
            value = sum(v * x for v, x in zip(values, chosen, strict=True))
            best = value if best is None else max(best, value) if largest else min(best, value)
    assert best is not None
    return ns.loads(text), best


@pytest.mark.parametrize("largest", [True, False])
@pytest.mark.parametrize("nodes", [1, 2, 5])
def test_what_is_found_is_bounded_where_time_ends(
    largest: bool, nodes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few nodes there are: the bound is on the right side of the best, and certified."""
    for module in ("because", "optimum"):
        place = import_module(f"neurosym.solve.programmes.{module}")
        monkeypatch.setattr(place, "allowance", lambda **_: Allowance(nodes, 1e9))
    open_ = 0
    for seed in range(12):
        problem, best = knapsack(seed, largest)
        result = optimum(problem)
        assert result is not None
        found = result.value["objective"]
        if result.verdict is Verdict.OPTIMAL:
            assert found == best
            continue
        open_ += 1
        assert result.verdict is Verdict.FEASIBLE
        bound = result.value["at most" if largest else "at least"]
        assert (found <= best <= bound) if largest else (bound <= best <= found)
        check(problem, stated(problem, result, result.evidence))
    assert open_ >= 3


def bounded() -> tuple[Problem, Result]:
    """Return a problem, and a result of it that tells a bound."""
    problem, best = knapsack(3, True)
    whole = optimum(problem)
    assert whole is not None
    value = {"objective": best, "at most": best, **{k: v for k, v in whole.value.items() if k != "objective"}}
    return problem, replace(whole, verdict=Verdict.FEASIBLE, value=value)


def test_a_bound_has_to_be_shown() -> None:
    problem, result = bounded()
    check(problem, stated(problem, result, result.evidence))
    for wrong in (
        {**result.value, "at most": result.value["objective"] - 1},
        {**result.value, "at most": "none"},
        {key: value for key, value in result.value.items() if key != "at most"},
        {**result.value, "at least": 0},
    ):
        with pytest.raises(FaultError, match="refused"):
            check(problem, stated(problem, replace(result, value=wrong), result.evidence))
    with pytest.raises(FaultError, match="refused"):
        check(problem, stated(problem, result, result.evidence[:1]))


def test_what_a_person_reads() -> None:
    problem, result = bounded()
    answer = Answer(result.verdict, problem=problem, result=result_from_json(result_to_json(result)))
    best = result.value["objective"]
    assert str(answer) == f"Possible: {best}; nothing is better than {best}."
    assert (answer.objective, answer.bound) == (best, best)
    without = replace(result, value={"objective": best})
    assert (
        str(Answer(result.verdict, problem=problem, result=without)) == f"Possible: {best}; better may exist."
    )
    optimal = replace(without, verdict=Verdict.OPTIMAL)
    assert Answer(Verdict.OPTIMAL, problem=problem, result=optimal).bound == best


def test_a_programme_that_is_too_hard_has_an_answer_in_time() -> None:
    """Sixty things, limited in three respects, worth what these take: two seconds are not enough."""
    chance = random.Random(7)
    names = [f"x{number}" for number in range(60)]
    rows = [[chance.randint(100, 999) for _ in names] for _ in range(3)]
    sums = [" + ".join(f"{w} * {name}" for w, name in zip(row, names, strict=True)) for row in rows]
    limits = "\n".join(f"assumed\n    {s} <= {sum(row) // 2}" for s, row in zip(sums, rows, strict=True))
    bounds = " and ".join(f"0 <= {name} and {name} <= 1" for name in names)
    taken = [sum(column) + chance.randint(0, 200) for column in zip(*rows, strict=True)]
    worth = " + ".join(f"{w} * {name}" for w, name in zip(taken, names, strict=True))
    text = f"{', '.join(names)} : Int\n{limits}\nassumed\n    {bounds}\nmaximize\n    {worth}"
    with Engine(budget=ns.Budget(cpu_s=2.0, wall_s=20.0)) as engine:
        answer = engine.solve(ns.loads(text))
    assert (answer.verdict, answer.trust) == (Verdict.FEASIBLE, "certified"), answer.report()
    assert isinstance(answer.objective, int)
    assert isinstance(answer.bound, int | Fraction)
    assert answer.objective < answer.bound < 1.05 * answer.objective


@settings(max_examples=200)
@given(low=st.fractions(-1000, 1000), gap=st.fractions(0, 1000), step=st.integers(0, 4))
def test_candidates_lie_between(low: Fraction, gap: Fraction, step: int) -> None:
    found = candidate(low, low + gap, step)
    if step == 0 and gap:
        assert found is not None
        assert low + gap <= found <= low + gap + gap / 10
    elif found is not None:
        assert low < found <= low + gap
