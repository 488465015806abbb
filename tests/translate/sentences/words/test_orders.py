"""Phrases of order, in the general English of shelves, races, prices and ages."""

import pytest

from neurosym.scales import FIRST, LAST
from neurosym.translate.sentences.words.orders import Apart, Inside, Level, Ranked, Relation, relation_of

LEFT, RIGHT = ("left", 1), ("left", -1)
NEW, OLD = ("new", 1), ("new", -1)
DEAR, CHEAP = ("expensive", 1), ("expensive", -1)


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
        ("two chairs from", Apart(2)),
        ("reached later in trip", Ranked(LAST)),
        ("farther", Ranked(("near", -1))),
        ("farther left", Ranked(("left", 1))),
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
        ("wiser", Ranked(("wise", 1))),
        ("further to the left than", Ranked(LEFT)),
        ("closer to front", Ranked(FIRST)),
        ("on the immediate left of", Ranked(LEFT, 1)),
        ("beaten by", Ranked(LAST)),
        ("overtook", Ranked(FIRST)),
        ("got better of", Ranked(("good", 1))),
        ("not as well as", Ranked(("good", -1))),
        ("senior to", Ranked(("senior", 1))),
        ("predates", Ranked(FIRST)),
        ("came down before", Ranked(FIRST)),
        ("follow immediately after", Ranked(LAST, 1)),
        ("next call but one after", Ranked(LAST, 2)),
        ("next but one to", Apart(2)),
        ("rests directly on", Ranked(("above", 1), 1)),
        ("on lower floor", Ranked(("above", -1))),
        ("touches", Apart(1)),
        ("back to back", Apart(1)),
        ("treated on successive", Apart(1)),
        ("stays on longer", Ranked(LAST)),
        ("taught at least two hours later", Ranked(LAST, 2, ">=")),
        ("fewer people", Ranked(("large", -1))),
        ("better paid", Ranked(("earn", 1))),
        ("two people above", Ranked(("above", 1), 2)),
        ("trails", Ranked(LAST)),
        ("lost to", Ranked(LAST)),
        ("higher up", Ranked(("above", 1))),
        ("side by side", Apart(1)),
        ("exactly two houses separate", Apart(3)),
        ("as shy as", Level(("shy", 1))),
        ("at least as shy as", Ranked(("shy", 1), strict=False)),
        ("not as old as", Ranked(NEW)),
        ("has more than", Ranked(("amount", 1))),
        ("fewer apples", Ranked(("apple", -1))),
        ("sell for more than", Ranked(DEAR)),
        ("priced higher", Ranked(DEAR)),
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
