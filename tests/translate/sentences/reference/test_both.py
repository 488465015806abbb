"""What both stands for after a verb."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.reference.both import denies_together, with_both
from neurosym.translate.sentences.words.names import Names


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        (
            " drinks( Ann, tea) & drinks( Bo, coffee)",
            " drinks( Cy, both)",
            " drinks( Cy, tea) & drinks( Cy, coffee)",
        ),
        (
            " city( Bonn) & city( Rome) ; knows( Ann, Bonn)",
            " not knows( Cy, both)",
            " not ( knows( Cy, Bonn) & knows( Cy, Rome) )",
        ),
        (" drinks( Ann, tea)", " drinks( Cy, both)", " drinks( Cy, both)"),
        (" drinks( Ann, tea) & drinks( Bo, coffee)", " old( both)", " old( both)"),
    ],
)
def test_both_things(before: str, said: str, meant: str) -> None:
    entries = [Entry(text, read_reading(text)) for text in (before, said)]
    shown = show_reading(with_both(entries, Names.of("."))[1].parts)
    assert shown == meant


def test_what_is_denied_of_both_together() -> None:
    assert denies_together("Ann and Bo cannot both go.")
    assert not denies_together("Neither of both goes.")
    assert not denies_together("Ann and Bo do not go.")
