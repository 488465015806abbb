"""Full stops behind a letter that is a name, as in “F, G, and H”, or behind a number: sentences end there.

Splitters of sentences take such a letter for an initial, and such a number for the first word of a list's
item. Knows no other rule of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_LISTED = re.compile(r"\b[A-Z](?:(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)[A-Z]\b)+")
_LABELLED = re.compile(r"\b[a-z]+ ([A-HJ-Z])(?=[\s,?!])")
"""A letter behind a word in small letters, as in `flat A is`; an initial has a full stop."""
_NUMBER = re.compile(r"\d[\d,]*\.\s+(?=[\"“'(\[]*[A-Z])")
_ENDED = re.compile(r"(?:[.!?:;…][\"”')\]]*|\n)\s*$")
_ENDING = re.compile(r"(?<=[\w,]\s)([A-Z])\.[\"”')\]]*\s+(?=[\"“'(\[]*[A-Z0-9])")


def parted(text: str, spans: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Part spans of a text, each with its start, where a letter ends a sentence that a list has as a name."""
    letters = _named(text)
    for start, span in _numbers_back(spans):
        place = 0
        for match in _ENDING.finditer(span):
            if match[1] in letters:
                yield start + place, span[place : match.end()]
                place = match.end()
        yield start + place, span[place:]


@lru_cache(maxsize=4)  # a text is asked for once a line
def _named(text: str) -> frozenset[str]:
    listed = {letter for run in _LISTED.findall(text) for letter in re.findall(r"\b[A-Z]\b", run)}
    return frozenset(listed | set(_LABELLED.findall(text)))


def _numbers_back(spans: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give a number back to the sentence that it ends: `between 18 and | 65. Kuno is 15.`"""
    held: tuple[int, str] | None = None
    for start, span in spans:
        match = _NUMBER.match(span)
        if held is not None and match and not _ENDED.search(held[1]):
            yield held[0], held[1] + span[: match.end()]
            start, span = start + match.end(), span[match.end() :]
        elif held is not None:
            yield held
        held = (start, span)
    if held is not None:
        yield held
