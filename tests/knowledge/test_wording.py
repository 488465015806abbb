"""Which words may stand for which properties: forms of one word, and words made of it."""

import pytest

from neurosym.knowledge.nodes import named
from neurosym.knowledge.wording import ROOT, SAME, Wording

BY, PLACE, YEAR = map(named, ("directed_by", "birthPlace", "release_year"))
WORDING = Wording([BY, PLACE, YEAR])


@pytest.mark.parametrize("word", ["director", "directors", "directs", "directed"])
def test_a_word_is_near_the_property_that_is_made_of_it(word: str) -> None:
    assert [*WORDING.relevance([word])] == [BY]


@pytest.mark.parametrize("word", ["film", "by", "yeast", "plague"])
def test_other_words_are_near_none(word: str) -> None:
    assert WORDING.relevance([word]) == {}


def test_a_form_of_the_same_word_is_nearer_than_a_word_with_its_root() -> None:
    found = WORDING.relevance(["directs", "director", "years"])
    assert found == {BY: {"directs": SAME, "director": ROOT}, YEAR: {"years": SAME}}
