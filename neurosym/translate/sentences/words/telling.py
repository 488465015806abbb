"""Words that say of a speaker, or of what is said, that it is so: `lying`, `told truth`, `true`, `liar`.

Knows no formulas: what a word comes to depends on what there is in the text.
"""

from __future__ import annotations

from typing import Final, Literal

from neurosym.english import tokens
from neurosym.translate.sentences.words.names import Names

_HONEST = frozenset(
    ("truthful", "truthfully", "honest", "truth", "truths", "sincere", "truthteller", "trusted", "reliable")
)
_LYING = frozenset(
    ("liar", "liars", "lie", "lied", "lies", "lying", "dishonest", "untruthful", "falsehood", "untruth")
)
_TRUE = frozenset(("true", "right", "correct"))
_FALSE = frozenset(("false", "untrue", "wrong", "incorrect"))
_BESIDE = frozenset(
    (
        *("tell", "tells", "told", "telling", "teller", "tellers", "speak", "speaks", "spoke", "spoken"),
        *("speaking", "say", "says", "said", "saying", "always", "really", "only", "to", "you", "me", "us"),
        *("statement", "statements", "sentence", "word", "words", "just", "one", "ones", "person", "people"),
        *("consistently", "is", "are", "be", "was", "were", "has", "have", "had", "been", "a", "an", "the"),
    )
)
"""Words that may stand beside them and say nothing more."""

STATEMENTS: Final = frozenset(
    (
        *("statement", "sentence", "inscription", "label", "sign", "notice", "note", "claim", "message"),
        *("letter", "remark", "testimony", "plate", "plaque", "card", "lid", "answer", "report", "tag"),
        *("sticker", "utterance", "assertion", "writing", "engraving", "caption", "poster", "text"),
    )
)
"""Nouns for what is said, or for what it stands on."""

SPEAKERS: Final = frozenset(
    (
        *("suspect", "witness", "person", "people", "speaker", "individual", "inhabitant", "islander"),
        *("native", "local", "villager", "citizen", "resident", "child", "man", "friend", "defendant"),
    )
)
"""Nouns for those who say something."""

SAME: Final = frozenset({"same", "alike", "equal", "identical"})
DIFFERENT: Final = frozenset({"different", "differ", "unlike", "opposite"})

About = Literal["speaker", "statement"]


def truth_of(phrase: str) -> tuple[bool, About] | None:
    """Say whether a phrase says that what somebody says is so, and of whom it is said; None if neither."""
    words = {word for token in tokens(phrase) for word in token.split("-")}
    if not words <= _HONEST | _LYING | _TRUE | _FALSE | _BESIDE:
        return None
    if words & (_LYING | _FALSE):
        return False, "speaker" if words & _LYING else "statement"
    if words & (_HONEST | _TRUE):
        return True, "speaker" if words & _HONEST else "statement"
    return None


def is_of_statements(phrase: str, names: Names) -> bool:
    """Say whether a noun is one for what is said: `labels`, `three statements`."""
    words = tokens(phrase)
    return bool(words) and bool({words[-1], *names.key(words[-1])} & STATEMENTS)


def is_of_speakers(phrase: str, names: Names) -> bool:
    """Say whether a noun is one for those who speak: `suspects`."""
    words = tokens(phrase)
    return bool(words) and bool({words[-1], *names.key(words[-1])} & SPEAKERS)
