"""What an LM is shown of a question about a graph: names of the graph, and the question with letters for
what it mentions. Knows no graph.

Letters stand for mentions, so that a reading does not depend on what they are; names of the graph stand
before the question, so that it can be read for graphs that nobody has trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from neurosym.english import numbers

LETTERS = "ABCDEFG"
"""What stands for the things that a question mentions, in their order."""

_SCALES = ("hundred", "thousand", "million", "billion")
_END = re.compile(r"[\s?.!]+\Z")


def prompt(properties: Sequence[str], classes: Sequence[str], question: str) -> str:
    """Return the line that is shown; `question` has letters for its mentions already."""
    names = ", ".join(properties) + (f" ; {', '.join(classes)}" if classes else "")
    return f"{names} | {_END.sub('', ' '.join(question.split()))}"


def numerals(question: str) -> list[str]:
    """Return the words of a text that say a number, the longest runs first: "1.5 million", "two hundred"."""
    words = [word.strip(".,;:?!()") for word in question.split()]
    runs: list[list[str]] = [[]]
    for word in words:
        if numbers(word) or word.lower() in _SCALES:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    found = (" ".join(run[begin:]) for run in runs for begin in range(len(run)))
    return list(dict.fromkeys(one for one in found if one))
