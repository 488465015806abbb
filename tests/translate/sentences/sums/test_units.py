"""Units of one dimension go together, and a number before a noun counts."""

from fractions import Fraction

from neurosym.ir.core import Apply, Compare
from neurosym.translate.sentences.sums.units import Units, counts_things


def test_the_first_unit_is_that_of_all_others() -> None:
    units = Units("How long did it take?")
    assert units.ratio(Apply("2"), "It takes 2 hours.") is None
    assert units.ratio(Apply("30"), "It takes 30 minutes.") == Fraction(1, 60)
    assert units.ratio(Apply("6"), "She is 6 months older.") == Fraction(1, 12)
    assert units.ratio(Apply("3"), "Ann has 3 kites.") is None


def test_the_unit_of_the_question_goes_first() -> None:
    units = Units("How many minutes did it take?")
    assert units.ratio(Apply("2"), "It takes 2 hours.") == 60


def test_a_number_before_several_things_counts_them() -> None:
    formula = Compare("==", Apply("East"), Apply("ninety"))
    assert counts_things(formula, "East holds ninety bales.")
    assert not counts_things(formula, "East weighs ninety kilograms.")
    assert not counts_things(formula, "East is ninety years old.")
