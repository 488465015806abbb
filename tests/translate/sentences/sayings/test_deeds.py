"""What somebody did, and the other words for who it was."""

import pytest

from neurosym.ir.core import Apply, Term, Var
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.goals import Choice
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.sayings.deeds import Deed, deeds, names_doing
from neurosym.translate.sentences.words.names import Names

_TEXT = "One of them stole the ring. The thief lies. Who is the owner? The pier was struck by one."


def _formula(reading: str) -> Term:
    (part,) = read_reading(reading)
    assert isinstance(part, Term)
    return part


@pytest.mark.parametrize(
    ("counted", "said", "told"),
    [
        (" #= one x: stole( x, ring)", " did( Tom, it)", " stole( Tom, ring)"),
        (" #= one x: struck by( pier, x)", " did( Tom, it)", " struck by( pier, Tom)"),
        (" #= one x: stole( x, ring)", " thief = Tom", " stole( Tom, ring)"),
        (" #= one x: stole( x, ring)", " knave( thief)", " some o: stole( o, ring) & knave( o)"),
        (" #= one x: wolf( x)", " not knave( wolf)", " not some o: wolf( o) & knave( o)"),
        (" #= one x: wolf( x)", " Tom != wolf", " not wolf( Tom)"),
        (" #= two x: wolf( x)", " knave( wolf)", " knave( wolf)"),
    ],
)
def test_the_deed_is_said_of_its_doer(counted: str, said: str, told: str) -> None:
    formulas = [_formula(counted), _formula(said)]
    found = deeds(
        formulas, None, [Choice(Entry("It was Tom.", (), "option", "A"), formulas[1])], Names.of(_TEXT)
    )
    assert show_reading((found.said[1],)) == told
    assert found.chosen[0].formula == found.said[1]


def test_words_for_the_doer_are_linked_to_the_deed() -> None:
    formulas = [_formula(" #= one x: owns( x, ring)"), _formula(" owner( Tom)"), _formula(" innocent( Ann)")]
    deed = Deed.of(formulas, (), Names.of("Who owns the ring, and is he the owner?"))
    assert deed.done == Apply("owns", (Var("x"), Apply("ring")))
    assert [says for says, _ in deed.background(formulas)] == [
        "“owner” and “owns” are said of the same.",
        "“innocent” and “owns” are opposites.",
    ]


def test_doing_is_no_deed() -> None:
    assert names_doing(Apply("did", (Apply("Tom"), Apply("it"))))
    assert not names_doing(Apply("did wrong", (Apply("Tom"),)))
