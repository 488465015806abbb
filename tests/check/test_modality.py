"""What questions ask of their options."""

import pytest

from neurosym.check.modality import asked_mode


@pytest.mark.parametrize(
    ("question", "mode"),
    [
        ("Which one of the following must be true?", "must"),
        ("If Ann sings, then which of the following could be true?", "could"),
        ("Which one of the following CANNOT be true?", "cannot"),
        ("Which one of the following must be false?", "cannot"),
        ("Each of the following could be true EXCEPT:", "cannot"),
        ("Each of the following must be true EXCEPT:", "except"),
        ("Each of the following must be false EXCEPT:", "could"),
        ("Any of the following could be false EXCEPT:", "must"),
        ("Which one of the following is an acceptable rota?", "could"),
        ("If Ann sings first, then Bo must sing", "must"),
        ("What is the largest number of songs that Ann could sing?", None),
        ("Which one of the following is a list of the singers each of whom must sing?", None),
        ("The order is fully determined if which one of the following is true?", None),
        ("Which of these can be concluded?", "must"),
        ("Which of the following cannot be inferred?", "except"),
        ("Does Ann sing?", None),
    ],
)
def test_mode_of_a_question(question: str, mode: str | None) -> None:
    assert asked_mode(question) == mode
