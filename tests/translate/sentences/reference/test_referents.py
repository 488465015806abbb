"""What `it` means where a sentence says what it is, and who it was."""

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.reference.reference import resolve
from neurosym.translate.sentences.words.names import Names


def last(*rows: tuple[str, str]) -> str:
    entries = [Entry(text, read_reading(reading)) for text, reading in rows]
    return show_reading(resolve(entries, Names.of(" ".join(text for text, _ in rows))).entries[-1].parts)


def test_what_it_is_tells_which_thing_it_is() -> None:
    said = last(
        ("Instruments: a barometer, a globe.", " @members instruments: barometer, globe"),
        ("The barometer is not lot 1, nor is it lot 5.", " not barometer = lot 1 & not it = lot 5"),
    )
    assert said == " not barometer = lot 1 & not barometer = lot 5"


def test_who_it_was_is_nobody_spoken_of() -> None:
    said = last(
        ("Suspects: the butler, the cook.", " @members suspects: butler, cook"),
        ("The butler was away, so it was the cook.", " away( butler) & it = cook"),
    )
    assert said == " away( butler) & it = cook"
