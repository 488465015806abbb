"""Readings that bend are set right by the words of their sentence, and only then."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.deciding import find_choices
from neurosym.translate.sentences.programmes.pronouns import point_back
from neurosym.translate.sentences.programmes.straightening import (
    per_unit_after_all,
    spoken_aim,
    straightened,
)


def entry(text: str, reading: str) -> Entry:
    return Entry(text, read_reading(f" {reading}"))


@pytest.mark.parametrize(
    ("reading", "straight"),
    [
        ("costs( seed( tulips)) = $9", " costs seed( tulips) = $9"),
        ("#>= 20 x: workers( x)", " total( workers) >= 20"),
        ("#>= 8 x: clerks( x) & hired( x)", " total( clerks) >= 8"),
        ("desks <= 9", " desks <= 9"),
        ("@choose tin, 5%, zinc", " @choose tin, zinc"),
        ("@max profit", " @max profit"),
    ],
)
def test_a_reading_gets_its_one_form(reading: str, straight: str) -> None:
    (found,) = straightened([entry("", reading)])
    assert show_reading(found.parts) == straight


@pytest.mark.parametrize("name", ["two meals", "$50", "40%", "three"])
def test_a_number_is_nothing_to_decide_on(name: str) -> None:
    (found,) = straightened([Entry("", (Choose((name,)),))])
    assert found.parts == ()


@pytest.mark.parametrize(
    ("text", "reading", "changed"),
    [
        ("Each desk takes 3 cans of paint.", "total( paint) = 3", " paint( desks) = 3"),
        ("Each desk takes 3 cans of paint.", "total( paint) <= 3", " paint( desks) = 3"),
        ("At most 3 cans of paint go into a desk.", "total( paint) <= 3", " total( paint) <= 3"),
        ("Desks and chairs take 3 cans of paint.", "total( paint) = 3", " total( paint) = 3"),
        ("Each desk takes 3 bolts.", "total( bolts) = 3", " total( bolts) = 3"),
    ],
)
def test_what_is_said_of_one_choice_is_an_amount_for_one(text: str, reading: str, changed: str) -> None:
    told = [
        entry("It makes desks and chairs.", "@choose desks, chairs"),
        entry(text, reading),
        entry("There are 90 cans of paint.", "total( paint) <= 90"),
    ]
    choices = find_choices(told)
    found = per_unit_after_all(told, point_back(told, choices), choices)
    assert show_reading(found[1]) == changed
    assert show_reading(found[2]) == " total( paint) <= 90"


def test_what_is_sought_may_be_heard_from_its_words() -> None:
    table = entry("Pens earn $2 and pads $3.", "earn( Pens) = $2 ; earn( pads) = $3")
    assert spoken_aim([table, entry("How many will maximise the profit?", "@none")]) is not None
    found = spoken_aim([table, entry("Which plan has the lowest earnings?", "@none")])
    assert found is not None
    assert (found[0], show_reading((found[1],))) == (1, " @min earn")
    assert spoken_aim([table, entry("The highest tower is old.", "@none")]) is None
    assert spoken_aim([entry("How many will maximise the profit?", "@none")]) is None
