"""The groups of a puzzle and their members, and which member a phrase means. Knows no order and no clue.

`Desert smoothie` is the value `desert` of the attribute smoothie, `child Alice` not the person Alice. A
phrase that fits two members equally well is a fault that names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from neurosym.english import fold
from neurosym.faults import Fault, FaultError
from neurosym.translate.sentences.words.clock import minutes_of
from neurosym.translate.sentences.words.names import Key, Names, number_of
from neurosym.translate.sentences.words.sequences import calendar_steps, labels_of, natural_order

PARENTS = frozenset({"mother", "father", "parent"})
"""`mother of Ann` has Ann as a child; `mother Ann` has her as a mother."""
_AS_LISTED = re.compile(r"\bin (?:that|this) order\b", re.IGNORECASE)
_SIMILAR = 3
"""Letters that two words must begin with alike to be forms of one name: `Dane` and `Danish`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that belong together. `values` as copied, empty where they are only counted.

    `each`: every member of the puzzle has one of them, each another one; `says` is the sentence.
    """

    name: str
    values: tuple[str, ...]
    count: int
    each: bool
    says: str

    @property
    def ordered(self) -> bool:
        """Say whether the values stand in an order of their own: days, months, numbers."""
        numbered = all(" " in value for value in self.values)
        order = self.order if numbered else natural_order(self.values)
        return len(self.values) > 1 and (order is not None or self._listed())

    @property
    def order(self) -> tuple[int, ...] | None:
        """Return the numbers of the values as they follow each other; None where nothing tells."""
        listed = tuple(range(len(self.values))) if self._listed() else None
        return natural_order(labels_of(self.values)) or listed

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """Return the numbers that the values are, hours for times of day; none where not all are numbers."""
        found = [number_of(value) if minutes_of(value) is None else _hours(value) for value in self.values]
        kept = tuple(number for number in found if number is not None) or calendar_steps(self.values)
        return kept if len(kept) == len(found) else ()

    @property
    def timed(self) -> bool:
        """Say whether the values are days, months or times of day."""
        return any(minutes_of(value) is not None for value in self.values) or bool(
            calendar_steps(self.values)
        )

    def _listed(self) -> bool:
        """Say whether the text gives the values “in that order”, right behind the last of them."""
        before = [fold(self.says[: found.start()]).rstrip(" ,(") for found in _AS_LISTED.finditer(self.says)]
        return len(self.values) > 1 and any(text.endswith(fold(self.values[-1])) for text in before)


@dataclass(frozen=True, slots=True)
class Subset:
    """A part of a group that has a name: the women among the guests."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups of a problem, with the named parts of some."""

    names: Names
    all: tuple[Group, ...]
    subsets: tuple[Subset, ...] = ()
    subject: int | None = None
    """The group that the clues say where to put; None where the groups alone tell it."""

    def naming(self) -> int:
        """Return the number of the group whose members are put somewhere: the people, if there are any."""
        if self.subject is not None:
            return self.subject
        named = [number for number, group in enumerate(self.all) if group.values]
        lists = [number for number in named if not self.all[number].each and not self.all[number].ordered]
        called = [number for number in named if "name" in self.names.key(self.all[number].name)]
        return next(iter((*lists, *called, *named)), 0)

    def called(self, noun: str, besides: int | None = None) -> int | None:
        """Return the number of the group that a noun names: `smoothie` where it is the favorite smoothie.

        `besides` is a group that is not meant.
        """
        key = self.names.key(noun)
        all_groups = [(n, group.name) for n, group in enumerate(self.all) if n != besides]
        spelled = [n for n, name in all_groups if fold(name) == fold(noun)]
        exact = [n for n, name in all_groups if self.names.key(name) == key]
        heads = [n for n, name in all_groups if self.names.key(name)[-1:] == key[-1:]]
        return next(iter((*spelled, *exact, *heads)), None) if key else None

    def numeric(self, noun: str) -> int | None:
        """Return the group of numbers that a noun names: what `late( train)` is, where it is 5, 10 or 20."""
        found = self.called(noun)
        return found if found is not None and self.all[found].numbers else None

    def member(self, phrase: str) -> tuple[int, int] | None:
        """Return the numbers of the group and of the value that a phrase means, None where it means none.

        Raises `FaultError` (code `ambiguous`) where it means two equally well.
        """
        exact = self.exact(phrase)
        found = [exact] if exact else self._fitting(self.names.key(phrase))
        if len(found) > 1:
            what = f"“{phrase}” can be {' or '.join(self._shown(*place) for place in found[:3])}"
            raise FaultError(Fault("ambiguous", what, hint="say which one is meant"))
        return found[0] if found else None

    def means_member(self, phrase: str) -> bool:
        """Say whether a phrase means a member, if not which."""
        return self.exact(phrase) is not None or bool(self._fitting(self.names.key(phrase)))

    def _shown(self, group: int, value: int) -> str:
        return f"“{self.all[group].values[value]}” ({self.all[group].name})"

    def _values(self) -> Iterator[tuple[int, int, Key]]:
        for number, group in enumerate(self.all):
            for place, value in enumerate(group.values):
                yield number, place, self.names.key(value)

    def exact(self, phrase: str) -> tuple[int, int] | None:
        """Return the member that is spelled so; of several, the one of the people."""
        plain = fold(phrase)
        found = [
            (number, place)
            for number, group in enumerate(self.all)
            for place, value in enumerate(group.values)
            if fold(value) == plain
        ]
        naming = [place for place in found if place[0] == self.naming()]
        return next(iter(naming), found[0] if len(found) == 1 else None)

    def labelled(self, phrase: str) -> tuple[int, int] | None:
        """Return the member that is spelled so, or with the noun of its group: `juror 5`, `West gate`."""
        first, _, last = phrase.rpartition(" ")
        for label, noun in ((last, first), (first, last)) if first else ():
            found = self.exact(label)
            if found is not None and self.called(noun) == found[0]:
                return self.exact(phrase) or found
        return self.exact(phrase)

    def _fitting(self, key: Key) -> list[tuple[int, int]]:
        """Return the values that fit best: all their words are said; else all that is said is theirs."""
        said = set(key)
        whole: dict[tuple[int, int], tuple[int, int, int]] = {}
        part: dict[tuple[int, int], tuple[int, int, int]] = {}
        for number, place, words in self._values():
            nouns = set(self.names.key(self.all[number].name))
            if "of" in said and "child" in nouns:
                nouns |= PARENTS
            naming = int(number == self.naming())
            hint = len(said & nouns - set(words))
            if set(words) <= said:
                whole[number, place] = (len(words), hint, naming)
            elif said - nouns and said - nouns <= set(words):
                part[number, place] = (len(said - nouns), hint, naming)
        found = _best(whole) or _best(part)
        return found or _best({(n, v): s for n, v, words in self._values() if (s := _similar(said, words))})

    def subset(self, noun: str) -> Subset | None:
        """Return the named part of a group that a noun means."""
        return next((part for part in self.subsets if self.names.same(part.name, noun)), None)


def _hours(value: str) -> Fraction:
    return Fraction(minutes_of(value) or 0, 60)


def _best(scores: dict[tuple[int, int], tuple[int, int, int]]) -> list[tuple[int, int]]:
    best = max(scores.values(), default=None)
    return [place for place, score in scores.items() if score == best]


def _similar(said: Iterable[str], words: Key) -> tuple[int, int, int] | None:
    """Score two names by how many letters they begin with alike, where that is most of the shorter one."""
    best = max((_common(one, other) for one in said for other in words if len(words) == 1), default=0)
    return (best, 0, 0) if best else None


def _common(one: str, other: str) -> int:
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return same if same >= max(_SIMILAR, 0.6 * min(len(one), len(other))) else 0
