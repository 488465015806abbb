"""Amounts for one unit, read from all sentences into tables with parameters. Links no limit to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from neurosym.faults import Fault, Span
from neurosym.ir.core import REAL, Apply, Arith, Compare, Num, Symbol, Term
from neurosym.ir.terms import number
from neurosym.ir.walk import fresh, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.programmes.bounding import directed, direction
from neurosym.translate.sentences.programmes.choices import Choices, per_unit
from neurosym.translate.sentences.programmes.conversions import Conversions, converted
from neurosym.translate.sentences.programmes.figures import Figure, Figures
from neurosym.translate.sentences.programmes.quantities import (
    amount_of,
    at_odds,
    identifier,
    key,
    kindred,
    lemmas,
)
from neurosym.translate.sentences.programmes.resources import Table, misplaced


@dataclass(frozen=True, slots=True)
class Ledger:
    """All tables, and what each sentence says beside them.

    `given` has the equations of parameters and `rest` the other formulas, each with its sentence.
    """

    tables: tuple[Table, ...]
    parameters: tuple[Symbol, ...]
    given: tuple[tuple[int, Term], ...]
    rest: tuple[tuple[int, Term], ...]
    faults: tuple[Fault, ...] = ()
    conversions: Conversions = field(default_factory=Conversions)


@dataclass(slots=True)
class _Draft:
    """A table that is being filled: what stands in it so far, by choice."""

    phrase: str
    unit: str = ""
    sure: bool = False
    near: frozenset[str] = frozenset()
    of: dict[int, str] = field(default_factory=dict)
    values: dict[int, Term] = field(default_factory=dict)
    general: set[int] = field(default_factory=set)
    """Those of which only a sentence about all of them has spoken so far."""
    beside: dict[int, bool] = field(default_factory=dict)
    """Whether the words beside the number name the table, too."""


def read_tables(entries: Sequence[Entry], formulas: Sequence[Sequence[Term]], choices: Choices) -> Ledger:
    """Read every equation that gives an amount for one unit of a choice; keep all other formulas.

    A table is in the smallest of the units that its numbers have.
    """
    reader = _Reader(entries, choices)
    ledger = reader.read(formulas)
    if not reader.mixed:
        return ledger
    return _Reader(entries, choices, reader.mixed).read(formulas)


class _Reader:
    def __init__(
        self,
        entries: Sequence[Entry],
        choices: Choices,
        units: Mapping[frozenset[str], str] | None = None,
    ) -> None:
        self._entries = entries
        self._choices = choices
        self._units = units or {}
        self.mixed: dict[frozenset[str], str] = {}
        """The smallest unit of each table whose numbers have several."""
        self._conversions = Conversions()
        self._drafts: dict[frozenset[str], _Draft] = {}
        self._taken = {choice.symbol for choice in choices.all}
        self._given: list[tuple[int, Term]] = []
        self._near: list[tuple[int, frozenset[str], Figure]] = []
        self._faults: list[Fault] = []

    def read(self, formulas: Sequence[Sequence[Term]]) -> Ledger:
        numbered = {
            name
            for group in formulas
            for formula in group
            if (found := per_unit(formula)) and any(_is_number(part) for part in subterms(found[1]))
            for name in [self._place(found[0])[0]]
            if not any(isinstance(part, Apply) and part.args for part in subterms(found[1]))
        }
        rest: list[tuple[int, Term]] = []
        for place, group in enumerate(formulas):
            figures = Figures(self._entries[place].text)
            for formula in group:
                if (stock := self._stock(place, formula)) is not None:
                    rest.append((place, stock))
                    continue
                found = per_unit(formula)
                name, members = self._place(found[0]) if found else (frozenset[str](), ())
                priced = found is not None and any(map(_is_money, subterms(found[1])))
                if found and members and (name in numbered or priced):
                    self._enter(place, found[0], members, found[1], figures)
                else:
                    rest.append((place, directed(self._entries[place], formula, self._choices, numbered)))
        tables = tuple(
            Table(draft.phrase, words, draft.unit, draft.near, draft.of, sure=draft.sure)
            for words, draft in self._drafts.items()
        )
        for place, words, figure in self._near:
            if misplaced(words, figure.near, tables):
                text, what = self._entries[place].text, f"{figure.value} stands beside another amount"
                self._faults.append(Fault("misplaced", what, Span(text, 0, len(text)), severity="warning"))
        parameters = tuple(Symbol(name, (), REAL) for table in tables for name in table.of.values())
        return Ledger(
            tables, parameters, tuple(self._given), tuple(rest), tuple(self._faults), self._conversions
        )

    def _stock(self, place: int, formula: Term) -> Term | None:
        """Return the limit that `eggs( shop) = 50` says of somebody who has or needs something."""
        found = per_unit(formula)
        if found is None or not isinstance(found[0].args[0], Apply):
            return None
        head, value = found
        if key(found[0].args[0].name) not in self._choices.holders:
            return None
        text = self._entries[place].text
        op = direction(frozenset(lemmas(text)))
        what = f"`{head.name}` is taken for what is {'needed' if op == '>=' else 'there'}"
        self._faults.append(Fault("ambiguous", what, Span(text, 0, len(text)), severity="warning"))
        return Compare(op, Apply("total", (Apply(head.name),)), value)

    def _place(self, head: Apply) -> tuple[frozenset[str], tuple[int, ...]]:
        """Return the table that `cost( cart)` or `needs( cart, wood)` stands in, and the choices it is of."""
        phrases = [arg.name for arg in head.args if isinstance(arg, Apply)]
        for place, phrase in enumerate(phrases):
            members = self._choices.members(phrase)
            if members:
                others = phrases[:place] + phrases[place + 1 :]
                return key(others[0] if others else head.name), members
        return key(head.name), ()

    def _enter(
        self, place: int, head: Apply, members: tuple[int, ...], value: Term, figures: Figures
    ) -> None:
        words, _ = self._place(head)
        phrases = [arg.name for arg in head.args if isinstance(arg, Apply)]
        phrase = next((other for other in phrases if key(other) == words), head.name)
        draft = self._drafts.setdefault(words, _Draft(phrase))
        lowered, figure = self._value(value, figures)
        if figure is not None:
            draft.near |= figure.near
            self._near.append((place, words, figure))
            self._measure(draft, words, figure)
            text = self._entries[place].text
            times = self._conversions.factor(figure, draft.unit, draft.phrase, text, sure=draft.sure)
            if times is not None and times < 1:
                self.mixed[words] = figure.unit
            lowered = converted(lowered, times)
        beside = figure is not None and kindred(words, figure.near)
        for member in members:
            self._set(place, draft, member, lowered, general=len(members) > 1, beside=beside)

    def _measure(self, draft: _Draft, words: frozenset[str], figure: Figure) -> None:
        """Let a figure tell the unit of its table, where that is not told yet, or only supposed."""
        written = bool(figure.unit) and not figure.supposed
        if not draft.unit or (written and not draft.sure and at_odds(draft.unit, figure.unit)):
            draft.unit = self._units.get(words, figure.unit)
        draft.sure = draft.sure or written

    def _set(
        self, place: int, draft: _Draft, member: int, value: Term, *, general: bool, beside: bool
    ) -> None:
        """Enter a value. What is said of one choice goes before what is said of all of them.

        Of two amounts the one is taken that stands beside the name of what it is an amount of.
        """
        known = draft.values.get(member)
        symbol = self._symbol(draft, member)
        if known is not None and known != value and not (isinstance(known, Num) and isinstance(value, Num)):
            # `$27, that is, $7 more than Sky`: the second one tells what Sky brings
            self._given.append((place, Compare("==", Apply(symbol), value)))
            return
        if known is not None:
            if general or known == value:
                return
            if member not in draft.general:
                text, other = self._entries[place].text, self._choices.all[member].phrase
                what = f"there are two amounts of {draft.phrase} for {other}"
                self._faults.append(Fault("two-amounts", what, Span(text, 0, len(text)), severity="warning"))
                if draft.beside[member] or not beside:
                    return
            self._given = [entry for entry in self._given if entry[1] != Compare("==", Apply(symbol), known)]
        draft.general = draft.general | {member} if general else draft.general - {member}
        draft.values[member] = value
        draft.beside[member] = beside
        self._given.append((place, Compare("==", Apply(symbol), value)))

    def _symbol(self, draft: _Draft, member: int) -> str:
        if member not in draft.of:
            draft.of[member] = fresh(identifier(draft.phrase, self._choices.all[member].phrase), self._taken)
            self._taken.add(draft.of[member])
        return draft.of[member]

    def _value(self, term: Term, figures: Figures) -> tuple[Term, Figure | None]:
        """Return a value with its names resolved, and the figure that says its unit."""
        match term:
            case Apply(name, ()) if (figure := figures.take(name)) is not None:
                return number(figure.value), figure
            case Apply(_, (_, *_)):
                words, members = self._place(term)
                draft = self._drafts.setdefault(words, _Draft(term.name))
                return (Apply(self._symbol(draft, members[0])) if members else term), None
            case Arith(_, args):
                parts = [self._value(arg, figures) for arg in args]
                product = term.op in ("*", "/")
                figure = next((f for _, f in parts if f is not None), None)
                return replace(term, args=tuple(part for part, _ in parts)), None if product else figure
            case _:
                return term, None


def _is_money(term: Term) -> bool:
    return isinstance(term, Apply) and not term.args and term.name[:1] in ("$", "€", "£")


def _is_number(term: Term) -> bool:
    return isinstance(term, Apply) and not term.args and amount_of(term.name) is not None
