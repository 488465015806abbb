"""Which rows of places and which rooms a puzzle has."""

import pytest

from neurosym.ir.core import Enumeration, Num, Range
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.layout import Layout, lay_out
from neurosym.translate.sentences.puzzles.usage import usage
from neurosym.translate.sentences.words.names import Names


def layout(*readings: str) -> Layout:
    entries = [Entry(reading, read_reading(f" {reading}")) for reading in readings]
    groups = read_groups(entries, Names.of(" ".join(readings)))
    return lay_out(groups, usage(groups, entries))


PEOPLE = "@members people: Ann, Bo, Cy"


def test_one_row_for_all_words_of_place() -> None:
    (frame,) = layout(PEOPLE, "left of( Ann, Bo)", "third( Cy)", "next to( Ann, Bo)").frames
    assert frame.sort == Range("Place", 1, 3)
    assert frame.place(frame.nth(("left", -1), 1)) == Num(3)
    assert frame.gloss == "1: leftmost, 3: rightmost"
    assert [claim.kind for claim in frame.claims] == ["assumed"]


def test_a_ranking_is_one_row_with_its_measure_and_a_measure_beside_a_row_is_its_own() -> None:
    (ranking,) = layout(PEOPLE, "taller( Ann, Bo)", "third( Cy)").frames
    assert ranking.rising(("tall", 1))
    row, tall = layout(PEOPLE, "taller( Ann, Bo)", "left of( Cy, Ann)").frames
    assert (row.sort, tall.sort) == (Range("Place", 1, 3), Range("Tall", 1, 3))


@pytest.mark.parametrize(("noun", "rising"), [("floors", False), ("shelves", True)])
def test_storeys_count_from_below(noun: str, rising: bool) -> None:
    (frame,) = layout(f"@members {noun}: three", PEOPLE, "above( Ann, Bo)").frames
    assert frame.rising(("above", 1)) is rising


def test_rooms_and_days() -> None:
    days, rooms = layout(
        PEOPLE, "@members day: Monday, Friday", "@members rooms: red, blue", "on( Ann, Friday)"
    ).frames
    assert days.sort == Enumeration("Day", ("Monday", "Friday"), ordered=True)
    assert rooms.sort == Enumeration("Room", ("red", "blue"))
    assert not rooms.ordered
    assert not rooms.claims


def test_amounts_are_no_places() -> None:
    (frame,) = layout(PEOPLE, "old( Ann) = nine", "older( Bo, Cy)").frames
    assert frame.sort is None
    assert frame.result == "Real"
    assert frame.place(1) is None
    assert not frame.rising(("new", -1))


def test_equals_share_a_place() -> None:
    (frame,) = layout(PEOPLE, "as tall as( Ann, Bo)", "taller( Ann, Cy)").frames
    assert not frame.claims


def test_a_member_is_called_as_it_is_written_also_where_it_is_said_of_something() -> None:
    (frame,) = layout("@members houses: two", "@each name: Ann, Bo", "Ann( Bo)", "in( Ann, house 1)").frames
    said = layout("@members houses: two", "@each name: Ann Lee, Bo", "Ann Lee( Bo)", "in( Bo, house 1)")
    assert frame.functions == {1: "house"}
    assert said.sorts[1].elements == ("Ann_Lee", "Bo")


def test_names_do_not_clash() -> None:
    clash = layout(
        "@members houses: two", "@each name: Place, Bo", "@each child: Bo, Place", "left of( Bo, Place)"
    )
    names = [name for sort in clash.sorts.values() for name in sort.elements]
    assert len(set(names)) == 4
    assert {symbol.name for symbol in clash.symbols()} == {"house_of_name", "house_of_child"}
