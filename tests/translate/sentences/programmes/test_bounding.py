"""A limit goes the way that the words of its sentence say, and what is exact is no limit."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.bounding import directed, direction
from neurosym.translate.sentences.programmes.deciding import find_choices


def entry(text: str, reading: str) -> Entry:
    return Entry(text, read_reading(f" {reading}"))


@pytest.mark.parametrize(
    ("text", "reading", "sign"),
    [
        ("There are 90 kg of flour.", "total( flour) = 90", "<="),
        ("The contract asks for 90 kg of flour.", "total( flour) = 90", ">="),
        ("Exactly 90 kg of flour go in.", "total( flour) = 90", "="),
        ("It takes 90 desks.", "total( desks) = 90", "="),
        ("There are 90 desks.", "desks = 90", "="),
        ("It is less.", "total( flour) < 90", "<"),
        ("In total, you must send 90 kg.", "total( flour) = 90", "="),
        ("In total, you must send at least 90 kg.", "total( flour) = 90", ">="),
        ("In total, there are 90 kg of flour.", "total( flour) = 90", "<="),
    ],
)
def test_what_there_is_bounds_and_what_is_exact_does_not(text: str, reading: str, sign: str) -> None:
    choices = find_choices([entry("", "@choose desks, chairs")])
    one = entry(text, reading)
    (formula,) = one.parts
    assert not isinstance(formula, Choose)
    assert f" {sign} 90" in show_reading((directed(one, formula, choices),))  # type: ignore[arg-type]  # a formula


@pytest.mark.parametrize(
    ("text", "reading", "sign"),
    [
        ("The plan is for 90 seats.", "total( seats) = 90", "="),
        ("There are 90 seats.", "total( seats) = 90", "<="),
        ("Altogether, 90 seats have to be made.", "total( seats) = 90", "="),
        ("90 seats have to be made.", "total( seats) = 90", ">="),
        ("The plan is for 90 kg of flour.", "total( flour) = 90", "<="),
        ("The plan is for 90 hours.", "total( hours) = 90", "<="),
    ],
)
def test_so_many_of_what_nothing_is_made_of_are_made(text: str, reading: str, sign: str) -> None:
    choices = find_choices([entry("", "@choose desks, chairs")])
    one = entry(text, reading)
    (formula,) = one.parts
    assert not isinstance(formula, Choose)
    used = [frozenset(["flour"])]
    assert f" {sign} 90" in show_reading((directed(one, formula, choices, used),))  # type: ignore[arg-type]  # a formula


def test_what_is_needed_is_there_at_least() -> None:
    assert direction(frozenset(["must"])) == ">="
    assert direction(frozenset(["have"])) == "<="
