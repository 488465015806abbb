"""A row of places, or a set of rooms, or the amounts of a measure: where the things of a puzzle can be.

Number 1 is the end that `scales` lists first: the left, the first, the top, the most (rankings count from
the most); but storeys count from below, and what is older came first. Knows no clue and no group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from neurosym.english import singular
from neurosym.ir.core import REAL, Apply, Arith, Claim, Element, Num, Range, Sort, Term
from neurosym.scales import End, forms

ROWS = frozenset({"first", "soon", "left", "above", "north", "east"})
"""Scales of place and time: all of them speak of one row."""
NEUTRAL = frozenset({"first", "soon"})
"""Scales that a ranking by any measure uses too."""
_RISING = frozenset({"floor", "storey", "story", "level", "rung", "step", "stair"})
_RANKING = frozenset({"good", "score"})
"""Measures of which one is as well above another as better."""
_LESS_FIRST = frozenset({"new", "near"})
"""Scales whose first end has the smaller amount: what is new has few years."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Places, and a function to them from each group (by its number) that is put there.

    `own` is the group whose members are the places. `signs`: for each scale 1 where its end 1 has place 1.
    Without a sort it is no row of places: things have amounts of the one scale.
    """

    noun: str
    sort: Sort | None
    size: int
    functions: Mapping[int, str]
    own: int | None = None
    signs: Mapping[str, int] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    round: bool = False
    """The places run clockwise round a table, and all look at its middle."""
    numbered: bool = False
    """The text itself gives the places their numbers."""

    @property
    def result(self) -> str:
        """Return the sort of what the functions give."""
        return REAL if self.sort is None else self.sort.name

    @property
    def ordered(self) -> bool:
        """Say whether the places have an order."""
        return self.sort is None or isinstance(self.sort, Range) or self.sort.ordered

    def at(self, group: int, thing: Term) -> Term | None:
        """Return where a member of a group is; None where this group has no place here."""
        if group == self.own:
            return thing
        name = self.functions.get(group)
        return None if name is None else Apply(name, (thing,))

    def place(self, number: int) -> Term | None:
        """Return the place with this number, from 1 to `size`; amounts have none."""
        if self.sort is None or not self.ordered or not 1 <= number <= self.size:
            return None
        return Num(number) if isinstance(self.sort, Range) else Element(self.sort.elements[number - 1])

    def number(self, place: Term) -> Term:
        """Return the number of a place."""
        return place if self.sort is None or isinstance(self.sort, Range) else Arith("rank", (place,))

    def nth(self, end: End, nth: int) -> int:
        """Return the number of the place that is the nth from an end."""
        return nth if self.rising(end) else self.size + 1 - nth

    def rising(self, end: End) -> bool:
        """Say whether numbers are smaller towards this end."""
        if self.sort is None:
            return (end[1] > 0) == (end[0] in _LESS_FIRST)
        return self.signs.get(end[0], 1) * end[1] > 0

    @property
    def gloss(self) -> str:
        """Return what the first and the last place are called."""
        if self.sort is None or not self.ordered or not self.signs:
            return ""
        scales = sorted(self.signs, key=lambda scale: (scale in ROWS, scale != "left", scale != "first"))
        scale = scales[0] if scales[0] not in ("soon", "east", "north") else "first"
        low: End = (scale, 1)
        words = (_end_word(low), _end_word((scale, -1)))
        first, last = words if self.rising(low) else words[::-1]
        return f"1: {first}, {self.size}: {last}"


def joined_measures(rows: frozenset[str], measures: frozenset[str], *, free: bool) -> frozenset[str]:
    """Return the measures by which the places of a row are given: who scored best came first.

    `free`: the places are no group of their own, and not round a table.
    """
    if free and rows <= NEUTRAL and len(measures) == 1:
        return measures
    if free and rows <= NEUTRAL | {"above"} and measures <= _RANKING:
        return measures
    return measures & {"deep"} if "above" in rows else frozenset()


def directions(
    scales: frozenset[str], noun: str, leading: End | None = None, *, storeys: bool = False
) -> dict[str, int]:
    """Return which way each scale of a row runs; `noun` names its places, `leading` an end it starts at.

    `storeys`: the places are counted from below, whatever they are called.
    """
    signs = dict.fromkeys(scales, 1)
    if "east" in scales:
        signs["east"] = -1
    if (storeys or singular(noun) in _RISING) and "above" in scales:
        signs["above"] = -1
    if "new" in scales and scales & NEUTRAL:
        signs["new"] = -1
    if "deep" in scales and "above" in scales:
        signs["deep"] = -signs["above"]
    if leading is not None and leading[0] in signs:
        signs[leading[0]] = leading[1]
    return signs


def _end_word(end: End) -> str:
    listed = (word for word, form in forms().items() if form.end == end and form.degree == "superlative")
    return next(listed, f"{'most' if end[1] > 0 else 'least'} {end[0]}")
