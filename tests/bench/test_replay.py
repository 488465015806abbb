"""A program goes through reader, repairs and solver; a verdict never rests on a line that was left out."""

from neurosym.bench.dialects.recording import Recording
from neurosym.bench.replay import Replayed, replay
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend

TEXT = "All cats purr. Tom is a cat."


def decided(problem: Problem) -> Result:
    return decide(problem, [SatBackend()])


def fol(premises: str, conclusion: str, question: str = "True or false? Tom purrs.") -> Replayed:
    return replay(Recording(f"Premises:\n{premises}\nConclusion:\n{conclusion}", TEXT, question), decided)


def test_a_good_program_is_decided() -> None:
    replayed = fol("∀x (Cat(x) → Purrs(x)) ::: All cats purr.\nCat(tom) ::: Tom is a cat.", "Purrs(tom)")
    assert replayed.result.verdict is Verdict.PROVED
    assert replayed.executed
    assert replayed.cpu_s > 0


def test_a_scope_that_closed_too_early_is_repaired() -> None:
    replayed = fol("∀x (Cat(x)) → Purrs(x)\nCat(tom)", "Purrs(tom)")
    assert "scope" in replayed.repairs
    assert replayed.result.verdict is Verdict.PROVED


def test_a_question_of_the_wrong_polarity_is_repaired() -> None:
    replayed = fol("∀x (Cat(x) → Purrs(x))\nCat(tom)", "¬Purrs(tom)")
    assert "polarity" in replayed.repairs
    assert replayed.result.verdict is Verdict.PROVED


def test_what_follows_without_an_unread_line_follows() -> None:
    replayed = fol("∀x (Cat(x) → Purrs(x))\nCat(tom)\nTom sleeps a lot", "Purrs(tom)")
    assert replayed.result.verdict is Verdict.PROVED


def test_what_is_open_without_an_unread_line_is_no_answer() -> None:
    replayed = fol("∀x (Cat(x) → Purrs(x))\nTom is a cat", "Purrs(tom)")
    assert replayed.result.verdict is Verdict.UNTRANSLATED
    assert replayed.executed


def test_what_cannot_be_read_is_untranslated_with_its_faults() -> None:
    replayed = replay(Recording("I am not sure.", TEXT, "True or false? Tom purrs."), decided)
    assert replayed.result.verdict is Verdict.UNTRANSLATED
    assert not replayed.executed
    assert replayed.problem is None
    assert replayed.faults
