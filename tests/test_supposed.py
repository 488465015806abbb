"""What if: a sentence or a formula takes the place of what it contradicts, and all of it is solved again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

import neurosym as ns
from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.explain.plans.plan import BestPlan
from neurosym.faults import FaultError
from neurosym.ir.verdict import Verdict
from neurosym.lm.base import Reply
from neurosym.lm.scripted import Entry, Scripted
from tests.translate.sentences.test_translator import Script

TEXT = (
    "A tailor sews coats and shirts. A coat takes 3 hours and a shirt 1 hour. He can work for 20 hours. "
    "A coat earns him $90 and a shirt $18. How many of each should he sew to earn the most?"
)
READ = {
    "A tailor sews coats and shirts.": (" @choose coats, shirts",),
    "A coat takes 3 hours and a shirt 1 hour.": (" hours( coat) = 3 ; hours( shirt) = 1",),
    "He can work for 20 hours.": (" total( hours) <= 20",),
    "A coat earns him $90 and a shirt $18.": (" earns( coat) = $90 ; earns( shirt) = $18",),
    "How many of each should he sew to earn the most?": (" @max earn",),
    "He can work for 30 hours.": (" total( hours) <= 30",),
    "He can work for 4 hours.": (" total( hours) <= 4",),
    "A coat takes 2 hours.": (" hours( coat) = 2",),
    "At least 4 shirts are ordered.": (" shirts >= 4",),
    "A coat weighs 2 kilos.": (" weighs( coat) = 2",),
    "He sings.": (" @none",),
    "He may work for 7 hours.": (" total( hours) <= 7",),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(Script(READ, {"He may work for 7 hours.": 0.1})) as engine:
        yield engine


@pytest.fixture(scope="module")
def answer(engine: Engine) -> Answer:
    answer = engine.ask(TEXT)
    assert answer.objective == 576  # six coats and two shirts
    return answer


@pytest.mark.parametrize(
    ("change", "objective", "claims"),
    [
        ("he can work for 30 hours", 900, 0),
        ("What if he can work for 4 more hours?", 720, 0),
        ("a coat takes 2 hours", 900, 0),
        ("at least 4 shirts are ordered", 540, 1),
        ("coats <= 3", 468, 1),
        ("hours_coats == 4", 450, 0),
    ],
)
def test_a_change_is_solved_and_certified(
    engine: Engine, answer: Answer, change: str, objective: int, claims: int
) -> None:
    supposed = engine.what_if(answer, change)
    assert (supposed.answer.objective, supposed.answer.trust) == (objective, "certified")
    assert ns.verify(supposed.answer)
    assert answer.problem is not None
    assert supposed.answer.problem is not None
    assert len(supposed.answer.problem.claims) == len(answer.problem.claims) + claims
    assert f"Optimal: {objective}." in str(supposed)


def test_changes_add_up_and_go_on_from_each_other(engine: Engine, answer: Answer) -> None:
    both = engine.what_if(answer, "he can work for 30 hours", "coats <= 3").answer
    one = engine.what_if(engine.what_if(answer, "he can work for 30 hours").answer, "coats <= 3").answer
    assert both.objective == one.objective == 648
    assert isinstance(engine.plan(both), BestPlan)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("He sings.", "nothing was read that would change anything"),
        ("a coat weighs 2 kilos", "of which nothing else speaks"),
        ("he may work for 7 hours", "may be misread"),
        ("he can work for 99 hours", "could not be read"),
        ("coats <=", "not a formula"),
        ("coat <= 3", "unknown name `coat`"),
        ("c99: coats <= 3", "there is no claim `c99`"),
        ("without c99", "there is no claim `c99`"),
        ("10% more hours", "which share"),
        ("coats * shirts", "formula"),
    ],
)
def test_what_is_not_understood_is_a_fault_and_no_guess(
    engine: Engine, answer: Answer, change: str, fault: str
) -> None:
    with pytest.raises(FaultError, match=fault):
        engine.what_if(answer, change)


def test_an_answer_that_was_withheld_cannot_come_out_otherwise(engine: Engine, answer: Answer) -> None:
    for withheld in (Answer(Verdict.UNTRANSLATED), replace(answer, verdict=Verdict.UNTRANSLATED)):
        with pytest.raises(FaultError, match="nothing was decided"):
            engine.what_if(withheld, "coats <= 3")


def test_a_problem_without_a_text_is_changed_by_formulas_only() -> None:
    with Engine() as engine:
        answer = engine.solve(ns.loads("x : Int\nassumed\n    x <= 3\nmaximize\n    x\n"))
        assert engine.what_if(answer, "x <= 9").answer.objective == 9
        assert engine.what_if(answer, "c1: abs(x) <= 7").answer.objective == 7
        assert engine.what_if(answer, "c1: not x > 5").answer.objective == 5
        assert engine.what_if(answer, "without c1").answer.verdict is Verdict.UNBOUNDED
        with pytest.raises(FaultError, match="no text"):
            engine.what_if(answer, "there are nine")


def test_an_lm_that_writes_whole_problems_mends_the_one_before() -> None:
    first = {
        "symbols": ["x : Int"],
        "claims": [{"kind": "said", "says": "There are 3.", "means": "x <= 3"}],
        "goal": {"kind": "maximize", "says": "How many at most?", "means": "x"},
    }
    more = {"claims": [{"kind": "said", "says": "There are 8.", "means": "x <= 8"}]}
    script = [
        Entry(Reply(json.dumps(more), "", "free"), when="There are 8."),
        Entry(Reply(json.dumps(first), "", "free"), when="There are 3."),
    ]
    with Engine(Scripted("s", entries=script)) as engine:
        answer = engine.ask("There are 3. How many at most?")
        assert answer.objective == 3
        supposed = engine.what_if(answer, "there are 8")
    assert supposed.answer.objective == 8
    assert [swap.new and swap.new.says for swap in supposed.comparison.change.swaps] == ["There are 8."]
