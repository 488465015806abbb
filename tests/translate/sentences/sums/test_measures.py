"""Measures have one name each, and bare numbers are of what their unit says."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.sums.measures import measured, with_measures
from tests.translate.sentences.entered import parted


def shown(found: tuple[Entry, ...]) -> list[str]:
    return [show_reading(entry.parts).strip() for entry in found]


@pytest.mark.parametrize(
    ("reading", "wanted"),
    [
        ("older( Per) = older( Nils) + 28", "age( Per) = age( Nils) + 28"),
        ("ages( Per) + ages( Nils) = 63", "age( Per) + age( Nils) = 63"),
        ("younger( Nils) < 30", "age( Nils) < 30"),
        ("costs( lamp) = $5", "price( lamp) = $5"),
        ("all x: heavier( x) > 20 -> refused( x)", "all x: weight( x) > 20 -> refused( x)"),
        ("from school( Per) = 3", "distance from school( Per) = 3"),
        ("points( Per) = 4", "points( Per) = 4"),
        ("old( Per) & young( Nils)", "old( Per) & young( Nils)"),
    ],
)
def test_a_measure_has_one_name(reading: str, wanted: str) -> None:
    assert shown(measured(parted(f"Per and Nils. | {reading}"))) == [wanted]


def test_who_is_older_has_a_higher_age_where_ages_are_told() -> None:
    told = measured(
        parted("Per is 9. | old( Per) = 9", "Is Per younger than Nils? | @ask younger( Per, Nils)")
    )
    assert shown(told)[1] == "@ask age( Per) < age( Nils)"
    untold = parted("Per is younger than Nils. | younger( Per, Nils)")
    assert measured(untold) == untold


def test_a_bare_number_is_of_its_unit_else_an_age() -> None:
    found = with_measures(
        parted(
            "Parcels above 20 kg are refused. | all x: Parcels( x) & above( x, 20) -> refused( x)",
            "Anyone under 12 travels free. | all x: x < 12 -> travels free( x)",
            "Oskar is 9. | Oskar = 9",
            "Oskar travels far. | travels far( Oskar)",
            "The pressure is 6 bar. | pressure = 6",
        )
    )
    assert shown(found) == [
        "all x: Parcels( x) & weight( x) > 20 -> refused( x)",
        "all x: age( x) < 12 -> travels free( x)",
        "age( Oskar) = 9",
        "travels far( Oskar)",
        "pressure = 6",
    ]
