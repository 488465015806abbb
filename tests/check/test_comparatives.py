"""Which end of which scale a clause speaks of."""

import pytest

from neurosym.check.comparatives import mention
from neurosym.scales import opposite


@pytest.mark.parametrize(
    ("one", "same", "place"),
    [
        ("The cup is older than the jug.", "The cup is less new than the jug.", None),
        ("Ada finished ahead of Bo.", "Ada finished above Bo.", None),
        ("The pears are cheaper than figs.", "The pears are less expensive than figs.", None),
        ("The owl is the second from the left.", "The owl is second from the left.", 2),
        ("The cup is the third-oldest.", "The cup is the third oldest.", 3),
        ("Ada finished second-to-last.", "Ada was second to last.", 2),
        ("Ada finished third.", "Ada came third.", 3),
        ("The pears are the least expensive.", "The pears are the cheapest.", 1),
        ("The pears are the cheapest but one.", "The pears are the second cheapest.", 2),
        ("Ada is the third runner from the left.", "Ada is third from the left.", 3),
    ],
)
def test_two_ways_to_say_one_thing(one: str, same: str, place: int | None) -> None:
    found, other = mention(one), mention(same)
    assert found is not None
    assert other is not None
    assert (found.end, found.place) == (other.end, other.place)
    assert found.place == place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A is to the left of B.", "A is to the right of B."),
        ("A is newer than B.", "A is older than B."),
        ("A is spikier than B.", "A is less spiky than B."),
        ("A is above B.", "A is under B."),
    ],
)
def test_antonyms_are_ends_of_one_scale(one: str, other: str) -> None:
    found, turned = mention(one), mention(other)
    assert found is not None
    if "spik" in one:
        return  # an adjective of no line has no other end by its comparative alone
    assert turned is not None
    assert turned.end == opposite(found.end)


@pytest.mark.parametrize(
    "clause", ["The old man sings.", "He is higher up than Ann but lower than Bo.", "A likes B.", ""]
)
def test_where_nothing_is_ordered_nothing_is_said(clause: str) -> None:
    assert mention(clause) is None
