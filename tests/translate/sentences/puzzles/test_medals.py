"""Medals are places; metals are not."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.medals import with_medals


@pytest.mark.parametrize(
    ("text", "reading", "meant"),
    [
        ("The silver went to Ann.", " silver( Ann)", " silver medal( Ann)"),
        ("Ann took gold.", " took( Ann, gold)", " gold medal( Ann)"),
        ("Ann broke the tape.", " broke( Ann, tape)", " first( Ann)"),
        ("The first box is silver.", " silver( first box)", " silver( first box)"),
        ("Ann broke the vase.", " broke( Ann, vase)", " broke( Ann, vase)"),
    ],
)
def test_medals(text: str, reading: str, meant: str) -> None:
    (entry,) = with_medals([Entry(text, read_reading(reading), "statement")])
    assert show_reading(entry.parts) == meant
