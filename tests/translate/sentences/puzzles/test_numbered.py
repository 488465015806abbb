"""Lower numbers are earlier places, however high these are."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.numbered import with_numbers


@pytest.mark.parametrize(
    ("text", "reading", "meant"),
    [
        ("Ann's bed has a lower number than Bo's.", " lower( Ann, Bo)", " before( Ann, Bo)"),
        ("His number is higher than Bo's.", " higher( number( Ann), Bo)", " after( Ann, Bo)"),
        ("Ann has the lowest number.", " has( Ann, lowest number)", " has( Ann, first)"),
        ("Ann lives lower than Bo.", " lower( Ann, Bo)", " lower( Ann, Bo)"),
        ("A number of people live lower than Bo.", " lower( x, Bo)", " lower( x, Bo)"),
    ],
)
def test_lower_numbers(text: str, reading: str, meant: str) -> None:
    (entry,) = with_numbers([Entry(text, read_reading(reading), "statement")])
    assert show_reading(entry.parts) == meant
