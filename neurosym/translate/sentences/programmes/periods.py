"""What is made in several periods and kept from one to the next: a balance for each of them.

Rewrites readings before a programme is put together. It knows no tables; a period is what a calendar names,
or what is counted: `week 2`, `the second quarter`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold
from neurosym.ir.core import Apply, Arith, Compare, Term
from neurosym.measures import MEASURES
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, Choose, Each, Members, Part
from neurosym.translate.sentences.programmes.choices import Fit, match
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import (
    MONEY,
    amount_of,
    bag,
    key,
    lemma,
    lemmas,
    plain_words,
)

_NAMED = bag(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter"
)
_COUNTED = bag("day week month quarter season year shift period half")
_STORING = bag(
    "stock store storage keep inventory warehouse hold carry shelf leave left remain leftover unsold depot"
)
"""Words of a sentence about what is made and not yet delivered."""
_IN_STOCK = re.compile(r"\b(?:in (?:stock|store|storage|the \w+house)|kept|left|stored|inventory)\b")
_FIRST = re.compile(r"\b(?:beginning|start\w*|already|opens?|initial\w*|today|now|so far|from last)\b")
_LAST = re.compile(r"\b(?:end|last|finally|final|left over|remain\w*)\b")


def with_stocks(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with a stock at the end of each period, where what is made may be kept.

    The quantities are what is made in March, and what is in stock after March. `deliver( March) >= 20` takes
    what was in stock before and what is made, and leaves the rest in stock. Readings that decide on no
    periods, or that keep nothing, stay as they are.
    """
    periods = _periods(entries)
    if len(periods) < 2 or not any(_is_kept(entry) for entry in entries):
        return tuple(entries)
    return _Calendar(periods, _opening(entries), _priced(entries), _goods(entries, periods)).told(entries)


def _periods(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the periods that are listed to be decided on, in their order."""
    for entry in entries:
        for part in entry.parts:
            names = part.values if isinstance(part, Each) else ()
            names = part.names if isinstance(part, Choose | Members) else names
            if len(names) > 1 and all(map(_is_period, names)):
                return names
    return ()


def _is_period(name: str) -> bool:
    words = lemmas(name)
    return bool(words) and (words[-1] in _NAMED or (len(words) > 1 and not _COUNTED.isdisjoint(words)))


def _is_kept(entry: Entry) -> bool:
    """Say whether a sentence bounds or prices what is in stock."""
    return any(isinstance(part, Compare) for part in entry.parts) and bool(_STORING & set(lemmas(entry.text)))


def _opens(entry: Entry) -> bool:
    return _is_kept(entry) and _FIRST.search(fold(entry.text)) is not None


def _opening(entries: Sequence[Entry]) -> bool:
    """Say whether the text tells what is in stock at first."""
    return any(_opens(entry) for entry in entries)


def _priced(entries: Sequence[Entry]) -> bool:
    """Say whether the text tells what keeping costs."""
    parts = [part for entry in entries if _is_kept(entry) for part in entry.parts]
    return any(isinstance(part, Compare) and _is_money(part.right) for part in parts)


def _goods(entries: Sequence[Entry], periods: Sequence[str]) -> str:
    """Return what is made, as the text counts it: `dinghies`, or `steel` of `20 tonnes of steel`."""
    for entry in entries:
        figures = Figures(entry.text)
        for part in entry.parts:
            match part:
                case Compare(_, left, Apply(number, ())) if (figure := figures.take(number)) is not None:
                    words = figure.near - {figure.unit} if figure.unit in MEASURES else {figure.unit}
                    timed = _period(left, periods) is not None and figure.unit != MONEY
                    if timed and len(words) == 1 and words != {""}:
                        return next((word for word in plain_words(entry.text) if lemma(word) in words), "")
                case _:
                    pass
    return ""


def _period(term: Term, periods: Sequence[str]) -> int | None:
    """Return the period that a side of a limit is about: `deliver( March)`, `March`."""
    match term:
        case Apply(name, ()):
            phrases = [name]
        case Apply(name, (Apply(arg, ()),)):
            phrases = [arg, name]
        case _:
            return None
    for phrase in phrases:
        fit, found = match(key(phrase), [frozenset([key(period)]) for period in periods])
        if fit >= Fit.PART and len(found) == 1:
            return found[0]
    return None


@dataclass(frozen=True, slots=True)
class _Calendar:
    periods: tuple[str, ...]
    opening: bool
    priced: bool
    goods: str

    def told(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the sentences as they speak of what is made in a period and what is kept after it."""
        return tuple(
            replace(entry, parts=tuple(new for part in entry.parts for new in self._part(part, entry)))
            for entry in entries
        )

    def _part(self, part: Part, entry: Entry) -> Iterator[Part]:
        match part:
            case Choose(names) | Members(_, names) | Each(_, names):
                if names == self.periods:
                    first = (self._first(),) if self.opening else ()
                    yield Choose((*map(self._made, names), *first, *map(self._stock, names)))
            case _ if isinstance(part, DIRECTIVES):
                yield part
            case Compare(op, left, Apply(number, ()) as value) if amount_of(number) is not None:
                yield from self._said(Compare(op, left, value), entry)
            case _:
                yield part

    def _first(self) -> str:
        return f"{self.goods} in stock before {self.periods[0]}".lstrip()

    def _stock(self, period: str) -> str:
        return f"{self.goods} in stock after {period}".lstrip()

    def _made(self, period: str) -> str:
        return f"{self.goods} made in {period}".lstrip()

    def _said(self, term: Compare, entry: Entry) -> Iterator[Term]:
        """Yield what a sentence says of one period, or of each of them."""
        place, kept = _period(term.left, self.periods), _is_kept(entry)
        of = self._stock if kept else self._made
        priced = term.op == "==" and _is_money(term.right)
        if kept and _opens(entry) and not priced:
            yield Compare("==", Apply(self._first()), term.right)
            if self.priced:  # it is there already
                yield Compare("==", Apply("cost", (Apply(self._first()),)), Apply("$0"))
        elif kept and place is None and _LAST.search(fold(entry.text)) and not priced:
            yield Compare(
                ">=" if term.op == "==" else term.op, Apply(self._stock(self.periods[-1])), term.right
            )
        elif priced:
            names = self.periods if place is None else (self.periods[place],)
            for name in names:
                yield Compare("==", Apply("cost", (Apply(of(name)),)), term.right)
        elif place is not None and term.op in (">=", "==", ">") and not _IN_STOCK.search(fold(entry.text)):
            yield self._balance(place, term)
        else:
            names = self.periods if place is None else (self.periods[place],)
            op = "<=" if term.op == "==" else term.op
            yield from (Compare(op, Apply(of(name)), term.right) for name in names)

    def _balance(self, place: int, term: Compare) -> Term:
        """Return that what was kept and what is made is what is delivered and what is kept then."""
        made: Term = Apply(self._made(self.periods[place]))
        if place or self.opening:
            made = Arith("+", (Apply(self._stock(self.periods[place - 1]) if place else self._first()), made))
        return Compare("==", Arith("-", (made, Apply(self._stock(self.periods[place])))), term.right)


def _is_money(term: Term) -> bool:
    return isinstance(term, Apply) and term.name[:1] in ("$", "€", "£")
