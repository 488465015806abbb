"""What a text mentions, as an LM is shown it: letters for the things, the names that sound like its words.

Knows no graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from neurosym import english
from neurosym.knowledge.link import Mention
from neurosym.knowledge.link.evidence import FUNCTION

_APART = re.compile(r"\s+(?=(?:['’](?:s|re|ve|ll|d|m)|n['’]t|[.,;:!?])(?:\s|$))", re.IGNORECASE)
"""The blank before an ending or a mark that stands apart from its word."""
LIKELY = 0.5
"""Score of a mention from which it is one, where the text marks none."""


def chosen(mentions: Sequence[Mention], some: bool) -> list[Mention]:
    """Return what a text mentions: marked ones, else likely ones, else the likeliest if it must be `some`.

    A graph with classes can be asked without: "which country is the largest?"
    """
    marked = [one for one in mentions if one.marked]
    likely = [one for one in mentions if one.score >= LIKELY]
    return marked or likely or [*mentions[: int(some)]]


def lettered(text: str, letters: Mapping[str, Mention]) -> str:
    """Return a text with letters for its mentions, and without the marks around them.

    Endings that stand apart (`the cat 's tail ?`) are where people write them.
    """
    said, place = [], 0
    for letter, mention in letters.items():
        begin, end = mention.start, mention.end
        if text[begin - 1 : begin] + text[end : end + 1] in ("[]", '""', "“”", "«»", "''"):
            begin, end = begin - 1, end + 1
        said += [text[place:begin], letter]
        place = end
    return _APART.sub("", "".join([*said, text[place:]]))


def bracketed(text: str, mentions: Iterable[Mention]) -> str:
    """Return a text with mentions in brackets, so that a reader takes just these. None overlaps another."""
    said, place = [], 0
    for one in sorted(mentions, key=lambda one: one.start):
        if not one.marked and "[" not in one.text and "]" not in one.text:
            said += [text[place : one.start], f"[{one.text}]"]
            place = one.end
    return "".join([*said, text[place:]])


def nearest(question: str, names: Sequence[str], most: int) -> list[str]:
    """Return the names that share most of their word stems with a question."""
    return sorted(names, key=lambda name: -alike(question, name))[:most]


def alike(question: str, name: str) -> int:
    """Return how many word stems a name shares with a question."""
    return len(_stems(question) & _stems(name))


def says(question: str, name: str) -> bool:
    """Say whether all words of a name are in a question, in whatever form."""
    stems = _stems(name)
    return bool(stems) and stems <= _stems(question)


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    words = (word.casefold() for word in english.tokens(text))
    return frozenset(english.base(word) for word in words if word not in FUNCTION)
