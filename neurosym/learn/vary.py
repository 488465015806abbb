"""Other words in a sentence and its reading alike, so that it is learnt as a pattern. Adds no pattern.

A word gives way only to one that has the same inflected forms (`baked` to `painted`, `paint`, noun and verb,
to `guard`), a given name to a given name, a number to one of its shape. Synchronous substitution, as
Andreas, "Good-enough compositional data augmentation" (2020), does it for fragments.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from lemminflect import getAllInflections, getAllLemmas

from neurosym.faults import FaultError
from neurosym.learn.lexicon import Lexicon, given_names, held_out, inflecting, own
from neurosym.learn.synchronous import Pair, paired

AS_IT_IS = 0.25
"""The share of draws in which a sentence keeps all its words."""

NAMED, COUNTED, SAID = 0.9, 0.9, 0.5
"""How often else a name, a number and another word give way."""

FEWEST = 12
"""Words of the same forms that a word must have before it gives way: a rare pattern is a word of its own."""

_WORD = re.compile(r"(?<![\w'’./:-])(?:\d+(?:[.,]\d+)*|[^\W\d_]+)(?!\w|[-'’./:]\w)|[^\W\d_]+(?=['’]s?\b)")
_OPEN = frozenset({"NN", "NNS", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "JJ", "JJR", "JJS"})
_VOWELS = "aeiou"
_AUXILIARIES = ("be", "do", "have")


def varied(pair: Pair, rng: random.Random) -> Pair:
    """Return the pair with other words on both sides, or as it is."""
    if rng.random() < AS_IT_IS:
        return pair
    copied = set(_WORD.findall(pair.reading))
    found = list(dict.fromkeys(_WORD.findall(pair.sentence)))
    swaps: dict[str, str] = {}
    for word in found:
        other = _other(word, word == found[0], rng) if word in copied else ""
        if other and other not in {*found, *swaps.values()} and _as_open(word, other):
            swaps[word] = other
    if not swaps:
        return pair
    try:
        return paired(_swapped(pair.sentence, swaps), _swapped(pair.reading, swaps), pair.where)
    except FaultError:  # the other word is one that readings have a use for
        return pair


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    return _WORD.sub(lambda match: swaps.get(match[0], match[0]), text)


def _as_open(word: str, other: str) -> bool:
    # what follows "a" or "an" goes on to do so
    return (word[0].lower() in _VOWELS) is (other[0].lower() in _VOWELS)


def _other(word: str, first: bool, rng: random.Random) -> str:
    """Return a word to stand for this one, or none. The first of a sentence has a small letter."""
    lexicon = Lexicon(rng)
    if word[0].isdigit() or word in own("counts"):
        return _number(word, rng) if rng.random() < COUNTED else ""
    for kind in ("days", "months"):
        if word in own(kind):
            return rng.choice(own(kind))
    if word.capitalize() in given_names() and (first or word[0].isupper()):
        name = lexicon.some(given_names()) if rng.random() < NAMED else ""
        return name if word[0].isupper() else name.lower()
    if word[0].isupper():
        unknown = len(word) > 2 and not word.isupper() and rng.random() < SAID
        return lexicon.made_up().capitalize() if unknown else ""
    if word in own("ordinals") or any(one in _AUXILIARIES for one in getAllLemmas(word).get("VERB", ())):
        return ""
    if rng.random() >= SAID:
        return ""
    others = _alike().get(_forms(word), ())
    return rng.choice(others) if len(others) >= FEWEST else ""


def _number(word: str, rng: random.Random) -> str:
    counts = own("counts")
    if word in counts:
        # one thing is said otherwise than several
        return rng.choice(counts[2:]) if word in counts[2:] else ""
    if word in ("0", "1"):
        return ""
    bare = word.rstrip("0.,")
    digits = [rng.choice("123456789") if digit.isdigit() else digit for digit in bare]
    other = "".join(digits) + word[len(bare) :]
    return other if other != "1" else "2"


@cache
def _forms(word: str) -> frozenset[str]:
    """Return which inflected forms a word can be, as Penn tags; none where the dictionary lacks it."""
    return frozenset(
        tag
        for kind, lemmas in getAllLemmas(word).items()
        for lemma in lemmas
        for tag, forms in getAllInflections(lemma, kind).items()
        if word in forms
    )


@cache
def _alike() -> Mapping[frozenset[str], tuple[str, ...]]:
    """Return the words that may be trained on, with all their forms, by what forms they can be."""
    found: dict[frozenset[str], dict[str, None]] = {}
    for base in inflecting():
        if not held_out(base):
            forms = {form for some in getAllInflections(base).values() for form in some}
            for form in (base, *sorted(forms)):
                usable = form.isalpha() and form.islower() and not held_out(form)
                if usable and (tags := _forms(form)) and tags <= _OPEN:
                    found.setdefault(tags, {})[form] = None
    return MappingProxyType({tags: tuple(words) for tags, words in found.items()})
