"""Times of day as people write them."""

import pytest

from neurosym.translate.sentences.words.clock import clock_order, minutes_of


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("7:15", 435),
        ("quarter past seven", 435),
        ("half past eight", 510),
        ("a quarter to ten", 585),
        ("ten past two", 130),
        ("3 p.m.", 900),
        ("12 a.m.", 0),
        ("noon", 720),
        ("four o'clock", 240),
        ("ten", None),
        ("half a loaf", None),
        ("tea", None),
    ],
)
def test_the_minutes_of_a_time(value: str, minutes: int | None) -> None:
    assert minutes_of(value) == minutes


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("10", "7:15", "8:30"), (1, 2, 0)),
        (("half past one", "one"), (1, 0)),
        (("11", "12", "1", "2"), (0, 1, 2, 3)),
        (("5", "10", "20"), None),
        (("9", "6", "3"), None),
        (("7:15", "tea"), None),
    ],
)
def test_the_order_of_times(values: tuple[str, ...], order: tuple[int, ...] | None) -> None:
    assert clock_order(values) == order
