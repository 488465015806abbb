"""First-order programs are read; sizes are an ordering; an answer is no conclusion."""

import pytest

from neurosym.bench.dialects import fol
from neurosym.bench.dialects.recording import Reading, Recording
from neurosym.faults import FaultError
from neurosym.ir.core import Entails
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Verdict
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend


def read(premises: str, conclusion: str) -> Reading:
    program = f"Predicates:\nCat(x) ::: x is a cat.\nPremises:\n{premises}\nConclusion:\n{conclusion}"
    return fol.read(Recording(program, "All cats purr.", "True or false? Tom purrs."))


def verdict(premises: str, conclusion: str) -> Verdict:
    return decide(read(premises, conclusion).problem, [SatBackend()]).verdict


def test_a_program_becomes_a_problem() -> None:
    problem = read("∀x (Cat(x) → Purrs(x)) ::: All cats purr.\nCat(tom)", "Purrs(tom)").problem
    assert [(print_formula(c.formula), c.says) for c in problem.claims] == [
        ("all(Purrs(x) for x in Thing if Cat(x))", "All cats purr."),
        ("Cat(tom)", ""),
    ]
    assert isinstance(problem.goal, Entails)
    assert problem.goal.says == "Tom purrs."
    assert problem.text == "All cats purr."
    assert next(symbol.gloss for symbol in problem.symbols if symbol.name == "Cat") == "x is a cat."
    assert decide(problem, [SatBackend()]).verdict is Verdict.PROVED


def test_a_premise_that_cannot_be_read_is_left_out_with_a_caret() -> None:
    reading = read("Cat(tom)\nTom sleeps all day", "Cat(tom)")
    assert len(reading.problem.claims) == 1
    (fault,) = reading.unread
    assert fault.where is not None
    assert fault.where.label == "line 5"


@pytest.mark.parametrize("conclusion", ["False", "Uncertain", "", "Tom does not purr."])
def test_an_answer_is_no_conclusion(conclusion: str) -> None:
    with pytest.raises(FaultError):
        read("Cat(tom)", conclusion)


def test_a_proposition_that_the_premises_know_is_a_conclusion() -> None:
    assert verdict("Raining → Wet\nRaining", "Wet") is Verdict.PROVED


@pytest.mark.parametrize(
    ("premises", "conclusion", "expected"),
    [
        ("Rent(flat, 2000)\n∀y (Rent(flat, y) → y > 1500)", "2000 > 1500", Verdict.PROVED),
        ("a > b\nb > c", "c < a", Verdict.PROVED),
        ("a > b", "b > a", Verdict.REFUTED),
        ("a > b", "a ≥ b", Verdict.PROVED),
        ("a > b", "a > c", Verdict.UNDETERMINED),
        ("Cat(tom)", "9 > 10", Verdict.REFUTED),
        ("Cat(tom)", "9.5 < 10", Verdict.PROVED),
    ],
)
def test_sizes_are_in_order(premises: str, conclusion: str, expected: Verdict) -> None:
    assert verdict(premises, conclusion) is expected


def test_where_something_is_calculated_numbers_are_numbers() -> None:
    problem = read("age(tom) + 1 > 9", "age(tom) > 8").problem
    assert {symbol.name: symbol.result for symbol in problem.symbols}["age"] == "Int"
    assert "greater" not in {symbol.name for symbol in problem.symbols}
