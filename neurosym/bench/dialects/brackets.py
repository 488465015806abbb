"""Brackets that an LM lost count of: closed at the end, or dropped there. Changes nothing else."""

from __future__ import annotations

_CLOSING = {"(": ")", "[": "]", "{": "}"}


def balanced(text: str) -> str:
    """Return the text without surplus closing brackets at its end, or with those that are missing there.

    A text whose brackets go wrong before its end comes back as it is.
    """
    open_brackets: list[str] = []
    for place, char in enumerate(text):
        if char in _CLOSING:
            open_brackets.append(_CLOSING[char])
        elif char in _CLOSING.values():
            if not open_brackets:
                surplus = not text[place:].strip(")]} \t")
                return text[:place].rstrip() if surplus else text
            if open_brackets.pop() != char:
                return text
    return text + "".join(reversed(open_brackets))
