"""Who is alone somewhere, and with whom, in whole puzzles."""

import pytest

from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading

ROOMS = (
    ("Ann, Bo and Cy are in rooms.", " @members guests: Ann, Bo, Cy ; @members rooms: Red, Tan"),
    ("Ann is in Red.", " in( Ann, Red)"),
)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (
            " alone in( Bo, Tan)",
            "room(Bo) == Tan and all(not room(Bo) == room(other) for other in Guest if other != Bo)",
        ),
        (" in same room( Bo, Cy)", "room(Bo) == room(Cy)"),
        (" opponents( Bo, Cy)", "not room(Bo) == room(Cy)"),
        (" leads( Bo, Red)", "room(Bo) == Red"),
    ],
)
def test_who_is_where_others_are(reading: str, expected: str) -> None:
    lines = (*ROOMS, ("They are told.", reading), ("Who is where?", " @find"))
    done = assemble([Entry(text, read_reading(told)) for text, told in lines])
    assert not done.faults, done.faults
    assert done.problem is not None
    assert print_formula(done.problem.claims[-1].formula) == expected
