"""What an LM may copy from a sentence, and the sentence as it is shown to it. Knows no other sentence."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[$€£¥₹]?\d+(?:[.,:/]\d+)*%?|[^\W_]+(?:[-'’./&][^\W_]+)*|%")
_POSSESSIVE = re.compile(r"['’]s?$")
_PART = re.compile(r"[-'’/]")
_SPEAKER = frozenset({"I", "I'm", "I’m", "I'll", "I’ll", "I'd", "I’d", "I've", "I’ve"})


def shown(sentence: str) -> str:
    """Return the sentence as the LM sees it: its first letter is small, unless it speaks of itself."""
    sentence = " ".join(sentence.split())
    first = sentence.split(" ", 1)[0]
    return sentence if first in _SPEAKER else sentence[:1].lower() + sentence[1:]


@lru_cache(maxsize=1024)
def words(sentence: str) -> tuple[str, ...]:
    """Return the words that may be copied, each once: also the parts of a compound and of a possessive."""
    found: list[str] = []
    for word in _WORD.findall(sentence):
        bare = _POSSESSIVE.sub("", word)
        found += [word, bare, *_PART.split(bare)]
    return tuple(dict.fromkeys(word for word in found if word))
