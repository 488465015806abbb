"""An answer: what it rests on, how it is shown, and that it survives JSON."""

import json
from dataclasses import replace

import pytest

from neurosym.answer import Answer
from neurosym.attempts import Attempt, Reading
from neurosym.explain.graph import ANSWER
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.trace import Timing

PROBLEM = read_problem('text "One. Two."\np, q : Bool\n"One."\n    p\n"Two."\n    q\nentails\n    p')
FAULT = Fault(
    "unknown-name", "unknown symbol `awre`", Span("awre(x)", 0, 4, "c3"), "did you mean `aware`?", "c3"
)
WARNING = Fault("number", "the sentence says 2", claim="c1", severity="warning")
PROVED = Answer(
    Verdict.PROVED,
    "One. Two.",
    PROBLEM,
    Result(Verdict.PROVED, core=("c1",), minimal=True, engine="sat", trust="cross-checked", cpu_s=0.002),
    Reading(2, 2, (), (), ("`awre` is read as `aware`",)),
    (WARNING,),
    (
        Attempt("scripted/x", "no", faults=(FAULT,), mode="free"),
        Attempt("scripted/x", "p", PROBLEM, (), (WARNING,), "proved", True, "schema", 1.5),
    ),
    (Timing("translate", 1.5), Timing("solve", 0.25), Timing("translate", 0.5)),
    "7",
)


def test_what_it_rests_on() -> None:
    assert [claim.id for claim in PROVED.because] == ["c1"]
    assert [claim.id for claim in PROVED.not_needed] == ["c2"]
    assert PROVED.conflict == ()
    assert PROVED.trust == "cross-checked"


def test_claims_are_printed_as_sentence_and_formula() -> None:
    assert str(PROVED.because) == "c1  One.  p"
    assert str(PROVED.conflict) == ""


def test_a_conflict_is_no_reason() -> None:
    result = Result(Verdict.INCONSISTENT, core=("c1", "c2"), minimal=True)
    answer = replace(PROVED, verdict=Verdict.INCONSISTENT, result=result)
    assert (len(answer.because), len(answer.conflict)) == (0, 2)
    assert [edge[:2] for edge in answer.graph().edges] == [("c1", ANSWER), ("c2", ANSWER)]
    assert answer.mermaid().count("--x") == 2


@pytest.mark.parametrize("verdict", [Verdict.UNTRANSLATED, Verdict.UNKNOWN])
def test_an_abstention_gives_nothing_away(verdict: Verdict) -> None:
    answer = replace(PROVED, verdict=verdict, result=replace(PROVED.result, value="A"))
    assert (answer.value, answer.trust, answer.because, answer.not_needed) == (None, "unknown", (), ())
    assert answer.mermaid() == ""
    assert "because" not in answer.report()


def test_the_report() -> None:
    assert PROVED.report().splitlines() == [
        f"{'Yes, proved.':<70}cross-checked",
        "because     c1  One.  p",
        "not needed  c2",
        "reading     2 of 2 sentences quoted, every number used",
        "repaired    `awre` is read as `aware`",
        "warnings    c1: the sentence says 2",
        "solver      sat in 2 ms",
        "attempts    2, first: c3: unknown symbol `awre`, did you mean `aware`?",
        "record      neurosym show 7",
    ]


def test_the_trace_has_every_attempt_fault_and_time() -> None:
    trace = PROVED.trace()
    assert "attempt 1: scripted/x" in trace
    assert "c3: awre(x)" in trace
    assert "^^^^" in trace
    assert "hint: did you mean `aware`?" in trace
    assert "attempt 2" in trace
    assert "times: translate 2.000 s, solve 0.250 s" in trace


def test_a_notebook_shows_the_table_and_the_graph() -> None:
    shown = PROVED._repr_markdown_()
    assert shown.startswith("**Yes, proved.** cross-checked")
    assert "| because | c1 One. p |" in shown
    assert "```mermaid\ngraph TD" in shown


def test_it_comes_back_from_json_equal() -> None:
    assert Answer.from_json(json.loads(json.dumps(PROVED.to_json()))) == PROVED
    bare = Answer(Verdict.UNTRANSLATED, faults=(FAULT,))
    assert Answer.from_json(json.loads(json.dumps(bare.to_json()))) == bare


@pytest.mark.parametrize(
    "damage",
    [
        {"answer_version": 2},
        {"verdict": "sure"},
        {"text": None},
        {"problem": {}},
        {"problem": {"goal": None}},
        {"result": []},
        {"reading": {"sentences": "2"}},
        {"reading": {**PROVED.to_json()["reading"], "numbers": [1]}},
        {"faults": [{}]},
        {"faults": [{"code": "x", "what": "y", "where": [1], "hint": "", "claim": "", "severity": "error"}]},
        {"faults": [{"code": "x", "what": "y", "where": None, "hint": "", "claim": "", "severity": "fatal"}]},
        {"attempts": [{}]},
        {"attempts": [{**PROVED.to_json()["attempts"][0], "seconds": "1"}]},
        {"timings": [["solve"]]},
        {"timings": [["solve", True]]},
        {"id": 7},
    ],
)
def test_a_damaged_answer_is_a_fault(damage: dict[str, object]) -> None:
    with pytest.raises(FaultError):
        Answer.from_json({**PROVED.to_json(), **damage})


def test_other_data_is_a_fault() -> None:
    for data in (None, [], "x", {}):
        with pytest.raises(FaultError):
            Answer.from_json(data)
