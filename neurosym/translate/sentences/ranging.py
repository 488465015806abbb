"""What the variable of a clue ranges over: the members of a group, or the places. Writes no formula.

The noun that it is said to be tells it (`day( x)`), else where it stands (`shown on( Ann, x)`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.ir.core import And, Apply, Compare, Element, Term, Var, conjunction
from neurosym.ir.walk import substitute, subterms
from neurosym.translate.sentences.frames import Frame
from neurosym.translate.sentences.layout import Layout
from neurosym.translate.sentences.locating import Locating
from neurosym.translate.sentences.orders import relation_of
from neurosym.translate.sentences.things import Env, Seat, Thing, unknown

_ANYBODY = frozenset({"person", "thing", "one", "member", "individual", "somebody", "someone", "whoever"})
_STANDING = frozenset({"in", "on", "at", "live", "stay", "stand", "sit", "dwell", "reside", "be"})


@dataclass(frozen=True, slots=True)
class Ranging:
    """Finds what variables stand for in one layout."""

    layout: Layout

    def over(self, var: str, body: Term, env: Env) -> Thing | Seat:
        """Return what a variable stands for in a formula, inside of what other variables stand for.

        Raises `FaultError` where it stands for what somebody does, and no group is called so.
        """
        groups = self.layout.groups
        for noun in _nouns_of(var, body):
            if groups.subset(noun) is not None:
                return Thing(groups.naming(), Var(var))
            group = groups.called(noun)
            if group is not None and group in self.layout.sorts:
                return Thing(group, Var(var))
            for frame in self.layout.frames:
                if frame.sort is not None and groups.names.key(noun) == (frame.noun,):
                    return self.place(frame, Var(var))
        for phrase in self._standing(var, body, env):
            group = groups.called(phrase)
            if group is not None and group in self.layout.sorts:
                return Thing(group, Var(var))
            for frame in self.layout.frames:
                if frame.sort is not None and set(groups.names.key(phrase)) & _STANDING:
                    return self.place(frame, Var(var))
            group = self._object(phrase)
            if group is not None:
                return Thing(group, Var(var))
            raise unknown(phrase, f"nothing says of what “{phrase}” asks")
        return Thing(groups.naming(), Var(var))

    def _object(self, phrase: str) -> int | None:
        """Return the group of what a verb is said with, be it only because there is no other group."""
        groups = self.layout.groups
        others = [number for number in self.layout.sorts if number != groups.naming()]
        found = self.layout.objects.get(groups.names.key(phrase))
        return others[0] if found is None and len(others) == 1 else found

    def place(self, frame: Frame, term: Term) -> Thing | Seat:
        """Return a term for any place of a frame."""
        return Seat(frame, term) if frame.own is None else Thing(frame.own, term)

    def sort_of(self, where: Thing | Seat) -> str:
        """Return the sort of what a variable stands for."""
        return where.frame.result if isinstance(where, Seat) else self.layout.sorts[where.group].name

    def _standing(self, var: str, body: Term, env: Env) -> Iterator[str]:
        """Yield what is said of a member and the variable, and is no order: `shown on( Ann, x)`.

        Of a place and the variable it is said what is there: `holds( red room, x)`.
        """
        locating = Locating(self.layout)
        nouns, groups = locating.nouns(), self.layout.groups
        owns = {frame.own for frame in self.layout.frames}
        for part in subterms(body):
            match part:
                case Apply(phrase, (first, Var(name))) if name == var and relation_of(phrase, nouns) is None:
                    match first:
                        case Var(other) if isinstance(where := env.get(other), Thing):
                            group: int | None = where.group
                        case Apply(named, ()) if not locating.place(named):
                            group = next(iter(groups.member(named) or ()), None)
                        case _:
                            group = None
                    if group is not None and group not in owns:
                        yield phrase
                case _:
                    pass

    def named(self, var: str, body: Term) -> Term | None:
        """Return “has a dog” with the dog itself for the variable, where dog is a member."""
        parts = body.args if isinstance(body, And) else (body,)
        groups = self.layout.groups
        for place, part in enumerate(parts):
            noun = _guard(var, part)
            if noun is not None and groups.called(noun) is None and groups.means_member(noun):
                rest = parts[:place] + parts[place + 1 :]
                return substitute(conjunction(rest), {var: Apply(noun)}) if rest else None
        return None

    def is_guard(self, phrase: str, where: Thing | Seat) -> bool:
        """Say whether a noun only says again which group a thing is of: `people( x)`."""
        groups = self.layout.groups
        key = groups.names.key(phrase)
        if isinstance(where, Seat):
            return key == (where.frame.noun,) or groups.called(phrase) is not None
        own = key[-1:] == groups.names.key(groups.all[where.group].name)[-1:]
        return own or (not isinstance(where.term, Element) and set(key) <= _ANYBODY)


def _nouns_of(var: str, body: Term) -> Iterator[str]:
    for part in subterms(body):
        match part:
            case Apply(noun, (Var(name),)) if name == var:
                yield noun
            case Compare("==" | "!=", Apply(noun, (_,)), Var(name)) if name == var:
                yield noun
            case Compare("==" | "!=", Var(name), Apply(noun, (_,))) if name == var:
                yield noun
            case _:
                pass


def _guard(var: str, term: Term) -> str | None:
    match term:
        case Apply(noun, (Var(name),)) if name == var:
            return noun
        case _:
            return None
