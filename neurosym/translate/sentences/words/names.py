"""One name for one thing over a whole problem: `Wumpuses` and `wumpus`, `chased` and `chases` meet here.

Phrases are compared by the dictionary forms of their words; a word of no dictionary loses its plural
ending only where the rest stands in the text. Knows the words of the problem, none of its formulas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from neurosym.english import base, fold, singular, tokens
from neurosym.ir.names import mangle
from neurosym.translate.sentences.words.numerals import number_of, ordinal_of

__all__ = ["Key", "Names", "number_of", "ordinal_of"]

Key: TypeAlias = tuple[str, ...]
"""The dictionary forms of a phrase's words: what makes two phrases one name."""

ARTICLES = frozenset(("a", "an", "the"))
_BE = ("is", "are", "was", "were", "be", "been", "being", "am")
_HAVE = ("has", "have", "had", "having")
_FADED = ARTICLES.union(_BE, _HAVE, ("do", "does", "did", "will", "would", "shall"))
"""Words that a name may carry or not without meaning another thing."""
_DEGREES = frozenset(("more", "most", "less", "least", "best", "worse", "worst", "last"))
_DO = ("do", "does", "did", "done", "doing")
"""Forms of a verb that says something only with what follows: who does without salt."""
_FORMS = {"people": "person", "persons": "person"} | dict.fromkeys(_DO, "do")
_FORMS |= dict.fromkeys(_BE, "be") | dict.fromkeys(_HAVE, "have")
_BEFORE_NAMES = frozenset(("of", "in", "to", "from", "by", "with", "at", "on", "for", "and", "not", "other"))
"""What before a name makes no other name for its bearer."""
_PARTICLES = frozenset(("up", "off", "out", "down", "away", "back", "in", "on", "over", "through"))
"""What belongs to a verb and stands behind it: `signed off by`."""
_VERB_ENDINGS = ("ing", "ed", "en")
_PASTS = {
    **{"left": "leave", "thought": "think", "won": "win", "broke": "break", "shook": "shake"},
    **{"felt": "feel", "bit": "bite", "rose": "rise", "bore": "bear", "shot": "shoot", "rung": "ring"},
    **{"drunk": "drink", "smelt": "smell", "bound": "bind", "wound": "wind", "ground": "grind", "gone": "go"},
}
"""Forms of verbs that the dictionary takes for other words."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one problem. Two phrases with one `key` are one name; identifiers are distinct."""

    text: str = ""
    vocabulary: frozenset[str] = frozenset()
    heads: frozenset[Key] = frozenset()
    """Names that are said of something; an individual of such a name is told apart from it."""
    _spelled: Mapping[Key, str] = field(default_factory=dict)
    _full: Mapping[Key, Key] = field(default_factory=dict)
    _keys: dict[str, Key] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: str, phrases: Iterable[str] = (), heads: Iterable[str] = ()) -> Names:
        """Gather the names of a problem: its text, all phrases of its readings, and those said of things.

        Costs a look-up for every word of the text.
        """
        words = frozenset(word for token in tokens(text) for word in token.split("-"))
        known = words | {_one(word, words) for word in words} | _shared_verbs(words)
        bare = cls(text, known)
        said, phrases = tuple(heads), tuple(phrases)
        spelled: dict[Key, str] = {}
        for phrase in (*said, *phrases):
            key = bare.key(phrase)
            plain = "_".join(_words(phrase))
            if key not in spelled or len(plain) < len(spelled[key]):
                spelled[key] = plain
        classes = frozenset(map(bare.key, said))
        full = _full_names({phrase: bare.key(phrase) for phrase in phrases}, text, classes)
        return cls(text, known, classes, spelled, full)

    def key(self, phrase: str) -> Key:
        """Return what makes a phrase the same name as another one."""
        if phrase not in self._keys:
            self._keys[phrase] = tuple(self._lemma(word) for word in _words(phrase))
        return self._keys[phrase]

    def same(self, phrase: str, other: str) -> bool:
        """Say whether two phrases are one name."""
        return self.key(phrase) == self.key(other)

    def identifier(self, phrase: str) -> str:
        """Return the identifier of a predicate, function, quantity or sort: `left_of`, `bald_eagle`."""
        key = self.key(phrase)
        return mangle(self._spelled.get(key) or "_".join(key))

    def individual(self, phrase: str) -> str:
        """Return the identifier of an individual as the text spells it, `that_cat` where cats are a class."""
        key = self.individual_key(phrase)
        written = re.findall(r"[^\W_]+", self._as_written(phrase, key))
        first = len(written) > 1 and written[0].lower() in ARTICLES
        plain = "_".join(written[first:]) or "_".join(key)
        name = mangle(plain)
        clash = key in self.heads and name == self.identifier(phrase)
        return mangle(f"that_{plain}") if clash else name

    def individual_key(self, phrase: str) -> Key:
        """Return what makes a phrase the same individual as another: `Abara` is `Mr Abara`."""
        key = self.key(phrase)
        return self._full.get(key, key)

    def gloss(self, phrase: str) -> str:
        """Return the phrase as the text writes it, for people to read."""
        return self._as_written(phrase, self.key(phrase)) or phrase

    def is_proper(self, phrase: str) -> bool:
        """Say whether every word of a phrase has a capital wherever the text has the phrase."""
        return _is_proper(phrase, self.text)

    def is_definite(self, phrase: str) -> bool:
        """Say whether the text has a phrase with "the": it speaks of one that is known."""
        pattern = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", phrase)))
        return bool(pattern and re.search(rf"(?<!\w)the\s+{pattern}(?!\w)", self.text, re.IGNORECASE))

    def is_called(self, name: str, noun: str) -> bool:
        """Say whether the text has a noun right before a name: “his assistant Flo”, “the third aunt, May”."""
        before = re.findall(rf"([\w'’-]+),?\s+{re.escape(name)}(?!\w)", self.text)
        return any(self.same(word, noun) for word in before)

    def active(self, phrase: str) -> str | None:
        """Return the active verb of a passive phrase: `chase` for `chased by`; None where it is none."""
        words = _words(phrase)
        if len(words) < 2 or words[-1] != "by":
            return None
        others, particles = words[:-1], list[str]()
        while len(others) > 1 and others[-1] in _PARTICLES:
            particles.insert(0, others.pop())
        verb = others.pop()
        plain = base(verb)
        if plain == verb and not verb.endswith("ed"):
            return None
        return " ".join((*others, self._lemma(verb) if self._lemma(verb) != verb else plain, *particles))

    def _lemma(self, word: str) -> str:
        return _one(word, self.vocabulary)

    def _as_written(self, phrase: str, key: Key) -> str:
        """Return the phrase in the letters of the text: in small ones if it ever stands so."""
        forms = (phrase, "_".join(key).replace("_", " "))
        for form in forms:
            pattern = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", form)))
            runs = re.finditer(rf"(?<!\w){pattern}(?!\w)", self.text, re.IGNORECASE) if pattern else ()
            found = [run[0] for run in runs]
            if found:
                return next((one for one in found if one[0].islower()), found[0])
        return phrase


def _words(phrase: str) -> list[str]:
    """Return the words that a name cannot lack; `A-type` keeps its letter, and so does `parcel A`."""
    found = tokens(phrase) or [fold(phrase)]
    pairs = pairwise(found)
    kept = [token for token, after in pairs if token not in _FADED or (token in _DO and after == "without")]
    kept += [token for token in found[-1:] if token == "a" or token not in _FADED or not kept]
    return [word for token in kept for word in token.split("-") if word]


def _one(word: str, vocabulary: frozenset[str]) -> str:
    """Return the form of a word under which its forms meet; degrees stay (`taller` is not `tall`)."""
    if word in _FORMS:
        return _FORMS[word]
    if word in _DEGREES or ordinal_of(word) is not None or word.endswith(("er", "est")):
        return word
    one = singular(word, vocabulary)
    if one != word:
        return one
    # a participle may be an adjective of its own (`bored`), so only a verb that the text has takes it up
    return next((form for form in _verbs(word) if form != word and form in vocabulary), word)


def _shared_verbs(words: Collection[str]) -> frozenset[str]:
    """Return the verbs that a text has in two irregular forms, which are no adjectives: `threw`, `thrown`."""
    irregular = (word for word in words if not word.endswith(("s", "ing", "ed", "er", "est")))
    found = Counter(_PASTS.get(word, base(word)) for word in irregular)
    return frozenset(verb for verb, forms in found.items() if forms > 1)


def _verbs(word: str) -> Iterator[str]:
    yield _PASTS.get(word, base(word))
    for ending in _VERB_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e", stem[:-1] + "y")
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def _full_names(phrases: Mapping[str, Key], text: str, said: Collection[Key]) -> dict[Key, Key]:
    """Return the full name of each short one: of proper names whose words one longer name has alone.

    The longer one may have a word before it that is no name: `old Alois`, `comet K4`.
    """
    described = {
        key
        for phrase, key in phrases.items()
        if len(key) > 1 and key not in said and phrase[0].islower() and key[0] not in _BEFORE_NAMES
    }
    proper = {key: phrase for phrase, key in phrases.items() if _is_proper(phrase, text)}
    longer: Counter[Key] = Counter()
    full: dict[Key, Key] = {}
    for short in proper:
        for long in proper:
            if len(long) > len(short) and short in (long[: len(short)], long[-len(short) :]):
                longer[short] += 1
                full[short] = long
        for long in described - proper.keys():
            if len(short) == len(long) - 1 and short == long[1:]:
                longer[short] += 1
                full[short] = long
    return {short: long for short, long in full.items() if longer[short] == 1}


def _is_proper(phrase: str, text: str) -> bool:
    """Say whether every word of a phrase has a capital wherever the text has the phrase."""
    parts = re.findall(r"[^\W_]+", phrase)
    pattern = r"[\W_]+".join(map(re.escape, parts))
    found = re.findall(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) if parts else []
    return (
        bool(found)
        and all(
            word[:1].isupper() or word[:1].isdigit()
            for one in found
            for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", one)
        )
        and not any(part.isdigit() for part in parts)
    )
