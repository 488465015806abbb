"""What a programme decides on, and which of it a phrase means."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.choices import Fit
from neurosym.translate.sentences.programmes.deciding import find_choices


def entries(*readings: str) -> list[Entry]:
    return [Entry(reading, read_reading(f" {reading}")) for reading in readings]


@pytest.mark.parametrize(
    ("readings", "names"),
    [
        (["@choose desks, chairs", "cost( desk) = 3 ; cost( chair) = 2"], ["desks", "chairs"]),
        (["cost( desk) = 3 ; cost( chair) = 2"], ["desk", "chair"]),
        (["desks <= 40", "chairs >= twice * desks"], ["desks", "chairs"]),
        (["@choose vans", "cost( large vans) = 3 ; cost( small vans) = 2"], ["large vans", "small vans"]),
        (
            ["@choose chairs, rocking chairs", "cost( chair) = 3 ; cost( rocking chair) = 2"],
            ["chairs", "rocking chairs"],
        ),
        (["@choose oats, rye", "oats( farm A) = 3 ; oats( farm B) = 2"], ["farm A", "farm B"]),
        (
            ["@choose oats, rye", "@choose A, B", "oats( farm A) = 3 ; oats( farm B) = 2"],
            ["farm A", "farm B"],
        ),
        (
            ["@choose cars, bikes", "wheels( car) = 4 ; wheels( bike) = 2 ; steel( vehicles) = 9"],
            ["cars", "bikes"],
        ),
        (["@choose cars, bikes", "wheels( car) = 4 ; wheels( van) = 4"], ["cars", "bikes", "van"]),
        (
            ["cut( oak set) = 3 ; cut( ash set) = 2", "profit( oak desk) = 9 ; profit( ash desk) = 8"],
            ["oak set", "ash set"],
        ),
        (
            ["cut( oak type) = 3 ; cut( ash type) = 2", "profit( oak desk) = 9 ; profit( ash desk) = 8"],
            ["oak desk", "ash desk"],
        ),
        (
            ["cost( oak desk) = 3 ; cost( ash desk) = 2", "cost( oak bed) = 9 ; cost( ash bed) = 8"],
            ["oak desk", "ash desk", "oak bed", "ash bed"],
        ),
        (
            ["@choose TV shows, sports programs", "cost( sports ad) = 4 ; cost( TV ad) = 2"],
            ["TV shows", "sports programs"],
        ),
    ],
)
def test_what_is_decided_on(readings: list[str], names: list[str]) -> None:
    assert [choice.phrase for choice in find_choices(entries(*readings)).all] == names


@pytest.mark.parametrize(
    ("phrase", "fit", "found"),
    [
        ("number of large vans", Fit.EXACT, (0,)),
        ("large", Fit.PART, (0,)),
        ("old large vans", Fit.PART, (0,)),
        ("vans", Fit.GROUP, (0, 1)),
        ("small trucks", Fit.HINTED, (1,)),
        ("steel", Fit.NONE, ()),
    ],
)
def test_which_of_them_a_phrase_means(phrase: str, fit: Fit, found: tuple[int, ...]) -> None:
    choices = find_choices(entries("@choose large vans, small vans, bikes"))
    assert choices.match(phrase) == (fit, found)


def test_the_ordinary_kind_of_a_thing_shows_that_the_others_are_kinds_of_it_too() -> None:
    choices = find_choices(entries("@choose gala dinners, regular tickets"))
    assert choices.common_kind("tickets")
    assert not choices.common_kind("dinners")


def test_one_choice_is_singled_out_by_most_of_its_own_words() -> None:
    choices = find_choices(entries("@choose short answer questions, multiple choice questions"))
    assert choices.singled_out(frozenset(["can", "answer", "question"])) is None
    assert choices.singled_out(frozenset(["multiple", "choice", "question"])) == 1


def test_flights_of_two_kinds_are_those_of_what_flies() -> None:
    fuel = "fuel( helicopter flight) = 3 ; fuel( plane flight) = 9"
    choices = find_choices(entries("@choose helicopter, transport plane", fuel))
    assert [choices.members(name) for name in ("helicopter flight", "plane flight")] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("phrase", "said"), [("savings", True), ("bonds", False), ("state", False), ("shares", False)]
)
def test_savings_are_no_savings_bond(phrase: str, said: bool) -> None:
    choices = find_choices(entries("@choose savings bond, state bond, shares in brewery"))
    assert choices.of_what(phrase) is said


def test_lemons_may_be_no_lemonade() -> None:
    choices = find_choices(entries("@choose lemonade, iced tea"))
    assert choices.match("lemonade")[0] is Fit.EXACT
    assert choices.match("lemons")[0] is Fit.PART
