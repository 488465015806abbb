"""Small sums told in sentences, of ages, shares, prices, heads and legs: from readings to one problem.

Every amount is a constant; equations become claims, and the question asks for one of them or for a number
made of them. What no sentence says is an assumed claim with a sentence of its own; a phrase that stands for
no number of the text is a fault, and there is no problem then. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    INT,
    REAL,
    TRUE,
    Apply,
    Arith,
    Claim,
    ClaimKind,
    Compare,
    Entails,
    Find,
    Goal,
    Num,
    Problem,
    Symbol,
    Term,
)
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.logic.goals import ANSWER
from neurosym.translate.sentences.notation.parts import FindAll, Question
from neurosym.translate.sentences.programmes.quantities import bag, lemmas
from neurosym.translate.sentences.sums.adding import Adding
from neurosym.translate.sentences.sums.comparisons import without_division
from neurosym.translate.sentences.sums.gauges import measure_of
from neurosym.translate.sentences.sums.holdings import Holdings
from neurosym.translate.sentences.sums.owners import Holding, Unknown, words_of
from neurosym.translate.sentences.sums.series import following, ordered, outlines
from neurosym.translate.sentences.sums.spelling_out import Sum, is_sum, spelled_out
from neurosym.translate.sentences.words.names import Names

__all__ = ["assemble_sum", "is_sum"]

_BELOW_ZERO = bag("number temperature score point digit difference profit balance")


def assemble_sum(entries: Sequence[Entry], names: Names) -> Assembled:
    """Put the readings of a small sum together.

    Faults of severity error: `unlinked` (a phrase that stands for no number, or for several).
    """
    return _Assembler(entries, names).assembled()


class _Assembler:
    def __init__(self, entries: Sequence[Entry], names: Names) -> None:
        self._entries = entries
        self._faults: list[Fault] = []
        self._sums: list[Sum] = spelled_out(entries)
        self._adding = Adding.of(self._sums, entries, names.is_proper)
        self._holdings: Holdings = self._adding.holdings

    def assembled(self) -> Assembled:
        claims: list[tuple[ClaimKind, str, Term]] = []
        for place, entry in enumerate(self._entries):
            own = [one for one in self._sums if one.place == place]
            found = [formula for one in own if not one.asked if (formula := self._formula(one)) is not None]
            claims += [("said", entry.text, formula) for formula in found]
            if not found and not any(one.asked for one in own) and not _asks(entry):
                claims.append(("said", entry.text, TRUE))
        stated = set(self._holdings.symbols)
        goal, answers = self._goal()
        for holding in self._holdings.symbols.keys() - stated:
            what = f"nothing is said of `{holding.owner}` that bears on the question"
            self._doubt(what, len(self._entries) - 1)
        if goal is None or self._faults:
            return Assembled(None, tuple(self._faults))
        claims += answers
        claims += self._assumed()
        symbols = [
            Symbol(symbol, (), self._sort(holding), self._gloss(holding))
            for holding, symbol in self._holdings.symbols.items()
        ]
        if answers:
            symbols.append(Symbol(ANSWER, (), self._sort_of_answer(answers[0][2]), "what is asked for"))
        counts = {"said": 0, "assumed": 0}
        listed: list[Claim] = []
        for kind, says, formula in claims:
            counts[kind] += 1
            listed.append(Claim(f"{'c' if kind == 'said' else 'a'}{counts[kind]}", formula, says, kind))
        text = " ".join(entry.text for entry in self._entries)
        return Assembled(Problem((), tuple(symbols), tuple(listed), goal, text))

    def _doubt(self, what: str, place: int) -> None:
        text = self._entries[place].text
        self._faults.append(Fault("unlinked", what, Span(text, 0, len(text))))

    def _formula(self, one: Sum) -> Term | None:
        try:
            return self._adding.formula(one.formula, one)
        except Unknown as unknown:
            self._doubt(str(unknown), one.place)
            return None

    # --- what is asked

    def _goal(self) -> tuple[Goal | None, list[tuple[ClaimKind, str, Term]]]:
        asked = [one for one in self._sums if one.asked]
        text = next((entry.text for entry in reversed(self._entries) if _asks(entry)), "")
        if not asked:
            known, named = self._adding.known(), self._holdings.symbols
            shown = tuple(symbol for holding, symbol in named.items() if holding not in known)
            return Find(shown or tuple(named.values()), text), []
        if not asked[0].sought:
            formula = self._formula(asked[0])
            return (None if formula is None else Entails(formula, text)), []
        shown_terms: list[Term] = []
        for one in asked:
            try:
                shown_terms.append(self._adding.number(one.formula, one))
            except Unknown as unknown:
                self._doubt(str(unknown), one.place)
        names = [term.name for term in shown_terms if isinstance(term, Apply)]
        if len(names) == len(shown_terms):
            return Find(tuple(dict.fromkeys(names)), text), []
        if len(shown_terms) != 1:
            self._doubt("several numbers that have no name are asked for", asked[0].place)
            return None, []
        equal = without_division(Compare("==", Apply(ANSWER), shown_terms[0]))
        return Find((ANSWER,), text), [("assumed", "The answer is the number that is asked for.", equal)]

    # --- what is assumed

    def _assumed(self) -> Iterator[tuple[ClaimKind, str, Term]]:
        listed = [(_words(holding), Apply(symbol)) for holding, symbol in self._holdings.symbols.items()]
        known = [*ordered(listed), *outlines(listed)]
        if self._adding.series is not None:
            known += following(self._adding.series, self._adding.numbers)
        for says, formula in known:
            yield "assumed", says, formula
        for says in self._holdings.supposed:
            yield "assumed", says, TRUE
        for holding, symbol in self._holdings.symbols.items():
            if not self._may_be_negative(holding):
                yield "assumed", f"{_called(holding)}: never negative.", Compare(">=", Apply(symbol), Num(0))
            if "digit" in lemmas(holding.owner):
                yield "assumed", f"{_called(holding)}: at most nine.", Compare("<=", Apply(symbol), Num(9))

    def _may_be_negative(self, holding: Holding) -> bool:
        words = frozenset(lemmas(f"{holding.measure} {holding.owner}"))
        letter = not holding.measure and len(holding.owner) <= 2
        below = bool(words & _BELOW_ZERO) and "digit" not in words
        return letter or below or self._adding.in_series(holding)

    def _sort(self, holding: Holding) -> str:
        return INT if self._adding.is_whole(holding) else REAL

    def _sort_of_answer(self, equal: Term) -> str:
        named = self._holdings.symbols
        whole = {symbol for holding, symbol in named.items() if self._adding.is_whole(holding)}
        for term in subterms(equal):
            match term:
                case Apply(name, ()) if name != ANSWER and name not in whole:
                    return REAL
                case Num(value) if value != int(value):
                    return REAL
                case Arith("/"):
                    return REAL
        return INT

    def _gloss(self, holding: Holding) -> str:
        return f"{_called(holding)}: {'counted in whole ones' if self._sort(holding) == INT else 'an amount'}"


def _asks(entry: Entry) -> bool:
    return any(isinstance(part, (FindAll, Question)) for part in entry.parts)


def _words(holding: Holding) -> frozenset[str]:
    measured = measure_of(holding.owner)
    found = words_of(f"{holding.measure} {holding.owner}")
    return found | {measured[0]} if measured is not None and not holding.measure else found


def _called(holding: Holding) -> str:
    return f"{holding.measure} of {holding.owner}" if holding.measure else holding.owner
