"""What a sentence takes a percentage of, and what says no number."""

import pytest

from neurosym.translate.sentences.programmes.quantities import key
from neurosym.translate.sentences.programmes.shares import no_number, of_itself_only, of_what


@pytest.mark.parametrize(
    "phrase", ["a few", "several", "limited", "few hours", "plenty", "a couple of", "lots"]
)
def test_these_say_no_number(phrase: str) -> None:
    assert no_number(phrase)


@pytest.mark.parametrize("phrase", ["80", "the hours", "limited labour", "chairs", "", "a dozen", "half"])
def test_these_do(phrase: str) -> None:
    assert not no_number(phrase)


@pytest.mark.parametrize(
    ("text", "share", "whole"),
    [
        ("At most 80% of the eggs may be used.", "80%", "eggs"),
        ("At most 80 percent of all eggs are white.", "80 percent", "eggs"),
        ("No more than half of the labour can go there.", "half", "labour"),
        ("At least 30% of the total must be chairs.", "30%", ""),
        ("At least 30% of them must be chairs.", "30%", ""),
        ("At least 30% must be chairs.", "30%", ""),
        ("40% of its grown land, in hectares, is wheat.", "40%", "grown land"),
    ],
)
def test_a_share_is_of_what_stands_behind_it(text: str, share: str, whole: str) -> None:
    assert of_what(text, share) == whole


def test_a_share_may_be_of_the_very_thing_that_it_bounds() -> None:
    assert of_itself_only("the eggs", [key("eggs")])
    assert of_itself_only("working hours", [key("labour"), key("hours worked")])
    assert not of_itself_only("the eggs", [key("flour")])
