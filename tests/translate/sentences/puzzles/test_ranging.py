"""What the variable of a clue ranges over."""

import pytest

from neurosym.faults import FaultError
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import FindAll
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.layout import lay_out
from neurosym.translate.sentences.puzzles.ranging import Ranging
from neurosym.translate.sentences.puzzles.usage import usage
from neurosym.translate.sentences.words.names import Names

CARS = ("@members cars: coupe, hatchback", "@each drivers: Signe, Torvald")
DINNER = ("@members guests: Ann, Bo", "@each drink: beer, port", "@each dish: nuts, olives")


def ranges_over(question: str, *said: str) -> str:
    """Return the sort that the variable of a question gets beside what else is said."""
    readings = (*said, question)
    entries = [Entry(reading, read_reading(f" {reading}")) for reading in readings]
    groups = read_groups(entries, Names.of(" ".join(readings)))
    ranging = Ranging(lay_out(groups, usage(groups, entries)))
    (asked,) = read_reading(f" {question}")
    assert isinstance(asked, FindAll)
    assert asked.formula is not None
    return ranging.sort_of(ranging.over(asked.var, asked.formula, {}))


@pytest.mark.parametrize(
    "formula", ["drives( x, coupe)", "from( hatchback, x)", "x = coupe", "owner( coupe) = x"]
)
def test_what_is_said_with_a_member_is_none_of_its_group(formula: str) -> None:
    assert ranges_over(f"@find x: {formula}", *CARS) == "Driver"


def test_a_noun_tells_the_group_first() -> None:
    assert ranges_over("@find x: car( x) & drives( Signe, x)", *CARS) == "Car"


def test_of_several_groups_the_verb_tells_which() -> None:
    said = ("drinks( Ann, port)", "ate( Bo, nuts)")
    assert ranges_over("@find x: eat( Ann, x)", *DINNER, *said) == "Dish"
    assert ranges_over("@find x: ate( port, x)", *DINNER, *said) == "Dish"
    assert ranges_over("@find x: came with( port, x)", *DINNER, *said) == "Guest"
    with pytest.raises(FaultError, match="nothing says of what"):
        ranges_over("@find x: wants( Ann, x)", *DINNER, *said)
