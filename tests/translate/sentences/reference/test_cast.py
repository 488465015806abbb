"""Who there is in a text: listed, named, speaking, or said to be somebody with a name."""

from neurosym.ir.core import Apply, Term
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import formulas_of
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.reference import cast
from neurosym.translate.sentences.words.names import Names

TEXT = "The suspects are Ann and Bob. Ann says that it was Bob. The tenant is Ann."
ENTRIES = [
    Entry("The suspects are Ann and Bob.", read_reading(" @members suspects: Ann, Bob")),
    Entry("Ann says that it was Bob.", read_reading(" @says Ann: it = Bob")),
    Entry("The tenant is Ann.", read_reading(" tenant = Ann")),
]
NAMES = Names.of(TEXT)


def formula(text: str) -> Term:
    (found,) = formulas_of(read_reading(text)[0])
    return found


def test_the_cast_of_a_text() -> None:
    assert cast.members(ENTRIES) == [Apply("Ann"), Apply("Bob")]
    assert cast.speakers(ENTRIES) == {Apply("Ann")}
    assert cast.listed(ENTRIES).members == ("Ann", "Bob")
    assert "suspect" in cast.nouns(ENTRIES, NAMES)
    assert set(cast.named(ENTRIES, NAMES)) == {"Ann", "Bob"}


def test_of_whom_a_formula_says_something() -> None:
    told = formula(" likes( Ann, tea) & old( Ann) & sits( it)")
    assert list(dict.fromkeys(cast.subjects(told))) == [Apply("Ann")]
    assert list(cast.identified(formula(" tenant = Ann"), NAMES)) == [Apply("tenant")]
    assert cast.is_number(Apply("three"))
    assert not cast.is_number(Apply("tea"))


def test_what_has_a_proper_name_and_is_a_thing() -> None:
    text = "Chez Bruno, a restaurant, is near Ann, a neighbour."
    entry = Entry(text, read_reading(" restaurant( Chez Bruno) & neighbour( Ann)"))
    assert cast.objects([entry], Names.of(text)) == {Apply("Chez Bruno")}
