"""Where the things of a puzzle are put: which groups are places, which are in them, and by which function.

All words of place (left, first, above, before) speak of one row of places. A scale of another kind (age,
price) is that row where the text has no other, and a row of its own where it has. Reads no clue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from neurosym.ir.core import (
    Apply,
    Binding,
    Claim,
    Compare,
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
from neurosym.scales import End
from neurosym.translate.sentences.puzzles.circle import SAYS
from neurosym.translate.sentences.puzzles.frames import NEUTRAL, ROWS, Frame, directions, joined_measures
from neurosym.translate.sentences.puzzles.groups import Group, Groups
from neurosym.translate.sentences.puzzles.usage import Usage
from neurosym.translate.sentences.words.comparing import UNITS
from neurosym.translate.sentences.words.names import Key
from neurosym.translate.sentences.words.spots import Spot, place_of

PLACE = "place"
_NUMBERED = re.compile(r"\d|\bnumber", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The sorts of all groups and the frames, the main one first."""

    groups: Groups
    sorts: Mapping[int, Enumeration]
    frames: tuple[Frame, ...]
    taken: frozenset[str]
    """All names of sorts, elements and functions."""
    marks: Mapping[str, End]
    """What stands at the ends of the row."""
    objects: Mapping[Key, int]
    """The group of what a verb is said with."""
    belongings: frozenset[str]
    """What each of them has one of, and is compared by: `fish( Ann)`."""

    def element(self, group: int, value: int) -> Element:
        """Return the element of a member."""
        return Element(self.sorts[group].elements[value])

    def frame_of(self, scale: str) -> Frame | None:
        """Return the row of places that a scale speaks of; the empty scale and words of place share one."""
        own = [frame for frame in self.frames if scale in frame.signs]
        rows = [frame for frame in self.frames if frame.ordered and frame.sort is not None]
        return next(iter((*own, *rows)), None)

    def at(self, group: int, thing: Term, frame: Frame) -> Term | None:
        """Return where a member of a group is, or whose it is: the bed of the boy with the torch."""
        if (direct := frame.at(group, thing)) is not None:
            return direct
        for other in self.frames:
            owner = None if other.own not in frame.functions else other.at(group, thing)
            if owner is not None and other.own is not None:
                return frame.at(other.own, owner)
        return None

    def has_amounts(self, scale: str) -> bool:
        """Say whether things have numbers on a scale: amounts, or places that are told by it."""
        told = (frame for frame in self.frames if frame.sort is None or scale == "deep")
        return any(scale in frame.signs for frame in told)

    def declarations(self) -> tuple[Sort, ...]:
        """Return all sorts, each once."""
        places = [frame.sort for frame in self.frames if frame.own is None and frame.sort is not None]
        return (*places, *self.sorts.values())

    def symbols(self) -> tuple[Symbol, ...]:
        """Return the functions to places, with the ends of each row as their gloss."""
        return tuple(
            Symbol(name, (self.sorts[group].name,), frame.result, frame.gloss)
            for frame in self.frames
            for group, name in frame.functions.items()
        )


def lay_out(groups: Groups, usage: Usage) -> Layout:
    """Find the rows and rooms that a puzzle puts its things in, given what its clues speak of."""
    return _Builder(groups, usage).layout()


class _Builder:
    def __init__(self, groups: Groups, usage: Usage) -> None:
        self._groups = groups
        self._usage = usage
        self._rows = usage.scales & ROWS | ({"first"} if "" in usage.scales else set())
        upright = frozenset({"deep"} if "above" in usage.scales else ())  # the places tell how deep it is
        self._amounts = usage.amounts - ROWS - upright
        self._measures = sorted(usage.scales - ROWS - self._amounts - {""})
        self._taken: set[str] = set()
        self._things = groups.naming()
        self._sorts: dict[int, Enumeration] = {}
        self._places = _group_of_places(groups, self._rows)

    def layout(self) -> Layout:
        for number, group in enumerate(self._groups.all):
            if group.values:
                self._sorts[number] = self._enumeration(number, group)
        frames = tuple(self._frames())
        usage, taken = self._usage, frozenset(self._taken)
        own = usage.belongings
        return Layout(self._groups, self._sorts, frames, taken, usage.marks, usage.objects, own)

    # --- names

    def _enumeration(self, number: int, group: Group) -> Enumeration:
        order = group.order if number == self._places else None
        name = self._free(self._noun(group).capitalize())
        elements = list[str]()
        for value in group.values:
            plain = "_".join(re.findall(r"[^\W_]+", self._groups.names.gloss(value))) or value
            elements.append(self._free(plain, f"{self._noun(group)}_{plain}"))
        if order is not None:
            return Enumeration(name, tuple(elements[place] for place in order), ordered=True)
        return Enumeration(name, tuple(elements))

    def _noun(self, group: Group) -> str:
        return mangle((self._groups.names.key(group.name) or (PLACE,))[-1])

    def _free(self, name: str, other: str = "") -> str:
        tries = (mangle(name), mangle(other or name), *(mangle(f"{name}{n}") for n in range(2, 1_000)))
        free = next(one for one in tries if one not in self._taken)
        self._taken.add(free)
        return free

    # --- frames

    def _frames(self) -> Iterator[Frame]:
        inhabited = {n for n, group in enumerate(self._groups.all) if group.values} - {self._places}
        if not inhabited:
            return
        apart = {n for n in inhabited - {self._things} if self._is_apart(n)}
        free = self._places is None and not self._usage.round
        joined = joined_measures(self._rows, frozenset(self._measures), free=free)
        if self._places is not None or self._rows or joined:
            main = self._main(inhabited - apart, {*self._rows, *joined})
            yield self._round(main) if self._usage.round else main
        elif inhabited - apart != {self._things}:
            own, others = self._things, inhabited - apart - {self._things}
            yield self._frame(self._noun(self._groups.all[own]), self._sorts[own], others, own, {})
        for number in sorted(apart):
            noun = self._noun(self._groups.all[number])
            yield self._frame(noun, self._sorts[number], {self._things}, number, {})
        for scale in sorted(set(self._measures) - joined):
            size = len(self._groups.all[self._things].values)
            sort = Range(self._free(mangle(scale.capitalize())), 1, size)
            yield self._frame(mangle(scale), sort, {self._things}, None, {scale: 1})
        for scale in sorted(self._amounts):
            function = {self._things: self._free(mangle(scale), f"{scale}_of")}
            yield Frame(mangle(scale), None, 0, function, signs={scale: 1})

    def _is_apart(self, number: int) -> bool:
        """Say whether the members of a group are where things are put, and no mark of places."""
        group, things = self._groups.all[number], self._groups.all[self._things]
        if group.each:
            return len(group.values) < len(things.values)
        rows = self._places is not None or bool(self._rows)
        return not rows or len(group.values) != len(things.values)

    def _main(self, inhabitants: Collection[int], scales: Collection[str]) -> Frame:
        group = None if self._places is None else self._groups.all[self._places]
        noun = PLACE if group is None else self._noun(group)
        signs = directions(frozenset(scales), noun, self._usage.leading, storeys=self._usage.storeys)
        if group is None:
            size = max(len(self._groups.all[number].values) for number in inhabitants)
            return self._frame(noun, Range(self._free("Place"), 1, size), inhabitants, None, signs)
        if self._places in self._sorts:
            first = place_of(group.values[(group.order or (0,))[0]])
            if isinstance(first, Spot) and first.end[0] in signs:
                signs[first.end[0]] = first.end[1]  # what is called the top is the first of them
            return self._frame(noun, self._sorts[self._places], inhabitants, self._places, signs)
        sort = Range(self._free(noun.capitalize()), 1, group.count)
        return self._frame(noun, sort, inhabitants, None, signs)

    def _round(self, frame: Frame) -> Frame:
        """Say that places are round a table: nothing tells where a round begins, unless they are numbered."""
        group = None if self._places is None else self._groups.all[self._places]
        if (
            self._usage.placed
            or frame.own is not None
            or (group is not None and _NUMBERED.search(group.says))
        ):
            return replace(frame, round=True, numbered=True)
        number, function = next(iter(frame.functions.items()))
        first = self._sorts[number].elements[0]
        begins = Compare("==", Apply(function, (Element(first),)), frame.place(1) or Num(1))
        says = f"{SAYS} It makes no difference where one begins, so {first} has number 1."
        return replace(frame, round=True, claims=(*frame.claims, Claim("", begins, says, "assumed")))

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
            tied = bool(self._usage.level & set(signs)) or (self._usage.shared and not signs)
            if group.each or (not tied and (count == size or (count < size and signs))):
                claims.append(self._apart(group, number, functions[number], noun))
        return Frame(noun, sort, size, functions, own, signs, tuple(claims))

    def _apart(self, group: Group, number: int, function: str, noun: str) -> Claim:
        formula = DistinctOver((Binding("x", self._sorts[number].name),), Apply(function, (Var("x"),)))
        if group.each:
            return Claim("", formula, group.says)
        return Claim("", formula, f"No two of the {group.name} have the same {noun}.", "assumed")


def _group_of_places(groups: Groups, rows: Collection[str]) -> int | None:
    """Return the group that is the places: counted only, or with an order of its own.

    Where all that the `rows` tell is who comes first, it is times rather than numbers of rooms.
    """
    others = sum(bool(group.values) for group in groups.all)
    counted = [n for n, group in enumerate(groups.all) if not group.values and 1 < group.count <= 1_000]
    ordered = [n for n, group in enumerate(groups.all) if group.ordered and others > 1]
    if set(rows) <= NEUTRAL:
        ordered.sort(key=lambda number: not groups.all[number].timed)
    spots = [n for n, group in enumerate(groups.all) if others > 1 and _are_labelled(groups, group)]
    return next(iter((*(counted if others else ()), *ordered, *spots)), None)


def _are_labelled(groups: Groups, group: Group) -> bool:
    """Say whether a group is of seats or floors with labels in order: B1, B2 and B3."""
    places = set(groups.names.key(group.name)) & UNITS
    return bool(places and group.values) and group.order is not None
