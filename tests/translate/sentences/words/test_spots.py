"""Phrases of place, in the general English of shelves, races, prices and ages."""

import pytest

from neurosym.scales import FIRST, LAST
from neurosym.translate.sentences.words.spots import Among, AnyEnd, Middle, Parity, Place, Spot, place_of

LEFT, RIGHT = ("left", 1), ("left", -1)
NEW, OLD = ("new", 1), ("new", -1)
DEAR, CHEAP = ("expensive", 1), ("expensive", -1)


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("second-newest", Spot(NEW, 2)),
        ("frontmost", Spot(FIRST, 1)),
        ("final", Spot(LAST, 1)),
        ("outermost", AnyEnd()),
        ("even-numbered", Parity(0)),
        ("ground floor", Spot(("above", -1), 1)),
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
        ("wisest", Spot(("wise", 1), 1)),
        ("won", Spot(FIRST, 1)),
        ("gold medal", Spot(FIRST, 1)),
        ("at head of waiting line", Spot(FIRST, 1)),
        ("cheapest but one", Spot(CHEAP, 2)),
        ("next most expensive", Spot(DEAR, 2)),
        ("second from the end", Spot(LAST, 2)),
        ("second from the left-hand side", Spot(LEFT, 2)),
        ("at the end", Spot(LAST, 1)),
        ("ends", AnyEnd()),
        ("first two", Among(FIRST, 2)),
        ("top floor", Spot(("above", 1), 1)),
        ("most apples", Spot(("apple", 1), 1)),
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
    assert place_of("third house") == Spot(FIRST, 3)
    assert place_of("third cabin") is None
    assert place_of("third cabin", ["cabin"]) == Spot(FIRST, 3)
    assert place_of("house 3", ["house"]) == Spot(FIRST, 3)
    assert place_of("house three", ["house"]) == Spot(FIRST, 3)
    assert place_of("performs third") is None
    assert place_of("performs third", loose=True) == Spot(FIRST, 3)
