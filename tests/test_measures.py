"""Units: exact factors within one kind of quantity, and none between kinds."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import pytest

from neurosym.measures import KINDS, commensurable, factor


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
