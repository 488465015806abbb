"""The groups of a puzzle and their members, and which member a phrase means. Knows no order and no clue.

`Desert smoothie` is the value `desert` of the attribute smoothie, `child Alice` not the person Alice. A
phrase that fits two members equally well is a fault that names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold
from neurosym.faults import Fault, FaultError
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Each, Members
from neurosym.translate.sentences.words.names import Key, Names, number_of
from neurosym.translate.sentences.words.sequences import natural_order, spread

PARENTS = frozenset({"mother", "father", "parent"})
"""`mother of Ann` has Ann as a child; `mother Ann` has her as a mother."""
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
        return len(self.values) > 1 and natural_order(self.values) is not None


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


def read_groups(entries: Sequence[Entry], names: Names) -> Groups:
    """Gather the groups that a text declares; a group that is counted and listed is one."""
    listed: list[Group] = []
    for entry in entries:
        for part in entry.parts:
            match part:
                case Members(name, values, count):
                    _add(listed, _members(name, values, count, entry.text), names)
                case Each(name, values):
                    spelled = spread(values)
                    _add(listed, Group(name, spelled, len(spelled), True, entry.text), names)
                case _:
                    pass
    return _with_subsets(tuple(listed), names)


def _members(name: str, values: tuple[str, ...], count: str, says: str) -> Group:
    number = number_of(count) if count else None
    if number is not None and number.denominator == 1:
        return Group(name, (), int(number), False, says)
    spelled = spread(values or (count,))
    numbers = [number_of(value) for value in spelled]
    if len(spelled) > 1 and numbers == list(range(1, len(spelled) + 1)):
        return Group(name, (), len(spelled), False, says)
    return Group(name, spelled, len(spelled), False, says)


def _add(listed: list[Group], group: Group, names: Names) -> None:
    for place, other in enumerate(listed):
        if names.same(other.name, group.name) and not (other.values and group.values):
            full = other if other.values else group
            listed[place] = replace(full, count=max(other.count, group.count))
            return
    listed.append(group)


def _with_subsets(groups: tuple[Group, ...], names: Names) -> Groups:
    """Take groups that are parts of another one as its parts, and parts that add up to one as one group."""
    counted = [group for group in groups if not group.values]
    lists = [group for group in groups if group.values and not group.each and not group.ordered]
    whole = next(
        (g for g in counted if len(lists) > 1 and g.count == sum(part.count for part in lists)), None
    )
    if whole is not None:
        values = tuple(value for part in lists for value in part.values)
        merged = replace(whole, values=values)
        rest = [group for group in groups if group not in lists and group is not whole]
        return Groups(names, (merged, *rest), tuple(Subset(part.name, part.values) for part in lists))
    folded = {group.name: {fold(value) for value in group.values} for group in groups}
    parts = [
        group
        for group in groups
        if group.values
        and not group.each
        and any(folded[group.name] < folded[other.name] for other in groups)
    ]
    kept = tuple(group for group in groups if group not in parts)
    return Groups(names, kept, tuple(Subset(part.name, part.values) for part in parts))
