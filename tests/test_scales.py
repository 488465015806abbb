"""Words of order: their scale, their end of it and their degree."""

import pytest

from neurosym.scales import FIRST, LAST, End, forms, opposite


@pytest.mark.parametrize(
    ("word", "end", "degree"),
    [
        ("old", ("new", -1), "plain"),
        ("older", ("new", -1), "comparative"),
        ("oldest", ("new", -1), "superlative"),
        ("biggest", ("large", 1), "superlative"),
        ("heavier", ("heavy", 1), "comparative"),
        ("before", FIRST, "relation"),
        ("left", ("left", 1), "relation"),
        ("leftmost", ("left", 1), "superlative"),
        ("last", LAST, "superlative"),
        ("in_front", FIRST, "relation"),
    ],
)
def test_a_form(word: str, end: End, degree: str) -> None:
    assert (forms()[word].end, forms()[word].degree) == (end, degree)


def test_every_scale_has_two_ends() -> None:
    ends = {form.end for form in forms().values()}
    assert {opposite(end) for end in ends} == ends
    assert len(ends) > 60
