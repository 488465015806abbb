"""Amounts of a programme, over its decided quantities and the parameters of its tables. Knows no limits.

A total that the text does not name by a word of its table gets a name of its own and is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neurosym.ir.core import Apply, Arith, Num, Term
from neurosym.ir.terms import number
from neurosym.ir.walk import fresh
from neurosym.measures import MEASURES
from neurosym.translate.sentences.programmes.choices import Choices, Fit
from neurosym.translate.sentences.programmes.gains import contrary, gain_of_cost, unpaid
from neurosym.translate.sentences.programmes.linking import AIM, TOTAL, Links, Place, is_total, time_of_all
from neurosym.translate.sentences.programmes.quantities import (
    COSTS,
    MONEY,
    amount_of,
    identifier,
    key,
    of_each,
)
from neurosym.translate.sentences.programmes.resources import Link, Strength


@dataclass(frozen=True, slots=True)
class Assumed:
    """A phrase that is taken to be a total, and why, as a sentence."""

    symbol: str
    phrase: frozenset[str]
    total: Term
    says: str


class Unlinked(Exception):
    """A phrase that stands for nothing that is known; an `error` where the sentence cannot be used."""

    def __init__(
        self, phrase: str, what: str, code: str = "unlinked", *, error: bool = False, hint: str = ""
    ) -> None:
        super().__init__(what)
        self.phrase, self.code, self.error, self.hint = phrase, code, error, hint


class Amounts:
    """Lowers the amounts of one programme, each phrase in the sentence where it stands.

    What had to be supposed is gathered: `assumed` totals, `doubtful` links, `missing` amounts for one unit;
    `narrow` names, and an `unmatched` objective in a text about money, that became the number of all.
    `defined` names are equated with other amounts: `revenue = price * chairs`. `each` is a phrase such as
    `each machine` and what it stands for at the moment.
    """

    def __init__(self, choices: Choices, links: Links) -> None:
        self._choices = choices
        self._links = links
        self._taken = {choice.symbol for choice in choices.all}
        self._taken |= {name for table in links.tables for name in table.of.values()}
        self.each: tuple[str, Term] | None = None
        self.assumed: list[Assumed] = []
        self.defined: dict[frozenset[str], str] = {}
        self.doubtful: list[Place] = []
        self.missing: dict[tuple[int, int], None] = {}
        self.narrow: list[Place] = []
        self.unmatched = ""

    def amount(self, formula: int, term: Term) -> Term:
        """Return a number over the decided quantities. Raises `Unlinked`."""
        match term:
            case Apply(name, ()):
                value = amount_of(name)
                if value is not None:
                    return number(value)
                return self.sum() if is_total(term) else self._whole(formula, name, whole=False)
            case Apply(name, (Apply(inner, ()),)) if key(name) == TOTAL:
                return self._whole(formula, inner, whole=True)
            case Apply(name, (inner,)) if key(name) == TOTAL:
                return self.amount(formula, inner)
            case Apply(name, (Apply(of, ()),)):
                return self._part(formula, name, of)
            case Arith("*", (Apply(name, ()), other)) if is_total(other) and (amount_of(name) or 0) > 1:
                self.doubtful.append(Place(formula, name))
                return self.amount(formula, Apply(name))
            case Arith("*", args) if (loose := self.loose(formula, args)) and not self._share(args):
                raise Unlinked(loose, f"`{loose}` is neither decided on nor an amount for one unit")
            case Arith(op, args):
                return Arith(op, tuple(self.amount(formula, arg) for arg in args))
            case Apply(name, _):
                raise Unlinked(name, f"`{name}` speaks of more than one thing")
            case _:
                raise Unlinked("", "this is no amount")

    def loose(self, formula: int, terms: Sequence[Term]) -> str:
        """Return a phrase among these that stands for nothing known."""
        names = [term.name for term in terms if isinstance(term, Apply) and not (term.args or is_total(term))]
        return next((name for name in names if amount_of(name) is None and self._unknown(formula, name)), "")

    def _unknown(self, formula: int, name: str) -> bool:
        found = self._links.of.get(Place(formula, name))
        return not (self._choices.members(name) or key(name) in self.defined or (found and found.tables))

    def _share(self, terms: Sequence[Term]) -> bool:
        """Say whether terms are a share of something: `40% * portfolio`."""
        values = [amount_of(term.name) for term in terms if isinstance(term, Apply)]
        return any(value is not None and value < 1 for value in values)

    def _part(self, formula: int, name: str, of: str) -> Term:
        """Return what one choice takes of a resource, else the choice itself: `amount( oats)`."""
        if self.each is not None and (of == self.each[0] or of_each(of)):
            return self.each[1]
        members = self._choices.members(of)
        if not members:
            if self._choices.match(name)[0] >= Fit.GROUP:
                return self._whole(formula, name, whole=True)
            if self._unknown(formula, of) and self._unknown(formula, name):
                raise Unlinked(of, f"`{of}` is not decided on")
            return self._whole(formula, name if self._unknown(formula, of) else of, whole=True)
        found = self._links.of.get(Place(formula, name), Link(Strength.NONE))
        if found.strength >= Strength.AKIN and len(found.tables) == 1:
            return _added([self._used(found.tables[0], member) for member in members])
        return _added([self.choice(member) for member in members])

    def _whole(self, formula: int, phrase: str, *, whole: bool) -> Term:
        """Return what a phrase stands for: a choice, a group of them, or all that its tables add up to."""
        if self.each is not None and (phrase == self.each[0] or of_each(phrase)):
            return self.each[1]
        if (name := self.defined.get(key(phrase))) is not None:
            return Apply(name)
        fit, members = self._choices.match(phrase)
        place = Place(formula, phrase)
        found = self._links.of.get(place, Link(Strength.NONE))
        part = fit is Fit.PART and not (whole and self._measured(place, found))
        part = part and not (whole and (self._choices.common_kind(phrase) or self._choices.of_what(phrase)))
        if fit is Fit.EXACT or (part and found.strength < (Strength.PART if whole else Strength.SAME)):
            return self.choice(members[0])
        if fit is Fit.GROUP and found.strength < Strength.SAME and not self._measured(place, found):
            return _added([self.choice(member) for member in members])
        if fit is Fit.HINTED and found.strength < Strength.AKIN:
            return self.choice(members[0])
        if found.tables:
            return self._linked(place, found)
        if formula == AIM and not whole and any(table.unit == MONEY for table in self._links.tables):
            self.unmatched = phrase
        elif formula != AIM and not whole and len(key(phrase)) > 1:
            self.narrow.append(place)
        return self._assume(place, self.sum(), self._everything())

    def _measured(self, place: Place, found: Link) -> bool:
        """Say whether a limit on things is in a unit of a table: `packets <= 300` minutes."""
        usage = self._links.usages.get(place)
        if usage is None or found.strength not in (Strength.UNIT, Strength.CONCEPT) or len(found.tables) != 1:
            return False
        aims = {n for p, link in self._links.of.items() if p.formula == AIM for n in link.tables}
        return (usage.unit == MONEY or usage.unit in MEASURES) and not aims & set(found.tables)

    def _linked(self, place: Place, found: Link) -> Term:
        tables = self._links.tables
        usage, words = self._links.usages[place], key(place.phrase)
        if len(found.tables) > 1:
            self.doubtful.append(place)
            if not time_of_all(usage, found, tables):
                found = Link(found.strength, found.tables[:1])
        meant = [(n, tables[n]) for n in found.tables]
        unlike = any(gain_of_cost(words, t.words) or unpaid(words, t.words, t.unit) for _, t in meant)
        if found.strength is Strength.LEFT_OVER and (unlike or not usage.objective):
            self.doubtful.append(place)
        total = _added([_turned(self.table(n), contrary(words, t.words, t.unit)) for n, t in meant])
        if found.strength >= Strength.AKIN:
            return total
        named = " and ".join(tables[n].phrase for n in found.tables)
        if (
            usage.objective
            and "profit" in key(usage.phrase)
            and (cost := self._cost(found.tables)) is not None
        ):
            total = Arith("-", (total, self.table(cost)))
            named += f" less {tables[cost].phrase}"
        return self._assume(place, total, named)

    def _cost(self, used: tuple[int, ...]) -> int | None:
        """Return the table of costs that turns what something sells for into a profit."""
        found = [
            n
            for n, table in enumerate(self._links.tables)
            if table.unit == MONEY and table.words & COSTS and n not in used
        ]
        return found[0] if len(found) == 1 else None

    def _assume(self, place: Place, total: Term, named: str) -> Term:
        """Give a total that was guessed a name of its own, so that the guess can be read and doubted."""
        if isinstance(total, Apply | Num):
            return total
        for known in self.assumed:
            if known.phrase == key(place.phrase) and known.total == total:
                return Apply(known.symbol)
        symbol = fresh(identifier(place.phrase), self._taken)
        self._taken.add(symbol)
        self.assumed.append(Assumed(symbol, key(place.phrase), total, f"“{place.phrase}” is {named}."))
        return Apply(symbol)

    def define(self, phrase: str) -> None:
        """Give a name of its own to a phrase that a sentence equates with other amounts."""
        self.defined[key(phrase)] = fresh(identifier(phrase), self._taken)
        self._taken.add(self.defined[key(phrase)])

    def table(self, n: int) -> Term:
        """Return all that a table adds up to."""
        return _added([self._used(n, place) for place in range(len(self._choices.all))])

    def _used(self, n: int, member: int) -> Term:
        table = self._links.tables[n]
        if member not in table.of:
            self.missing[n, member] = None
            return Num(0)
        used = Arith("*", (Apply(table.of[member]), self.choice(member)))
        return _turned(used, member in table.against)

    def choice(self, member: int) -> Term:
        """Return a decided quantity."""
        return Apply(self._choices.all[member].symbol)

    def sum(self) -> Term:
        """Return all decided quantities together."""
        return _added([self.choice(member) for member in range(len(self._choices.all))])

    def _everything(self) -> str:
        return "all of " + " and ".join(choice.phrase for choice in self._choices.all)


def _turned(term: Term, against: bool) -> Term:
    return Arith("neg", (term,)) if against and term != Num(0) else term


def _added(terms: Sequence[Term]) -> Term:
    kept = [term for term in terms if term != Num(0)]
    less = [term.args[0] for term in kept if isinstance(term, Arith) and term.op == "neg"]
    if 0 < len(less) < len(kept):
        rest = [term for term in kept if not (isinstance(term, Arith) and term.op == "neg")]
        return Arith("-", (_added(rest), _added(less)))
    match kept:
        case []:
            return Num(0)
        case [only]:
            return only
        case _:
            return Arith("+", tuple(kept))
