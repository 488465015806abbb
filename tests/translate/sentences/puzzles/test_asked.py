"""The place that the words of a question tell."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.asked import asked_place
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.layout import Layout, lay_out
from neurosym.translate.sentences.puzzles.usage import usage
from neurosym.translate.sentences.words.names import Names


def layout() -> Layout:
    reading = " @members lots: clock, fan, desk ; first( clock)"
    entries = [Entry("The lots are a clock, a fan and a desk.", read_reading(reading))]
    groups = read_groups(entries, Names.of(entries[0].text))
    return lay_out(groups, usage(groups, entries))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which of the following lots cannot be sold second?", "second"),
        ("If the fan is first, which could be last but one?", "be last but one"),
        ("Which of them is not sold second?", None),
        ("Which one must be sold right before the last lot?", None),
        ("Which of these must be true?", None),
    ],
)
def test_a_place_at_the_end_of_a_question(question: str, expected: str | None) -> None:
    assert asked_place(question, layout()) == expected
