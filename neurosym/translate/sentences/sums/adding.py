"""The equations of a small sum over its unknown numbers: totals, averages, and what holds of each one.

Lowers one comparison after the other. Raises `Unknown` for what stands for no number, or for several.
Decides no goal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurosym.english import fold
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Compare,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.terms import number
from neurosym.ir.walk import subterms, transform
from neurosym.measures import MEASURES
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.programmes.conversions import scaled
from neurosym.translate.sentences.programmes.quantities import (
    MONEY,
    amount_of,
    bag,
    lemma,
    lemmas,
    of_each,
)
from neurosym.translate.sentences.sums.comparisons import without_division
from neurosym.translate.sentences.sums.gathering import Gathered, fold_of, in_money, said
from neurosym.translate.sentences.sums.gauges import TAKINGS
from neurosym.translate.sentences.sums.holdings import Holdings
from neurosym.translate.sentences.sums.owners import (
    Holding,
    Unknown,
    Words,
    bare_names,
    is_measured,
    total_of,
    words_of,
)
from neurosym.translate.sentences.sums.series import Series, is_whole, named, place_of, series_of
from neurosym.translate.sentences.sums.spelling_out import Sum, everybody, said_of_each
from neurosym.translate.sentences.sums.units import Units, counts_things, of_some, unit_of

_ALWAYS_MANY = bag("people sheep fish trout cattle police")


class Adding:
    """Lowers the comparisons of one text. `numbers` are the terms of a `series` that the text counts."""

    def __init__(self, gathered: Gathered, entries: Sequence[Entry], counts: bool) -> None:
        self.holdings: Holdings = gathered.holdings
        self.series: Series | None = gathered.series
        self._texts = [entry.text for entry in entries]
        self._counts = counts
        """Whether some number of the text counts things."""
        self._units = Units(self._texts[-1] if self._texts else "")
        self._bounded = False
        self._given: set[Holding] = set()
        if self.series is None and gathered.folds & {"difference", "product", "quotient"}:
            self.series = Series(2) if len(self.holdings.own()) < 2 and not self.holdings.measures else None
        self._members = self._named() if self.series is not None else []

    @classmethod
    def of(cls, sums: Sequence[Sum], entries: Sequence[Entry], proper: Callable[[str], bool]) -> Adding:
        """Gather what the comparisons of a text speak of."""
        counts = any(counts_things(one.formula, one.text) for one in sums)
        return cls(Gathered.of(sums, entries, proper), entries, counts)

    @property
    def numbers(self) -> list[Term]:
        """Return the numbers that the text counts, in their order."""
        return [self.holdings.count(words) for words in self._members]

    def _named(self) -> list[Words]:
        """Return the names of the numbers that are counted; those that have none get one."""
        series, own = self.series, self.holdings.own()
        if series is None or (len(own) == series.size and not series.step):
            return own
        names = list(map(words_of, named(series)))
        placed = {place_of(words, series.size): words for words in own}
        for phrase in named(series):
            self.holdings.note(phrase)
        return [placed.get(place, words) for place, words in enumerate(names)]

    # --- formulas

    def formula(self, term: Term, one: Sum) -> Term:
        """Write a comparison, or several, over the unknown numbers."""
        match term:
            case And(args):
                return And(tuple(self.formula(arg, one) for arg in args))
            case Or(args):
                return Or(tuple(self.formula(arg, one) for arg in args))
            case Not(arg):
                return Not(self.formula(arg, one))
            case Implies(left, right):
                return Implies(self.formula(left, one), self.formula(right, one))
            case Quantified("all", bindings, body):
                return self._of_all([binding.var for binding in bindings], body, one)
            case Compare() if any(isinstance(part, Apply) and of_each(part.name) for part in subterms(term)):
                each = transform(term, lambda part: Var("each") if _is_each(part) else part)
                return self._of_all(["each"], each, one)
            case Compare(op, left, right):
                return self._comparison(Compare(op, left, right), one)
            case _:
                raise Unknown("this compares no numbers")

    def _comparison(self, term: Compare, one: Sum) -> Term:
        beside = [*bare_names(term.left), *bare_names(term.right)]
        low, high = self._number(term.left, one, beside), self._number(term.right, one, beside)
        units = {unit for part in subterms(term) if (unit := unit_of(part, one.text))}
        for part in (*subterms(low), *subterms(high)):
            if isinstance(part, Apply):
                self._units.of.setdefault(part.name, set()).update(units)
        if term.op not in ("==", "!="):
            self._bounded = True
        for side, other in ((low, high), (high, low)):
            if term.op == "==" and isinstance(side, Apply) and isinstance(other, Num):
                self._given |= {held for held, symbol in self.holdings.symbols.items() if symbol == side.name}
        return without_division(Compare(term.op, low, high))

    def _of_all(self, variables: Sequence[str], body: Term, one: Sum) -> Term:
        names = [self.holdings.names[words] for words in everybody(body, self.holdings, self._members)]
        said_of, group = said_of_each(variables, body, names)
        if group:
            self.holdings.supposed[f"All that the text speaks of are meant by “{group}”."] = None
        return conjunction(tuple(self.formula(each, one) for each in said_of))

    # --- numbers

    def number(self, term: Term, one: Sum) -> Term:
        """Write a number that is asked for."""
        return self._number(term, one, list(bare_names(term)))

    def _number(self, term: Term, one: Sum, beside: Sequence[str]) -> Term:
        match term:
            case Num():
                return term
            case Apply(name, ()) if (value := amount_of(name)) is not None:
                return scaled(number(value), self._units.ratio(term, one.text))
            case Apply(name, args) if fold_of(name):
                return self._fold(fold_of(name), args, one, beside)
            case Apply(name, ()):
                return self._bare(name, one, beside)
            case Apply(name, args):
                return self.holdings.held(name, " ".join(map(said, args)))
            case Arith(op, args):
                return Arith(op, tuple(self._number(arg, one, beside) for arg in args))
            case _:
                raise Unknown("this is no number")

    def _bare(self, name: str, one: Sum, beside: Sequence[str]) -> Term:
        money = in_money(one)
        if self.series is not None and words_of(name) not in self._members:
            place = place_of(words_of(name), self.series.size)
            if place is not None:
                return self.numbers[place]
        if money and lemmas(name)[-1] in TAKINGS and self.holdings.counted():
            return self.holdings.all_together("", money=True)
        return self.holdings.alone(name, beside, money)

    def _fold(self, what: str, args: Sequence[Term], one: Sum, beside: Sequence[str]) -> Term:
        phrase = args[0].name if len(args) == 1 and isinstance(args[0], Apply) and not args[0].args else ""
        measure = self.holdings.measure(phrase) if phrase else None
        every = len(measure.owners) if measure is not None and not self.holdings.counted() else 0
        if every and of_some(one.text, one.formula, every):
            raise Unknown("this is said of some of them only, and it is not plain of which")
        if what == "sum" and (phrase or not args) and not (phrase and series_of(phrase)):
            if not phrase and self._members:
                return total_of(self.numbers)
            return self.holdings.all_together(phrase, money=not phrase and in_money(one))
        if args and not phrase:
            terms = [self._number(arg, one, beside) for arg in args]
        elif measure is None and self._members:
            terms = self.numbers
        else:
            measure = measure or next(iter(self.holdings.measures.values()), None)
            names = measure.owners if measure else self.holdings.own()
            terms = [
                self.holdings.held(measure.phrase, self.holdings.names[words])
                if measure
                else self.holdings.count(words)
                for words in names
            ]
        return self._folded(what, terms)

    def _folded(self, what: str, terms: Sequence[Term]) -> Term:
        if not terms or (what in ("difference", "product", "quotient") and len(terms) != 2):
            raise Unknown(f"it is not plain of which numbers this is the {what}")
        low, high = terms[0], terms[-1]
        match what:
            case "sum":
                return total_of(terms)
            case "average":
                return Arith("/", (total_of(terms), Num(len(terms))))
            case "product":
                return Arith("*", (low, high))
            case "quotient":
                return Arith("/", (high, low))
            case _:
                return Arith("abs", (Arith("-", (high, low)),))

    # --- kinds of numbers

    def known(self) -> set[Holding]:
        """Return the numbers that the text gives as such."""
        return self._given

    def in_series(self, holding: Holding) -> bool:
        """Say whether a number is one of those that the text only counts."""
        return not holding.measure and self.holdings.owner(holding.owner) in self._members

    def is_whole(self, holding: Holding) -> bool:
        """Say whether a number counts something, or is one of whole numbers."""
        words = self.holdings.owner(holding.owner)
        if not holding.measure and words in self.holdings.counted():
            return True
        if self.in_series(holding) or len(holding.owner) <= 2:
            return is_whole(self._texts)
        if holding.measure and is_measured(holding):
            return holding.measure == "age" and self._bounded
        units = self._units.of.get(self.holdings.symbols[holding], set())
        if units & (MEASURES | {MONEY}):
            return False
        phrase = holding.measure or holding.owner
        last = fold(phrase).split()[-1]
        plural = lemma(last) != last and not self.holdings.is_proper(words_of(phrase))
        if last in _ALWAYS_MANY or "digit" in lemmas(phrase) or (plural and lemma(last) not in MEASURES):
            return True
        return not holding.measure and self._counts


def _is_each(term: Term) -> bool:
    return isinstance(term, Apply) and not term.args and of_each(term.name)
