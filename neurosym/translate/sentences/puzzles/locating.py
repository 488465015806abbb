"""Where a phrase of a puzzle is, and what an order or an identity of two such things says in formulas.

`third house`, `child Alice`, `Ann's house`. Knows no connective and no quantifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from neurosym.ir.core import (
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Num,
    Term,
    Var,
    disjunction,
)
from neurosym.translate.sentences.puzzles.belongings import HOLDERS, is_attribute
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.puzzles.groups import PARENTS
from neurosym.translate.sentences.puzzles.layout import Layout
from neurosym.translate.sentences.puzzles.marks import marked_spot
from neurosym.translate.sentences.puzzles.relating import related
from neurosym.translate.sentences.puzzles.things import Env, Seat, Thing, Where, shown, unknown
from neurosym.translate.sentences.words.comparing import MEASURES, UNITS
from neurosym.translate.sentences.words.numerals import number_of
from neurosym.translate.sentences.words.orders import Level, Ranked, Relation
from neurosym.translate.sentences.words.sequences import sorted_values
from neurosym.translate.sentences.words.spots import Among, AnyEnd, Middle, Parity, Place, Spot, place_of

_EVENTS = frozenset({"final", "finals"})
"""What is won or reached, and no place, where it is no adjective."""


@dataclass(frozen=True, slots=True)
class Locating:
    """Finds things and places of a layout; methods raise `FaultError` for a phrase they cannot place."""

    layout: Layout

    def nouns(self) -> frozenset[str]:
        """Return the nouns that may stand beside a place: `house` in `third house`."""
        groups = self.layout.groups
        found = {word for group in groups.all for word in groups.names.key(group.name)[-1:]}
        return frozenset(found | {frame.noun for frame in self.layout.frames} | self.layout.belongings)

    def where(self, term: Term, env: Env) -> Where:
        """Return what a term of a clue is."""
        match term:
            case Var(name) if name in env:
                return env[name]
            case Apply(phrase, ()):
                return self.phrase(phrase)
            case Apply(phrase, (inner,)):
                return self._possessed(phrase, inner, env)
            case _:
                raise unknown("this", "a name or a place is missing here")

    def phrase(self, phrase: str) -> Where:
        """Return the member or the place that a phrase names."""
        groups = self.layout.groups
        exact = groups.labelled(phrase)
        if not exact and phrase.casefold() in _EVENTS:
            raise unknown(phrase)
        place = None if exact else self.place(phrase)
        if place is not None:
            return place
        found = exact or groups.member(phrase)
        if found is not None:
            return Thing(found[0], self.layout.element(*found))
        place = self.place(phrase, loose=True)
        if place is None:
            raise unknown(phrase)
        return place

    def place(self, phrase: str, loose: bool = False) -> Place | None:
        """Return the place that a phrase says, if the problem has as many places."""
        place = marked_spot(phrase, self.layout.marks) or place_of(phrase, self.nouns(), loose)
        match place:
            case Spot((scale, _), nth) | Among((scale, _), nth):
                frame = self.layout.frame_of(scale)
                return place if frame is not None and (frame.sort is None or nth <= frame.size) else None
            case None:
                return None
            case _:
                return place if self.layout.frame_of("first") is not None else None

    def _possessed(self, phrase: str, inner: Term, env: Env) -> Where:
        """Read `house( Ann)` as Ann's place, and `color( Ann)` as what is where Ann is."""
        group = self.layout.groups.called(phrase)
        child = self._child(phrase, inner) if group is None else None
        owner = child or self.where(inner, env)
        frames = [f for f in self.layout.frames if f.noun == phrase or (group is not None and f.own == group)]
        if group is None and not frames and MEASURES.get(phrase.casefold()) == MEASURES["number"]:
            frames = [f for f in self.layout.frames if f.ordered and f.sort is not None]
        for frame in frames:
            place = self.at(owner, frame)
            if place is not None:
                return Seat(frame, place)
        known = {*UNITS, *HOLDERS, *self.layout.belongings}
        if child is None and group is None and not set(self.layout.groups.names.key(phrase)) & known:
            raise unknown(phrase)
        return owner

    def _child(self, phrase: str, inner: Term) -> Thing | None:
        """Return the child that a parent is known by: `mother( Ann)` is where the child Ann is."""
        groups = self.layout.groups
        if not isinstance(inner, Apply) or not set(groups.names.key(phrase)) & PARENTS:
            return None
        if groups.called("child") is None or (found := groups.member(f"child {inner.name}")) is None:
            return None
        return Thing(found[0], self.layout.element(*found))

    def at(self, where: Where, frame: Frame) -> Term | None:
        """Return the place of a thing in a frame; None where it has none there."""
        match where:
            case Thing(group, term):
                return frame.at(group, term)
            case Seat(other, term):
                return term if other is frame else None
            case Spot(end, nth):
                return frame.place(frame.nth(end, nth))
            case Middle():
                return frame.place((frame.size + 1) // 2) if frame.size % 2 else None
            case Among() | AnyEnd() | Parity():
                return None
            case _:
                assert_never(where)

    def reached(self, where: Where, frame: Frame) -> Term | None:
        """Return the place of a thing in a frame, or of whom it belongs to."""
        if not isinstance(where, Thing):
            return self.at(where, frame)
        return self.layout.at(where.group, where.term, frame)

    # --- identity

    def identical(self, left: Term, right: Term, env: Env) -> Term:
        """Say that two terms are one; what only they call so is an attribute: `load( Zahra) = silk`."""
        bearers = (self._bearer(left), self._bearer(right))
        one, other = (self.where(term, env) for term in bearers)
        alike = isinstance(one, Thing) and isinstance(other, Thing) and one.group == other.group
        if alike and bearers != (left, right):
            raise unknown(next(term.name for term in (left, right) if isinstance(term, Apply) and term.args))
        return self.same(one, other)

    def _bearer(self, term: Term) -> Term:
        """Return whose a thing is that no group and no place is called after, else the term itself."""
        match term:
            case Apply(noun, (bearer,)) if is_attribute(self.layout.groups, noun):
                known = {*UNITS, *HOLDERS, *self.layout.belongings, *(f.noun for f in self.layout.frames)}
                found = set(self.layout.groups.names.key(noun)) & known or self.place(noun)
                return term if found else bearer
            case _:
                return term

    def same(self, one: Where, other: Where, frames: tuple[Frame, ...] = ()) -> Term:
        """Say that two things are one, or are in one place."""
        if isinstance(one, (Spot, Among, Middle, AnyEnd, Parity)):
            one, other = other, one
        match other:
            case Parity(rest):
                return disjunction(tuple(self.same(one, seat) for seat in self._numbered(rest)))
            case AnyEnd():
                ends = (Spot(("first", 1), 1), Spot(("first", -1), 1))
                return disjunction(tuple(self.same(one, end) for end in ends))
            case Among(end, count):
                number, last = self.number(one, end[0]), self._frame(end[0]).nth(end, count)
                return Compare("<=" if self._frame(end[0]).rising(end) else ">=", number, Num(last))
            case Spot(end, nth):
                frame = self._frame(end[0])
                if frame.sort is None:
                    return self._ranked(one, frame, nth, frame.rising(end))
                frames = (frame,)
            case _:
                pass
        if not frames and isinstance(one, Thing) and isinstance(other, Thing) and one.group == other.group:
            return Compare("==", one.term, other.term)
        for at in (self.at, self.reached):
            for frame in frames or self.layout.frames:
                left, right = at(one, frame), at(other, frame)
                if left is not None and right is not None:
                    return Compare("==", left, right)
        raise unknown(
            self._shown(one), f"{self._shown(one)} and {self._shown(other)} have no place in common"
        )

    def _numbered(self, rest: int) -> Iterator[Seat]:
        """Yield the places of the row that have an even number, or an odd one."""
        frame = self._frame("first")
        own = None if frame.own is None else self.layout.groups.all[frame.own].values
        for number in range(1, frame.size + 1):
            place = frame.place(number)
            label = number if own is None else number_of(sorted_values(own)[number - 1])
            if place is not None and label is not None and label % 2 == rest:
                yield Seat(frame, place)

    def _ranked(self, where: Where, frame: Frame, nth: int, least: bool) -> Term:
        """Say that so many things have a larger amount (or a smaller one) than this one, less one."""
        amount = self.at(where, frame)
        (group,) = frame.functions
        other = frame.at(group, Var("other"))
        if amount is None or other is None:
            raise unknown(self._shown(where))
        before = Compare("<" if least else ">", other, amount)
        count = Count((Binding("other", self.layout.sorts[group].name),), before)
        return Compare("==", count, Num(nth - 1))

    def _shown(self, where: Where) -> str:
        return shown(where, [group.name for group in self.layout.groups.all])

    # --- order

    def number(self, where: Where, scale: str) -> Term:
        """Return the number of the place of a thing, on the row of a scale."""
        frame = self._frame(scale)
        for one in (frame, *(other for other in self.layout.frames if other.ordered and not scale)):
            place = self.at(where, one)
            if place is not None:
                return one.number(place)
        raise unknown(self._shown(where), f"{self._shown(where)} has no place in this order")

    def degree(self, where: Where, scale: str, sign: int) -> Term:
        """Return a number that grows with the degree of an end: of `older`, the more the older."""
        place = self.number(where, scale)
        rising = self._frame(scale).rising((scale, 1 if sign > 0 else -1))
        return Arith("neg", (place,)) if rising else place

    def _frame(self, scale: str) -> Frame:
        frame = self.layout.frame_of(scale or "first")
        if frame is None:
            raise unknown("order", "nothing in this problem stands in an order")
        return frame

    def related(self, relation: Relation, wheres: tuple[Where, ...]) -> Term:
        """Say in a formula what a relation says of the places of two or three things."""
        scale = relation.end[0] if isinstance(relation, (Ranked, Level)) else ""
        numbers = tuple(self.number(where, scale) for where in wheres)
        return related(relation, numbers, self._frame(scale))
