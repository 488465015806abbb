"""Words to fill phrases with, in their forms; one in five is held out from training. Knows no grammar.

Nouns, adjectives and verbs are those of `wonderwords`, given names those of `names`, forms those of
`lemminflect`; made-up words are put together from syllables, so that a learner copies rather than knows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from lemminflect import getInflection

HELD_OUT = 5
"""One word in so many is never trained on; which ones depends on the word alone."""

_FORMS: Mapping[str, tuple[str, ...]] = {
    "s": ("NNS", "VBZ"),
    "ed": ("VBD",),
    "en": ("VBN",),
    "ing": ("VBG",),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a short phrase as it stands in a slot; `noun` says how `s` is formed."""

    text: str
    noun: bool = True
    count: int = 0

    def form(self, name: str) -> str:
        """Return the word in a form: `s`, `ed`, `en`, `ing`, or as it is. Raises KeyError for another."""
        if not name:
            return self.text
        tags = _FORMS[name]
        tag = tags[0] if self.noun or len(tags) == 1 else tags[1]
        *before, last = self.text.split(" ")
        inflected = getInflection(last, tag)
        return " ".join([*before, inflected[0] if inflected else last])


# --- the lists


def _lines(name: str) -> list[str]:
    return (files("wonderwords") / "assets" / name).read_text("utf-8").split()


@cache
def _wonder(name: str) -> tuple[str, ...]:
    offensive = set(_lines("profanitylist.txt"))
    return tuple(word for word in _lines(name) if word.isalpha() and word.islower() and word not in offensive)


@cache
def given_names() -> tuple[str, ...]:
    """Return given names of many countries."""
    found = []
    for name, most in (("dist.male.first", 500), ("dist.female.first", 800)):
        lines = (files("names") / name).read_text("utf-8").splitlines()
        found += [line.split()[0].capitalize() for line in lines[:most]]
    return tuple(dict.fromkeys((*found, *own("foreign names"))))


@cache
def _own() -> Mapping[str, tuple[str, ...]]:
    text = (files("neurosym.learn") / "words.txt").read_text("utf-8")
    sections = re.findall(r"^\[(.+)\]\n((?:.+\n)+)", text, re.MULTILINE)
    return {name: tuple(re.sub(r"\s+", " ", words).strip().split(", ")) for name, words in sections}


def own(kind: str) -> tuple[str, ...]:
    """Return the words of a kind in `words.txt`. Raises KeyError for another."""
    return _own()[kind]


@cache
def inflecting() -> tuple[str, ...]:
    """Return nouns, adjectives and verbs as dictionaries list them."""
    lists = ("nounlist.txt", "adjectivelist.txt", "verblist.txt")
    words = (*own("nouns"), *own("adjectives"), *own("verbs"), *own("intransitive verbs"), *own("jobs"))
    return tuple(dict.fromkeys((*words, *(word for name in lists for word in _wonder(name)))))


# --- drawing


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Draws words of a kind. `held`: only from the words held out; else only from the others."""

    rng: random.Random
    held: bool = False

    def draw(self, kind: str, taken: Sequence[str] = ()) -> Word:
        """Return a word of a kind (see `KINDS`) that is not taken yet. Raises KeyError for another kind."""
        drawing = KINDS[kind]
        for _ in range(50):
            word = drawing(self)
            if word.text not in taken:
                break
        return word

    def some(self, words: Sequence[str]) -> str:
        """Return one of the words, on this side of the hold-out where a list is long enough for one."""
        if len(words) < 4 * HELD_OUT:
            return self.rng.choice(words)
        while held_out(word := self.rng.choice(words)) is not self.held:
            pass
        return word

    def either(self, common: Sequence[str], rare: Sequence[str], share: float = 0.5) -> str:
        """Return a word of the first list in a share of the cases, else one of the other."""
        return self.some(common if self.rng.random() < share else rare)

    def made_up(self) -> str:
        """Return a pseudo-word of two or three syllables."""
        while True:
            sounds = [own("onsets"), own("nuclei")] * self.rng.choice((2, 2, 3))
            word = "".join(map(self.rng.choice, sounds)) + self.rng.choice(own("codas")).strip("-")
            if held_out(word) is self.held:
                return word


def held_out(word: str) -> bool:
    """Say whether a word is one of those that are never trained on."""
    return sha256(word.lower().encode()).digest()[0] % HELD_OUT == 0


def _noun(lexicon: Lexicon) -> Word:
    if lexicon.rng.random() < 0.2:
        return Word(lexicon.made_up())
    return Word(lexicon.either(own("nouns"), _wonder("nounlist.txt")))


def _adjective(lexicon: Lexicon) -> Word:
    if lexicon.rng.random() < 0.1:
        return Word(lexicon.made_up())
    return Word(lexicon.either(own("adjectives"), _wonder("adjectivelist.txt"), 0.6))


def _verb(lexicon: Lexicon) -> Word:
    return Word(lexicon.either(own("verbs"), _wonder("verblist.txt"), 0.6), noun=False)


def _thing(lexicon: Lexicon) -> Word:
    noun = _noun(lexicon).text
    share = lexicon.rng.random()
    if share < 0.25:
        return Word(f"{_adjective(lexicon).text} {noun}")
    return Word(f"{lexicon.some(own('colours'))} {noun}" if share < 0.4 else noun)


def _person(lexicon: Lexicon) -> Word:
    return Word(lexicon.some(given_names()))


def _brand(lexicon: Lexicon) -> Word:
    share = lexicon.rng.random()
    name = lexicon.made_up().capitalize()
    if share < 0.2:
        return Word(f"{name} {lexicon.made_up().capitalize()}")
    return Word(
        f"{name} {lexicon.rng.choice(('Street', 'Bay', 'Works', 'House', '7', 'Hall'))}"
        if share < 0.35
        else name
    )


def _number(lexicon: Lexicon) -> Word:
    value = lexicon.rng.randrange(2, 13)
    return Word(own("counts")[value] if lexicon.rng.random() < 0.6 else str(value), count=value)


def _big(lexicon: Lexicon) -> Word:
    value = round(10 ** lexicon.rng.uniform(1.15, 5))
    value = value if lexicon.rng.random() < 0.4 else max(15, round(value, 1 - len(str(value))))
    return Word(f"{value:,}" if lexicon.rng.random() < 0.5 else str(value), count=value)


def _decimal(lexicon: Lexicon) -> Word:
    return Word(f"{lexicon.rng.randrange(1, 200) / lexicon.rng.choice((10, 4, 100)):g}")


def _percentage(lexicon: Lexicon) -> Word:
    value = lexicon.rng.choice((5, 10, 15, 20, 25, 30, 33, 40, 45, 50, 60, 75, 80, 90, 2.5, 7.5))
    return Word(f"{value:g}{lexicon.rng.choice(('%', '%', '%', ' percent'))}")


def _money(lexicon: Lexicon) -> Word:
    sign = lexicon.rng.choice("$$$€£")
    value = lexicon.rng.choice((lexicon.rng.randrange(1, 60), round(10 ** lexicon.rng.uniform(1, 5.5), -1)))
    return Word(f"{sign}{value:,.0f}" if lexicon.rng.random() < 0.8 else f"{sign}{value + 0.5:.2f}")


def _of(kind: str) -> Callable[[Lexicon], Word]:
    return lambda lexicon: Word(lexicon.some(own(kind)))


KINDS: Mapping[str, Callable[[Lexicon], Word]] = {
    "n": _noun,
    "a": _adjective,
    "v": _verb,
    "i": lambda lexicon: Word(lexicon.some(own("intransitive verbs")), noun=False),
    "p": _person,
    "t": _thing,
    "m": _of("mass nouns"),
    "b": _brand,
    "j": _of("jobs"),
    "c": _of("colours"),
    "day": _of("days"),
    "month": _of("months"),
    "num": _number,
    "big": _big,
    "dec": _decimal,
    "pct": _percentage,
    "money": _money,
    "ord": _of("ordinals"),
    "mult": _of("multiples"),
    "cmp": _of("comparatives"),
    "sup": _of("superlatives"),
    "la": _of("long adjectives"),
    "unit": _of("units"),
}
"""The kinds of words that a slot may ask for."""


def listed(lexicon: Lexicon, kind: str) -> tuple[str, ...]:
    """Return three to seven different words of a kind."""
    words: list[str] = []
    while len(words) < lexicon.rng.choice((3, 3, 4, 5, 5, 6, 7)):
        words.append(lexicon.draw(kind, words).text)
    return tuple(dict.fromkeys(words))


def number_word(value: int) -> str:
    """Return a small number as a word, one above twelve in digits."""
    return own("counts")[value] if value < len(own("counts")) else str(value)
