"""Groups that are counted in one sentence and listed, part by part, in others."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.membership import with_wholes
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading

PARTS = ("Cooks: Al, Bo; pilots: Cy.", " @members cooks: Al, Bo ; @members pilots: Cy")


@pytest.mark.parametrize(
    ("count", "rule", "expected"),
    [
        ("three", " tall( Al)", " @members people: Al, Bo, Cy"),
        ("four", " tall( Al)", " @members people: four"),
        ("three", " in( Al, first people)", " @members people: three"),
    ],
)
def test_a_counted_group_has_the_names_of_its_parts(count: str, rule: str, expected: str) -> None:
    lines = (("There are some people.", f" @members people: {count}"), PARTS, ("Al is.", rule))
    first, *_ = with_wholes([Entry(text, read_reading(reading)) for text, reading in lines])
    assert show_reading(first.parts) == expected
