"""Numbers of a sentence that no formula for it has; years, labels and dozens are none."""

import pytest

from neurosym.check import examine
from neurosym.ir.notation import read_problem


def missed(says: str, formula: str, *more: str) -> list[str]:
    lines = (
        "apples, pears : Int",
        f'"{says}"',
        f"    {formula}",
        *more,
        "maximize",
        "    apples + pears",
        "",
    )
    return [fault.what for fault in examine(read_problem("\n".join(lines))) if fault.code == "number"]


def test_a_number_that_no_formula_has_is_told() -> None:
    says = "At most 30 apples and 70 pears."
    assert missed(says, "apples <= 30") == ["the sentence says 70, and no formula for it does"]
    assert not missed(says, "apples <= 30 and pears <= 70")


@pytest.mark.parametrize(
    ("says", "formula"),
    [
        ("By a treaty of 1998, at most 30 apples.", "apples <= 30"),
        ("It has stood here since 1780.", "apples <= pears"),
        ("The shop at number 17 takes at most 30 apples.", "apples <= 30"),
        ("A dozen apples cost 3.", "3 * apples <= pears"),
        ("At most 5 dozen apples.", "apples <= 60"),
    ],
)
def test_years_labels_and_dozens_count_nothing(says: str, formula: str) -> None:
    assert not missed(says, formula)


@pytest.mark.parametrize(
    ("says", "formula"),
    [
        ("At most 1998 apples.", "apples <= pears"),
        ("They are made in 1500 hours.", "apples <= pears"),
        ("At most 5 dozen apples.", "apples <= 5"),
    ],
)
def test_other_large_numbers_do(says: str, formula: str) -> None:
    assert missed(says, formula)


def test_a_factor_that_is_assumed_of_units_scales_the_numbers() -> None:
    hours = ("There are 40 hours.", "apples <= 2400")
    assert missed(*hours)
    assert not missed(*hours, 'assumed "One hour is 60 minutes."', "    True")
