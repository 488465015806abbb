"""Counts and questions that leave out the noun of those who are listed."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.among import with_members_meant
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.words.names import Names

GROWERS = (" @members us: Agnes, Bert, Corrie", " grows( Agnes, leeks)")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (" #= two x: grows( x, leeks)", " #= two x: us( x) & grows( x, leeks)"),
        (" @find x: grows( x, leeks)", " @find x: us( x) & grows( x, leeks)"),
        (" #= two x: grows( Agnes, x)", " #= two x: grows( Agnes, x)"),
        (" #= two x: man( x) & grows( x, leeks)", " #= two x: man( x) & grows( x, leeks)"),
        (" all x: x = Agnes | x = Bert | x = Corrie -> old( x)", " all x: us( x) -> old( x)"),
    ],
)
def test_who_is_counted_or_asked_for(said: str, meant: str) -> None:
    entries = [Entry(text, read_reading(text)) for text in (*GROWERS, said)]
    assert show_reading(with_members_meant(entries, Names.of("Leeks."))[-1].parts) == meant


def test_several_counts_are_sums_over_the_members() -> None:
    said = " #= two x: grows( x, leeks) ; #= one x: us( x) & tall( x)"
    entries = [Entry(text, read_reading(text)) for text in (*GROWERS, said)]
    *_, (first, second) = (one.parts for one in with_members_meant(entries, Names.of("Leeks.")))
    assert str(first).count("Num(value=1)") == str(second).count("Num(value=1)") == 3
