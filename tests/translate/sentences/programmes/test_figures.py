"""A number of a sentence has its unit, what stands beside it, and the words that bound it."""

import pytest

from neurosym.translate.sentences.programmes.figures import Figures


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("It needs at least 40 of them.", "40", ">="),
        ("A minimum of $40 is spent.", "$40", ">="),
        ("There are no more than 40.", "40", "<="),
        ("There are up to 40.", "40", "<="),
        ("There are more than 40.", "40", ""),
        ("At least 40 and at most 40.", "40", ""),
        ("At least 400 of them.", "40", ""),
    ],
)
def test_the_words_before_a_number_bound_it(text: str, number: str, bound: str) -> None:
    assert Figures(text).bound(number) == bound


def test_a_number_without_a_unit_shares_the_one_before() -> None:
    figures = Figures("It takes 20 minutes for carving and 14 for polishing; it costs $3 and 2 nails.")
    units = [figure.unit for number in ("20", "14", "$3", "2") if (figure := figures.take(number))]
    assert units == ["minute", "minute", "money", "nail"]


def test_of_two_equal_numbers_the_one_behind_the_last_is_taken() -> None:
    figures = Figures("To clear 1 kg takes 2 minutes on the plough and 1 minute on the truck.")
    units = [figure.unit for number in ("2", "1") if (figure := figures.take(number))]
    assert units == ["minute", "minute"]


def test_what_stands_before_a_number_is_known() -> None:
    figure = Figures("Jake has 8 hours, and Willa has 5.").take("5")
    assert figure is not None
    assert figure.before[-2:] == ("willa", "have")


def test_how_often_a_number_is_said() -> None:
    assert Figures("3 men, 13 boats, 3 nets, 3.5 knots").said("3") == 2


def test_a_rate_is_no_time() -> None:
    figure = Figures("A tour draws 70 visitors an hour.").take("70")
    assert figure is not None
    assert (figure.unit, figure.near) == ("visitor", frozenset(["visitor"]))
