"""What a small sum speaks of: who has amounts of what, which names stand for numbers, which for all of them.

Reads all comparisons of a text before any of them is lowered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from neurosym.ir.core import Apply, Arith, Compare, Term, Var
from neurosym.ir.walk import children, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import (
    MONEY,
    TOGETHER,
    amount_of,
    bag,
    lemmas,
    of_each,
)
from neurosym.translate.sentences.sums.comparisons import is_number
from neurosym.translate.sentences.sums.gauges import GENERIC, TAKINGS
from neurosym.translate.sentences.sums.holdings import Holdings, Measure
from neurosym.translate.sentences.sums.owners import Unknown, Words, bare_names, head_of, words_of
from neurosym.translate.sentences.sums.series import Series, series_of
from neurosym.translate.sentences.sums.spelling_out import Sum

_SUMS = bag("total sum altogether")
_MEANS = bag("average mean averaged")
_FOLDS = _SUMS | _MEANS | bag("difference product quotient")
_KIDS = ({"boy"}, {"girl"})
_ASKS_MONEY = bag("cost price pay spend charge earn money owe worth receive inherit much")

_Use = Literal["number", "share", "other"]


def said(term: Term) -> str:
    """Return the words of a name: `Tom's dog` for `dog( Tom)`."""
    match term:
        case Apply(name, ()):
            return name
        case Apply(name, args):
            return f"{' '.join(map(said, args))}'s {name}"
        case _:
            raise Unknown("a number stands where somebody is named")


def fold_of(name: str) -> str:
    """Return what a word does with several numbers: `sum`, `average`, `difference`; empty if nothing."""
    own = lemmas(name)
    word = own[0] if len(own) == 1 and own[0] in _FOLDS else ""
    return "sum" if word in _SUMS else "average" if word in _MEANS or word == "average" else word


def in_money(one: Sum) -> bool:
    """Say whether a comparison is of money, by its numbers; by the question where a number is sought."""
    if one.sought:
        words = lemmas(one.text)
        return not _ASKS_MONEY.isdisjoint(words) and "many" not in words
    figures = Figures(one.text)
    taken = [
        figures.take(term.name) for term in subterms(one.formula) if isinstance(term, Apply) and not term.args
    ]
    return any(figure is not None and figure.unit == MONEY for figure in taken)


@dataclass(slots=True)
class Gathered:
    """The holdings of a text, the numbers that it counts, and how each bare name is used."""

    holdings: Holdings
    series: Series | None = None
    folds: set[str] = field(default_factory=set)
    _uses: dict[Words, list[tuple[_Use, str]]] = field(default_factory=dict)
    _summed: set[str] = field(default_factory=set)
    """Sentences that speak of a total by that name: no other name in them means all together."""
    _bare: list[tuple[str, bool]] = field(default_factory=list)
    _held: list[tuple[str, str, bool, bool]] = field(default_factory=list)
    _beside: list[list[str]] = field(default_factory=list)
    """The bare names of each comparison."""

    @classmethod
    def of(cls, sums: Sequence[Sum], entries: Sequence[Entry], proper: Callable[[str], bool]) -> Gathered:
        """Gather what some comparisons speak of."""
        found = cls(Holdings(proper))
        for one in sums:
            found._walk(one.formula, one, in_money(one))
            found._beside.append(_names_in(one.formula))
        chosen = [
            name
            for entry in entries
            for part in entry.parts
            if isinstance(part, Choose)
            for name in part.names
        ]
        found._settle(chosen)
        return found

    def _walk(self, term: Term, one: Sum, money: bool) -> None:
        match term:
            case Var():
                return
            case Compare(_, left, right):
                self._given(left, right, money)
                self._given(right, left, money)
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Apply) and not side.args and is_number(other):
                        self._use(side, "number", one)
                    elif isinstance(side, Apply) and not side.args:
                        self._use(side, "other", one)
                    self._walk(side, one, money)
            case Arith(op, args):
                parts = [arg for arg in args if not is_number(arg)]
                shares = [amount_of(arg.name) for arg in args if isinstance(arg, Apply) and is_number(arg)]
                share = op == "*" and len(parts) == 1 and any(value and value < 1 for value in shares)
                for arg in args:
                    if isinstance(arg, Apply) and not arg.args:
                        self._use(arg, "share" if share else "other", one)
                    self._walk(arg, one, money)
            case Apply(name, ()):
                self._summed |= {one.text} if fold_of(name) == "sum" else set()
                self._name(name, money)
            case Apply(name, args) if fold_of(name):
                self._folded(name, args, one, money)
            case Apply(name, args):
                self._holder(name, args, money)
            case _:
                for part in children(term):
                    self._walk(part, one, money)

    def _name(self, name: str, money: bool) -> None:
        if fold_of(name):
            self.holdings.totals = True
            self.folds.add(fold_of(name))
        elif amount_of(name) is None and not of_each(name):
            self._bare.append((name, not money))
            self.holdings.totals |= not (TAKINGS | GENERIC).isdisjoint(lemmas(name))

    def _folded(self, name: str, args: Sequence[Term], one: Sum, money: bool) -> None:
        self.holdings.totals = True
        self.folds.add(fold_of(name))
        for arg in args:
            match arg:
                case Apply(inner, ()) if len(args) == 1:
                    self.series = series_of(inner) or self.series
                case _:
                    self._walk(arg, one, money)

    def _holder(self, name: str, args: Sequence[Term], money: bool) -> None:
        if all(isinstance(arg, Apply) and not of_each(arg.name) for arg in args):
            self._held.append((name, " ".join(map(said, args)), False, money))
        else:
            self._held.append((name, "", False, money))

    def _given(self, head: Term, value: Term, money: bool) -> None:
        match head:
            case Apply(name, (_, *_) as args) if is_number(value) and not fold_of(name):
                if all(isinstance(arg, Apply) and not of_each(arg.name) for arg in args):
                    self._held.append((name, " ".join(map(said, args)), True, money))

    def _use(self, name: Apply, use: _Use, one: Sum) -> None:
        self._uses.setdefault(words_of(name.name), []).append((use, one.text))

    # --- once all is gathered

    def _settle(self, chosen: Sequence[str]) -> None:
        holdings = self.holdings
        measures = {words_of(phrase) for phrase, *_ in self._held}
        for _, owner, _, _ in self._held:
            if owner:
                holdings.note(owner)
        for name in (*(name for name, _ in self._bare if words_of(name) not in measures), *chosen):
            holdings.note(name)
        for phrase, owner, given, money in self._held:
            measure = holdings.measures.setdefault(words_of(phrase), Measure(phrase))
            measure.money |= money
            if owner:
                words = holdings.owner(owner)
                measure.owners += () if words in measure.owners else (words,)
                measure.given |= {words} if given else set()
        for name, outside in self._bare:
            words = words_of(name)
            if words in holdings.names:
                holdings.bare[words] = holdings.bare.get(words, False) or outside
                holdings.paid |= set() if outside else {holdings.owner(name)}
        holdings.chosen = [words_of(name) for name in chosen]
        self._share_measures()
        holdings.wholes = set(self._wholes())

    def _share_measures(self) -> None:
        """Let bare names have what others beside them have, and all persons what the text measures alone."""
        holdings = self.holdings
        counted = holdings.counted()
        for names in self._beside:
            beside = [words for name in names if (words := holdings.owner(name)) in holdings.names]
            shared = [m for m in holdings.measures.values() if not set(beside).isdisjoint(m.owners)]
            for words in beside if len(shared) == 1 and not set(beside) & set(counted) else ():
                shared[0].owners += () if words in shared[0].owners else (words,)
        if len(holdings.measures) == 1:
            [measure] = holdings.measures.values()
            bare = [words for name in holdings.bare if (words := holdings.owner(holdings.names[name]))]
            if all(map(holdings.is_proper, (*measure.owners, *bare))):
                measure.owners += [words for words in dict.fromkeys(bare) if words not in measure.owners]

    def _wholes(self) -> Iterator[Words]:
        """Yield the names that mean all others together: the beads, red and blue; the tickets."""
        holdings = self.holdings
        plain = [words for words in holdings.own() if words not in holdings.counted()]
        for words in plain:
            uses = self._uses.get(words, [])
            others = [other for other in (holdings.counted() or plain) if other != words]
            head = head_of(holdings.names[words])
            kinds = [other for other in others if words < other and head_of(holdings.names[other]) == head]
            simple = all(use != "other" for use, _ in uses)
            told = any(use == "number" for use, _ in uses)
            texts = {text for _, text in uses} - self._summed
            together = any(not TOGETHER.isdisjoint(lemmas(text)) for text in texts)
            kids = words == {"child"} and all(kid in others for kid in _KIDS)
            general = bool(words & GENERIC) or kids or (together and told) or not told
            if len(kinds) > 1 or (len(others) > 1 and uses and simple and general):
                yield words


def _names_in(term: Term) -> list[str]:
    """Return the bare names in a comparison, which has none in what is below `not` and `all`."""
    match term:
        case Compare(_, left, right):
            return [name for side in (left, right) for name in bare_names(side) if not fold_of(name)]
        case _:
            return []
