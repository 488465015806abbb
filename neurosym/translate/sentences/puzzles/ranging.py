"""What the variable of a clue ranges over: the members of a group, or the places. Writes no formula.

The noun that it is said to be tells it (`day( x)`), else where it stands (`shown on( Ann, x)`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.ir.core import And, Apply, Compare, Element, Term, Var, conjunction
from neurosym.ir.walk import substitute, subterms
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.puzzles.layout import PLACE, Layout
from neurosym.translate.sentences.puzzles.locating import Locating
from neurosym.translate.sentences.puzzles.things import Env, Seat, Thing, unknown
from neurosym.translate.sentences.words.comparing import UNITS
from neurosym.translate.sentences.words.names import Key, number_of, ordinal_of
from neurosym.translate.sentences.words.orders import relation_of

_ANYBODY = frozenset({"person", "thing", "one", "member", "individual", "somebody", "someone", "whoever"})
_LEADING = frozenset({"to", "by", "with", "for", "from", "of"})
_STANDING = frozenset({"in", "on", "at", "live", "stay", "stand", "sit", "dwell", "reside", "be"})


@dataclass(frozen=True, slots=True)
class _Partner:
    """A group one of which is said something together with a variable, before it or `behind` it."""

    phrase: str
    group: int
    behind: bool


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
                if frame.sort is not None and _is_place(groups.names.key(noun), frame):
                    return self.place(frame, Var(var))
        for partner in self._partners(var, body, env):
            if (found := self._beside(partner, var)) is not None:
                return found
        return Thing(groups.naming(), Var(var))

    def _beside(self, partner: _Partner, var: str) -> Thing | Seat | None:
        """Return what is said together with a member of a group: never another one of that group."""
        groups, phrase = self.layout.groups, partner.phrase
        if partner.behind and phrase:
            group = groups.called(phrase, besides=partner.group)
            if group is not None and group in self.layout.sorts:
                return Thing(group, Var(var))
            for frame in self.layout.frames:
                standing = set(groups.names.key(phrase)) & _STANDING
                if frame.sort is not None and frame.own != partner.group and standing:
                    return self.place(frame, Var(var))
            told = self.layout.objects.get(groups.names.key(phrase))
            if told is not None and told != partner.group:
                return Thing(told, Var(var))
        others = [number for number in self.layout.sorts if number != partner.group]
        if partner.group != groups.naming():
            if phrase and len(others) > 1 and partner.behind and not _is_prepositional(phrase):
                raise unknown(phrase, f"nothing says of what “{phrase}” asks")
            return Thing(groups.naming(), Var(var))
        if len(others) == 1:
            return Thing(others[0], Var(var))
        if phrase:
            raise unknown(phrase, f"nothing says of what “{phrase}” asks")
        return None

    def place(self, frame: Frame, term: Term) -> Thing | Seat:
        """Return a term for any place of a frame."""
        return Seat(frame, term) if frame.own is None else Thing(frame.own, term)

    def sort_of(self, where: Thing | Seat) -> str:
        """Return the sort of what a variable stands for."""
        return where.frame.result if isinstance(where, Seat) else self.layout.sorts[where.group].name

    def _partners(self, var: str, body: Term, env: Env) -> list[_Partner]:
        """Return what members of groups are said to be or to do with the variable, in no order.

        Who it is tells nothing where something else is said, too: who has the bed is Ann.
        """
        nouns = Locating(self.layout).nouns()
        atoms: list[_Partner] = []
        same: list[_Partner] = []
        placed = False
        for part in subterms(body):
            match part:
                case Apply(phrase, (one, Var(name))) if name == var and relation_of(phrase, nouns) is None:
                    atoms += self._partner(phrase, one, env, behind=True)
                    placed = True
                case Apply(phrase, (Var(name), one)) if name == var and relation_of(phrase, nouns) is None:
                    atoms += self._partner(phrase, one, env, behind=False)
                    placed = True
                case Compare("==" | "!=", Var(name), one) | Compare("==" | "!=", one, Var(name)) if (
                    name == var
                ):
                    owner = one.args[0] if isinstance(one, Apply) and len(one.args) == 1 else one
                    same += self._partner("", owner, env, behind=True)
                case _:
                    pass
        return atoms if placed else same

    def _partner(self, phrase: str, term: Term, env: Env, *, behind: bool) -> list[_Partner]:
        groups = self.layout.groups
        match term:
            case Var(other) if isinstance(where := env.get(other), Thing):
                return [_Partner(phrase, where.group, behind)]
            case Apply(named, ()) if groups.labelled(named) or not Locating(self.layout).place(named):
                found = groups.member(named)
                return [_Partner(phrase, found[0], behind)] if found else []
            case _:
                return []

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
            return _is_place(key, where.frame) or groups.called(phrase) is not None
        own = key[-1:] == groups.names.key(groups.all[where.group].name)[-1:]
        if own and len(key) > 1 and Locating(self.layout).place(phrase) is not None:
            return False  # the last plot is a plot, and more
        everyone = number_of(phrase) == len(groups.all[where.group].values) and ordinal_of(phrase) is None
        return own or (not isinstance(where.term, Element) and (everyone or set(key) <= _ANYBODY))


def _is_prepositional(phrase: str) -> bool:
    """Say whether a verb leads to somebody by a preposition: `come with`, `belongs to`."""
    return phrase.casefold().split()[-1:] != [] and phrase.casefold().split()[-1] in _LEADING


def _is_place(key: Key, frame: Frame) -> bool:
    """Say whether a noun is that of places: a place of a row may be called its position, or floor."""
    general = frame.noun == PLACE and frame.ordered and set(key) <= UNITS | {"position", "rank", "turn"}
    numbered = key == ("number",) and frame.ordered and frame.sort is not None
    return key == (frame.noun,) or numbered or (bool(key) and general)


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
