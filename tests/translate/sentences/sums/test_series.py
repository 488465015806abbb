"""Numbers that are only counted have places, steps and names."""

import pytest

from neurosym.translate.sentences.sums.series import Series, named, place_of, series_of


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("two numbers", Series(2)),
        ("Three consecutive integers", Series(3, 1)),
        ("four consecutive even numbers", Series(4, 2, 0)),
        ("two consecutive odd integers", Series(2, 2, 1)),
        ("two page numbers", Series(2, 1)),
        ("two boxes", None),
        ("numbers", None),
    ],
)
def test_a_phrase_counts_numbers(phrase: str, wanted: Series | None) -> None:
    assert series_of(phrase) == wanted


def test_places_are_told_by_words() -> None:
    words = [frozenset([word]) for word in ("small", "middle", "second", "large", "number")]
    assert [place_of(one, 3) for one in words] == [0, 1, 1, 2, None]
    assert place_of(frozenset(["middle"]), 4) is None
    assert len(set(named(Series(5)))) == 5
