"""Places round a table: which texts have them, and which orders they cannot have."""

import pytest

from neurosym.faults import FaultError
from neurosym.ir.core import Apply
from neurosym.translate.sentences.puzzles import circle
from neurosym.translate.sentences.words.orders import Apart, Opposite, Ranked, relation_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six guests sit at a round table.", True),
        ("They are seated around a large oval table.", True),
        ("Five cousins sit in a circle.", True),
        ("At a round of bridge, four drinks were served.", False),
        ("Around one side of a long table sit the guests.", False),
    ],
)
def test_what_is_round(text: str, expected: bool) -> None:
    assert circle.is_round(text) is expected


def test_who_looks_outwards_is_no_case_for_it() -> None:
    with pytest.raises(FaultError):
        circle.is_round("They sit in a circle, facing outwards.")


def test_a_circle_has_no_first_and_an_odd_one_nobody_opposite() -> None:
    with pytest.raises(FaultError):
        circle.beyond(Apply("a"), Apply("b"), Ranked(("first", 1)), 6)
    with pytest.raises(FaultError):
        circle.opposite(Apply("a"), Apply("b"), 5)


def test_words_for_places_round_a_table() -> None:
    assert relation_of("directly across from") == Opposite()
    assert relation_of("at opposite ends") == Opposite(ends=True)
    assert relation_of("third to left of") == Ranked(("left", 1), 3)
    assert relation_of("left-hand neighbour") == Ranked(("left", 1), 1)
    assert relation_of("immediate neighbour of") == Apart(1)
