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


def test_a_unit_that_is_not_written_is_only_supposed() -> None:
    figures = Figures("It takes 20 minutes for carving and 14 for polishing.")
    carving, polishing = figures.take("20"), figures.take("14")
    assert carving is not None
    assert polishing is not None
    assert (carving.unit, carving.supposed) == ("minute", False)
    assert (polishing.unit, polishing.supposed) == ("minute", True)


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("There are -80 hours.", "80", -80),
        ("There are −80 hours (-5 at night).", "80", -80),
        ("There are 80 hours (-5 at night).", "5", -5),
        ("A roll brings -$5.", "$5", -5),
        ("A roll brings $-5.", "5", 5),  # not how it is written
        ("There are 60-80 hours.", "80", 80),
        ("Labour - 80 hours - is scarce.", "80", 80),
        ("A negative 3 remains.", "3", -3),
    ],
)
def test_what_stands_before_a_number_may_make_it_negative(text: str, number: str, value: int) -> None:
    found = Figures(text).take(number)
    assert found is not None
    assert found.value == value


def test_naira_are_money() -> None:
    found = Figures("It costs 3,000 naira.").take("3,000")
    assert found is not None
    assert found.unit == "money"
