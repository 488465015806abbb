"""Phrases of programmes: which words count, and the unit that stands beside a number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import (
    akin,
    amount_of,
    compatible,
    identifier,
    key,
    of_each,
)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the number of ox carts", "ox cart"),
        ("T-shirts", "t shirt"),
        ("Mine A", "mine A"),
        ("a mine", "mine"),
        ("amount of time", "time"),
        ("total", "total"),
        ("SUVs", "suv"),
        ("children's tickets", "child ticket"),
    ],
)
def test_a_key_has_the_words_that_count(phrase: str, words: str) -> None:
    assert key(phrase) == frozenset(words.split())


@pytest.mark.parametrize(
    ("text", "number", "unit", "near"),
    [
        ("It takes 3 hours of skilled labour each week.", "3", "hour", "labour"),
        ("It costs $8 per trip.", "$8", "money", ""),
        ("It costs 8 dollars.", "8", "money", ""),
        ("Tax is 40% of it.", "40%", "percent", ""),
        ("It holds 50 coconuts each.", "50", "coconut", "coconut"),
        ("It needs 5 units of paint.", "5", "", "paint"),
        ("It needs 200 sq ft of space.", "200", "sq", "space"),
        ("We buy 20 and sell 30 of them.", "20", "", ""),
        ("There are 1,200 worker-hours left.", "1,200", "hour", "worker"),
    ],
)
def test_a_number_has_the_unit_beside_it(text: str, number: str, unit: str, near: str) -> None:
    figure = Figures(text).take(number)
    assert figure is not None
    assert figure.unit == unit
    assert set(near.split()) <= figure.near


def test_equal_numbers_are_met_in_their_order() -> None:
    figures = Figures("It takes 3 hours, 3 nails and 13 bolts.")
    assert [(figure.unit if figure else "") for figure in (figures.take("3"), figures.take("3"))] == [
        "hour",
        "nail",
    ]
    assert figures.take("nails") is None


@pytest.mark.parametrize(
    ("phrase", "amount"),
    [
        ("third", "1/3"),
        ("a fifth", "1/5"),
        ("half", "1/2"),
        ("twice", "2"),
        ("three times", "3"),
        ("3$", "3"),
    ],
)
def test_parts_and_multiples_are_amounts(phrase: str, amount: str) -> None:
    assert amount_of(phrase) == Fraction(amount)


def test_second_is_no_amount() -> None:
    assert amount_of("second") is None
    assert amount_of("desks") is None


def test_units_go_together_within_their_dimension() -> None:
    assert compatible("hour", "minute")
    assert compatible("", "money")
    assert not compatible("money", "hour")
    assert not compatible("hour", "kg")


def test_words_of_one_stem_are_akin() -> None:
    assert akin("assemble", "assembly")
    assert akin("produce", "production")
    assert akin("maintain", "maintenance")
    assert akin("prepare", "preparation")
    assert akin("apply", "application")
    assert not akin("station", "storage")
    assert not akin("cost", "costume")
    assert not akin("protein", "profit")


@given(st.text(max_size=30))
def test_any_phrase_has_an_identifier_and_a_key(phrase: str) -> None:
    assert identifier(phrase).isidentifier()
    assert isinstance(key(phrase), frozenset)
    assert of_each(f"each {phrase}")
