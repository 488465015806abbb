"""Brackets around what a text mentions."""

from neurosym.knowledge.link import Entry, Labels, Linker
from neurosym.translate.questions.mentions import bracketed


def test_names_are_put_into_brackets_once() -> None:
    linker = Linker(Labels([Entry(f"http://e.org/{name}", name) for name in ("Ada Lovelace", "Bob", "Eve")]))
    text = "Did Eve meet [Bob] before Ada Lovelace did?"
    said = bracketed(text, linker.link(text).mentions)
    assert said == "Did [Eve] meet [Bob] before [Ada Lovelace] did?"
    assert bracketed(said, linker.link(said).mentions) == said
