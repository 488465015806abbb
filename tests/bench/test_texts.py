"""An answer is judged by its verdict, a programme by its formulation; what is withheld is neither."""

from dataclasses import replace

import pytest

from neurosym import loads
from neurosym.answer import Answer
from neurosym.bench.rows import FORMULATION
from neurosym.bench.texts import figures, judged, question_text, said
from neurosym.faults import Fault
from neurosym.ir.verdict import Verdict

RECORD = {
    "vars": ["carts", "vans"],
    "order_mapping": {"carts": 0, "vans": 1},
    "obj_declaration": {"direction": "maximize", "terms": {"carts": "5", "vans": "9"}},
    "const_declarations": [
        {"type": "linear", "terms": {"carts": "2", "vans": "3"}, "limit": "40", "operator": "LESS_OR_EQUAL"}
    ],
}
PROGRAMME = {"id": "1", "text": "Carts and vans.", "question": "", "gold": "", FORMULATION: RECORD}
PROBLEM = """\
carts, vans : Int
"Carts and vans."
    carts >= 0 and vans >= 0
"They take {}."
    2 * carts + 3 * vans <= {}
maximize
    5 * carts + 9 * vans
"""
DOUBT = Fault("doubtful", "this may be misread", severity="warning")


def outcome(answer: Answer, row: dict) -> str:
    done = judged(row, answer)
    return "right" if done["right"] else "wrong" if done["wrong"] else "withheld"


def programme(limit: int, *faults: Fault) -> Answer:
    problem = loads(PROBLEM.format(limit, limit))
    return Answer(Verdict.OPTIMAL, problem=problem, faults=faults)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (programme(40), "right"),
        (replace(programme(40), verdict=Verdict.UNKNOWN), "right"),
        (replace(programme(40), verdict=Verdict.UNTRANSLATED), "withheld"),
        (programme(41), "wrong"),
        (programme(41, DOUBT), "withheld"),
        (Answer(Verdict.UNTRANSLATED), "withheld"),
    ],
)
def test_a_programme_is_judged_by_its_formulation(answer: Answer, wanted: str) -> None:
    assert outcome(answer, PROGRAMME) == wanted


@pytest.mark.parametrize(
    ("verdict", "wanted"),
    [
        (Verdict.PROVED, "right"),
        (Verdict.UNDETERMINED, "wrong"),
        (Verdict.UNKNOWN, "withheld"),
        (Verdict.UNTRANSLATED, "withheld"),
    ],
)
def test_an_answer_is_judged_by_its_verdict(verdict: Verdict, wanted: str) -> None:
    assert outcome(Answer(verdict), {"id": "1", "text": "", "question": "", "gold": "True"}) == wanted


def test_options_are_lettered_lines_after_the_question() -> None:
    row = {"text": "T.", "question": "Q?", "options": {"A": "a.", "B": "b."}}
    assert question_text(row) == "T.\nQuestion: Q?\nA) a.\nB) b."
    assert question_text({"text": "T.", "question": "", "options": ["A) a."]}) == "T.\nA) a."


def test_figures_are_shares_of_all() -> None:
    row = {"id": "1", "text": "", "question": "", "gold": "True"}
    verdicts = (Verdict.PROVED, Verdict.REFUTED, Verdict.UNTRANSLATED, Verdict.UNKNOWN)
    done = [{**judged(row, Answer(verdict)), "cpu_s": 2.0} for verdict in verdicts]
    found = figures("set", "lm", done)
    assert (found["right"], found["wrong"], found["abstained"]) == (0.25, 0.25, 0.5)
    assert (found["executable"], found["cpu_s"]) == (0.75, 2.0)
    assert (found["wrong_unwarned"], found["right_warned"]) == (0.25, 0.0)
    warning = Fault("several", "there are several", severity="warning")
    doubted = [{**judged(row, Answer(v, faults=(warning,))), "cpu_s": 2.0} for v in verdicts]
    assert (figures("set", "lm", doubted)["wrong"], figures("set", "lm", doubted)["wrong_unwarned"]) == (
        0.25,
        0.0,
    )
    assert figures("set", "lm", doubted)["right_warned"] == 0.25
    assert said(done[1]) == 'answered refuted, is "True"'
