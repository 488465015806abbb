"""Does an English clause deny what it says? Counts negations, and says when it cannot tell.

Knows no formulas.
"""

from __future__ import annotations

import re

from neurosym.english import fold

_VALUES = r"(?:true|false|correct|incorrect|unknown|uncertain|undetermined)"
_ALTERNATIVES = re.compile(rf"\b{_VALUES}(?:(?:\s*,)?(?:\s*\bor\b)?\s*{_VALUES})+(?:\s+or\s+not)?\b")
"""What a question offers as its answers: "true, false, or unknown"."""

_HARMLESS = re.compile(
    r"\bno\.\s*(?=\d)|\bwhether or not\b"
    r"|\bor not\b(?=\s*[?.,]|$)|\bnot only\b|\bno matter\b|\bno doubt\b|\bnot least\b"
    r"|\bno (?:more|fewer|less|later|earlier|sooner|higher|lower|other) than\b"
    r"|\bnot (?:more|fewer|less|later|earlier) than\b|\bnothing but\b|\bnone other than\b"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)n't\b"
)
"""Negative words that deny nothing: "isn't Max kind?" asks whether he is."""

_DENIALS = re.compile(
    r"\b(?:not|never|no|neither|none|nobody|nothing|nowhere|cannot|without|no one|no-one)\b|n't\b"
    r"|\b(?:false|untrue|incorrect|wrong) that\b"
)
_UNCLEAR = re.compile(
    r"\b(?:if|unless|only|except|because|since|so|although|though|while|whereas|rather|instead|either|and|but|or|nor"
    r"|who|whom|which|when|where|lacks?|lacking|fails?|failed|refuses?|refused|avoids?|denies|denied"
    r"|unable|impossible|hardly|barely|scarcely|seldom|rarely|too|until|other|different|unlike|than)\b|[;:]"
)
NEGATIVE = frozenset(("not", "non", "no", "never", "cannot"))
"""Words that deny when they stand in a name."""
_PREFIXES = ("un", "non-", "non", "in", "im", "ir", "dis")


def denials(clause: str) -> int | None:
    """Return how many negations a simple clause has; None where it is not simple enough to tell."""
    plain = _HARMLESS.sub(" ", without_frame(clause))
    rest = re.sub(r"\bthat\b", " ", plain)
    if _UNCLEAR.search(rest):
        return None
    return len(_DENIALS.findall(plain))


def one_denial(clause: str) -> re.Match[str] | None:
    """Return the word that denies in a folded clause, where it is the only one and denies a verb.

    `without` denies having what follows, and no verb.
    """
    found = list(_DENIALS.finditer(_HARMLESS.sub(lambda match: "_" * len(match[0]), clause)))
    if len(found) == 1 and found[0][0] != "without":
        return found[0]
    return None


def without_frame(sentence: str) -> str:
    """Return the statement that a question is about, folded: "true or false? Max is kind." asks of Max."""
    plain = fold(sentence)
    found = _ALTERNATIVES.search(plain)
    if not found:
        return plain
    asked = re.search(r"[?:.]\s+(?=\S+\s+\S)", plain[found.end() :])
    if asked:
        return plain[found.end() + asked.end() :]
    return plain[: found.start()] + plain[found.end() :]


def affixed(word: str, positive: str) -> bool:
    """Say whether a word is another one with a negative prefix: `unkind` of `kind`."""
    return any(word == prefix + positive for prefix in _PREFIXES)
