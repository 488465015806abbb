"""A text to its sentences, each with the part it plays: statement, question or option. Reads none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from neurosym.english import Sentence, sentences
from neurosym.translate.sentences.entries import Role

MAX_SENTENCES = 400
"""Sentences of one text that are read; the text is bounded elsewhere."""

_BULLET = re.compile(r"^(?:[-*•‣–]|\(?\d{1,3}[.):]|\([a-z]\)|\(?[ivx]{1,5}\))\s+")
_OPTION = re.compile(r"^\(?(?P<label>[A-J])\s*[).:]\)?\s+(?P<text>\S.*)$", re.DOTALL)
_HEADING = re.compile(
    r"^(?P<name>question|conclusion|hypothesis|query|goal|claim|context|premises?|facts?|rules?|problem|puzzle"
    r"|clues?|statements?|options?|choices|answers?)\s*:\s*",
    re.IGNORECASE,
)
_NEXT_QUOTATION = re.compile(r"(?<=[.!?][\"”])\s+(?=[\"“]\w)")
_ASKING = frozenset({"question", "conclusion", "hypothesis", "query", "goal", "claim"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence without its bullet or label; `start` is where it stands in the text."""

    text: str
    start: int
    role: Role = "statement"
    label: str = ""


def split(text: str) -> tuple[Spoken, ...]:
    """Return the sentences of a text in order, `MAX_SENTENCES` at most.

    A list of lettered choices is a list of options where it has two or more. What a heading like
    `Question:` introduces is the question, and so is what ends in a question mark.
    """
    pieces = list(islice(_pieces(text), MAX_SENTENCES))
    options = [match for piece, _, _ in pieces if (match := _OPTION.match(piece))]
    in_order = [match["label"] for match in options] == [
        chr(ord("A") + place) for place in range(len(options))
    ]
    lettered = len(options) > 1 and in_order
    return tuple(_spoken(*piece, lettered) for piece in pieces)


def _spoken(text: str, start: int, asked: bool, lettered: bool) -> Spoken:
    option = _OPTION.match(text) if lettered else None
    if option:
        return Spoken(option["text"], start + option.start("text"), "option", option["label"])
    question = asked or text.rstrip("\"'”’) ").endswith("?")
    return Spoken(text, start, "question" if question else "statement")


def _quotations(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Part a sentence where a quotation ends with a full stop and another one begins."""
    place = 0
    for match in _NEXT_QUOTATION.finditer(sentence.text):
        yield sentence.text[place : match.start()], sentence.start + place
        place = match.end()
    yield sentence.text[place:], sentence.start + place


def _pieces(text: str) -> Iterator[tuple[str, int, bool]]:
    """Return each sentence without its bullet, where it starts, and whether a heading calls it a question."""
    asked = False
    for rest, start in (piece for sentence in sentences(text) for piece in _quotations(sentence)):
        while match := _BULLET.match(rest) or _HEADING.match(rest):
            asked = match.re is _HEADING and match["name"].lower() in _ASKING
            rest, start = rest[match.end() :], start + match.end()
        if any(char.isalnum() for char in rest):
            yield rest, start, asked
            asked = False
