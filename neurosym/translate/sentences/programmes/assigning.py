"""Who is given what: each pairing of one with the other is a quantity, taken or left.

Rewrites readings before a programme is put together. It knows no tables, and nothing of routes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    CompareOp,
    Count,
    Implies,
    Not,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.walk import children, rebuild, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, Choose, Each, Members, Part
from neurosym.translate.sentences.programmes.choices import Fit, match
from neurosym.translate.sentences.programmes.figures import Figure, Figures
from neurosym.translate.sentences.programmes.quantities import (
    MONEY,
    amount_of,
    key,
    lemma,
    lemmas,
    plain_words,
)

_ONE = Apply("1")


@dataclass(frozen=True, slots=True)
class _Side:
    """Those that are put together with the others: what they are called, and their names."""

    group: str
    names: tuple[str, ...]

    def place(self, phrase: str) -> int | None:
        """Return which of these a phrase names."""
        fit, found = match(key(phrase), [frozenset([key(name)]) for name in self.names])
        return found[0] if fit >= Fit.PART and len(found) == 1 else None

    def places(self, phrases: Sequence[str]) -> set[int]:
        return {place for phrase in phrases if (place := self.place(phrase)) is not None}

    def named_in(self, text: str) -> tuple[int, ...]:
        words = frozenset(lemmas(text))
        return tuple(n for n, name in enumerate(self.names) if key(name) <= words)

    def called(self, kind: str) -> bool:
        return bool(key(kind) & key(self.group))


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many of the other side each of one side gets: `each nurse works on exactly one ward`."""

    kind: str
    other: str
    op: CompareOp
    number: Apply


def assigned(told: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with one quantity for each pairing, where each of some gets so many of others.

    `contract( Ines) = 9` of "The contract takes Ines 9 hours." is what `Ines on contract` takes, and a
    sentence such as "Each job is done by exactly one translator." bounds the pairings of each job. Readings
    that pair nothing, or name those of one side only, stay as they are.
    """
    entries = [replace(entry, parts=tuple(_apart(entry.parts))) for entry in told]
    shares = [found for entry in entries for part in entry.parts if (found := _share(part)) is not None]
    groups = [part for entry in entries for part in entry.parts if isinstance(part, Members) and part.names]
    lists = [part for entry in entries for part in entry.parts if isinstance(part, Each)]
    if not shares and not (groups and lists):
        return tuple(told)
    sides = [_Side(part.group, part.names) for part in groups]
    sides += [_Side(part.attribute, part.values) for part in lists]
    if len(sides) == 1:
        sides = [*_strangers(entries, sides[0], shares), *sides]
    if len(sides) != 2:
        return tuple(told)
    pairing = _Pairing(sides[0], sides[1], bool(lists) and not shares)
    return tuple(map(pairing.told, entries)) if pairing.complete(entries) else tuple(told)


def _apart(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts of a sentence, one that says how many each of two sides gets as two."""
    for part in parts:
        if isinstance(part, And) and any(_share(each) is not None for each in part.args):
            yield from part.args
        else:
            yield part


def shares_out(part: Part) -> bool:
    """Say whether a sentence tells how many of others each of some gets, which no quantity is."""
    return _share(part) is not None


def _share(part: Part) -> _Shares | None:
    """Return what a sentence says of how many each gets."""
    match part:
        case Quantified(
            "all",
            (Binding(own),),
            Implies(
                Apply(kind, (Var(x),)), Compare(op, Count(_, And((Apply(other, (Var(y),)), _))), Apply() as n)
            ),
        ) if x == own != y and amount_of(n.name) is not None:
            return _Shares(kind, other, op, n)
        case Quantified("all", bound, Implies(kind, Not(Compare(">", counted, most)))):
            # `not more than one` is at most one
            return _share(Quantified("all", bound, Implies(kind, Compare("<=", counted, most))))
        case _:
            return None


def _strangers(entries: Sequence[Entry], known: _Side, shares: Sequence[_Shares]) -> Iterator[_Side]:
    """Yield those who are listed nowhere, by the amounts of them for the known ones: `contract( Ines)`."""
    names: dict[frozenset[str], str] = {}
    for entry in entries:
        for part in entry.parts:
            match part:
                case Compare("==", Apply(head, (Apply(arg, ()),)), Apply()) if known.place(head) is not None:
                    names.setdefault(key(arg), arg)
                case Compare("==", Apply(_, (Apply(one, ()), Apply(other, ()))), Apply()):
                    for name, partner in ((one, other), (other, one)):
                        if known.place(partner) is not None and known.place(name) is None:
                            names.setdefault(key(name), name)
                case _:
                    pass
    kind = next((kind for s in shares for kind in (s.kind, s.other) if not known.called(kind)), "")
    if len(names) > 1 and kind:
        yield _Side(kind, tuple(names.values()))


@dataclass(frozen=True, slots=True)
class _Pairing:
    first: _Side
    second: _Side
    one_each: bool
    """Each of one side gets another one of the other, and nothing else says how many."""

    def complete(self, entries: Sequence[Entry]) -> bool:
        """Say whether an amount is given for each pairing that is not ruled out."""
        known = {pair for entry in entries for pair in (*self._measured(entry), *self._denied(entry))}
        return known >= set(self._pairs())

    def _measured(self, entry: Entry) -> Iterator[tuple[int, int]]:
        for part in entry.parts:
            if isinstance(part, Compare) and (pair := self._of(part, entry)) is not None:
                yield pair

    def _denied(self, entry: Entry) -> Iterator[tuple[int, int]]:
        """Yield the pairings that a sentence rules out: `not given( Ines, manual)`."""
        for part in entry.parts:
            if isinstance(part, Not) and isinstance(part.arg, Apply):
                ends = [side.places(_names(part.arg.args)) for side in (self.first, self.second)]
                yield from product(*ends)

    def told(self, entry: Entry) -> Entry:
        """Return a sentence as it speaks of pairings; the one that lists the second side declares them."""
        figures = Figures(entry.text)
        parts = tuple(new for part in entry.parts for new in self._part(part, entry, figures))
        return replace(entry, parts=parts)

    def _part(self, part: Part, entry: Entry, figures: Figures) -> Iterator[Part]:
        match part:
            case Members(_, names) | Each(_, names) if names == self.second.names:
                yield Choose(tuple(self._name(*pair) for pair in self._pairs()))
                if self.one_each:
                    exactly: CompareOp = "==" if len(self.first.names) == len(self.second.names) else "<="
                    least: CompareOp = "==" if len(self.first.names) <= len(self.second.names) else "<="
                    yield from (Compare(least, Apply(name), _ONE) for name in self.first.names)
                    yield from (Compare(exactly, Apply(name), _ONE) for name in self.second.names)
            case Members() | Each() | Choose():
                return
            case _ if (share := _share(part)) is not None:
                side = self.first if self.first.called(share.kind) else self.second
                yield from (Compare(share.op, Apply(name), share.number) for name in side.names)
            case _ if isinstance(part, DIRECTIVES):
                yield part
            case Compare("==", _, Apply(number, ()) as value) if (pair := self._of(part, entry)) is not None:
                kind = _kind(figures.take(number), entry.text)
                yield Compare("==", Apply(kind, (Apply(self._name(*pair)),)), value)
            case _:
                yield self._formula(part)

    def _of(self, term: Compare, entry: Entry) -> tuple[int, int] | None:
        """Return the pair that an amount is of; what it leaves out, the sentence names alone."""
        if not isinstance(term.right, Apply) or amount_of(term.right.name) is None:
            return None
        if not isinstance(term.left, Apply):
            return None
        inside = _names(term.left.args)
        ends: list[int] = []
        for side in (self.first, self.second):
            found = side.places(inside) or side.places([term.left.name]) or set(side.named_in(entry.text))
            if len(found) != 1:
                return None
            ends += found
        return ends[0], ends[1]

    def _formula(self, term: Term) -> Term:
        match term:
            case Apply(_, (Apply(one, ()), Apply(other, ()))):
                for first, second in ((one, other), (other, one)):
                    ends = self.first.place(first), self.second.place(second)
                    if ends[0] is not None and ends[1] is not None:
                        return Apply(self._name(ends[0], ends[1]))
                return term
            case _:
                return rebuild(term, tuple(map(self._formula, children(term))))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        return product(range(len(self.first.names)), range(len(self.second.names)))

    def _name(self, one: int, other: int) -> str:
        return f"{self.first.names[one]} on {self.second.names[other]}"


def _names(terms: Sequence[Term]) -> list[str]:
    return [part.name for term in terms for part in subterms(term) if isinstance(part, Apply)]


def _kind(figure: Figure | None, text: str) -> str:
    """Return what a number measures, as its sentence has it: hours, or what it costs."""
    if figure is None or not figure.unit:
        return "amount"
    if figure.unit == MONEY:
        return "cost"
    return next((word for word in plain_words(text) if lemma(word) == figure.unit), figure.unit)
