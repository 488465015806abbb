"""A given answer is right or wrong, everything else abstains."""

import pytest

from neurosym.bench.replay import Replayed
from neurosym.bench.score import letter, row, scored
from neurosym.ir.verdict import Result, Verdict

TWO = ("A) True", "B) False")
THREE = (*TWO, "C) Unknown")
UNCERTAIN = (*TWO, "C) Uncertain")
CHOICES = ("A) The red book is leftmost.", "B) The blue book is leftmost.")


@pytest.mark.parametrize(
    ("verdict", "options", "given"),
    [
        (Verdict.PROVED, TWO, "A"),
        (Verdict.REFUTED, TWO, "B"),
        (Verdict.UNDETERMINED, TWO, ""),
        (Verdict.UNDETERMINED, THREE, "C"),
        (Verdict.UNDETERMINED, UNCERTAIN, "C"),
        (Verdict.INCONSISTENT, THREE, ""),
        (Verdict.UNKNOWN, THREE, ""),
        (Verdict.UNTRANSLATED, UNCERTAIN, ""),
        (Verdict.SEVERAL, CHOICES, ""),
        (Verdict.NONE, CHOICES, ""),
        (Verdict.PROVED, CHOICES, ""),
    ],
)
def test_what_answer_a_verdict_gives(verdict: Verdict, options: tuple[str, ...], given: str) -> None:
    assert letter(Replayed(Result(verdict)), options) == given


def test_one_option_left_is_the_answer() -> None:
    assert letter(Replayed(Result(Verdict.UNIQUE, "B")), CHOICES) == "B"
    assert letter(Replayed(Result(Verdict.SEVERAL, ("A", "B"))), CHOICES) == ""


def test_a_row_counts_shares_of_all() -> None:
    replayed = [
        Replayed(Result(Verdict.PROVED), True, cpu_s=0.3),
        Replayed(Result(Verdict.REFUTED), True),
        Replayed(Result(Verdict.UNDETERMINED), True),
        Replayed(Result(Verdict.UNTRANSLATED), True),
        Replayed(Result(Verdict.UNTRANSLATED), False),
    ]
    answers = ["A", "A", "C", "A", "B"]
    done = [scored(one, THREE, answer) for one, answer in zip(replayed, answers, strict=True)]
    assert row("ProofWriter", "a-model", done) == {
        "set": "ProofWriter",
        "model": "a-model",
        "n": 5,
        "executable": 0.8,
        "accuracy": 0.4,
        "definite": 0.4,
        "precision": 0.5,
        "right": 0.4,
        "wrong": 0.2,
        "abstained": 0.4,
        "cpu_s": 0.06,
    }
