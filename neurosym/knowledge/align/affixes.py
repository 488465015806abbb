"""What names of one side have in front or behind that those of the other leave out, found by counting.

That packages of Python are called `python-x` where the other side says `x`, or albums `x (album)`, is seen in
the names themselves: most names that begin so and are unknown to the other side are known without it. Knows
no language and no naming scheme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

LONGEST = 16
"""Characters of an affix."""
REST = 4
"""Letters and digits that a name must keep."""
MOST = 64
"""Characters of a name in which affixes are looked for."""
FEWEST, SHARE, STRONG = 3, 0.15, 0.4
"""Names that must be known without an affix, and their share of all that have it: from 0.4 it is a rule."""

Side: TypeAlias = "tuple[bool, str]"
"""Whether it is in front, and the affix itself, with the hyphen that parts it."""


@dataclass(frozen=True, slots=True)
class Affix:
    """An affix: `known` of the `seen` names that have it are names of the other side without it."""

    text: str
    in_front: bool
    known: int
    seen: int

    @property
    def share(self) -> float:
        """Return the share of names that are known without it."""
        return self.known / self.seen

    def __str__(self) -> str:
        place = "in front" if self.in_front else "behind"
        return f"`{self.text}` {place} ({self.known} of {self.seen} such names are known without it)"


Affixes: TypeAlias = Mapping[Side, Affix]


def learn_affixes(names: Collection[str], others: Collection[str]) -> Affixes:
    """Return the affixes of names, written in words with hyphens; `others`: keys of the other side."""
    seen: Counter[Side] = Counter()
    known: Counter[Side] = Counter()
    for name in names:
        if name.replace("-", "") in others:
            continue
        for side, rest in _parted(name):
            seen[side] += 1
            known[side] += rest in others
    return {
        side: Affix(side[1], side[0], count, seen[side])
        for side, count in known.items()
        if count >= FEWEST and count >= SHARE * seen[side]
    }


def without(name: str, affixes: Affixes) -> dict[str, Affix]:
    """Return the keys of a name without one affix, each with the best affix that leads to it."""
    found: dict[str, Affix] = {}
    for side, rest in _parted(name) if affixes else ():
        affix = affixes.get(side)
        if affix is not None and (rest not in found or found[rest].share < affix.share):
            found[rest] = affix
    return found


def _parted(name: str) -> Iterator[tuple[Side, str]]:
    """Yield each beginning and end of a name that may be an affix, with the key of what is left."""
    if len(name) > MOST:
        return
    length = len(name)
    for place in range(1, length):
        before, after = name[:place], name[place:]
        if before[-1] != "-" and after[0] == "-":  # the hyphen goes with the affix
            if length - place <= LONGEST and len(key := before.replace("-", "")) >= REST:
                yield (False, after), key
        elif before[-1] == "-":
            if place <= LONGEST and len(key := after.replace("-", "")) >= REST:
                yield (True, before), key
        else:  # inside a word, where an affix is of that word alone
            if length - place <= LONGEST and "-" not in after and len(key := before.replace("-", "")) >= REST:
                yield (False, after), key
            if place <= LONGEST and "-" not in before and len(key := after.replace("-", "")) >= REST:
                yield (True, before), key
