"""Words bound an amount upwards or downwards, or do not say which."""

import pytest

from neurosym.translate.sentences.programmes.directions import before, behind, leaves_room, way


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("there are", "<="),
        ("we have", "<="),
        ("we have booked", ""),
        ("we have to bake", ">="),
        ("the plant needs", ">="),
        ("must not be more than", "<="),
        ("cannot be less than", ">="),
        ("must exceed", ">="),
        ("must be fewer than", "<="),
        ("at least", ">="),
        ("we need at most", "<="),
        ("exactly", "="),
        ("at least, at most", ""),
        ("the sky is blue", ""),
        ("under contract to send", ">="),
        ("under the limit of", "<="),
        ("wants to sell a stock of", ""),
        ("the rules prohibit throwing more than", "<="),
    ],
)
def test_words_say_a_direction(words: str, said: str) -> None:
    assert way(words) == said


def test_what_is_there_or_needed_is_no_plain_word() -> None:
    assert way("available", plainly=True) == ""


def test_a_clause_ends_before_but() -> None:
    text = "at least 40 men but no more than 9 may go"
    assert behind(text, text.index("40") + 2) == " men "


def test_a_clause_ends_at_a_comma_and_at_a_number() -> None:
    text = "since 3 are left, at most 40 of them, i think, go"
    assert before(text, text.index("40")) == "at most "
    assert behind(text, text.index("40") + 2) == " of them"


def test_twice_as_many_may_be_meant_as_at_least_where_it_is_demanded() -> None:
    assert leaves_room("there must be twice as many chairs as desks")
    assert not leaves_room("there must be exactly twice as many chairs as desks")
    assert not leaves_room("there are twice as many chairs as desks")
