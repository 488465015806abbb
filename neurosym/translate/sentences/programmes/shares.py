"""What a percentage in a limit is a share of, by the words of its sentence. Links nothing."""

from __future__ import annotations

import re
from collections.abc import Collection

from neurosym.english import fold
from neurosym.measures import MEASURES
from neurosym.translate.sentences.programmes.quantities import TOGETHER, bag, is_pronoun, key, kindred, lemmas

_VAGUE = frozenset(
    lemmas(
        "many few several some much little limited enough plenty lot less couple various certain unknown "
        "unlimited"
    )
)
_TOTAL = TOGETHER | bag("total number amount quantity sum")
_ENDS = r"(?: (?:may|must|can|should|will|is|are|has|have|that|which|for|in|on|to)\b|[.,;:]|$)"


def no_number(phrase: str) -> bool:
    """Say whether a phrase stands where a number belongs and says none: `a few hours`, `limited`."""
    found = key(phrase)
    return bool(found & _VAGUE) and found <= _VAGUE | MEASURES


def of_what(text: str, percentage: str) -> str:
    """Return what a sentence takes a percentage of: `eggs` in `80% of the eggs may be used`.

    Empty where it does not say, or speaks of the total.
    """
    share = rf"{re.escape(fold(percentage))}(?:%| percent| per cent)?"
    found = re.search(rf"{share} of (?:the |all |its |their |our )*(.{{1,60}}?){_ENDS}", fold(text))
    if not found or _TOTAL & set(lemmas(found[1])) or is_pronoun(found[1]):
        return ""
    return found[1]


def of_itself_only(whole: str, measured: Collection[frozenset[str]]) -> bool:
    """Say whether a share is of the very thing that it bounds: at most 80% of the eggs may be used."""
    return any(kindred(key(whole), words) for words in measured)
