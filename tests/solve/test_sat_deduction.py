"""Steps to a solution: each follows from few clues and what was known, and all together say it all."""

from __future__ import annotations

import pytest

from neurosym.bench.by_hand import is_unique, solve_by_hand
from neurosym.bench.grids import notation, random_grid
from neurosym.certify.check import check
from neurosym.faults import FaultError
from neurosym.ir.core import Problem
from neurosym.ir.deduced import Deduction, Fact, deduction_from_json, deduction_to_json
from neurosym.ir.model import Value
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Verdict
from neurosym.solve import sat_deduction as module
from neurosym.solve.decide import decide
from neurosym.solve.route import backend
from neurosym.solve.sat_deduction import OPEN, SLOW, deduction

QUEUE = """
sort Person = ann, bob, cy
sort Place = 1..3
place : Person -> Place
assumed "No two stand at one place."
    distinct(place(x) for x in Person)
"Ann is not first."
    place(ann) != 1
"Bob stands right behind Ann."
    place(bob) == place(ann) + 1
find
"""


def deduced(text: str, budget_s: float = 20) -> tuple[Problem, Deduction]:
    problem = read_problem(text)
    engines = [backend("sat")]
    return problem, deduction(problem, decide(problem, engines).models[0], engines, budget_s)


def test_a_step_names_its_clue_and_what_it_rests_on() -> None:
    problem, found = deduced(QUEUE)
    claims = {claim.id: claim.says for claim in problem.claims}
    first, *_, last = found.steps
    assert [claims[name] for name in first.claims] == ["Ann is not first."]
    assert first.facts == (Fact("place", ("ann",), 1, False),)
    assert first.earlier == ()
    assert "Bob stands right behind Ann." in {claims[name] for name in last.claims}
    assert found.left == ""
    values = {fact.args[0]: fact.value for step in found.steps for fact in step.facts if fact.holds}
    assert values == {"ann": 2, "bob": 3, "cy": 1}


@pytest.mark.parametrize("seed", range(3))
def test_each_step_is_proved_and_certified_and_all_say_the_solution(seed: int) -> None:
    grid = random_grid(4, seed, is_unique)
    problem, found = deduced(notation(grid))
    known: set[Fact] = set()
    for step in found.steps:
        alone = step.problem(problem)
        assert set(step.earlier) <= known
        assert decide(alone, [backend("z3")]).verdict is Verdict.PROVED
        assert step.certificate is not None
        check(alone, step.certificate)
        known |= set(step.facts)
    places, _ = solve_by_hand(grid)
    assert places is not None
    for (attribute, value), place in places.items():
        assert Fact(f"at{attribute}", (f"v{attribute}_{value}",), place) in known
    assert found.left == ""


def test_what_something_is_not_is_no_reason_where_it_is_known_what_it_is() -> None:
    _, found = deduced(notation(random_grid(4, 0, is_unique)))
    settled: set[tuple[str, tuple[Value, ...]]] = set()
    for step in found.steps:
        assert not settled & {fact.application for fact in step.earlier if not fact.holds}
        settled |= {fact.application for fact in step.facts if fact.holds}
        assert not settled & {fact.application for fact in step.facts if not fact.holds}


def test_what_no_clue_forces_alone_is_forced_by_few() -> None:
    clues = (
        '"a"\n    p | q | r\n"b"\n    p | q | not(r)\n"c"\n    p | not(q)\n"d"\n    q | not(p)\n"e"\n    s\n'
    )
    clues = clues.replace(" | ", " or ")
    _, found = deduced("p : Bool\nq : Bool\nr : Bool\ns : Bool\n" + clues + "find\n")
    sizes = {fact.symbol: len(step.claims) for step in found.steps for fact in step.facts}
    assert sizes["s"] == 1
    assert sizes["p"] + sizes["q"] == 4
    assert found.left == OPEN


def test_several_solutions_leave_something_open() -> None:
    _, found = deduced(QUEUE.replace('"Ann is not first."\n    place(ann) != 1\n', ""))
    assert found.left == OPEN
    assert Fact("place", ("ann",), 3, False) in {fact for step in found.steps for fact in step.facts}


def test_it_ends_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert deduced(QUEUE, 0)[1] == Deduction((), SLOW)
    monkeypatch.setattr(module, "MAX_STEPS", 1)
    found = deduced(QUEUE)[1]
    assert (len(found.steps), found.left) == (1, SLOW)


def test_contradictions_and_open_sorts_have_no_steps() -> None:
    problem, _ = deduced(QUEUE)
    model = decide(problem, [backend("sat")]).models[0]
    clash = read_problem(QUEUE.replace("find", '"Bob is first."\n    place(bob) == 1\nfind'))
    with pytest.raises(FaultError, match="contradict"):
        deduction(clash, model, [backend("sat")], 5)
    opened = read_problem(
        'sort Thing >= tom\npurrs : Thing -> Bool\n"Tom purrs."\n    purrs(tom)\nfind purrs\n'
    )
    with pytest.raises(FaultError, match="others of sort Thing"):
        deduction(opened, model, [backend("sat")], 5)


def test_a_deduction_is_plain_data() -> None:
    _, found = deduced(QUEUE)
    assert deduction_from_json(deduction_to_json(found)) == found


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"left": "", "steps": [{}]},
        {"left": "", "steps": [{"facts": [["p"]], "claims": [], "earlier": [], "certificate": None}]},
        {"left": "", "steps": [{"facts": [], "claims": [1], "earlier": [], "certificate": None}]},
        {
            "left": "",
            "steps": [{"facts": [["p", [], None, True]], "claims": [], "earlier": [], "certificate": None}],
        },
    ],
)
def test_other_data_is_no_deduction(data: object) -> None:
    with pytest.raises(FaultError, match="plain form"):
        deduction_from_json(data)
