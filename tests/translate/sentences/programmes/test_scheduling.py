"""When jobs start: durations, orders, one at a time, and the end of the last one."""

import pytest

from neurosym.engine import Engine
from neurosym.ir.core import INT, REAL, Optimise, Problem
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.programmes.scheduling import assemble_schedule
from tests.translate.sentences.entered import Line, entries, problem_of, quoting

SETTING: Line = ("A crew plans digging, roofing and wiring.", "@choose digging, roofing, wiring")
LASTING: tuple[Line, ...] = (
    ("Digging takes 4 days.", "digging = 4"),
    ("It takes 6 days to do the roofing.", "days( roofing) = 6"),
    ("The duration of the wiring is 5 days.", "duration( wiring) = 5"),
)
ORDER: Line = ("Roofing comes after digging.", "after( Roofing, digging)")
AIM: Line = ("What is the shortest time?", "@min time")


def scheduled(*lines: Line) -> Problem:
    return problem_of(assemble_schedule(entries(*lines)))


def said(text: str, *lines: Line) -> list[str]:
    return quoting(text, scheduled(*lines))


def test_each_job_has_a_start_and_an_end() -> None:
    problem = scheduled(SETTING, *LASTING, ORDER, AIM)
    names = [symbol.name for symbol in problem.symbols]
    jobs = ("digging", "roofing", "wiring")
    assert names == [*(f"{end}_{job}" for job in jobs for end in ("start", "end")), "finish"]
    assert {symbol.result for symbol in problem.symbols} == {INT}
    assert problem.symbols[0].gloss == "when digging starts, in days: whole, as all that is told is"
    for job, (text, _), days in zip(jobs, LASTING, (4, 6, 5), strict=True):
        own = [print_formula(claim.formula) for claim in problem.claims if claim.says == text]
        assert own == [f"end_{job} == start_{job} + {days}"]


@pytest.mark.parametrize(
    ("text", "reading", "formula"),
    [
        ("Roofing comes after digging.", "after( Roofing, digging)", "start_roofing >= end_digging"),
        ("Digging comes before roofing.", "before( Digging, roofing)", "start_roofing >= end_digging"),
        ("Roofing follows digging.", "follows( Roofing, digging)", "start_roofing >= end_digging"),
        (
            "Roofing cannot start before digging is finished.",
            "not start before( Roofing, digging)",
            "start_roofing >= end_digging",
        ),
        # the same, read without its “cannot”
        (
            "Roofing cannot start before digging is finished.",
            "start before( Roofing, digging)",
            "start_roofing >= end_digging",
        ),
        (
            "Roofing comes immediately after digging.",
            "immediately after( Roofing, digging)",
            "start_roofing == end_digging",
        ),
        ("Roofing must be done in at most 12 days.", "roofing <= 12", "end_roofing <= 12"),
        ("Roofing must be over within 12 days.", "over within( Roofing, 12 days)", "end_roofing <= 12"),
        ("Roofing takes 12 days.", "roofing <= 12", "end_roofing == start_roofing + 12"),
        (
            "Only one of roofing and digging can be done at a time.",
            "roofing + digging <= one",
            "start_digging >= end_roofing or start_roofing >= end_digging",
        ),
        (
            "Roofing and digging cannot be done at the same time.",
            "not ( done( roofing) & done( digging))",
            "start_digging >= end_roofing or start_roofing >= end_digging",
        ),
    ],
)
def test_a_sentence_bounds_starts_and_ends(text: str, reading: str, formula: str) -> None:
    sides = formula.split(" or ")
    (found,) = said(text, SETTING, *LASTING, ("Wiring comes after digging.", "after( Wiring, digging)"),
                    (text, reading), AIM)  # fmt: skip
    assert sorted(found.split(" or ")) == sorted(sides)


def test_one_job_at_a_time_keeps_all_pairs_apart() -> None:
    one = ("Only one job can be done at a time.", "#= one x: job( x) & done( x)")
    assert len(said(one[0], SETTING, *LASTING, one, AIM)) == 3


def test_hours_and_minutes_are_told_in_one_unit() -> None:
    wiring = ("Wiring takes 90 minutes.", "wiring = 90")
    digging = ("Digging takes 2 hours.", "digging = 2")
    roofing = ("Roofing takes 4 hours.", "roofing = 4")
    lines = (SETTING, digging, roofing, wiring, ORDER, AIM)
    assert said(wiring[0], *lines) == ["end_wiring == start_wiring + 1.5"]
    assert {symbol.result for symbol in scheduled(*lines).symbols} == {REAL}


def test_the_sum_of_all_ends_may_be_sought() -> None:
    mean = ("Keep the average finishing time as low as possible.", "@min average finishing time")
    goal = scheduled(SETTING, *LASTING, ORDER, mean).goal
    assert isinstance(goal, Optimise)
    assert print_formula(goal.term) == "end_digging + end_roofing + end_wiring"


def test_a_duration_that_nobody_tells_is_a_fault() -> None:
    found = assemble_schedule(entries(SETTING, *LASTING[:2], ORDER, AIM))
    assert found is not None
    assert found.problem is None
    assert [(fault.code, fault.what) for fault in found.faults] == [
        ("missing", "nothing says how long wiring takes")
    ]


def test_an_order_that_was_not_understood_leaves_the_plan_out() -> None:
    odd = ("Roofing is nicer than digging.", "nicer( roofing, digging)")
    found = assemble_schedule(entries(SETTING, *LASTING, ORDER, odd, AIM))
    assert found is not None
    assert found.problem is None


@pytest.mark.parametrize(
    "lines",
    [
        (SETTING, *LASTING, AIM),
        (SETTING, *LASTING, ORDER),
        (SETTING, *LASTING, ORDER, ("How many are there to gain the most profit?", "@max profit")),
        (
            ("A bakery makes rye and seed loaves.", "@choose rye, seed"),
            ("Rye takes 3 hours.", "rye = 3"),
            AIM,
        ),
    ],
    ids=["no order", "nothing sought", "profit", "a mix"],
)
def test_other_readings_are_no_schedule(lines: tuple[Line, ...]) -> None:
    assert assemble_schedule(entries(*lines)) is None


def test_a_schedule_is_solved_and_certified() -> None:
    wiring = ("Wiring comes after digging.", "after( Wiring, digging)")
    apart = ("Roofing and wiring cannot overlap.", "not ( roofing & wiring)")
    with Engine() as engine:
        answer = engine.solve(scheduled(SETTING, *LASTING, ORDER, wiring, apart, AIM))
    assert answer.trust == "certified"
    assert answer.value["objective"] == 4 + 6 + 5
