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
_AFTER_LETTER = re.compile(r"(?P<before>[\w'’]+) [A-Z]\.(?P<gap>\s+)(?P<after>[A-Z][\w'’]*)")
"""A single letter with a full stop: the end of `truck B.`, or of a name to come, as in `by J. Smith`."""
_OPENERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "it", "its", "he", "his", "she", "her"}
    | {"they", "their", "we", "our", "you", "your", "i", "if", "when", "where", "who", "whoever"}
    | {"what", "whatever", "which", "how", "each", "every", "all", "any", "some", "no", "none", "nobody"}
    | {"neither", "either", "both", "many", "most", "only", "not", "in", "on", "at", "of", "for"}
    | {"from", "to", "by", "with", "after", "before", "since", "while", "there", "here", "is", "are"}
    | {"was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "may", "must", "one"}
    | {"two", "three"}
)
"""Words that begin a sentence and no surname."""
_BEFORE_NAMES = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "is", "like", "nor"}
    | {"of", "on", "or", "than", "that", "the", "to", "was", "when", "with"}
)
"""Words after which a letter with a full stop may begin a name."""
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


def _parts(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Part a sentence where a quotation or a letter ends with a full stop and another sentence begins."""
    gaps = [match.span() for match in _NEXT_QUOTATION.finditer(sentence.text)]
    gaps += (match.span("gap") for match in _AFTER_LETTER.finditer(sentence.text) if _ends(match))
    place = 0
    for end, begin in sorted(gaps):
        yield sentence.text[place:end], sentence.start + place
        place = begin
    yield sentence.text[place:], sentence.start + place


def _ends(match: re.Match[str]) -> bool:
    """Say whether a letter with a full stop ends its sentence."""
    before, after = match["before"], match["after"].lower()
    common = before.islower() and before not in _BEFORE_NAMES
    return common or after in _OPENERS or after == before.lower()


def _pieces(text: str) -> Iterator[tuple[str, int, bool]]:
    """Return each sentence without its bullet, where it starts, and whether a heading calls it a question."""
    asked = False
    for rest, start in (piece for sentence in sentences(text) for piece in _parts(sentence)):
        while match := _BULLET.match(rest) or _HEADING.match(rest):
            asked = match.re is _HEADING and match["name"].lower() in _ASKING
            rest, start = rest[match.end() :], start + match.end()
        if any(char.isalnum() for char in rest):
            yield rest, start, asked
            asked = False
