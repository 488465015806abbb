"""The other two together have the sum of what each of them has; without “together” nothing is added up."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.sums.others import with_others_added


@pytest.mark.parametrize(
    ("text", "reading", "found"),
    [
        ("The widow takes as much as the other two together.", "widow = other two", "widow = son + niece"),
        (
            "She has as much as both combined.",
            "has( widow) = has( both)",
            "has( widow) = has( son) + has( niece)",
        ),
        ("The widow takes as much as the other two.", "widow = other two", "widow = other two"),
        ("She takes as much as the other three together.", "widow = other three", "widow = other three"),
        ("Together the others have 9.", "others = 9", "others = 9"),
    ],
)
def test_others_taken_together_are_added_up(text: str, reading: str, found: str) -> None:
    group = Entry("The heirs are three.", read_reading(" @members heirs: widow, son, niece"))
    told = with_others_added([group, Entry(text, read_reading(f" {reading}"))])
    assert show_reading(told[1].parts) == f" {found}"
