"""Which way a sentence bounds an amount: at most, at least, or it does not say. General English only.

Plain words (`at least`) go before comparatives (`more`), and these before what is there or needed.
"""

from __future__ import annotations

import re
from typing import Literal

_NOT = (
    r"\b(?:no|not|never|nor|cannot|can't|mustn't|won't|without|nobody|none|neither"
    r"|restricts?|prevents?|forbids?|prohibits?)\b(?:\s+\w+){0,3}?\s+"
)
_MORE = r"\b(?:more|greater|larger|higher|over|above|exceed\w*|beyond|outnumber\w*)\b"
_LESS = r"\b(?:less|fewer|smaller|lower|below|under(?! (?:contract|obligation|agreement|orders?)\b))\b"
_MOST = (
    rf"{_NOT}{_MORE}|\bat (?:the )?(?:very )?most\b|\bmaxim(?:um|al)\b|\bup to\b|\bor (?:less|fewer|under)\b"
)
_LEAST = rf"{_NOT}{_LESS}|\bat (?:the )?(?:very )?least\b|\bminim(?:um|al)\b|\bor (?:more|over)\b"
_THERE = (
    r"\b(?:available|limit\w*|only|budget|on hand|stock|inventory|within|capacity|access|open|spend|using"
    r"|there (?:is|are)"
    r"|(?:has|have|had|holds?|owns?)(?! (?:to|been|\w+ed)\b))\b"
)
_WANTED = r"\b(?:needs?|requir\w*|demands?|must|(?:has|have) to|contracts?|wants?|expects?|should|orders?)\b"
_LEVELS = tuple(
    (re.compile(most), re.compile(least))
    for most, least in ((_MOST, _LEAST), (_LESS, _MORE), (_THERE, _WANTED))
)
_EXACTLY = re.compile(
    r"\b(?:exact\w*|precisely|equal\w*|same|as (?:many|much)|all|entire|whole|just|fully?)\b"
)

_DEMANDED = re.compile(
    r"\b(?:must|should|shall|needs? to|(?:has|have) to|prefers?|wants?|aims?|plans?|would like|required)\b"
)
_TO_THE_DOT = re.compile(r"\b(?:exact\w*|precisely|equal\w*|always|just)\b")

_CLAUSE = re.compile(r"[,;:()]\s|\d[\d,.]*|\b(?:but|while|whereas)\b")
"""Where the words that bound an amount end: at a clause, or at another number."""

Way = Literal["<=", ">=", "=", ""]


def way(words: str, *, plainly: bool = False) -> Way:
    """Return how words in small letters bound an amount; empty where they do not say, or say both.

    `plainly` leaves out what is only there or needed. `exactly` makes an equation.
    """
    for most, least in _LEVELS[: 2 if plainly else 3]:
        upper = most.search(words)
        lower = least.search(_without(most, words))
        upper = upper and most.search(_without(least, words))
        if upper or lower:
            return "" if upper and lower else "<=" if upper else ">="
    return "=" if _EXACTLY.search(words) else ""


def _without(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(" ", words)


def leaves_room(words: str) -> bool:
    """Say whether "twice as many" is demanded in these words, and may mean at least twice as many."""
    return _DEMANDED.search(words) is not None and _TO_THE_DOT.search(words) is None


def before(text: str, place: int) -> str:
    """Return the words of the clause before a place of a text."""
    return _CLAUSE.split(text[:place])[-1]


def behind(text: str, place: int) -> str:
    """Return the words of the clause from a place on."""
    return _CLAUSE.split(text[place:])[0]
