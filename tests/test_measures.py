"""Units: exact factors within one kind of quantity, and none between kinds."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import pytest

from neurosym.measures import CURRENCY, KINDS, MEASURES, commensurable, equation, factor, factor_in, several


@pytest.mark.parametrize(
    ("one", "other", "many"),
    [
        ("hour", "minute", 60),
        ("second", "hr", Fraction(1, 3600)),
        ("kg", "g", 1000),
        ("kilo", "kilogram", 1),
        ("lb", "oz", 16),
        ("pound", "gram", Fraction("453.59237")),
        ("gallon", "litre", Fraction("3.785411784")),
        ("mile", "km", Fraction("1.609344")),
        ("cm", "mm", 10),
        ("millimetre", "m", Fraction(1, 1000)),
        ("tablespoon", "teaspoon", 3),
    ],
)
def test_one_unit_is_so_many_of_another(one: str, other: str, many: Fraction) -> None:
    assert factor(one, other) == many
    assert factor(other, one) == 1 / Fraction(many)


@pytest.mark.parametrize(
    ("one", "other"), [("hour", "kg"), ("cup", "ml"), ("day", "hour"), ("acre", "hectare")]
)
def test_what_is_no_multiple_of_another_has_no_factor(one: str, other: str) -> None:
    assert factor(one, other) is None
    assert not commensurable(one, other)


def test_the_library_knows_every_unit_of_ours() -> None:
    for words in KINDS.values():
        for one, other in combinations(words, 2):
            assert factor(one, other), (one, other)


def test_the_library_is_loaded_only_where_units_are_mixed() -> None:
    code = """if True:
        import sys
        from neurosym.measures import factor
        factor("hour", "kg"), factor("hour", "hour"), factor("kg", "kilo")
        assert "pint" not in sys.modules
        factor("hour", "minute")
        assert "pint" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("unit", "many"),
    [("hour", "hours"), ("foot", "feet"), ("inch", "inches"), ("kg", "kg"), ("l", "l"), ("money", "money")],
)
def test_a_unit_has_a_plural(unit: str, many: str) -> None:
    assert several(unit) == many


@pytest.mark.parametrize(
    ("large", "small", "many", "says"),
    [
        ("hour", "minute", "60", "One hour is 60 minutes."),
        ("foot", "inch", "12", "One foot is 12 inches."),
        ("pound", "gram", "453.59237", "One pound is 453.59237 grams."),
        ("kg", "lb", "100000000/45359237", "One kg is 100000000/45359237 lb."),
    ],
)
def test_what_is_assumed_of_units_is_read_again(large: str, small: str, many: str, says: str) -> None:
    assert equation(large, small, many) == says
    assert factor_in(says) == factor(large, small) == Fraction(many)


def test_no_other_sentence_is_taken_for_it() -> None:
    assert factor_in("One hour is 60 minutes and more.") is None
    assert factor_in("Rye loaves: never negative.") is None


def test_money_is_no_measure() -> None:
    assert not CURRENCY & MEASURES
    assert {"naira", "dollar"} <= CURRENCY
