"""A wrong engine is caught: its models are evaluated, its refutations are held against another engine."""

from collections.abc import Collection
from typing import ClassVar

import pytest

from neurosym.ir.core import Term
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Verdict
from neurosym.solve.base import Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.decide import decide
from neurosym.solve.route import backend

TEXT = """
sort P = a, b
tall : P -> Bool
"Ann is tall."
    tall(a)
entails
    tall(b)
"""


class Wrong:
    """An engine that answers as it is told."""

    name: ClassVar[str] = "wrong"
    family: ClassVar[str] = "wrong"

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def declines(self, theory: Theory) -> str:
        return ""

    def open(self, theory: Theory) -> "Wrong":
        return self

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        return Unsat(frozenset(labels)) if isinstance(self._outcome, Unsat) else self._outcome

    def add(self, label: str, formula: Term) -> None:
        pass


ALL_FALSE = Sat(Model({"P": ("a", "b")}, {"tall": {("a",): False, ("b",): False}}, {}))
EMPTY = Sat(Model({}, {}, {}))


@pytest.mark.parametrize("outcome", [ALL_FALSE, EMPTY], ids=["false model", "empty model"])
def test_a_wrong_model_is_no_model(outcome: Outcome) -> None:
    alone = decide(read_problem(TEXT), [Wrong(outcome)])
    assert alone.verdict is Verdict.UNKNOWN
    assert decide(read_problem(TEXT), [Wrong(outcome), backend("sat")]).verdict is Verdict.UNDETERMINED


def test_a_wrong_refutation_is_a_disagreement() -> None:
    result = decide(read_problem(TEXT), [Wrong(Unsat(frozenset())), backend("sat")], cross_check=True)
    assert result.verdict is Verdict.UNKNOWN
    assert "disagree" in result.reason
    assert result.trust == "unknown"


def test_an_engine_that_does_not_know_is_followed_by_the_next() -> None:
    result = decide(read_problem(TEXT), [Wrong(Unknown("tired")), backend("sat")])
    assert (result.verdict, result.engine) == (Verdict.UNDETERMINED, "sat")


def test_a_claim_that_no_second_engine_confirms_stays_a_claim() -> None:
    text = TEXT.replace("    tall(b)", "    tall(a)")
    result = decide(read_problem(text), [backend("sat"), Wrong(Unknown("tired"))], cross_check=True)
    assert (result.verdict, result.trust) == (Verdict.PROVED, "solver-claimed")
