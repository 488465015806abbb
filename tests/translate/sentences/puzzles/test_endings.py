"""What a series begins and ends with."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.endings import with_endings
from neurosym.translate.sentences.words.names import Names

SONGS = Entry("The songs are Flint and Gorse.", read_reading(" @members songs: Flint, Gorse"))


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (" ends with( album, Flint)", " last( Flint)"),
        (" not began with( evening, Gorse)", " not first( Gorse)"),
        (" ends with( Gorse, Flint)", " ends with( Gorse, Flint)"),
        (" sings with( album, Flint)", " sings with( album, Flint)"),
    ],
)
def test_what_a_series_ends_with_is_its_last(reading: str, expected: str) -> None:
    entry = Entry("It is so.", read_reading(reading))
    _, done = with_endings((SONGS, entry), read_groups([SONGS], Names.of(SONGS.text)))
    assert show_reading(done.parts) == expected
