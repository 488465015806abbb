"""Values that two attributes share are told apart by the noun they are said of."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.twins import with_nouns
from neurosym.translate.sentences.words.names import Names

GIRLS = "@members girls: Ann, Bo"


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ("violet( scarf( Ann))", "scarf( Ann) = violet scarf"),
        ("not gloves( Bo) = brown", "not gloves( Bo) = brown gloves"),
        ("@find x: colour( gloves( Bo)) = x", "@find x: gloves( Bo) = x"),
        (
            "gloves( Ann) = scarf( Bo)",
            "gloves( Ann) = brown gloves & scarf( Bo) = brown scarf"
            " | gloves( Ann) = violet gloves & scarf( Bo) = violet scarf",
        ),
    ],
)
def test_a_value_is_told_by_the_noun_it_is_said_of(reading: str, said: str) -> None:
    readings = (reading, GIRLS, "@each scarf: violet, brown", "@each gloves: violet, brown")
    entries = [Entry(one, read_reading(f" {one}")) for one in readings]
    found = with_nouns(entries, read_groups(entries, Names.of(" ".join(readings))))
    assert show_reading(found[0].parts).strip() == said


def test_values_of_one_attribute_stay_as_they_are() -> None:
    entries = [Entry(one, read_reading(f" {one}")) for one in ("violet( scarf( Ann))", GIRLS)]
    assert with_nouns(entries, read_groups(entries, Names.of("scarf"))) == tuple(entries)
