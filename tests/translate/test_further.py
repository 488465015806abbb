"""A sentence that somebody supposes: as it would stand in the text, and where."""

from __future__ import annotations

import pytest

from neurosym.faults import FaultError
from neurosym.translate.further import Further, drafts, further
from neurosym.translate.sentences.translator import SentenceTranslator
from tests.translate.sentences.test_translator import READ, TEXT, Script


@pytest.mark.parametrize(
    ("words", "sentence", "more"),
    [
        ("there are 70 hours of labour", "There are 70 hours of labour.", 0),
        ("What if there are 70 hours?", "There are 70 hours.", 0),
        ("Suppose that  Tom\nis a dog.", "Tom is a dog.", 0),
        ("there are 10 more hours of labour", "There are 10 hours of labour.", 1),
        ("it has 3.5 extra kilos", "It has 3.5 kilos.", 1),
        ("there are ten fewer hours", "There are ten hours.", -1),
        ("he gets another 10 hours", "He gets 10 hours.", 1),
        ("he works 3 hours less", "He works 3 hours less.", 0),
        ("at least 5 more loaves than rolls are made", "At least 5 more loaves than rolls are made.", 0),
        ("no more than 70 hours are worked", "No more than 70 hours are worked.", 0),
    ],
)
def test_what_is_asked_about_as_a_sentence(words: str, sentence: str, more: int) -> None:
    assert further(words) == Further(sentence, more)


@pytest.mark.parametrize("words", ["10% more labour", "there is 10 percent less flour"])
def test_a_share_is_not_guessed_at(words: str) -> None:
    with pytest.raises(FaultError, match="which share"):
        further(words)


def test_a_sentence_stands_before_the_one_that_is_most_like_it_and_before_the_question() -> None:
    reader = SentenceTranslator(Script({**READ, "Tim is a cat.": (" cat( tim)",)}))
    problem = reader.draft(TEXT).problem
    assert problem is not None
    texts = [draft.problem.text for draft in drafts(reader, problem, TEXT, "Tim is a cat.") if draft.problem]
    assert texts == [
        "All cats purr. Tim is a cat. Tom is a cat. Does Tom purr?",
        "All cats purr. Tom is a cat. Tim is a cat. Does Tom purr?",
    ]
