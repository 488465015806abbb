"""Who is where somebody else is: `in same room( a, b)`, `share( a, room, b)`, `alone( a)`, `empty( room)`.

Knows the layout, no order and no clue.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Implies,
    Not,
    Quantified,
    Term,
    Var,
    conjunction,
    negate,
)
from neurosym.ir.walk import free_variables
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.puzzles.layout import Layout
from neurosym.translate.sentences.puzzles.locating import Locating
from neurosym.translate.sentences.puzzles.things import Seat, Thing, Where, unknown

TOGETHER = frozenset({"same", "together", "with", "share", "pair", "paired"})
_DIFFERENT = frozenset({"different", "separate", "another", "apart", "split", "opponent", "against"})
_ALONE = frozenset({"alone", "itself", "himself", "herself"})
_EMPTY = frozenset({"empty", "vacant", "unoccupied"})


@dataclass(frozen=True, slots=True)
class Together:
    """Says of things of one layout that they share a place; raises `FaultError` where they cannot."""

    layout: Layout

    def sharing(self, phrase: str, args: tuple[Term, ...]) -> tuple[str, tuple[Term, ...]]:
        """Return `share room( a, b)` for `share( a, room, b)`; anything else as it is."""
        names = self.layout.groups.names
        if len(args) != 3 or not set(names.key(phrase)) & TOGETHER:
            return phrase, args
        for place, arg in enumerate(args):
            if isinstance(arg, Apply) and not arg.args and self._is_kind(arg.name):
                return f"{phrase} {arg.name}", args[:place] + args[place + 1 :]
        return phrase, args

    def _is_kind(self, noun: str) -> bool:
        key = self.layout.groups.names.key(noun)
        named = self.layout.groups.called(noun) is not None and not self.layout.groups.exact(noun)
        return named or any(key == (frame.noun,) for frame in self.layout.frames)

    def said(self, phrase: str, one: Where, other: Where) -> Term | None:
        """Return what a phrase says of the places of two things; None where it speaks of no sharing."""
        words = set(self.layout.groups.names.key(phrase))
        apart = bool(words & _DIFFERENT) or {"opposite", "side"} <= words
        if not apart and not words & TOGETHER:
            return None
        groups = [where.group for where in (one, other) if isinstance(where, Thing)]
        alike = groups[0] if len(groups) == 2 and groups[0] == groups[1] else None
        together = Locating(self.layout).same(one, other, self._frames(words, alike))
        return negate(together) if apart else together

    def _frames(self, words: set[str], group: int | None) -> tuple[Frame, ...]:
        """Return the frames in which two things can be together, those that the phrase names first.

        Members of one `group` have different places where nobody shares one, and are no places themselves.
        """
        possible = [frame for frame in self.layout.frames if group is None or not frame.claims]
        possible = [frame for frame in possible if group is None or frame.own != group]
        named = [frame for frame in possible if frame.noun in words]
        if not possible:
            raise unknown(" ".join(sorted(words)))
        return tuple(named or possible)

    def matched(self, wheres: tuple[Where, ...]) -> bool:
        """Say whether one of two things is where the other can be, and such places have no order."""
        match wheres:
            case Thing(one), Thing(other):
                frames = [frame for frame in self.layout.frames if not frame.ordered]
                pairs = ((one, other), (other, one))
                return any(f.own == a and b in f.functions for f in frames for a, b in pairs)
            case _:
                return False

    def alone(self, phrase: str, where: Where) -> Term | None:
        """Return that nobody else is where a thing is, or nobody at all in a place; else None."""
        words = set(self.layout.groups.names.key(phrase))
        if words & _EMPTY:
            return conjunction(tuple(self._nobody(where)))
        if not words & _ALONE or not isinstance(where, Thing):
            return None
        var = self._var(where.term)
        other = Thing(where.group, Var(var))
        apart = Not(Locating(self.layout).same(where, other, self._frames(words, where.group)))
        return self._all(other, var, Implies(Compare("!=", Var(var), where.term), apart))

    def alone_in(self, phrase: str, one: Where, other: Where) -> Term | None:
        """Return that a thing is in a place, and nobody else; None for other phrases."""
        if not set(self.layout.groups.names.key(phrase)) & _ALONE:
            return None
        alone = self.alone(phrase, one)
        return None if alone is None else And((Locating(self.layout).same(one, other), alone))

    def _nobody(self, place: Where) -> list[Term]:
        locating = Locating(self.layout)
        claims: list[Term] = []
        for frame in self.layout.frames:
            at = locating.at(place, frame)
            if at is None or not (isinstance(place, Seat) or frame.own is not None):
                continue
            var = self._var(at)
            for group in frame.functions:
                there = frame.at(group, Var(var))
                if there is not None and group == self.layout.groups.naming():
                    claims.append(self._all(Thing(group, Var(var)), var, Compare("!=", there, at)))
        if not claims:
            raise unknown("empty", "nothing in this problem can be empty")
        return claims

    def _var(self, term: Term) -> str:
        return next(name for name in ("other", "other2", "other3") if name not in free_variables(term))

    def _all(self, thing: Thing, var: str, body: Term) -> Term:
        return Quantified("all", (Binding(var, self.layout.sorts[thing.group].name),), body)
