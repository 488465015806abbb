"""How much alike two values are, in levels: equal, equal but for an affix, one inside the other, and so on.

What a level is worth is not said here but weighed on the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from neurosym.knowledge.align.affixes import STRONG, Affix
from neurosym.knowledge.align.core import Kind
from neurosym.knowledge.align.sides import NAME, Value

MISSING = -1
"""The level where one of two nodes has no value: it says nothing."""

ALIKE, WORDS, MOST_WORDS = 0.92, 90, 65
"""Similarity of Jaro and Winkler, and of the sorted words in percent, from which values are alike."""
INSIDE = 4
"""Letters and digits of a value that may be found inside another."""


class Level(IntEnum):
    """How much alike two values are. The last four are equal ones, by how many nodes of a side have them."""

    DIFFERENT = 0
    A_WORD = 1
    MOST_WORDS = 2
    INSIDE = 3
    ALIKE = 4
    BUT_FOR_AFFIX = 5
    BUT_FOR_RULE = 6
    EQUAL_OF_MANY = 7
    EQUAL_OF_TEN = 8
    EQUAL_OF_THREE = 9
    EQUAL = 10


@dataclass(frozen=True, slots=True)
class Shape:
    """A value as it is compared: its words, these run together, and its keys without an affix.

    `signs`: those of its signs that make another name, as in `C++` and `C#`.
    """

    value: Value
    words: tuple[str, ...]
    key: str
    bare: Mapping[str, Affix]
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The level of two values; where they are equal, their key, and where but for affixes, these."""

    level: Level
    left: Value
    right: Value
    key: str = ""
    affixes: tuple[Affix, ...] = ()


@dataclass
class Comparison:
    """A field of the left side compared with one of the right."""

    left_field: str
    right_field: str
    left: Mapping[int, Sequence[Shape]]
    right: Mapping[int, Sequence[Shape]]
    left_counts: Counter[str]
    right_counts: Counter[str]
    coded: bool = False
    """Whether its values are codes, each of one node only, as the data show."""

    @property
    def kind(self) -> Kind:
        """Return what kind of evidence it gives."""
        if self.coded:
            return "identifier"
        return "name" if NAME in (self.left_field, self.right_field) else "value"

    def level(self, left: int, right: int) -> int:
        """Return the best level of the values of two nodes; -1 where one has none."""
        if left not in self.left or right not in self.right:
            return MISSING
        return max(
            int(self._likeness(one, two).level) for one in self.left[left] for two in self.right[right]
        )

    def likeness(self, left: int, right: int) -> Likeness | None:
        """Return which values of two nodes are most alike, and how."""
        found = [
            self._likeness(one, two) for one in self.left.get(left, ()) for two in self.right.get(right, ())
        ]
        return max(found, key=lambda one: one.level, default=None)

    def shared(self, text: str) -> int:
        """Return how many nodes of one side, the one with more, have a value."""
        return max(self.left_counts[text], self.right_counts[text])

    def _likeness(self, one: Shape, two: Shape) -> Likeness:
        if one.key == two.key and one.signs != two.signs:
            return Likeness(Level.ALIKE, one.value, two.value)
        if one.key == two.key:
            return Likeness(_equal(self.shared(one.key)), one.value, two.value, one.key)
        affixes = _left_out(one, two)
        if affixes:
            share = 1.0
            for affix in affixes:
                share *= affix.share
            level = Level.BUT_FOR_RULE if share >= STRONG else Level.BUT_FOR_AFFIX
            return Likeness(level, one.value, two.value, affixes=affixes)
        return Likeness(_unequal(one, two), one.value, two.value)


def _equal(shared: int) -> Level:
    if shared == 1:
        return Level.EQUAL
    if shared <= 3:
        return Level.EQUAL_OF_THREE
    return Level.EQUAL_OF_TEN if shared <= 10 else Level.EQUAL_OF_MANY


def _left_out(one: Shape, two: Shape) -> tuple[Affix, ...]:
    """Return the affixes without which two values are equal, the surest of all ways."""
    ways: list[tuple[Affix, ...]] = []
    if one.key in two.bare:
        ways.append((two.bare[one.key],))
    if two.key in one.bare:
        ways.append((one.bare[two.key],))
    if not ways:
        ways = [(one.bare[both], two.bare[both]) for both in one.bare.keys() & two.bare.keys()]
    return max(ways, key=lambda way: (min(affix.share for affix in way), str(way)), default=())


def _unequal(one: Shape, two: Shape) -> Level:
    together = fuzz.token_sort_ratio(" ".join(one.words), " ".join(two.words))
    if min(len(one.key), len(two.key)) >= INSIDE and (one.key in two.key or two.key in one.key):
        return Level.INSIDE
    if together > WORDS or JaroWinkler.similarity(one.key, two.key) >= ALIKE:
        return Level.ALIKE
    if together > MOST_WORDS:
        return Level.MOST_WORDS
    return Level.DIFFERENT if set(one.words).isdisjoint(two.words) else Level.A_WORD
