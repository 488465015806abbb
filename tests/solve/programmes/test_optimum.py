"""The best of programmes of each kind, held against every world, against all orders, or against raw HiGHS.

Each answer comes with evidence that the kernel accepts.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations, product

import highspy
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope
from neurosym.ir.core import Optimise, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Verdict
from neurosym.solve.programmes.optimum import optimum, proposed
from tests.certify.oracle import all_worlds
from tests.certify.test_choices import flat
from tests.certify.test_limits_random import any_programmes, programmes
from tests.solve.programmes.solving import accepted, objective, solved

FAST = settings(max_examples=50, suppress_health_check=list(HealthCheck))
SEEDS = range(5)


def text(words: str, claims: list[str], goal: str) -> Problem:
    lines = "".join(f"    {claim}\n" for claim in claims)
    sense, term = goal.split(" ", 1)
    return ns.loads(f"{words}\nassumed\n{lines}{sense}\n    {term}\n")


# --- mixed logic, in every world


def is_best(problem: Problem) -> None:
    assert isinstance(problem.goal, Optimise)
    result = optimum(problem)
    if result is None:
        # then there is something in it that is neither limit nor choice
        limits = Limits(Scope(problem))
        read = flat(limits, (part for claim in problem.claims for part in limits.set_by(claim.id, ())))
        assert None in read or limits.line(problem.goal.term, {}) is None
        return
    accepted(problem, result)
    worths = [world.number(problem.goal.term) for world in all_worlds(problem)]
    if not worths:
        assert result.verdict is Verdict.INFEASIBLE
        return
    assert result.verdict is Verdict.OPTIMAL
    assert objective(result) == (max(worths) if problem.goal.sense == "maximize" else min(worths))


@FAST
@given(programmes())
def test_mixed_logic(problem: Problem) -> None:
    is_best(problem)


@FAST
@given(any_programmes())
def test_any_formulas(problem: Problem) -> None:
    is_best(problem)


# --- numbers without end, against raw HiGHS

Rows = list[tuple[list[int], int]]
"""That so many times each number is at most so much."""

few = st.integers(-5, 9)


@st.composite
def linear(draw) -> tuple[Rows, list[int]]:
    size = draw(st.integers(2, 5))
    rows = draw(
        st.lists(st.tuples(st.lists(few, min_size=size, max_size=size), st.integers(-9, 60)), max_size=7)
    )
    return rows, draw(st.lists(few, min_size=size, max_size=size))


def as_problem(rows: Rows, goal: list[int], sort: str, top: int | None = None) -> Problem:
    names = [f"x{number}" for number in range(len(goal))]
    claims = [f"{name} >= 0" for name in names] + [f"{name} <= {top}" for name in names if top is not None]
    claims += [f"{_sum(weights, names)} <= {most}" for weights, most in rows]
    return text(f"{', '.join(names)} : {sort}", claims, f"maximize {_sum(goal, names)}")


def _sum(weights: list[int], names: list[str]) -> str:
    return " + ".join(f"{weight} * {name}" for weight, name in zip(weights, names, strict=True))


def by_highs(rows: Rows, goal: list[int], whole: bool, top: float) -> tuple[str, float]:
    """The status and the best value in floating point, with all safeguards on."""
    model = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}.items():
        model.setOptionValue(name, value)
    for weight in goal:
        model.addCol(-float(weight), 0.0, top, 0, np.array([], dtype=np.int32), np.array([]))
    if whole:
        for column in range(len(goal)):
            model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    columns = np.arange(len(goal), dtype=np.int32)
    for weights, most in rows:
        model.addRow(-highspy.kHighsInf, float(most), len(goal), columns, np.array(weights, dtype=float))
    model.run()
    status = model.modelStatusToString(model.getModelStatus())
    return status, -model.getObjectiveValue()


@FAST
@example(([([0, 0, 0, 0], 0), ([-1, 1, 0, 1], 0), ([1, -1, 0, -1], 1)], [0, 0, 0, 1]))
@given(linear())
def test_linear_programmes(drawn: tuple[Rows, list[int]]) -> None:
    rows, goal = drawn
    result = solved(as_problem(rows, goal, "Real"))
    status, value = by_highs(rows, goal, False, highspy.kHighsInf)
    # HiGHS 1.14 calls some that have no end infeasible; with nothing to be made large it does not
    possible = by_highs(rows, [0] * len(goal), False, highspy.kHighsInf)[0] == "Optimal"
    ended = Verdict.OPTIMAL if status == "Optimal" else Verdict.UNBOUNDED
    assert result.verdict is (ended if possible else Verdict.INFEASIBLE)
    if result.verdict is Verdict.OPTIMAL:
        assert float(objective(result)) == pytest.approx(value, abs=1e-6)


@FAST
@given(linear())
def test_integer_programmes(drawn: tuple[Rows, list[int]]) -> None:
    rows, goal = drawn
    result = solved(as_problem(rows, goal, "Int", top=7))
    status, value = by_highs(rows, goal, True, 7.0)
    if status == "Infeasible":
        assert result.verdict is Verdict.INFEASIBLE
    else:
        assert result.verdict is Verdict.OPTIMAL
        assert objective(result) == round(value)


# --- kinds


@pytest.mark.parametrize("seed", SEEDS)
def test_knapsacks(seed: int) -> None:
    """Worths near to weights, the hard ones; held against dynamic programming."""
    chance = random.Random(seed)
    weights = [chance.randint(5, 40) for _ in range(16)]
    worths = [weight + chance.randint(1, 6) for weight in weights]
    room = sum(weights) // 2
    best = [0] * (room + 1)
    for weight, worth in zip(weights, worths, strict=True):
        for left in range(room, weight - 1, -1):
            best[left] = max(best[left], best[left - weight] + worth)
    result = solved(knapsack(weights, worths, room))
    assert objective(result) == best[room]
    assert result.method.startswith("knapsack")
    assert set(result.core) == {"c1", "c2", "c3"}


def knapsack(weights: list[int], worths: list[int], room: int) -> Problem:
    things = [f"t{number}" for number in range(len(weights))]
    data = [
        " and ".join(f"{name}({t}) == {value}" for t, value in zip(things, values, strict=True))
        for name, values in (("weight", weights), ("worth", worths))
    ]
    limit = f"sum(weight(t) if taken(t) else 0 for t in Thing) <= {room}"
    words = f"sort Thing = {', '.join(things)}\ntaken : Thing -> Bool\nweight, worth : Thing -> Int"
    return text(words, [*data, limit], "maximize sum(worth(t) if taken(t) else 0 for t in Thing)")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["assignment", "function"])
def test_assignments(kind: str, seed: int) -> None:
    """Each worker one job, as truth of pairs and as a function; held against all orders."""
    chance = random.Random(seed)
    costs = [[chance.randint(1, 30) for _ in range(5)] for _ in range(5)]
    best = min(sum(costs[w][t] for w, t in enumerate(order)) for order in permutations(range(5)))
    names = ", ".join(f"w{w}" for w in range(5)), ", ".join(f"j{t}" for t in range(5))
    data = " and ".join(f"cost(w{w}, j{t}) == {costs[w][t]}" for w, t in product(range(5), repeat=2))
    words = f"sort W = {names[0]}\nsort J = {names[1]}\ncost : W, J -> Int\n"
    if kind == "function":
        claims = [data, "distinct(job(w) for w in W)"]
        problem = text(f"{words}job : W -> J", claims, "minimize sum(cost(w, job(w)) for w in W)")
    else:
        once = [
            "all(sum(does(w, j) for j in J) == 1 for w in W)",
            "all(sum(does(w, j) for w in W) == 1 for j in J)",
        ]
        goal = "minimize sum(cost(w, j) if does(w, j) else 0 for w in W for j in J)"
        problem = text(f"{words}does : W, J -> Bool", [data, *once], goal)
    assert objective(solved(problem)) == best


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("said", ["start(a) + takes(a) <= start(b) or start(b) + takes(b) <= start(a)"])
def test_schedules(said: str, seed: int) -> None:
    """One machine, jobs that do not overlap, each from some time on; held against all orders."""
    chance = random.Random(seed)
    takes, ready = ([chance.randint(low, 6) for _ in range(4)] for low in (1, 0))
    jobs = [f"j{number}" for number in range(4)]
    data = " and ".join(
        f"takes({job}) == {takes[n]} and ready({job}) == {ready[n]}" for n, job in enumerate(jobs)
    )
    claims = [
        data,
        "all(start(j) >= ready(j) for j in Job)",
        f"all({said} for a in Job for b in Job if a != b)",
        "all(start(j) + takes(j) <= finish for j in Job)",
    ]
    words = f"sort Job = {', '.join(jobs)}\nstart, takes, ready : Job -> Int\nfinish : Int"
    result = solved(text(words, claims, "minimize finish"))
    assert result.method.startswith("scheduling")

    def finish(order: tuple[int, ...]) -> int:
        time = 0
        for job in order:
            time = max(time, ready[job]) + takes[job]
        return time

    assert objective(result) == min(map(finish, permutations(range(4))))


def test_apart() -> None:
    """A distance is at least so much on the one side or on the other."""
    claims = [
        "all(at(s) >= 0 and at(s) <= 10 for s in Stand)",
        "all(abs(at(a) - at(b)) >= 4 for a in Stand for b in Stand if a != b)",
    ]
    words = "sort Stand = fish, fruit, cheese\nat : Stand -> Int"
    assert objective(solved(text(words, claims, "maximize at(fish) + at(fruit) + at(cheese)"))) == 18
    apart = [claims[0], claims[1].replace("4", "6")]
    assert solved(text(words, apart, "maximize at(fish)")).verdict is Verdict.INFEASIBLE


def test_the_least_of_several_is_made_large() -> None:
    """Max-min: the goal is no sum, what would be better is."""
    claims = ["a + 2 * b <= 9 and a >= 0 and b >= 0"]
    result = solved(text("a, b : Real", claims, "maximize min(2 * a, 3 * b)"))
    assert objective(result) == Fraction(54, 7)
    assert objective(solved(text("a, b : Int", claims, "maximize min(2 * a, 3 * b)"))) == 6


@pytest.mark.parametrize("gap", ["4", "4 + 1 / 10000000000"])
def test_the_least_of_several_with_choices(gap: str) -> None:
    """What would be better is strict: it is met just so until the ways of each choice are looked at."""
    claims = [
        "all(at(s) >= 0 and at(s) <= 10 for s in Stand)",
        f"all(abs(at(a) - at(b)) >= {gap} for a in Stand for b in Stand if a != b)",
    ]
    words = "sort Stand = fish, fruit, cheese\nat : Stand -> Real"
    best = 10 - sum(map(Fraction, gap.replace(" ", "").split("+")))
    assert objective(solved(text(words, claims, "maximize min(at(fish), at(fruit))"))) == best


# --- what is not for here


@pytest.mark.parametrize(
    ("words", "claims", "goal"),
    [
        ("sort P >= ann\nm : P -> Int\nn : Int", ["n <= 3", "any(m(x) < n for x in P)"], "maximize n"),
        ("n, m : Int", ["n * m <= 3"], "maximize n"),
        ("n : Int -> Int", ["n(2) <= 3"], "maximize n(2)"),
        ("n : Int", ["n * n <= 3"], "maximize n"),
    ],
)
def test_what_is_no_programme_is_left_to_others(words: str, claims: list[str], goal: str) -> None:
    assert optimum(text(words, claims, goal)) is None


def test_what_is_half_read_is_proposed() -> None:
    asked = text("n, m : Int", ["n <= 7 and m <= 3", "n * m <= 100"], "maximize n + m")
    assert optimum(asked) is None
    found = proposed(asked)
    assert found is not None
    assert print_formula(found) == "n == 7 and m == 3"


def test_a_goal_of_another_kind_is_not_for_here() -> None:
    asked = ns.loads("n : Int\nassumed\n    n == 1\nfind\n")
    assert optimum(asked) is None
    assert proposed(asked) is None
