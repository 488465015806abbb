"""What is sent from places to places: each route is a quantity, each place a limit on the routes it has.

Rewrites readings before a programme is put together. It knows no tables, and nothing of who does what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold
from neurosym.ir.core import And, Apply, Compare, Implies, Not, Or, Term, conjunction
from neurosym.ir.walk import children, rebuild
from neurosym.translate.sentences.entries import Entry, terms_of
from neurosym.translate.sentences.notation.parts import DIRECTIVES, Choose, Members, Part
from neurosym.translate.sentences.programmes.choices import Fit, match
from neurosym.translate.sentences.programmes.quantities import (
    EXACTLY,
    amount_of,
    key,
    lemmas,
    of_each,
)

_NONE = Apply("0")


def routed(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with one quantity for each route, where amounts are given from places to places.

    `cost( Leeds, York) = $4` of "It costs $4 from Leeds to York." is the cost of `Leeds to York`; what Leeds
    has bounds all that is sent from there, what York needs all that is sent there. Readings in which a
    place both sends and gets something, or with fewer than two routes, stay as they are.
    """
    pairs = dict.fromkeys(pair for entry in entries for pair in _pairs_told(entry))
    sources, sinks = _unlike(one for one, _ in pairs), _unlike(other for _, other in pairs)
    if len(pairs) < 2 or any(_place(name, sinks) is not None for name in sources):
        return tuple(entries)
    groups = tuple(part for entry in entries for part in entry.parts if isinstance(part, Members))
    return _Routes(tuple(pairs), sources, sinks, groups).told(entries)


def _pairs_told(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the pairs of places of which a sentence gives an amount, each with its source first."""
    for term in terms_of([entry]):
        match term:
            case Compare("==", Apply(_, (Apply(one, ()), Apply(other, ()))), Apply(number, ())) if (
                amount_of(number) is not None
            ):
                if _leads(entry.text, one, other):
                    yield one, other
                elif _leads(entry.text, other, one):
                    yield other, one
            case _:
                pass


def _leads(text: str, one: str, other: str) -> bool:
    """Say whether a sentence speaks of a way from one place to another."""
    plain, way = fold(text), (re.escape(fold(one)), re.escape(fold(other)))
    there = rf"\bfrom (?:the )?{way[0]}\b.*\bto (?:the )?{way[1]}\b"
    back = rf"\bto (?:the )?{way[1]}\b.*\bfrom (?:the )?{way[0]}\b"
    between = rf"\bbetween (?:the )?{way[0]} and (?:the )?{way[1]}\b"
    return any(re.search(pattern, plain) for pattern in (there, back, between))


def _unlike(names: Iterator[str]) -> tuple[str, ...]:
    return tuple({key(name): name for name in names}.values())


def _place(phrase: str, places: Sequence[str]) -> int | None:
    """Return which of these places a phrase names: `Leeds depot` is Leeds."""
    fit, found = match(key(phrase), [frozenset([key(place)]) for place in places])
    return found[0] if fit >= Fit.PART and len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Routes:
    pairs: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    sinks: tuple[str, ...]
    groups: tuple[Members, ...]

    def told(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the sentences as they speak of routes; the first one that lists anything declares them."""
        lists = [n for n, entry in enumerate(entries) if any(_is_list(part) for part in entry.parts)]
        first = lists[0] if lists else next(n for n, e in enumerate(entries) if [*_pairs_told(e)])
        routes = Choose(tuple(_name(one, other) for one, other in self.pairs))
        done = []
        for n, entry in enumerate(entries):
            parts = tuple(self._part(part, entry) for part in entry.parts if not _is_list(part))
            done.append(replace(entry, parts=(routes, *parts) if n == first else parts))
        return tuple(done)

    def _part(self, part: Part, entry: Entry) -> Part:
        return part if isinstance(part, DIRECTIVES) else self._formula(part, entry)

    def _formula(self, term: Term, entry: Entry) -> Term:
        match term:
            case Not(Apply() as sent) if (route := self._route(sent)) is not None:
                return Compare("==", Apply(route), _NONE)
            case And() | Or() | Not() | Implies():
                return rebuild(term, tuple(self._formula(part, entry) for part in children(term)))
            case Compare(op, left, right):
                return self._limit(term, entry) or Compare(
                    op, self._amount(left, op), self._amount(right, op)
                )
            case _:
                return term

    def _amount(self, term: Term, op: str) -> Term:
        """Return an amount with its routes: what one takes in an equation, else the route itself."""
        route = self._route(term)
        if route is None or not isinstance(term, Apply):
            return rebuild(term, tuple(self._amount(part, op) for part in children(term)))
        return Apply(term.name, (Apply(route),)) if op == "==" else Apply(route)

    def _route(self, term: Term) -> str | None:
        """Return the name of the route that stands in a term: `sent( Leeds, York)`."""
        match term:
            case Apply(_, (Apply(one, ()), Apply(other, ()))):
                for first, second in ((one, other), (other, one)):
                    ends = _place(first, self.sources), _place(second, self.sinks)
                    for pair in self.pairs:
                        if ends == (_place(pair[0], self.sources), _place(pair[1], self.sinks)):
                            return _name(*pair)
            case _:
                pass
        return None

    def _limit(self, term: Compare, entry: Entry) -> Term | None:
        """Return what a place has or needs as a limit on its routes; None if this says no such thing."""
        if not (isinstance(term.right, Apply) and amount_of(term.right.name) is not None):
            return None
        names = self._places(term.left)
        if not names:
            return None
        own = self._only_route(entry)
        limits = [self._bounded(own or name, term, entry, own is not None) for name in names]
        return conjunction(tuple(limits))

    def _places(self, term: Term) -> tuple[str, ...]:
        """Return the places that a side of a limit is about: `Leeds`, `supply( Leeds)`, `each town`."""
        match term:
            case Apply(name, ()):
                phrase = name
            case Apply(_, (Apply(name, ()),)):
                phrase = name
            case _:
                return ()
        if _place(phrase, (*self.sources, *self.sinks)) is not None:
            return (phrase,)
        group = next((one for one in self.groups if of_each(phrase) and key(phrase) <= key(one.group)), None)
        return group.names if group is not None else ()

    def _only_route(self, entry: Entry) -> str | None:
        """Return the route that a sentence speaks of, if it is one and nothing else is bounded there."""
        if sum(isinstance(part, Compare) for part in entry.parts) != 1:
            return None
        found = [pair for pair in self.pairs if all(_named(place, entry.text) for place in pair)]
        return _name(*found[0]) if len(found) == 1 else None

    def _bounded(self, name: str, term: Compare, entry: Entry, single: bool) -> Term:
        op = term.op
        if op == "==" and not single and not EXACTLY & set(lemmas(entry.text)):
            op = "<=" if _place(name, self.sources) is not None else ">="
        return Compare(op, Apply(name), term.right)


def _is_list(part: Part) -> bool:
    return isinstance(part, Choose | Members)


def _named(place: str, text: str) -> bool:
    return key(place) <= frozenset(lemmas(text))


def _name(one: str, other: str) -> str:
    return f"{one} to {other}"
