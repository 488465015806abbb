"""The kernel on questions to a graph: what cited triples answer, and what they do not."""

from __future__ import annotations

import pytest

from neurosym.certify.check import assumptions, check
from neurosym.faults import FaultError
from neurosym.ir.certificate import Certificate, Shown
from neurosym.ir.load import loads
from neurosym.ir.model import Model
from neurosym.ir.plain import content_hash

FILMS = """
sort Thing >= alien, dune, scott
directed_by : Thing, Thing -> Bool
lasts : Thing, Int -> Bool
triple "Alien"
    directed_by(alien, scott)
triple "Dune"
    lasts(dune, 137)
"""


def judged(text: str, value: object, *evidence: Shown) -> None:
    problem = loads(FILMS + text)
    check(problem, Certificate(content_hash(problem), "found", value, {}, assumptions(problem), evidence))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("ask x in Thing\n    directed_by(x, scott)", ["alien"]),
        ("ask x in Thing, y in Thing\n    directed_by(x, y)", [["alien", "scott"]]),
        ("ask\n    lasts(dune, 137)", True),
    ],
)
def test_what_triples_answer_is_accepted(question: str, value: object) -> None:
    judged(question, value)
    with pytest.raises(FaultError, match="something else"):
        judged(question, ["dune"])
    with pytest.raises(FaultError, match="more evidence"):
        judged(question, value, Shown(Model({}, {}, {})))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ask x in Thing\n    directed_by(x, dune)", "do not answer"),
        ("ask\n    directed_by(dune, scott)", "do not answer"),
        ("said\n    directed_by(dune, scott)\nask\n    directed_by(dune, scott)", "beside triples"),
        ("triple\n    not lasts(alien, 1)\nask\n    directed_by(alien, scott)", "beside triples"),
        ("triple\n    lasts(dune, 1 + 1)\nask\n    lasts(dune, 2)", "not ground"),
    ],
)
def test_what_they_do_not_answer_is_not(text: str, why: str) -> None:
    with pytest.raises(FaultError, match=why):
        judged(text, True)
