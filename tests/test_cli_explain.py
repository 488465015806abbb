"""What `--explain` prints, as text that a person reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from neurosym.answer import Answer
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
    return explained(engine, engine.solve(read_problem(text)), how).text


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
    lines = explained(engine, answer, None, ["x <= 5"]).text.splitlines()
    assert lines[:5] == [
        "",
        "c1   Three.  x <= 3",
        "now          x <= 5",
        "",
        "as said  Optimal: 3.",
    ]
    both = explained(engine, answer, How.PLAN, ["without c9"]).text
    assert both.splitlines()[-3:] == ["", "Not tried:", "there is no claim `c9`"]


def test_what_is_no_plan_says_so(engine: Engine) -> None:
    said = "\nNothing to plan: the answer is no plan: nothing was to be made as large or as small as can be."
    assert shown(engine, ONE, How.PLAN) == said


def test_for_programs_it_is_data_beside_the_text(engine: Engine) -> None:
    answer = engine.solve(read_problem('x : Int\n"Three."\n    x <= 3\nmaximize\n    x'))
    found = explained(engine, answer, How.PLAN, ["x <= 5"])
    data = json.loads(json.dumps(found.data))
    assert data["explained"] == found.text.strip("\n")
    assert (data["plan"]["kind"], data["plan"]["value"]) == ("best", 3)
    assert data["what_if"]["changes"] == [
        {
            "old": {"claim": "c1", "says": "Three.", "means": "x <= 3"},
            "new": {"claim": "c1", "says": "", "means": "x <= 5"},
        }
    ]
    assert data["what_if"]["what_if"]["value"]["objective"] == 5
    after = Answer.from_json(data["what_if"]["answer"])
    assert (after.trust, after.value["objective"]) == ("certified", 5)
    assert Answer.from_json({**answer.to_json(), **data}).to_json() == answer.to_json()


def test_what_cannot_be_explained_is_data_too(engine: Engine) -> None:
    answer = engine.solve(read_problem(ONE))
    data = explained(engine, answer, How.PLAN, ["without c9"]).data
    assert data["plan"]["faults"][0]["code"] == "no-plan"
    assert data["what_if"]["faults"][0]["what"] == "there is no claim `c9`"
    assert explained(engine, answer, None).data == {}
