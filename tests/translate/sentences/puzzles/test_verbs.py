"""What the verbs of clues are said with, and of whom clues count."""

import pytest

from neurosym.ir.core import Apply, Term
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.groups import Groups
from neurosym.translate.sentences.puzzles.verbs import assigning, counted, with_left_behind
from neurosym.translate.sentences.words.names import Names


def groups(reading: str) -> Groups:
    entry = Entry("They are there.", read_reading(reading))
    return read_groups([entry], Names.of(entry.text))


TREK = groups(" @members guides: Pem, Rin ; @members trekkers: Al, Bo, Cy")


def test_guides_lead_trekkers_and_are_not_before_them() -> None:
    def leads(names: Groups) -> bool:
        return bool(assigning(names, [Apply("leads", (Apply("Pem"), Apply("Al")))]))

    assert leads(TREK)
    assert not leads(groups(" @members guides: Pem, Rin ; @members trekkers: Al, Bo"))
    assert not leads(groups(" @members runners: Pem, Al, Bo"))


def test_what_is_counted_is_what_is_put_somewhere() -> None:
    def found(reading: str) -> list[int]:
        (term,) = read_reading(reading)
        assert isinstance(term, Term)
        return list(counted(TREK, term))

    assert found(" #= two x: trekkers( x) & leads( Pem, x)") == [1]
    assert found(" all x: trekker( x) -> #= one y: guide( y) & led by( x, y)") == [1]
    assert found(" leads( Pem, Al)") == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ann left the fan.", " leave( Ann, fan)"),
        ("The fan was left by Ann.", " leave( Ann, fan)"),
        ("Ann has the fan on her left.", " left( Ann, fan)"),
    ],
)
def test_what_is_left_is_on_no_side(text: str, meant: str) -> None:
    (entry,) = with_left_behind([Entry(text, read_reading(" left( Ann, fan)"))])
    assert show_reading(entry.parts) == meant
