"""Answers from end to end: what the engine certifies is accepted from its JSON, and nothing else is."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import neurosym
from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.ir.load import loads
from neurosym.ir.verdict import Verdict

CHECKOUT = Path(__file__).parents[2]
TEXT = (
    "sort P >= ann\nh, k : P -> Bool\nassumed\n    all(h(x) for x in P if k(x))\n    k(ann)\n"
    "entails\n    h(ann)"
)


@pytest.fixture(scope="module")
def answer() -> Answer:
    with Engine() as engine:
        return engine.solve(loads(TEXT))


def test_an_answer_is_certified_and_verified(answer: Answer):
    assert (answer.verdict, answer.trust) == (Verdict.PROVED, "certified")
    again = Answer.from_json(json.loads(json.dumps(answer.to_json())))
    assert again == answer
    assert neurosym.verify(again) == answer.certificate


def test_another_answer_is_refused(answer: Answer):
    assert answer.result is not None
    assert answer.certificate is not None
    refuted = replace(answer.result, verdict=Verdict.REFUTED)
    flipped = replace(answer.certificate, verdict="refuted")
    for wrong in (
        replace(answer, certificate=None),
        replace(answer, verdict=Verdict.REFUTED),
        replace(answer, verdict=Verdict.REFUTED, result=refuted),
        replace(answer, verdict=Verdict.REFUTED, result=refuted, certificate=flipped),
        replace(answer, problem=loads(TEXT.replace("k(ann)", "k(ann) or h(ann)"))),
    ):
        with pytest.raises(FaultError):
            neurosym.verify(wrong)


def test_reasons_that_are_not_enough_are_refused(answer: Answer):
    assert answer.result is not None
    assert answer.result.core == ("c1", "c2")
    for core in ((), ("c1",), ("c2", "c3")):
        with pytest.raises(FaultError, match="which the answer does not name"):
            neurosym.verify(replace(answer, result=replace(answer.result, core=core)))
    neurosym.verify(replace(answer, result=replace(answer.result, core=("c2", "c1"))))


def test_another_world_than_that_of_the_evidence_is_refused():
    with Engine() as engine:
        found = engine.solve(loads("p, q : Bool\nassumed\n    p\nentails\n    q"))
    result = found.result
    assert result is not None
    neurosym.verify(Answer.from_json(found.to_json()))
    model = result.models[0]
    other = replace(model, tables={**model.tables, "p": {(): False}})
    with pytest.raises(FaultError, match="a world that is not its evidence"):
        neurosym.verify(replace(found, result=replace(result, models=(other, *result.models[1:]))))


LIMITS = "a, b : Int\nassumed\n    a + b >= 9\n    a <= 3\n    {}\n    b >= 0\n{}"


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (LIMITS.format("b <= 4", "maximize\n    a"), ("c1", "c2", "c3")),
        (LIMITS.format("2 * b <= 11", "find"), ("c1", "c2", "c3")),
        (LIMITS.format("b == 2 or b == 4", "maximize\n    a"), ("c1", "c2", "c3")),
    ],
)
def test_reasons_of_limits_are_held_against_their_proof(text: str, core: tuple[str, ...]):
    with Engine() as engine:
        found = engine.solve(loads(text))
    assert found.result is not None
    assert (found.trust, found.result.core) == ("certified", core)
    neurosym.verify(found)
    with pytest.raises(FaultError, match="it needs `c3`"):
        neurosym.verify(replace(found, result=replace(found.result, core=core[:2])))


CHOICE = (
    'p, q, r : Bool\n"a"\n    p\n"b"\n    implies(p, q)\n"c"\n    not r\n"d"\n    p or r\n'
    "{}\n    A\n        q\n    B\n        r\n"
)


@pytest.mark.parametrize(
    ("text", "verdict", "core"),
    [
        (CHOICE.format("must"), "unique", ("c1", "c2")),
        (CHOICE.format("cannot"), "unique", ("c3",)),
        (CHOICE.format("could"), "unique", ("c3",)),
        (CHOICE.format("except"), "unique", ("c1", "c2")),
        ("a : Int\nassumed\n    a <= 3\n    a >= 1\n    a != 2\nmaximize\n    a", "optimal", ("c1",)),
        ("p : Bool\nassumed\n    p\n    not p\nenumerate p limit 3", "none", ("c1", "c2")),
    ],
)
def test_reasons_of_a_choice_a_list_and_the_best_are_held_against_their_proofs(
    text: str, verdict: str, core: tuple[str, ...]
):
    with Engine() as engine:
        found = engine.solve(loads(text))
    assert found.result is not None
    assert (found.trust, found.verdict.value, found.result.core) == ("certified", verdict, core)
    neurosym.verify(found)
    for less in ((), core[1:], (*core[1:], "c4")):
        with pytest.raises(FaultError, match=f"it needs `{core[0]}`"):
            neurosym.verify(replace(found, result=replace(found.result, core=less)))


def test_a_list_gives_no_reasons_but_no_wrong_ones_either():
    with Engine() as engine:
        found = engine.solve(loads("p, q : Bool\nassumed\n    p\n    p or q\nenumerate p limit 3"))
    assert found.result is not None
    assert (found.verdict.value, found.result.core) == ("unique", ())
    neurosym.verify(found)
    neurosym.verify(replace(found, result=replace(found.result, core=("c1",))))
    with pytest.raises(FaultError, match="it needs `c1`"):
        neurosym.verify(replace(found, result=replace(found.result, core=("c2",))))


@pytest.mark.parametrize(("change", "code"), [(("", ""), 0), (("proved", "refuted"), 1), (("{", "["), 1)])
def test_the_command_says_whether_it_is_accepted(
    answer: Answer, change: tuple[str, str], code: int, tmp_path: Path
):
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer.to_json()).replace(*change), encoding="utf-8")
    command = [sys.executable, "-m", "neurosym", "verify", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    assert done.returncode == code, done.stderr
    assert ("accepted: Yes, proved." in done.stdout) == (code == 0)
    assert "Traceback" not in done.stderr
