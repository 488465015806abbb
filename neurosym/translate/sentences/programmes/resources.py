"""What each unit of a choice takes or brings, and which of these tables a limit or an objective means.

Knows no claims. A link that rests on more than a shared word is a guess, and says why it was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from neurosym.measures import MEASURES, commensurable
from neurosym.translate.sentences.programmes.gains import is_loss
from neurosym.translate.sentences.programmes.quantities import (
    CONCEPTS,
    COSTS,
    GAINS,
    MONEY,
    TIMES,
    compatible,
    key,
    kindred,
)

_CASH = frozenset(["money", "cash"])
"""What is spent, but earned where there is to be much of it."""
_GENERIC = frozenset(
    [
        "time",
        "hour",
        "minute",
        "work",
        "machine",
        "process",
        "processing",
        "available",
        "device",
        "room",
        "space",
    ]
)
"""Words of a resource that other resources of the same text have, too."""


class Strength(IntEnum):
    """What a link rests on, the strongest last."""

    NONE = 0
    LEFT_OVER = 1
    UNIT = 2
    CONCEPT = 3
    BESIDE = 4
    AKIN = 5
    PART = 6
    SAME = 7


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of amount for one unit of each choice: `carpentry` of `desk` and `chair`.

    `of` maps a choice to the symbol of its parameter, `near` has the words beside its numbers.
    Of choices that are `against` it the amounts count negative: a loss beside profits. `sure`: the unit is
    written, and not only supposed to be that of a number before it.
    """

    phrase: str
    words: frozenset[str]
    unit: str
    near: frozenset[str]
    of: Mapping[int, str] = field(default_factory=dict)
    against: frozenset[int] = frozenset()
    sure: bool = True

    @property
    def is_loss(self) -> bool:
        """Say whether more of it is less of a gain."""
        return is_loss(self.words, self.unit)


@dataclass(frozen=True, slots=True)
class Usage:
    """A phrase that stands for a whole amount, with what stands beside and before its number.

    An `objective` has no number; `large` is whether it is to be so.
    """

    phrase: str
    unit: str = ""
    near: frozenset[str] = frozenset()
    objective: bool = False
    before: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The tables that a phrase means: none, one, or several of which the text does not tell which."""

    strength: Strength
    tables: tuple[int, ...] = ()


def strength(usage: Usage, table: Table) -> Strength:
    """Return what speaks for a phrase meaning a table."""
    words = key(usage.phrase)
    if words == table.words:
        return Strength.SAME
    narrow, own = words - _GENERIC, table.words - _GENERIC
    if narrow and own and (narrow <= own or own <= narrow):
        return Strength.PART
    if not compatible(usage.unit, table.unit):
        return Strength.NONE
    if kindred(narrow, own):
        return Strength.AKIN
    if _beside(usage, table, narrow, own):
        return Strength.BESIDE
    asked, given = _concept(words, usage.unit), _concept(table.words, table.unit)
    if usage.large and words & _CASH:
        asked = frozenset([CONCEPTS.index(GAINS)])
    if asked & given:
        return Strength.CONCEPT
    if asked and given:
        return Strength.NONE
    if usage.unit and table.unit and commensurable(usage.unit, table.unit):
        return Strength.UNIT
    return Strength.NONE


def _beside(usage: Usage, table: Table, narrow: frozenset[str], own: frozenset[str]) -> bool:
    near, others = usage.near - _GENERIC, table.near - _GENERIC
    return kindred(near, own) or kindred(narrow, others) or bool(near & others - MEASURES)


def _concept(words: frozenset[str], unit: str) -> frozenset[int]:
    named = frozenset(n for n, concept in enumerate(CONCEPTS) if words & concept)
    if unit in TIMES:
        named |= {CONCEPTS.index(TIMES)}
    return named


def link(usage: Usage, tables: Sequence[Table], taken: frozenset[int] = frozenset()) -> Link:
    """Find the table that a phrase means; of equally good ones those that nothing else uses."""
    graded = {n: strength(usage, table) for n, table in enumerate(tables)}
    best = max(graded.values(), default=Strength.NONE)
    if best is Strength.NONE:
        return Link(Strength.NONE)
    found = [n for n, grade in graded.items() if grade is best]
    if best is Strength.PART:
        found = _named_as_well(usage, tables, found)
    if len(found) > 1:
        found = _finer(usage, tables, found)
    if len(found) > 1:
        found = _named_last(usage, tables, found)
    if len(found) > 1 and (free := [n for n in found if n not in taken]):
        found = free
    return Link(best, tuple(found))


def _named_as_well(usage: Usage, tables: Sequence[Table], found: list[int]) -> list[int]:
    """Prefer `machine work` to `human labor` for `machine labor`: it lacks only a word that says little."""
    words = key(usage.phrase)

    def crossing(n: int) -> bool:
        own = tables[n].words
        return not (own <= words or words <= own) and bool(own - words - _GENERIC)

    if not all(map(crossing, found)):
        return found
    better = [n for n, t in enumerate(tables) if words & t.words and not t.words - words - _GENERIC]
    return better or found


def _named_last(usage: Usage, tables: Sequence[Table], found: list[int]) -> list[int]:
    """Keep the table whose name stands last before the number: `Jill has 300 minutes`."""

    def last(n: int) -> int:
        own = tables[n].words - _GENERIC
        return max((place for place, word in enumerate(usage.before) if word in own), default=-1)

    best = max(map(last, found))
    return [n for n in found if last(n) == best] if best >= 0 else found


def _finer(usage: Usage, tables: Sequence[Table], found: list[int]) -> list[int]:
    """Keep those that more speaks for: the unit, the words beside the numbers, the kind of thing."""
    words = key(usage.phrase)

    def more(n: int) -> tuple[bool, int, bool, bool]:
        table = tables[n]
        return (
            compatible(usage.unit, table.unit),
            len((words | usage.near) & (table.words | table.near) - MEASURES),
            bool(_concept(words, usage.unit) & _concept(table.words, table.unit)),
            bool(usage.unit) and usage.unit == table.unit,
        )

    best = max(map(more, found))
    return [n for n in found if more(n) == best]


def complements(tables: Sequence[Table], usages: Sequence[Usage], choices: int) -> tuple[int, int] | None:
    """Return two tables of different choices that are one: the text calls what they measure by two names.

    They have one unit or one kind of thing, and not both of them are what a limit or the objective names.
    """
    partial = [n for n, table in enumerate(tables) if len(table.of) < choices]
    for place, one in enumerate(partial):
        for other in partial[place + 1 :]:
            first, second = tables[one], tables[other]
            if not first.of.keys().isdisjoint(second.of) or not compatible(first.unit, second.unit):
                continue
            named = [any(strength(u, t) >= Strength.PART for u in usages) for t in (first, second)]
            alike = (
                kindred(first.words | first.near, second.words | second.near)
                or (first.unit != "" and first.unit == second.unit)
                or (len(partial) == 2 and len(first.of) + len(second.of) == choices and not any(named))
            )
            # `ham` and `slices` are both `slices of ham`
            mutual = first.words <= second.near and second.words <= first.near
            if mutual or (alike and not all(named) and not _opposed(first, second)):
                if first.is_loss != second.is_loss:
                    return (other, one) if first.is_loss else (one, other)
                return (one, other) if named[0] or not named[1] else (other, one)
    return None


def misplaced(words: frozenset[str], near: frozenset[str], tables: Sequence[Table]) -> bool:
    """Say whether what stands beside a number names another table, and not what it was taken for."""
    if kindred(words, near):
        return False
    return any(table.words <= near for table in tables if not kindred(table.words, words))


def _opposed(one: Table, other: Table) -> bool:
    first, second = _concept(one.words, one.unit), _concept(other.words, other.unit)
    return bool(first and second) and not first & second


def left_over(usage: Usage, tables: Sequence[Table], taken: frozenset[int]) -> Link:
    """Return the only table that nothing else uses and that the phrase could measure, if there is one.

    An objective in money is measured by the only table in money, whatever else uses it.
    """
    free = [n for n, table in enumerate(tables) if n not in taken and compatible(usage.unit, table.unit)]
    if usage.objective and key(usage.phrase) & (GAINS | COSTS):
        every = [n for n, table in enumerate(tables) if table.unit == MONEY]
        money = [n for n in free if n in every]
        free = money or (every if len(every) == 1 else free)
    return Link(Strength.LEFT_OVER, tuple(free)) if len(free) == 1 else Link(Strength.NONE)
