"""Phrases of order, in the general English of shelves, races, prices and ages."""

import pytest

from neurosym.scales import FIRST, LAST
from neurosym.translate.sentences.orders import (
    AnyEnd,
    Apart,
    Inside,
    Level,
    Middle,
    Place,
    Ranked,
    Relation,
    Spot,
    place_of,
    relation_of,
)

LEFT, RIGHT = ("left", 1), ("left", -1)
NEW, OLD = ("new", 1), ("new", -1)
DEAR, CHEAP = ("expensive", 1), ("expensive", -1)


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("second-newest", Spot(NEW, 2)),
        ("second newest", Spot(NEW, 2)),
        ("third most expensive", Spot(DEAR, 3)),
        ("third-most expensive", Spot(DEAR, 3)),
        ("least expensive", Spot(CHEAP, 1)),
        ("cheapest", Spot(CHEAP, 1)),
        ("second from the left", Spot(LEFT, 2)),
        ("second from right", Spot(RIGHT, 2)),
        ("leftmost", Spot(LEFT, 1)),
        ("far left", Spot(LEFT, 1)),
        ("at left end", Spot(LEFT, 1)),
        ("first", Spot(FIRST, 1)),
        ("finished third", Spot(FIRST, 3)),
        ("in last place", Spot(LAST, 1)),
        ("last", Spot(LAST, 1)),
        ("second-to-last", Spot(LAST, 2)),
        ("third-to-last", Spot(LAST, 3)),
        ("next to last", Spot(LAST, 2)),
        ("last but one", Spot(LAST, 2)),
        ("penultimate", Spot(LAST, 2)),
        ("in middle", Middle()),
        ("at either end", AnyEnd()),
        ("highest price", Spot(DEAR, 1)),
        ("costs the least", Spot(CHEAP, 1)),
        ("best", Spot(("good", 1), 1)),
        ("eldest", Spot(OLD, 1)),
        ("tastiest", Spot(("tasty", 1), 1)),
        ("top", Spot(("above", 1), 1)),
        ("second from bottom", Spot(("above", -1), 2)),
    ],
)
def test_a_place(phrase: str, place: Place) -> None:
    assert place_of(phrase) == place


@pytest.mark.parametrize(
    "phrase", ["green", "old", "tall man", "Desert smoothie", "tea", "Alice", "older", "selected", "forest"]
)
def test_what_says_no_place(phrase: str) -> None:
    assert place_of(phrase) is None


def test_nouns_of_the_problem_and_verbs_stand_beside_a_place() -> None:
    assert place_of("third house") is None
    assert place_of("third house", ["house"]) == Spot(FIRST, 3)
    assert place_of("house 3", ["house"]) == Spot(FIRST, 3)
    assert place_of("house three", ["house"]) == Spot(FIRST, 3)
    assert place_of("performs third") is None
    assert place_of("performs third", loose=True) == Spot(FIRST, 3)


@pytest.mark.parametrize(
    ("phrase", "relation"),
    [
        ("taller", Ranked(("tall", 1))),
        ("older", Ranked(OLD)),
        ("newer than", Ranked(NEW)),
        ("more expensive", Ranked(DEAR)),
        ("less expensive", Ranked(CHEAP)),
        ("costs less than", Ranked(CHEAP)),
        ("cost more", Ranked(DEAR)),
        ("weighs more than", Ranked(("heavy", 1))),
        ("better", Ranked(("good", 1))),
        ("tastier than", Ranked(("tasty", 1))),
        ("left of", Ranked(LEFT)),
        ("to the right of", Ranked(RIGHT)),
        ("directly left of", Ranked(LEFT, 1)),
        ("immediately to the right of", Ranked(RIGHT, 1)),
        ("just after", Ranked(LAST, 1)),
        ("right after", Ranked(LAST, 1)),
        ("immediately before", Ranked(FIRST, 1)),
        ("shown immediately before", Ranked(FIRST, 1)),
        ("two places before", Ranked(FIRST, 2)),
        ("exactly two days after", Ranked(LAST, 2)),
        ("at least two days after", Ranked(LAST, 2, ">=")),
        ("no more than 3 places ahead of", Ranked(FIRST, 3, "<=")),
        ("day before", Ranked(FIRST, 1)),
        ("floor above", Ranked(("above", 1), 1)),
        ("earlier in the week than", Ranked(FIRST)),
        ("some time before", Ranked(FIRST)),
        ("no later than", Ranked(FIRST, strict=False)),
        ("at least as old as", Ranked(OLD, strict=False)),
        ("as old as", Level(OLD)),
        ("above", Ranked(("above", 1))),
        ("finished above", Ranked(FIRST)),
        ("behind", Ranked(LAST)),
        ("in front of", Ranked(FIRST)),
        ("ahead of", Ranked(FIRST)),
        ("precedes", Ranked(FIRST)),
        ("preceded by", Ranked(LAST)),
        ("immediately followed by", Ranked(FIRST, 1)),
        ("next to", Apart(1)),
        ("right next to", Apart(1)),
        ("adjacent to", Apart(1)),
        ("neighbors", Apart(1)),
        ("one house between", Apart(2)),
        ("two houses between", Apart(3)),
        ("three places away from", Apart(3)),
        ("two seats apart from", Apart(2)),
        ("between", Inside(False)),
        ("somewhere between", Inside(False)),
        ("directly between", Inside(True)),
    ],
)
def test_a_relation(phrase: str, relation: Relation) -> None:
    assert relation_of(phrase) == relation


@pytest.mark.parametrize(
    "phrase",
    ["likes", "in", "shown on", "older brother of", "same day as", "together with", "oldest"],
)
def test_what_relates_no_places(phrase: str) -> None:
    assert relation_of(phrase) is None
