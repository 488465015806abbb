"""Members and groups that a text calls otherwise than its list does."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.reference.called import with_one_name_each
from neurosym.translate.sentences.words.names import Names


@pytest.mark.parametrize(
    ("listed", "said", "meant"),
    [
        (
            " @members vans: white, grey",
            " serviced( white van) & old( grey one)",
            " serviced( white) & old( grey)",
        ),
        (" @members hives: 1 to 3", " has( hive 3, queen)", " has( 3, queen)"),
        (" @members flags: Norland, Sudland", " red( flag( Norland))", " red( Norland)"),
        (" @members club: Milo, Obi", " all x: in( x, club) -> wins( x)", " all x: club( x) -> wins( x)"),
        (" @members vans: white, grey", " serviced( white bus)", " serviced( white bus)"),
    ],
)
def test_other_names(listed: str, said: str, meant: str) -> None:
    entries = [Entry(text, read_reading(text)) for text in (listed, said)]
    names = Names.of("The vans, hives, flags and the club.")
    assert show_reading(with_one_name_each(entries, names)[1].parts) == meant


@pytest.mark.parametrize(
    ("before", "group", "noun"),
    [
        (" all x: aunts( x) -> kind( x)", "They", "aunts"),
        (" #= two x: tourists( x) & came( x)", "two", "tourists"),
        (" #= two x: tourists( x) & came( x)", "three", "three"),
    ],
)
def test_a_list_of_those_of_whom_the_text_has_spoken(before: str, group: str, noun: str) -> None:
    entries = [Entry(text, read_reading(text)) for text in (before, f" @members {group}: Dot, Flo")]
    assert show_reading(with_one_name_each(entries, Names.of("."))[1].parts) == f" @members {noun}: Dot, Flo"
