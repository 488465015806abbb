"""Who is known to lie, beside those who always do, and what follows from what they say."""

import pytest

from neurosym.ir.core import Term
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Liars
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.sayings.kinds import means_the_rest
from neurosym.translate.sentences.sayings.sayings import Sayings
from neurosym.translate.sentences.words.names import Names

_SAID = ("Tom says that Ann lost it.", " @says Tom: lost( Ann, it)")


@pytest.mark.parametrize(
    ("text", "reading", "known"),
    [
        (
            "Whoever lost it told the truth; the others lied.",
            " all x: lost( x, it) -> told( x, truth) ; @false others",
            " all x: not lost( x, it) -> lies( x)",
        ),
        ("Tom always lies.", " @false Tom", " lies( Tom)"),
        ("The others lied.", " @false others", None),
        (
            "Whoever lost it lied, and so did the others.",
            " all x: lost( x, it) -> lied( x) ; @false others",
            None,
        ),
    ],
)
def test_who_is_known_to_lie(text: str, reading: str, known: str | None) -> None:
    entries = [Entry(said, read_reading(read), "statement") for said, read in (_SAID, (text, reading))]
    names = Names.of(" ".join(entry.text for entry in entries))
    *rules, part = entries[1].parts
    assert isinstance(part, Liars)
    sayings = Sayings.of(entries, names)
    found = sayings.known(part, [rule for rule in rules if isinstance(rule, Term)])
    told = None if found is None else show_reading((found,))
    assert told == (known and known.replace("lies", sayings.lies))


def test_the_rest_are_named_by_no_noun() -> None:
    assert means_the_rest("other two")
    assert not means_the_rest("other knights")
