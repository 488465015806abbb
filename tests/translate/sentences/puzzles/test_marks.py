"""What stands at the ends of a row, and which place that makes."""

import pytest

from neurosym.scales import FIRST, LAST
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.puzzles.marks import marked, marked_spot, marks_of
from neurosym.translate.sentences.words.orders import Ranked
from neurosym.translate.sentences.words.spots import Spot


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Six berths are numbered from the lock to the bridge.", {"lock": FIRST, "bridge": LAST}),
        ("Counting from the quay, there are five shops.", {"quay": FIRST}),
        ("Of four bays, bay 1 being nearest the exit.", {"exit": FIRST}),
        ("He digs five rows, row 1 lying by the gate.", {"gate": FIRST}),
        ("Five benches, door at the left end.", {"door": ("left", 1)}),
        ("Seen from the fireplace, Ann is on the left.", {}),
        ("They are numbered from one to six.", {}),
        ("They are numbered from left to right.", {}),
    ],
)
def test_what_stands_at_the_ends(text: str, ends: dict[str, object]) -> None:
    found = dict(marks_of([Entry(text, (), "statement")]))
    assert found.pop("surface") == ("above", 1)
    assert found == ends


def test_nearer_and_nearest_to_a_mark() -> None:
    marks = {"lock": FIRST}
    assert marked("nearer lock", marks) == Ranked(FIRST)
    assert marked("farther from lock", marks) == Ranked(LAST)
    assert marked("two berths farther from lock", marks) == Ranked(LAST, 2)
    assert marked("nearer bridge", marks) is None
    assert marked_spot("nearest lock", marks) == Spot(FIRST, 1)
    assert marked_spot("farthest from lock", marks) == Spot(LAST, 1)
    assert marked_spot("seat by lock", marks) == Spot(FIRST, 1)
    assert marked_spot("sees lock", marks) is None
