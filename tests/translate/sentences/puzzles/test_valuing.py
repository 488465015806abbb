"""Arithmetic of a puzzle counts with values that are numbers, and with places where they are none."""

import pytest

from neurosym.engine import Engine
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading

TRAINS = "@members trains: Brno, Graz, Linz ; @each late: 5, 10, 40"
CLASSES = "@members classes: Greek, Hindi, Irish ; @members hours: 6, 8, 9"
DAYS = "@members talks: moths, tides, otters ; @members days: Monday, Wednesday, Thursday"
SEATS = "@members guests: Ann, Bo, Cy ; @members seats: 2, 4, 6"


def solved(*readings: str) -> str:
    entries = [Entry(reading, read_reading(f" {reading}")) for reading in readings]
    assembled = assemble(entries)
    assert assembled.problem is not None
    assert not assembled.faults
    with Engine() as engine:
        answer = engine.solve(assembled.problem)
    assert answer.verdict == "unique"
    assert isinstance(answer.value, dict)
    return str(answer.value["answer"])


@pytest.mark.parametrize(
    ("group", "clues", "answer"),
    [
        (TRAINS, ["late( Graz) = twice * late( Brno)", "@find x: late( Linz) = x"], "_40"),
        (TRAINS, ["late( Graz) = late( Brno) + 35", "@find x: late( Linz) = x"], "_10"),
        (CLASSES, ["two hours earlier( Greek, Irish)", "@find x: hour( x) & at( Hindi, x)"], "_9"),
        (DAYS, ["two days before( tides, moths)", "@find x: day( x) & on( otters, x)"], "Thursday"),
        (SEATS, ["two seats before( Ann, Bo)", "@find x: seat( x) & in( Cy, x)"], "_4"),
    ],
)
def test_a_distance_is_one_of_values_unless_places_are_counted(
    group: str, clues: list[str], answer: str
) -> None:
    assert solved(group, *clues) == answer
