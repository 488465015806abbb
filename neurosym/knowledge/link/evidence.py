"""How much a run of words looks like a name: capitals, rarity, length. Knows English words only.

Words of another language count as rare; there, capitals and length decide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from neurosym import english
from neurosym.knowledge.link.folding import Token
from neurosym.knowledge.wording import Wording

FUNCTION = frozenset(
    [
        "a", "about", "above", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be",
        "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do",
        "does", "each", "else", "every", "for", "from", "had", "has", "have", "he", "her", "him",
        "his", "how", "i", "if", "in", "into", "is", "it", "its", "many", "may", "me", "more",
        "most", "much", "my", "no", "nor", "not", "of", "on", "one", "only", "or", "other", "our",
        "over", "own", "same", "she", "should", "so", "some", "such", "than", "that", "the",
        "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too",
        "under", "until", "up", "very", "was", "we", "were", "what", "when", "where", "which",
        "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
    ]
)  # fmt: skip
"""Words that hold a sentence together."""

CAPITAL, RARE, NUMBER, FIRST, ORDINARY, HOLDING = 0.8, 0.6, 0.35, 0.3, 0.12, 0.04
"""Evidence of one word: a capital inside a sentence, no dictionary word, digits, the first word of a
sentence with its capital, a dictionary word, a word that holds sentences together or names a property."""

NAMED = 0.5
"""Evidence from which words are thought to name something."""
FEW, MANY = 2_000, 20_000
"""Names of a graph: of so few a dictionary word that is one is hardly one by chance, of so many it is."""

_ENDS = re.compile(r"(?:^|[.!?:;…\n]|[.!?:;…\n]\s*[\"“”'(\[])\s*[\"“'(\[]?\s*$")


def weights(text: str, tokens: Sequence[Token], wording: Wording) -> list[float]:
    """Return for each word of a text how much it speaks for the name of a node, from 0 to 1."""
    told = _tells_by_capitals(text, tokens)
    return [_weight(text, token, told, wording) for token in tokens]


def together(parts: Sequence[float]) -> float:
    """Return the evidence of words that are one name: each adds to what the others leave open."""
    left = 1.0
    for part in parts:
        left *= 1 - part
    return 1 - left


def by_chance(names: int) -> float:
    """Return how much it speaks for a dictionary word that it is one of so many names."""
    many = math.log(min(max(names, FEW), MANY) / FEW) / math.log(MANY / FEW)
    return NAMED + many * (ORDINARY - NAMED)


def whole(tokens: Sequence[Token], wording: Wording, names: int) -> float:
    """Return how much it speaks for words that together they are a name among so many.

    Words that name properties count where others stand beside them: `the unit 200`.
    """
    content = [token for token in tokens if token.key not in FUNCTION]
    if all(wording.near(token.key) for token in content):
        return 0.0
    return together([by_chance(names)] * len(content))


def _tells_by_capitals(text: str, tokens: Sequence[Token]) -> bool:
    """Say whether a text writes ordinary words small, so that its capitals mean something."""
    return any(text[token.start].islower() and token.key not in FUNCTION for token in tokens)


def _weight(text: str, token: Token, told: bool, wording: Wording) -> float:
    first = text[token.start]
    if first.isdigit():
        return NUMBER
    plain = token.key
    if first.isupper() and told:
        if not _ENDS.search(text[max(0, token.start - 8) : token.start]):
            return CAPITAL
        if english.in_dictionary(plain):
            return FIRST if plain not in FUNCTION else HOLDING
        return RARE
    if plain in FUNCTION or wording.near(plain):
        return HOLDING
    return ORDINARY if english.in_dictionary(plain) else RARE
