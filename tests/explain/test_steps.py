"""Steps in words and as a graph; only what the kernel accepts is called certified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from neurosym import accepted
from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.ir.notation import read_problem
from neurosym.solve import route
from tests.solve.test_sat_deduction import QUEUE


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def answer(engine: Engine) -> Answer:
    return engine.solve(read_problem(QUEUE))


def test_steps_are_said_in_the_words_of_the_text(engine: Engine, answer: Answer) -> None:
    lines = str(engine.steps(answer)).splitlines()
    assert lines[0].split("  ")[0].strip() == "1."
    assert "place(ann) ≠ 1" in lines[0]
    assert lines[0].endswith("Ann is not first.")
    assert "place(bob) = 3" in lines[-1]
    assert "Bob stands right behind Ann. + step 1" in lines[-1]


def test_the_proof_is_a_graph(engine: Engine, answer: Answer) -> None:
    steps = engine.steps(answer)
    graph = steps.graph()
    assert graph.has_edge("step 1", f"step {len(steps)}")
    assert graph.nodes["step 1"]["label"] == "place(ann) ≠ 1"
    assert all(graph.nodes[name].get("label") for name in graph)
    text = steps.mermaid()
    assert text.startswith("graph TD\n")
    assert text.count(" --> ") == graph.number_of_edges()


def test_a_step_that_the_kernel_refuses_is_not_called_certified(
    engine: Engine, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = engine.steps(answer).deduction
    assert all(step.certificate for step in found.steps)
    *others, last = found.steps
    planted = replace(last, facts=tuple(replace(fact, holds=not fact.holds) for fact in last.facts))
    wrong = replace(found, steps=(*others, planted), left="a reason")
    monkeypatch.setattr(route, "deduction", lambda *_: wrong)
    steps = accepted.deduced(answer, engine._pool, engine._budget)
    assert [step.certificate is None for step in steps] == [*(False for _ in others), True]
    assert str(steps).splitlines()[-2].endswith("(not certified)")
    assert str(steps).splitlines()[-1].endswith("(a reason)")


def test_the_background_is_named_only_where_there_is_nothing_else(engine: Engine) -> None:
    text = 'p : Bool\nq : Bool\nassumed "It is known."\n    p\n"So is this."\n    implies(p, q)\nfind\n'
    first, second = str(engine.steps(engine.solve(read_problem(text)))).splitlines()
    assert first.endswith("It is known.")
    assert "It is known." not in second


def test_steps_say_which_of_their_claims_the_answer_does_without(engine: Engine) -> None:
    text = 'p : Bool\nq : Bool\nr : Bool\n"a"\n    p\n"b"\n    implies(p, q)\n"c"\n    r\nfind p, q\n'
    answer = engine.solve(read_problem(text))
    assert [claim.id for claim in answer.not_needed] == ["c3"]
    steps = engine.steps(answer)
    assert any("c3" in step.claims for step in steps)
    assert str(steps).splitlines()[-1].strip() == "(not needed for the answer, but used here: c3)"
    assert "not needed" not in str(engine.steps(engine.solve(read_problem(text.replace("p, q\n", "")))))


def test_no_world_has_no_steps(engine: Engine) -> None:
    with pytest.raises(FaultError, match="world"):
        engine.steps(Answer(verdict=engine.solve(read_problem(QUEUE)).verdict))
