"""Words of place that put two things together, where no row is spoken of."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.pairing import with_pairings
from neurosym.translate.sentences.words.names import Names

DOORS = "@members doors: oak, iron ; @each beasts: sphinx, dragon"


def paired(reading: str, *more: str, text: str = "Two doors.") -> str:
    readings = (reading, DOORS, *more)
    entries = [Entry(text, read_reading(f" {one}")) for one in readings]
    groups = read_groups(entries, Names.of(" ".join(readings)))
    return show_reading(with_pairings(entries, groups)[0].parts).strip()


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ("behind( dragon, oak)", "dragon = oak"),
        ("set down in front of( dragon, iron)", "dragon = iron"),
        ("not touched( sphinx, oak)", "not sphinx = oak"),
        ("@find x: behind( x, iron)", "@find x: x = iron"),
        ("guards( dragon, oak)", "guards( dragon, oak)"),
    ],
)
def test_what_is_behind_a_door_is_its_beast(reading: str, said: str) -> None:
    assert paired(reading) == said


def test_who_is_behind_a_door_is_so_in_any_row() -> None:
    assert paired("behind( dragon, iron door)", "first( oak)") == "dragon = iron door"


@pytest.mark.parametrize(
    "more", ["left of( oak, iron)", "first( oak)", "behind( oak, iron)", "next to( dragon, iron)"]
)
def test_where_an_order_is_said_behind_is_one(more: str) -> None:
    assert paired("behind( dragon, oak)", more) == "behind( dragon, oak)"


def test_what_stands_in_a_row_has_an_order() -> None:
    assert paired("behind( dragon, oak)", text="They stand in a row.") == "behind( dragon, oak)"
