"""What `--explain` prints, as text that a person reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from neurosym.cli_explain import How, explained
from neurosym.engine import Engine
from neurosym.ir.notation import read_problem
from tests.explain.test_deciding import PERMIT, PLAN
from tests.explain.test_relax import ONE


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def shown(engine: Engine, text: str, how: How | None) -> str:
    return explained(engine, engine.solve(read_problem(text)), how)


def test_nothing_is_explained_unasked(engine: Engine) -> None:
    assert shown(engine, ONE, None) == ""


def test_what_would_settle_a_contradiction(engine: Engine) -> None:
    assert shown(engine, ONE, How.SETTLE).splitlines() == [
        "",
        "without c1  Ann is tall.         No, refuted.",
        "without c2  Nobody tall is old.  Yes, proved.",
        "without c3  Ann is old.          Yes, proved.",
    ]


def test_what_would_settle_an_open_question(engine: Engine) -> None:
    assert shown(engine, PERMIT.format(PLAN), How.SETTLE).splitlines()[:3] == [
        "",
        "with agreed(lena)  Yes, proved.  by c1, c3, c4",
        "with slope(lena)   No, refuted.  by c2",
    ]


def test_what_is_settled_says_so(engine: Engine) -> None:
    text = "p : Bool\nassumed\n    p\nentails\n    p"
    said = "\nNothing to settle: the answer leaves no question open."
    assert shown(engine, text, How.SETTLE) == said


def test_a_proof_without_steps_is_drawn_from_its_sentences(engine: Engine) -> None:
    unbounded = 'x : Int\n"X is more than three."\n    x > 3\nentails "Is it more than two?"\n    x > 2'
    assert shown(engine, unbounded, How.PROOF).splitlines() == [
        "",
        "graph TD",
        '  n0(["Yes, proved."])',
        '  n1["c1: X is more than three."]',
        "  n1 --> n0",
    ]
    open_ = shown(engine, PERMIT.format(""), How.PROOF)
    assert open_ == "\nNo steps: there may be others of sort A."


def test_what_is_supposed_is_shown_below_or_why_it_was_not_tried(engine: Engine) -> None:
    answer = engine.solve(read_problem('x : Int\n"Three."\n    x <= 3\nmaximize\n    x'))
    lines = explained(engine, answer, None, ["x <= 5"]).splitlines()
    assert lines[:5] == [
        "",
        "c1   Three.  x <= 3",
        "now          x <= 5",
        "",
        "as said  Optimal: 3.",
    ]
    both = explained(engine, answer, How.PLAN, ["without c9"])
    assert both.splitlines()[-3:] == ["", "Not tried:", "there is no claim `c9`"]


def test_what_is_no_plan_says_so(engine: Engine) -> None:
    said = "\nNothing to plan: the answer is no plan: nothing was to be made as large or as small as can be."
    assert shown(engine, ONE, How.PLAN) == said
