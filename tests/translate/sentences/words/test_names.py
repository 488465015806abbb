"""Phrases of one text that are one name, and those that are not."""

from fractions import Fraction

import pytest

from neurosym.ir.names import is_name
from neurosym.translate.sentences.words.names import Names, number_of, ordinal_of

TEXT = (
    "Every wumpus is a tumpus. Wumpuses are not shy. The bald eagle chases the cat. If something chases the "
    "cat then it chased the dog. Bald eagles are kind. Mr Abara sees Ann Lee. Abara is afraid of dogs. Tom "
    "is taller than Ann. Tom is tall. Children like glass. Boring books tire him. He is bored. Cats purr."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wumpuses", "wumpus"),
        ("chases", "chased"),
        ("chases", "chase"),
        ("bald eagle", "Bald eagles"),
        ("is afraid of", "afraid of"),
        ("the cat", "cats"),
        ("Children", "child"),
        ("people", "person"),
        ("self-employed", "self employed"),
        ("has passed", "passed"),
        ("has", "have"),
        ("Tom's dog", "Tom dog"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    names = Names.of(TEXT, (one, other))
    assert names.same(one, other)
    assert names.identifier(one) == names.identifier(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("taller", "tall"), ("bored", "boring"), ("bald eagle", "eagle"), ("glass", "glas")],
)
def test_two_names(one: str, other: str) -> None:
    names = Names.of(TEXT.replace("Tom ", "Tomas "), (one, other))
    assert not names.same(one, other)
    assert names.identifier(one) != names.identifier(other)


def test_identifiers_can_be_written_and_individuals_are_told_from_classes() -> None:
    names = Names.of(TEXT, ("all", "3 o'clock", "cat", "wumpus", "Tom"), ("cats", "wumpus"))
    assert all(is_name(names.identifier(phrase)) for phrase in ("all", "3 o'clock", "left of", "Ann's"))
    assert names.identifier("Cats") == "cat"
    assert names.individual("the cat") == "that_cat"
    assert names.individual("tom") == "Tom"
    assert names.individual("bald eagle") == "bald_eagle"
    assert names.gloss("mr abara") == "Mr Abara"


def test_a_short_proper_name_is_the_one_long_name_that_has_it() -> None:
    names = Names.of(TEXT, ("Mr Abara", "Abara", "Ann", "Ann Lee", "Tom", "bald eagle", "eagle"))
    assert names.individual_key("abara") == names.individual_key("Mr Abara")
    assert names.individual_key("Ann") == names.individual_key("Ann Lee")
    old = Names.of("Old Barnaby sails. Does Barnaby swim?", ("old Barnaby", "Barnaby"))
    assert old.individual_key("Barnaby") == old.individual_key("old Barnaby")
    assert names.individual_key("eagle") != names.individual_key("bald eagle")
    two = Names.of("Ann Lee met Ann Wu. Ann sang.", ("Ann Lee", "Ann Wu", "Ann"))
    assert two.individual_key("Ann") == ("ann",)


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("chased by", "chase"),
        ("eaten by", "eat"),
        ("is seen by", "see"),
        ("seen off by", "see off"),
        ("stand by", None),
        ("near", None),
    ],
)
def test_the_active_verb_of_a_passive(phrase: str, verb: str | None) -> None:
    names = Names.of(TEXT + " The dog eats the cat. Tom sees her.")
    assert names.active(phrase) == verb


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("150,000", 150_000),
        ("$200", 200),
        ("40%", Fraction(2, 5)),
        ("forty percent", Fraction(2, 5)),
        ("three", 3),
        ("second", 2),
        ("twice", 2),
        ("half", Fraction(1, 2)),
        ("dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("one hundred and fifty", 150),
        ("$2.5 million", 2_500_000),
        ("2 millions", 2_000_000),
        ("40 thousands", 40_000),
        ("20 cents", Fraction(1, 5)),
        ("two thirds", Fraction(2, 3)),
        ("1/2", Fraction(1, 2)),
        ("three times", 3),
        ("-5", -5),
        ("desk", None),
        ("house 3", None),
        ("two three", None),
        ("hundred and", None),
    ],
)
def test_the_number_of_a_phrase(phrase: str, value: Fraction | int | None) -> None:
    assert number_of(phrase) == value


@pytest.mark.parametrize(
    ("phrase", "place"), [("second", 2), ("2nd", 2), ("twenty-first", 21), ("two", None), ("half", None)]
)
def test_the_place_of_an_ordinal(phrase: str, place: int | None) -> None:
    assert ordinal_of(phrase) == place


def test_a_noun_right_before_a_name() -> None:
    names = Names.of("It is here, says his assistant Flo. His third assistant, Gus, nods. The boys like Tom.")
    assert names.is_called("Flo", "assistants")
    assert names.is_called("Gus", "assistant")
    assert not names.is_called("Tom", "boys")
