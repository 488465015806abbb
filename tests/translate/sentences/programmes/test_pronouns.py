"""Pronouns of a programme point at what was decided on: one thing, or each of several."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.deciding import find_choices
from neurosym.translate.sentences.programmes.pronouns import point_back

SETTING = (
    ("We sell pens and pads.", "@choose pens, pads"),
    ("A pen costs $2 and a pad $3.", "cost( pen) = $2 ; cost( pad) = $3"),
)


@pytest.mark.parametrize(
    ("text", "reading", "found"),
    [
        ("It weighs 4.", "weighs( it) = 4", "weighs( pads) = 4"),
        ("The former weighs 5.", "weighs( former) = 5", "weighs( pens) = 5"),
        ("They weigh 4.", "weigh( they) = 4", "weigh( pens) = 4 ; weigh( pads) = 4"),
        ("Pens sell well, so at least 9 of them are made.", "them >= 9", "pens >= 9"),
        ("At least 9 of them are made.", "them >= 9", "them >= 9"),
    ],
)
def test_pronouns_point_at_what_was_named_last(text: str, reading: str, found: str) -> None:
    told = [Entry(said, read_reading(f" {read}")) for said, read in (*SETTING, (text, reading))]
    assert show_reading(point_back(told, find_choices(told))[2]) == f" {found}"


def test_the_former_and_the_latter_are_the_two_that_a_sentence_declares() -> None:
    text = "We sell pens and pads, the former for $2, the latter for $3."
    told = [Entry(text, read_reading(" @choose pens, pads ; cost( former) = $2 ; cost( latter) = $3"))]
    assert show_reading(point_back(told, find_choices(told))[0]) == " cost( pens) = $2 ; cost( pads) = $3"
