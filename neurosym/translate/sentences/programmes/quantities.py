"""What phrases of a programme are about: bags of lemmas, kinds of things, units. Knows no problem."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from neurosym.english import base, fold, singular
from neurosym.ir.names import mangle
from neurosym.measures import MEASURES, commensurable
from neurosym.translate.sentences.words.numerals import number_of, ordinal_of


def bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


LIGHT = bag(
    "a an the of per each one number amount quantity total overall combined unit his her its their our "
    "my available daily weekly monthly yearly annual maximum minimum altogether "
    "in on at for to with from by and or any"
)
"""Words of a phrase that do not tell one quantity from another."""
_EACH = bag("each every either both")
_PRONOUNS = bag("it they them this that these those former latter")

LOSSES = bag("loss lose deficit")
"""Words for what counts against a gain."""
GAINS = LOSSES | bag(
    "profit profitable earn earning earnings revenue income return net gain yield sell sale bring payoff "
    "interest make margin turnover price fee commission"
)
COSTS = bag(
    "cost cheap pay spend budget expense expenditure price wage buy purchase fund money capital charge fee "
    "expensive invest investment outlay bill"
)
WAGES = bag("wage payroll salary pay earn earning earnings get receive make")
"""What workers earn is what their wages cost."""
RATES = bag("price cost profit revenue wage fee")
"""What one of something brings or costs, a number for each."""
TIMES = bag("time hour minute second day week month long fast")
PERSONS = bag(
    "person people customer client guest passenger tourist visitor traveler traveller patron viewer "
    "spectator audience consumer patient"
)
"""Those for whom something is done; those who do it are a resource, told apart by their jobs."""
CONCEPTS = (GAINS, COSTS, TIMES, PERSONS, WAGES)
"""General words that say what kind of thing is measured, where no narrower word does."""
PICKED = bag(
    "choose select pick fund build open include accept approve take finance undertake invite admit attend "
    "appoint elect join pack"
)
"""What happens to something that is taken or left as a whole."""
REQUIRES = bag("require need depend imply presuppose include rely")
EXCLUDES = bag("exclude incompatible conflict rule preclude prevent forbid clash")
"""What one of two things that are taken or left says of the other."""
NEEDED = bag("must need require least minimum demand contract provide meet")
"""Words of a sentence that gives what is needed, not what there is."""
EXACTLY = bag("exactly exact precisely equal equally entire whole all rest")
LARGEST = bag("maximize maximise maximizes maximizing maximising maximum highest greatest largest")
SMALLEST = bag("minimize minimise minimizes minimizing minimising minimum lowest smallest")
AIMING = (LARGEST | SMALLEST) - bag("maximum highest greatest largest minimum lowest smallest")
"""Words that say nothing else than what is sought."""
BOUNDING = bag(
    "least most maximum minimum exceed below under limit available up within only must cannot no more fewer "
    "less"
)
"""Words of a sentence that bounds something."""
TOGETHER = bag("total altogether combined all both together either overall sum entire whole")
THINGS = bag("machine device process processing equipment resource team worker department station")
"""What works on all that is made, and stands for several amounts for one unit."""
SORTS = bag("type kind sort variety category")

MONEY, PERCENT = "money", "percent"
_VERBAL = (("enance", "ain"), ("ification", "ify"), ("ication", "y"), ("ation", ""), ("ition", ""))
"""Endings of nouns and of the verbs that they are made from, without a last `e`."""
_LETTER = "A"
"""The lemma of A in a name such as `mine A`; as an article it is no part of a name."""
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@lru_cache(maxsize=1 << 12)
def lemma(word: str) -> str:
    """Return the dictionary form; an unknown word in -s is taken for a plural: `suvs` is `suv`."""
    plain = base(word)
    return singular(word, (word[:-1],)) if plain == word else plain


@lru_cache(maxsize=1 << 12)
def lemmas(phrase: str) -> tuple[str, ...]:
    """Return the dictionary forms of all words of a phrase, in order; hyphens part words."""
    written = _WORD.findall(phrase)
    return tuple(
        _LETTER if word == "A" and (place or len(written) == 1) else lemma(fold(word).removesuffix("'s"))
        for place, word in enumerate(written)
    )


@lru_cache(maxsize=1 << 12)
def key(phrase: str) -> frozenset[str]:
    """Return the lemmas that tell a quantity from others: `the number of ox carts` has `ox` and `cart`."""
    found = frozenset(lemmas(phrase))
    return found - LIGHT - _EACH or found


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; `lemmas` has as many."""
    return tuple(map(fold, _WORD.findall(text)))


def spoken_in(text: str, phrase: str) -> bool:
    """Say whether the words of a phrase stand together in a text, in whatever form."""
    words, own = lemmas(text), lemmas(phrase)
    return any(words[start : start + len(own)] == own for start in range(len(words)))


def identifier(*phrases: str) -> str:
    """Return the words of phrases as one identifier: `cost_ox_carts`."""
    words = [re.sub(r"\W", "", word) for phrase in phrases for word in _WORD.findall(fold(phrase))]
    return mangle("_".join(words) or "amount")


def is_pronoun(phrase: str) -> bool:
    """Say whether a phrase points back at something and does not name it."""
    return _PRONOUNS.issuperset(lemmas(phrase))


def of_each(phrase: str) -> bool:
    """Say whether a phrase speaks of every member of a group: `each machine`, `either type`."""
    return not _EACH.isdisjoint(lemmas(phrase))


def akin(one: str, other: str) -> bool:
    """Say whether two lemmas share most of their letters: `assemble` and `assembly`."""
    if one == other or (len(stem := _stem(one)) > 2 and stem == _stem(other)):
        return True
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return shared >= 4 and shared >= 0.6 * max(len(one), len(other))


def _stem(word: str) -> str:
    """Return a word without the ending of a verbal noun: `mix` of `mixing`, `maintain` of `maintenance`."""
    for noun, verb in _VERBAL:
        if word.endswith(noun) and len(word) > len(noun) + 2:
            return word.removesuffix(noun) + verb
    plain = word.removesuffix("ing") if len(word) > 5 else word
    if plain != word and plain[-1] == plain[-2] and plain[-1] not in "ls":
        plain = plain[:-1]
    return plain.removesuffix("e")


def kindred(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether some word of one bag is akin to some word of the other."""
    return any(akin(a, b) for a in one for b in other)


def amount_of(phrase: str) -> Fraction | None:
    """Return the number that a phrase is; an ordinal from `third` on is a part here."""
    place = ordinal_of(phrase)
    if place is not None:
        return Fraction(1, place) if place > 2 else None
    return number_of(phrase)


def compatible(one: str, other: str) -> bool:
    """Say whether numbers in these units may measure one thing; an unknown unit may be any."""
    if not one or not other:
        return True
    if MONEY in (one, other) or PERCENT in (one, other):
        return one == other
    return not at_odds(one, other)


def at_odds(one: str, other: str) -> bool:
    """Say whether these are units of two kinds. A percentage is of any: an alloy is 20% copper by weight."""
    known = MEASURES | {MONEY}
    return one in known and other in known and not commensurable(one, other)
