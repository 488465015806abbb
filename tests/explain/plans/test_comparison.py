"""Two answers side by side, as they are printed."""

from __future__ import annotations

import neurosym as ns
from neurosym.explain.plans.change import said_anew
from neurosym.explain.plans.comparison import Comparison
from neurosym.ir.core import Claim
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from tests.explain.plans.solving import decided

STALL = """
cups, pots : Int
worth : Real
"The kiln takes 10 kilos."
    cups + 2 * pots <= 10
"A pot is worth 5."
    worth == 5
"Four pots at most."
    pots <= 4
assumed
    cups >= 0
    pots >= 0
maximize
    2 * cups + worth * pots
"""


def compared(text: str, formula: str) -> list[str]:
    problem = ns.loads(text)
    change = said_anew(problem, [Claim("", read_formula(formula, Signature.of(problem)), "So be it.")])
    comparison = Comparison(problem, decided(problem), change, decided(change.problem))
    return [line.replace(" (solver-claimed)", "") for line in str(comparison).splitlines()]


def test_a_limit_moved() -> None:
    assert compared(STALL, "cups + 2 * pots <= 7") == [
        "c1   The kiln takes 10 kilos.  cups + 2 * pots <= 10",
        "now  So be it.                 cups + 2 * pots <= 7",
        "",
        "as said  Optimal: 24.",
        "what if  Optimal: 17.",
        "",
        "           as said  what if",
        "objective  24       17  -7",
        "cups       2        1   -1",
        "pots       4        3   -1",
        "binds      c1, c3   c1",
    ]


def test_what_stays_is_named_and_a_figure_is_a_difference() -> None:
    lines = compared(STALL, "worth == 11/2")
    assert lines[-4:] == [
        "objective  24       26    +2",
        "worth      5        11/2  +1/2",
        "binds      c1, c3   c1, c3",
        "as before: cups = 2, pots = 4",
    ]


def test_a_contradiction_is_shown_by_its_sentences() -> None:
    lines = compared(STALL, "cups >= 11")
    assert lines[:1] + lines[-5:] == [
        "c6  So be it.  cups >= 11 is added",
        "",
        "in conflict:",
        "c1  The kiln takes 10 kilos.",
        "c5  (assumed) pots >= 0",
        "c6  So be it.",
    ]


def test_a_plan_that_there_was_not_before() -> None:
    assert compared(STALL.replace("cups >= 0", "cups >= 11"), "cups + 2 * pots <= 12")[-5:] == [
        "as said  No choice satisfies every condition.",
        "what if  Optimal: 24.",
        "",
        "cups  12",
        "pots  0",
    ]


def test_other_questions_are_compared_too() -> None:
    text = 'sort P = ann, bob\ntall : P -> Bool\n"Ann is."\n    tall(ann)\n{}\n'
    assert compared(text.format("entails\n    tall(bob)"), "tall(ann) == tall(bob)")[:4] == [
        "c2  So be it.  tall(ann) == tall(bob) is added",
        "",
        "as said  The text does not settle it.",
        "what if  Yes, proved.",
    ]
    assert compared(text.format("find tall"), "tall(bob)")[-4:] == [
        "",
        "           as said  what if",
        "tall(bob)  no       yes",
        "as before: tall(ann) = yes",
    ]
