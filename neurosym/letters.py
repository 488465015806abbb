"""Single capital letters that are names, as in “F, G, and H”: a full stop behind one ends its sentence.

Splitters of sentences take such a letter for an initial. Knows no other rule of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LISTED = re.compile(r"\b[A-Z](?:(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)[A-Z]\b)+")
_ENDING = re.compile(r"(?<=[\w,]\s)([A-Z])\.[\"”')\]]*\s+(?=[\"“'(\[]*[A-Z0-9])")


def parted(text: str, spans: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Part spans of a text, each with its start, where a letter ends a sentence that a list has as a name."""
    letters = {letter for run in _LISTED.findall(text) for letter in re.findall(r"\b[A-Z]\b", run)}
    for start, span in spans:
        place = 0
        for match in _ENDING.finditer(span):
            if match[1] in letters:
                yield start + place, span[place : match.end()]
                place = match.end()
        yield start + place, span[place:]
