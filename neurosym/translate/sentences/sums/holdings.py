"""Who has how much of what in a small sum: the unknown numbers of a text, and what each phrase of it means.

`marbles( Ann)` and a bare `Ann` may be one number, `hens` may be counted while `legs( hen)` is known of each.
Knows the words of a text and lists of names; builds no claims and solves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from neurosym.english import fold
from neurosym.ir.core import Apply, Arith, Term
from neurosym.ir.walk import fresh
from neurosym.translate.sentences.programmes.quantities import identifier, lemmas
from neurosym.translate.sentences.sums.gauges import BODY, MEASURED, PRICES, measure_of
from neurosym.translate.sentences.sums.owners import Holding, Unknown, Words, head_of, total_of, words_of


@dataclass(slots=True)
class Measure:
    """Something that several have different amounts of; `given` are those whose amount is a plain number."""

    phrase: str
    owners: list[Words] = field(default_factory=list)
    given: set[Words] = field(default_factory=set)
    money: bool = False


class Holdings:
    """All unknown numbers of a text. `symbols` has those that a formula speaks of, in their order."""

    def __init__(self, proper: Callable[[str], bool]) -> None:
        self._proper = proper
        self.measures: dict[Words, Measure] = {}
        self.names: dict[Words, str] = {}
        """What numbers are of, by their words."""
        self.bare: dict[Words, bool] = {}
        """Names that stand for a number by themselves; whether ever outside of money."""
        self.paid: set[Words] = set()
        """Names that stand for a sum of money somewhere."""
        self.chosen: list[Words] = []
        self.wholes: set[Words] = set()
        """Names that mean all others together."""
        self.symbols: dict[Holding, str] = {}
        self.supposed: dict[str, None] = {}
        self.totals = False
        """Whether the text sums anything up."""

    # --- what a text speaks of

    def owner(self, phrase: str) -> Words:
        """Return the name that a phrase is short for: `blue` for the blue parcel, if there is one such."""
        words = words_of(phrase)
        longer = [other for other in self.names if words < other]
        if words in self.names and not longer:
            return words
        if len(longer) == 1 and (words not in self.names or self._is_short_for(words, longer[0])):
            return longer[0]
        shorter = [other for other in self.names if other < words]
        if words not in self.names and len(shorter) == 1:
            return shorter[0]
        return words

    def _is_short_for(self, words: Words, longer: Words) -> bool:
        """Say whether a name leaves out what the thing is (`blue`), or is that of somebody (`Milo`)."""
        return head_of(self.names[longer]) not in words or self.is_proper(words)

    def note(self, phrase: str) -> Words:
        """Remember a name that a number is of."""
        words = words_of(phrase)
        known = self.names.get(words)
        if known is None or len(phrase) > len(known):
            self.names[words] = phrase
        return words

    def measure(self, phrase: str) -> Measure | None:
        """Return what a phrase measures, if the text measures it."""
        found = measure_of(phrase)
        return self.measures.get(words_of(phrase)) or (
            self.measures.get(words_of(found[0])) if found else None
        )

    def own(self) -> list[Words]:
        """Return the names that stand for their own number, without those for all together."""
        names = dict.fromkeys(map(self._full, (*self.chosen, *self.bare)))
        taken = self.wholes | self.measures.keys()
        return [words for words in names if words not in taken and not self._of(words)]

    def is_proper(self, words: Words) -> bool:
        """Say whether somebody or something is called so, who can be no kind of things."""
        phrase = self.names.get(words, "")
        last = fold(phrase).split()[-1:]
        return self._proper(phrase) and (not last or lemmas(phrase)[-1:] == tuple(last))

    def _of(self, words: Words) -> list[Measure]:
        return [measure for measure in self.measures.values() if words in measure.owners]

    def counted(self) -> list[Words]:
        """Return the kinds of things that are counted while a number is known of each one."""
        found: dict[Words, None] = dict.fromkeys(w for w in map(self._full, self.chosen))
        plain = {self._full(words) for words, outside in self.bare.items() if outside}
        for measure in self.measures.values():
            kinds = [
                words for words in measure.owners if words in measure.given and not self.is_proper(words)
            ]
            seen = [words for words in kinds if words in found or (words in plain and self.totals)]
            found |= dict.fromkeys(kinds if seen else ())
        return list(found)

    def _full(self, words: Words) -> Words:
        return self.owner(self.names[words])

    # --- what a phrase means

    def held(self, phrase: str, of: str) -> Term:
        """Return how much of something somebody has."""
        measure = self.measure(phrase)
        words = self.owner(of)
        if measure is None or words not in measure.owners:
            raise Unknown(f"`{phrase}` of `{of}` is nowhere else in the text")
        if len(measure.owners) == 1 and self.owner(phrase) in self.counted():
            return self.count(self.owner(phrase))
        return self._symbol(Holding(measure.phrase, self._name(words)))

    def count(self, words: Words) -> Term:
        """Return how many there are of a kind, or the number that a name stands for."""
        return self._symbol(Holding("", self._name(words)))

    def alone(self, phrase: str, beside: Iterable[str], money: bool) -> Term:
        """Return the number that a bare name stands for, `beside` other bare names of the same equation.

        Raises `Unknown` where it may be one of several.
        """
        words = self.owner(phrase)
        if words in self.wholes or words_of(phrase) in self.wholes:
            return self.all_together(phrase)
        if not money and words in self.counted():
            return self.count(words)
        if (measure := self.measure(phrase)) is not None:
            return self.whole(measure)
        own = [measure for measure in self._of(words) if not money or self._is_money(measure)]
        if not own:
            shared = [m for other in beside for m in self._of(self.owner(other))]
            own = [
                m for n, m in enumerate(shared) if m not in shared[:n] and (not money or self._is_money(m))
            ]
            if not own and not money and self.is_proper(words) and len(self.measures) == 1:
                own = [m for m in self.measures.values() if all(map(self.is_proper, m.owners))]
        if len(own) > 1:
            ages = [measure for measure in own if measure.phrase == "age"]
            own = ages or own
        if len(own) > 1:
            raise Unknown(f"`{phrase}` may stand for several numbers")
        per_one = own and words in own[0].given and not self.is_proper(words)
        if per_one and not money and own[0].phrase not in MEASURED:
            return self.count(words)
        if own:
            if words not in own[0].owners:
                own[0].owners.append(words)
            return self._symbol(Holding(own[0].phrase, self._name(words)))
        if money and self.bare.get(words) and words not in self.chosen and self.counted():
            return self._symbol(Holding("price", self._name(words)))
        return self.count(words)

    def whole(self, measure: Measure) -> Term:
        """Return all that there is of something: of each kind so many times what one of it has."""
        counted = self.counted()
        kinds = [words for words in measure.owners if words in counted]
        if kinds and len(kinds) < len(measure.owners):
            raise Unknown(f"`{measure.phrase}` is told of some that are counted and some that are not")
        missing = [self._name(words) for words in self.chosen if kinds and self._full(words) not in kinds]
        if missing:
            raise Unknown(f"the text does not say how much of `{measure.phrase}` goes with `{missing[0]}`")
        parts: list[Term] = []
        for words in measure.owners:
            held = self._symbol(Holding(measure.phrase, self._name(words)))
            parts.append(Arith("*", (held, self.count(words))) if kinds else held)
        return total_of(parts)

    def all_together(self, phrase: str, money: bool = False) -> Term:
        """Return the sum of all that a phrase, which may be empty, has under it."""
        words = words_of(phrase) if phrase else frozenset[str]()
        if phrase and (measure := self.measure(phrase)) is not None:
            return self.whole(measure)
        if money and (prices := [m for m in self.measures.values() if self._is_money(m)]):
            if len(prices) > 1:
                raise Unknown("there are several sums of money")
            return self.whole(prices[0])
        owned = [m for m in self.measures.values() if any(words <= owner for owner in m.owners)]
        if phrase and len(owned) == 1 and not self.counted():
            return self.whole(owned[0])
        if words & BODY:
            raise Unknown(f"the text does not say how many `{phrase}` one of a kind has")
        parts = [words for words in self.own() or self.counted() if words != self.owner(phrase)]
        parts = self.counted() or parts
        if not parts and not phrase and len(self.measures) == 1:
            return self.whole(next(iter(self.measures.values())))
        if money and not self.paid.intersection(parts):
            raise Unknown("the text does not say what one of a kind costs")
        if len(parts) < 2:
            raise Unknown(f"nothing adds up to `{phrase or 'total'}`")
        if phrase and not any(words <= part for part in parts):
            names = [self._name(part) for part in parts]
            self.supposed[f"“{phrase}” is all of {', '.join(names[:-1])} and {names[-1]}."] = None
        return total_of([self.count(part) for part in parts])

    def _is_money(self, measure: Measure) -> bool:
        return measure.money or measure.phrase == "price" or bool(words_of(measure.phrase) & PRICES)

    def _name(self, words: Words) -> str:
        return self.names.get(words) or " ".join(sorted(words))

    def _symbol(self, holding: Holding) -> Term:
        if holding not in self.symbols:
            phrases = [phrase for phrase in (holding.measure, holding.owner) if phrase]
            self.symbols[holding] = fresh(identifier(*phrases), set(self.symbols.values()) | {"answer"})
        return Apply(self.symbols[holding])
