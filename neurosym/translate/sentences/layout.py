"""Where the things of a puzzle can be: the places, their order and their ends. Knows no clue.

All words of place (left, first, above, before) speak of one row of places. A scale of another kind (age,
price) is that row where the text has no other, and a row of its own where it has. Number 1 is the end that
`scales` lists first: the left, the first, the top, the most (rankings count from the most); but storeys
count from below, and what is older came first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.english import singular
from neurosym.ir.core import (
    Apply,
    Arith,
    Binding,
    Claim,
    DistinctOver,
    Element,
    Enumeration,
    Num,
    Range,
    Sort,
    Symbol,
    Term,
    Var,
)
from neurosym.ir.names import mangle
from neurosym.scales import End, forms
from neurosym.translate.sentences.groups import Group, Groups, natural_order

ROWS = frozenset({"first", "soon", "left", "above", "north", "east"})
"""Scales of place and time."""
_NEUTRAL = frozenset({"first", "soon"})
"""Scales that a ranking by any measure uses too."""
_RISING = frozenset({"floor", "storey", "story", "level", "rung", "step", "stair"})
_PLACE = "place"


@dataclass(frozen=True, slots=True)
class Frame:
    """Places, and a function to them from each group (by its number) that is put there.

    `own` is the group whose members are the places. `signs`: for each scale 1 where its end 1 has place 1.
    """

    noun: str
    sort: Sort
    size: int
    functions: Mapping[int, str]
    own: int | None = None
    signs: Mapping[str, int] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()

    @property
    def ordered(self) -> bool:
        """Say whether the places have an order."""
        return isinstance(self.sort, Range) or self.sort.ordered

    def at(self, group: int, thing: Term) -> Term | None:
        """Return where a member of a group is; None where this group has no place here."""
        if group == self.own:
            return thing
        name = self.functions.get(group)
        return None if name is None else Apply(name, (thing,))

    def place(self, number: int) -> Term:
        """Return the place with this number, from 1 to `size`."""
        return Num(number) if isinstance(self.sort, Range) else Element(self.sort.elements[number - 1])

    def number(self, place: Term) -> Term:
        """Return the number of a place."""
        return place if isinstance(self.sort, Range) else Arith("rank", (place,))

    def nth(self, end: End, nth: int) -> int:
        """Return the number of the place that is the nth from an end."""
        return nth if self.rising(end) > 0 else self.size + 1 - nth

    def rising(self, end: End) -> int:
        """Return 1 where the number 1 is at this end, else -1."""
        return self.signs.get(end[0], 1) * end[1]


@dataclass(frozen=True, slots=True)
class Layout:
    """The sorts of all groups and the frames, the main one first."""

    groups: Groups
    sorts: Mapping[int, Enumeration]
    frames: tuple[Frame, ...]
    taken: frozenset[str]

    def element(self, group: int, value: int) -> Element:
        """Return the element of a member."""
        return Element(self.sorts[group].elements[value])

    def frame_of(self, scale: str) -> Frame | None:
        """Return the row of places that a scale speaks of."""
        own = [frame for frame in self.frames if scale in frame.signs]
        return next(iter((*own, *(frame for frame in self.frames if frame.ordered))), None)

    def declarations(self) -> tuple[Sort, ...]:
        """Return all sorts, each once."""
        places = [frame.sort for frame in self.frames if frame.own is None]
        return (*places, *self.sorts.values())

    def symbols(self) -> tuple[Symbol, ...]:
        """Return the functions to places, with the ends of each row as their gloss."""
        return tuple(
            Symbol(name, (self.sorts[group].name,), frame.sort.name, _gloss(frame))
            for frame in self.frames
            for group, name in frame.functions.items()
        )


def lay_out(groups: Groups, scales: Collection[str]) -> Layout:
    """Find the rows and rooms that a puzzle puts its things in, given the scales that its clues use."""
    return _Builder(groups, frozenset(scales)).layout()


class _Builder:
    def __init__(self, groups: Groups, scales: frozenset[str]) -> None:
        self._groups = groups
        self._rows = scales & ROWS | ({"first"} if "" in scales else set())
        self._measures = sorted(scales - ROWS - {""})
        self._taken: set[str] = set()
        self._things = groups.naming()
        self._sorts: dict[int, Enumeration] = {}
        self._numbers = _numbers_of_places(groups, bool(self._rows))

    def layout(self) -> Layout:
        groups = self._groups.all
        for number, group in enumerate(groups):
            if group.values:
                self._sorts[number] = self._enumeration(number, group)
        frames = list(self._frames())
        return Layout(self._groups, self._sorts, tuple(frames), frozenset(self._taken))

    def _enumeration(self, number: int, group: Group) -> Enumeration:
        order = natural_order(group.values) if number == self._numbers else None
        name = self._free(self._noun(group).capitalize())
        elements = list[str]()
        for value in group.values:
            plain = self._groups.names.individual(value)
            elements.append(self._free(plain, f"{self._noun(group)}_{plain}"))
        if order is not None and number == self._numbers:
            return Enumeration(name, tuple(elements[place] for place in order), ordered=True)
        return Enumeration(name, tuple(elements))

    def _noun(self, group: Group) -> str:
        return mangle((self._groups.names.key(group.name) or (_PLACE,))[-1])

    def _free(self, name: str, other: str = "") -> str:
        tries = (mangle(name), mangle(other or name), *(mangle(f"{name}{n}") for n in range(2, 1_000)))
        free = next(one for one in tries if one not in self._taken)
        self._taken.add(free)
        return free

    def _frames(self) -> Iterator[Frame]:
        rows, measures = self._rows, self._measures
        merged = len(measures) == 1 and self._numbers is None and rows <= _NEUTRAL
        inhabited = {n for n, group in enumerate(self._groups.all) if group.values} - {self._numbers}
        apart = {n for n in inhabited - {self._things} if self._is_apart(n)}
        if not inhabited:
            return
        if self._numbers is not None or rows or merged:
            yield self._main(inhabited - apart, {*rows, *(measures if merged else ())})
        elif inhabited - apart != {self._things}:
            own, others = self._things, inhabited - apart - {self._things}
            yield self._frame(self._noun(self._groups.all[own]), self._sorts[own], others, own, {})
        for number in sorted(apart):
            group = self._groups.all[number]
            yield self._frame(self._noun(group), self._sorts[number], {self._things}, number, {})
        for scale in () if merged else measures:
            size = len(self._groups.all[self._things].values)
            sort = Range(self._free(mangle(scale.capitalize())), 1, size)
            yield self._frame(mangle(scale), sort, {self._things}, None, {scale: 1})

    def _is_apart(self, number: int) -> bool:
        """Say whether the members of a group are where things are put, and no mark of places."""
        group, things = self._groups.all[number], self._groups.all[self._things]
        if group.each:
            return len(group.values) < len(things.values)
        rows = self._numbers is not None or bool(self._rows)
        return not rows or len(group.values) != len(things.values)

    def _main(self, inhabitants: Collection[int], scales: Collection[str]) -> Frame:
        signs = _signs(scales, self._place_noun())
        if self._numbers is None:
            size = max(len(self._groups.all[number].values) for number in inhabitants)
            return self._frame(_PLACE, Range(self._free("Place"), 1, size), inhabitants, None, signs)
        group = self._groups.all[self._numbers]
        noun = self._noun(group)
        if self._numbers in self._sorts:
            return self._frame(noun, self._sorts[self._numbers], inhabitants, self._numbers, signs)
        sort = Range(self._free(noun.capitalize()), 1, group.count)
        return self._frame(noun, sort, inhabitants, None, signs)

    def _place_noun(self) -> str:
        return _PLACE if self._numbers is None else self._noun(self._groups.all[self._numbers])

    def _frame(
        self, noun: str, sort: Sort, inhabitants: Collection[int], own: int | None, signs: Mapping[str, int]
    ) -> Frame:
        size = sort.high if isinstance(sort, Range) else len(sort.elements)
        functions: dict[int, str] = {}
        claims: list[Claim] = []
        for number in sorted(inhabitants):
            group = self._groups.all[number]
            particular = f"{noun}_of_{self._noun(group)}"
            functions[number] = self._free(noun if len(inhabitants) == 1 else particular, particular)
            count = len(group.values)
            if group.each or count == size or (count < size and signs):
                claims.append(self._apart(group, number, functions[number], noun))
        return Frame(noun, sort, size, functions, own, signs, tuple(claims))

    def _apart(self, group: Group, number: int, function: str, noun: str) -> Claim:
        formula = DistinctOver((Binding("x", self._sorts[number].name),), Apply(function, (Var("x"),)))
        if group.each:
            return Claim("", formula, group.says)
        return Claim("", formula, f"No two of the {group.name} have the same {noun}.", "assumed")


def _numbers_of_places(groups: Groups, positional: bool) -> int | None:
    """Return the group that is the places: counted only, or with an order of its own."""
    others = sum(bool(group.values) for group in groups.all)
    counted = [n for n, group in enumerate(groups.all) if not group.values and 1 < group.count <= 1_000]
    ordered = [n for n, group in enumerate(groups.all) if group.ordered and others > 1]
    return next(iter((*(counted if others else ()), *ordered)), None)


def _signs(scales: Collection[str], noun: str) -> dict[str, int]:
    """Return which way each scale of a row runs; the others run from their first end."""
    signs = dict.fromkeys({*scales, *ROWS}, 1)
    signs["east"] = -1
    if singular(noun) in _RISING:
        signs["above"] = -1
    if "new" in scales and "first" in scales:
        signs["new"] = -1
    return signs


def _gloss(frame: Frame) -> str:
    scale = next((scale for scale in frame.signs if scale in ("left", *(set(frame.signs) - ROWS))), "")
    scale = scale or ("first" if frame.signs else "")
    if not scale or not frame.ordered:
        return ""
    sign = frame.signs[scale]
    low, high = _end_word((scale, 1)), _end_word((scale, -1))
    low, high = (low, high) if sign > 0 else (high, low)
    return f"1: {low}, {frame.size}: {high}"


def _end_word(end: End) -> str:
    listed = (word for word, form in forms().items() if form.end == end and form.degree == "superlative")
    return next(listed, f"{'most' if end[1] > 0 else 'least'} {end[0]}")
