"""What a reading leaves out of its sentence, or turns round, is doubted; a right one is not."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.deciding import find_choices
from neurosym.translate.sentences.programmes.misheard import misheard

CHOICES = find_choices([Entry("We sell pens and pads.", read_reading(" @choose pens, pads"))])


def doubts(text: str, reading: str) -> list[str]:
    return [fault.code for fault in misheard(Entry(text, read_reading(f" {reading}")), CHOICES)]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("A pen costs $2 and a pad $3.", "cost( pen) = $2 ; cost( pad) = $3"),
        ("It takes 2 minutes to cut a pad and 3 to bind it.", "cut( pad) = 2 ; bind( it) = 3"),
        ("There are 90 sheets, of which each pad takes 30.", "total( sheets) <= 90 ; sheets( pad) = 30"),
        ("Since pads are more popular, at most 40 pens are made.", "pens <= 40"),
        ("Pens and pads need ink, of which there are 40 ounces.", "total( ink) <= 40"),
        ("The shop wants to put its $500 to use.", "total( put) <= $500"),
        ("Pens must not exceed twice the pads.", "pens <= twice * pads"),
        ("We sell 2-colour pens and pads.", "@choose 2-colour pens, pads"),
        ("There must be more pads than pens.", "pads > pens"),
        ("Pens and pads are what we sell.", "@none"),
        ("We sell 2 types of goods, (1) pens and (2) pads.", "@choose pens, pads"),
        ("All pens go through a third factory.", "@choose pens"),
        ("A half-size pad costs $3 on a 12 month contract.", "costs( pad) = $3"),
        ("You must sell 5 pens and 9 pads, but not more than 20.", "pens >= 5 ; pads >= 9 ; total <= 20"),
        ("We can wrap 30 goods of either kind, pens too.", "total( goods) <= 30"),
        ("With 90 sheets, how many pens should we sell?", "total( sheets) <= 90"),
        ("x1 pens and x2 pads (both greater than or equal to 0) are sold.", "@choose pens, pads"),
        ("We are under contract to send out 25 pens.", "pens >= 25"),
        ("She wants to sell her stock of 30 pens.", "pens <= 30"),
        ("Time prevents us from selling more than 15 pens.", "pens <= 15"),
        ("Minimize the number of pens and pads.", "@min total( pens + pads)"),
        ("Minimize the number of pens and pads.", "@min total"),
        ("How many pens and pads maximize profit?", "@choose pens, pads ; @max profit"),
        ("Minimize the number of pens, while pads and pens are sold.", "@min pens"),
        ("Minimize the pens that lie beside pads.", "@min pens"),
    ],
)
def test_a_right_reading_is_not_doubted(text: str, reading: str) -> None:
    assert doubts(text, reading) == []


@pytest.mark.parametrize(
    ("text", "reading", "code"),
    [
        ("A pen can hold 9 ml of ink.", "total( ink) <= 9", "left-out"),
        ("Minimize the number of pens and pads.", "@choose pens, pads ; @min total( pens)", "left-out"),
        ("A pen holds 9 ml of ink and a pad 3.", "total( ink) <= 9 ; total( ink) <= 3", "left-out"),
        ("A pen costs $2 and a pad $3.", "cost( pen) = $3 ; cost( pad) = $2", "crossed"),
        ("A pad takes 2 sheets and 3 staples.", "sheets( pad) = 3 ; staples( pad) = 2", "crossed"),
        ("A pen costs $2 and a pad $3.", "cost( pen) = $2 ; cost( pad) = $2", "left-out"),
        ("At most half of all are pens and 9 pads.", "pads <= 9", "left-out"),
        ("We have 90 sheets.", "total( sheets) >= 90", "direction"),
        ("Pens must not outnumber pads.", "pens >= pads", "direction"),
        ("Pens must not outnumber pads.", "pens = pads", "direction"),
        ("There must be more pens than pads.", "@none", "unread"),
        ("A pen weighs 5 grams.", "@none", "unread"),
        ("At most 2 of the pens and pads are sold.", "@choose pens, pads", "unread"),
        ("A third of all must be pens, and 9 pads.", "pads >= 9", "left-out"),
    ],
)
def test_a_reading_that_is_off_is_doubted(text: str, reading: str, code: str) -> None:
    assert code in doubts(text, reading)


def test_a_limit_on_none_of_the_things_it_lists_is_doubted() -> None:
    declared = read_reading(" @choose Abel, Birk, Esk")
    sites = find_choices([Entry("We may build in Abel, Birk and Esk.", declared)])
    text = "To cover the south, at least one of Abel and Esk must be built."
    for reading, codes in ((" south >= one", ["left-out"]), (" Abel + Esk >= one", [])):
        assert [fault.code for fault in misheard(Entry(text, read_reading(reading)), sites)] == codes
