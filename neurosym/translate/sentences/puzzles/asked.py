"""The place that only the words of a question tell: “which of these cannot be sold second?”, with bare names.

Reads the end of the question; where another thing is in it that could bear on the place, it says nothing.
"""

from __future__ import annotations

import re

from neurosym.english import fold
from neurosym.scales import forms
from neurosym.translate.sentences.puzzles.layout import Layout
from neurosym.translate.sentences.puzzles.locating import Locating

_BEARING = frozenset(
    {"not", "never", "nor", "between", "next", "adjacent", "beside", "same", "as", "than", "if"}
)


def asked_place(question: str, layout: Layout) -> str | None:
    """Return the words at the end of a question that say a place; None where no such words stand alone."""
    text = fold(question)
    words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text[max(text.rfind("which"), 0) :])
    for start in range(1, len(words)):
        phrase = " ".join(words[start:])
        if layout.groups.exact(phrase) is not None or Locating(layout).place(phrase) is not None:
            before = words[1:start]
            return None if any(word in _BEARING or _orders(word) for word in before) else phrase
    return None


def _orders(word: str) -> bool:
    return word in forms() and forms()[word].degree != "plain"
