"""Which of the decided quantities of a programme a phrase or a pronoun means. Knows no resources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from neurosym.english import fold
from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES
from neurosym.translate.sentences.programmes.quantities import (
    LIGHT,
    akin,
    amount_of,
    bag,
    key,
    lemmas,
    of_each,
)

_ORDINARY = bag("regular ordinary normal standard usual basic plain common conventional")


class Fit(IntEnum):
    """How well a phrase fits what it may mean, the best last."""

    NONE = 0
    HINTED = 1
    GROUP = 2
    PART = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One quantity to be decided: the phrase that names it best, its identifier, all that means it."""

    phrase: str
    symbol: str
    keys: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """All quantities to be decided, in the order in which the text names them.

    `collective` words mean all of them, and `holders` are those who have the stocks.
    """

    all: tuple[Choice, ...]
    collective: frozenset[frozenset[str]] = frozenset()
    holders: frozenset[frozenset[str]] = frozenset()

    def match(self, phrase: str) -> tuple[Fit, tuple[int, ...]]:
        """Return how well a phrase fits which choices; several are a group with a common word."""
        found = match(key(phrase), [choice.keys for choice in self.all])
        return self._by_modifiers(key(phrase)) if found[0] is Fit.NONE else found

    def _by_modifiers(self, words: frozenset[str]) -> tuple[Fit, tuple[int, ...]]:
        """Match without the nouns that end names: `coach seating` is coach class tickets."""
        heads = frozenset(lemmas(choice.phrase)[-1] for choice in self.all if lemmas(choice.phrase))
        known = [frozenset(own - heads for own in choice.keys if own - heads) for choice in self.all]
        fit, found = match(words - heads, known) if words - heads else (Fit.NONE, ())
        return (Fit.HINTED, found) if fit and len(found) == 1 else (Fit.NONE, ())

    def only(self, phrase: str) -> int | None:
        """Return the one choice that a phrase means, if it is one."""
        fit, found = self.match(phrase)
        return found[0] if fit and len(found) == 1 else None

    def named_in(self, text: str) -> tuple[int, ...]:
        """Return the choices that a sentence names in full."""
        words = frozenset(lemmas(text))
        return tuple(n for n, choice in enumerate(self.all) if any(own <= words for own in choice.keys))

    def singled_out(self, words: frozenset[str]) -> int | None:
        """Return the only choice of which a sentence has most of the words that no other choice has."""
        every = [frozenset[str]().union(*choice.keys) for choice in self.all]
        own = [
            frozenset(word for word in words_of if sum(word in other for other in every) == 1)
            for words_of in every
        ]
        found = [n for n, distinct in enumerate(own) if 2 * len(distinct & words) > len(distinct)]
        return found[0] if len(found) == 1 and len(self.all) > 1 else None

    def common_kind(self, phrase: str) -> bool:
        """Say whether a choice is the ordinary kind of what a phrase names: of tickets, `regular tickets`.

        Nobody says so unless the other choices are of other kinds.
        """
        words = key(phrase)
        return any(words < own and own - words <= _ORDINARY for one in self.all for own in one.keys)

    def of_what(self, phrase: str) -> bool:
        """Say whether a phrase is a plural that only tells what a choice is of: savings, a savings bond."""
        last = lemmas(phrase)[-1]
        if fold(phrase).split()[-1] == last and not last.endswith("s"):
            return False
        names = [lemmas(choice.phrase) for choice in self.all]
        behind = [own[n + 1 : n + 2] for own in names for n, word in enumerate(own) if word == last]
        return bool(behind) and all(after and after[0] not in LIGHT for after in behind)

    def members(self, phrase: str) -> tuple[int, ...]:
        """Return the choices that a phrase means: one, those of a group, or all (`each`, `both vehicles`)."""
        fit, found = self.match(phrase)
        if fit:
            return found
        return tuple(range(len(self.all))) if of_each(phrase) or key(phrase) in self.collective else ()


def match(words: frozenset[str], known: Sequence[frozenset[frozenset[str]]]) -> tuple[Fit, tuple[int, ...]]:
    """Return how well a bag of words fits which of several things, each with all bags that mean it."""
    exact = tuple(place for place, keys in enumerate(known) if words in keys)
    if len(exact) == 1:
        return Fit.EXACT, exact
    larger = [(max((len(k) for k in keys if k < words), default=0), n) for n, keys in enumerate(known)]
    best = max((size for size, _ in larger), default=0)
    wider = tuple(n for size, n in larger if size == best and best)
    narrower = tuple(n for n, keys in enumerate(known) if any(words < k for k in keys))
    for found in (wider, narrower):
        if len(found) == 1:
            return Fit.PART, found
    if len(narrower) > 1:
        return Fit.GROUP, narrower
    everywhere = [frozenset[str]().union(*keys) for keys in known]
    hinted = tuple(
        n
        for n, own in enumerate(everywhere)
        if any(sum(w in other for other in everywhere) == 1 for w in own & words)
    )
    if len(hinted) == 1:
        return Fit.HINTED, hinted
    spelled = _respelled(words, frozenset[str]().union(*everywhere))
    fit, found = match(spelled, known) if spelled != words else (Fit.NONE, ())
    return min(fit, Fit.PART), found  # lemons are no lemonade where they have a name of their own


def _respelled(words: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Put the known word for an unknown one that is akin to it: `electrical` for `electric`."""
    found = set[str]()
    for word in words:
        near = [other for other in known if word not in known and akin(word, other)]
        found.add(near[0] if len(near) == 1 and near[0] not in words else word)
    return frozenset(found)


def formulas(entry: Entry) -> Iterator[Term]:
    """Yield the formulas of a sentence, without its directives."""
    for part in entry.parts:
        if not isinstance(part, DIRECTIVES):
            yield part


def per_unit(formula: Term) -> tuple[Apply, Term] | None:
    """Return the two sides of an equation that may say an amount for one unit: `cost( cart) = $8`."""
    match formula:
        case Compare("==", Apply(name, args) as head, other) | Compare(
            "==", other, Apply(name, args) as head
        ) if args and key(name) != frozenset(["total"]) and _plain(args) and _constant(other):
            return head, other
        case _:
            return None


def _plain(args: tuple[Term, ...]) -> bool:
    return all(isinstance(arg, Apply) and not arg.args for arg in args)


def _constant(term: Term) -> bool:
    """Say whether a term is made of numbers and of amounts for one unit."""
    for part in subterms(term):
        if isinstance(part, Apply) and not part.args and amount_of(part.name) is None:
            inside = any(part in whole.args for whole in subterms(term) if isinstance(whole, Apply))
            if not inside:
                return False
        elif isinstance(part, Apply) and part.args and key(part.name) == frozenset(["total"]):
            return False
    return True
