"""Values that have an order of their own."""

import pytest

from neurosym.translate.sentences.sequences import natural_order, spread


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("Friday", "Monday"), (1, 0)),
        (("May", "January", "June"), (1, 0, 2)),
        (("$30", "$10"), (1, 0)),
        (("third", "first"), (1, 0)),
        (("tea", "Monday"), None),
    ],
)
def test_the_order_of_values(values: tuple[str, ...], order: tuple[int, ...] | None) -> None:
    assert natural_order(values) == order


def test_what_runs_through_is_written_out() -> None:
    assert spread(("Monday through Wednesday",)) == ("Monday", "Tuesday", "Wednesday")
    assert spread(("3 to 5", "9")) == ("3", "4", "5", "9")
    assert spread(("Ann to Bo",)) == ("Ann to Bo",)
