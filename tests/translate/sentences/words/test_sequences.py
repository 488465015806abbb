"""Values that have an order of their own."""

import pytest

from neurosym.translate.sentences.words.sequences import (
    calendar_steps,
    labels_of,
    natural_order,
    sorted_values,
    spread,
)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("Friday", "Monday"), (1, 0)),
        (("May", "January", "June"), (1, 0, 2)),
        (("$30", "$10"), (1, 0)),
        (("third", "first"), (1, 0)),
        (("Friday", "Saturday", "Sunday", "Monday"), (0, 1, 2, 3)),
        (("10", "half past nine"), (1, 0)),
        (("tea", "Monday"), None),
        (("evening", "morning", "noon"), (1, 2, 0)),
    ],
)
def test_the_order_of_values(values: tuple[str, ...], order: tuple[int, ...] | None) -> None:
    assert natural_order(values) == order


def test_what_runs_through_is_written_out() -> None:
    assert spread(("Monday through Wednesday",)) == ("Monday", "Tuesday", "Wednesday")
    assert spread(("3 to 5", "9")) == ("3", "4", "5", "9")
    assert spread(("Saturday to Monday",)) == ("Saturday", "Sunday", "Monday")
    assert spread(("Ann to Bo",)) == ("Ann to Bo",)
    assert spread(("B1 to B3",)) == ("B1", "B2", "B3")
    assert spread(("B1 to C3",)) == ("B1 to C3",)


def test_steps_of_the_calendar() -> None:
    assert calendar_steps(("Monday", "Thursday")) == (0, 3)
    assert calendar_steps(("Saturday", "Sunday", "Monday")) == (0, 1, 2)
    assert calendar_steps(("tea", "Monday")) == ()


def test_labels_are_told_by_their_numbers() -> None:
    assert labels_of(("B2", "B1")) == ("2", "1")
    assert labels_of(("Court 2", "court 1")) == ("2", "1")
    assert labels_of(("B2", "C1")) == ("B2", "C1")


def test_values_in_their_own_order() -> None:
    assert sorted_values(("6", "2", "4")) == ("2", "4", "6")
    assert sorted_values(("tea", "Monday")) == ("tea", "Monday")
