"""What a programme leaves unused, repeats, guesses or contradicts, as warnings. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from neurosym.faults import Fault, Span
from neurosym.ir.core import Compare, Goal, Num, Optimise, Term
from neurosym.ir.walk import subterms, symbols_in
from neurosym.translate.sentences.programmes.amounts import Amounts
from neurosym.translate.sentences.programmes.choices import Choices
from neurosym.translate.sentences.programmes.directions import leaves_room
from neurosym.translate.sentences.programmes.ledger import Ledger
from neurosym.translate.sentences.programmes.limits import Limits
from neurosym.translate.sentences.programmes.linking import AIM, Links
from neurosym.translate.sentences.programmes.quantities import bag, key, lemmas, spoken_in

Said: TypeAlias = Sequence[tuple[int, Term]]
"""Formulas of the problem, each with the number of its sentence."""

_ALONE = bag("only no none not nothing neither never without alone besides")

_COUNTING = bag("many few number count")


def doubt(code: str, what: str, text: str) -> Fault:
    """Return a warning about a whole sentence."""
    return Fault(code, what, Span(text, 0, len(text)), severity="warning")


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """A programme that has been lowered, to be looked through."""

    texts: Sequence[str]
    choices: Choices
    ledger: Ledger
    links: Links
    amounts: Amounts
    limits: Limits
    declared: frozenset[frozenset[str]] = frozenset()
    """The keys of all names that the text declares to be decided on."""

    def faults(self, said: Said, goal: Goal, aim: int | None) -> Iterator[Fault]:
        """Yield what a reader should doubt; `aim` is the number of the sentence with the objective."""
        yield from self._unused(said, goal)
        yield from self._contradicted(said)
        yield from self._multiples(said)
        yield from self._missing()
        yield from self._uninvited()
        yield from self._open(said, goal)
        yield from self._guessed(aim)
        if isinstance(goal, Optimise) and aim is not None:
            for n, member in self.amounts.missing:
                table, phrase = self.links.tables[n], self.choices.all[member].phrase
                if set(table.of.values()) & self._deep(set(symbols_in(goal.term))):
                    yield self._doubt("objective", f"there is no {table.phrase} of {phrase}", aim)

    def _doubt(self, code: str, what: str, place: int) -> Fault:
        return doubt(code, what, self.texts[place])

    def _guessed(self, aim: int | None) -> Iterator[Fault]:
        for number, name in self.limits.repeated:
            what = f"`{name}` is said less often than it is used"
            yield self._doubt("repeated", what, self.ledger.rest[number][0])
        for doubtful in self.amounts.doubtful:
            where = (aim or 0) if doubtful.formula == AIM else self.ledger.rest[doubtful.formula][0]
            yield self._doubt("ambiguous", f"what `{doubtful.phrase}` measures is a guess", where)

        for narrow in self.amounts.narrow:
            words, head = key(narrow.phrase), lemmas(narrow.phrase)[-1]
            if any(head in own and not words <= own for own in map(frozenset, map(lemmas, self.texts))):
                what = f"`{narrow.phrase}` may be only some of what is decided on"
                yield self._doubt("ambiguous", what, self.ledger.rest[narrow.formula][0])
        if self.amounts.unmatched and aim is not None and _COUNTING.isdisjoint(lemmas(self.texts[aim])):
            what = f"`{self.amounts.unmatched}` was taken for the number of all that is decided on"
            yield self._doubt("objective", what, aim)

    def _unused(self, said: Said, goal: Goal) -> Iterator[Fault]:
        tables = self.links.tables
        used = self._used(said, goal)
        for table in tables:
            if used.isdisjoint(table.of.values()):
                where = next((p for p, t in self.ledger.given if symbols_in(t) & set(table.of.values())), 0)
                yield self._doubt("unused", f"no limit and no objective uses {table.phrase}", where)
        for name in self.amounts.defined.values():
            places = [place for place, formula in said if name in symbols_in(formula)]
            if len(places) == 1 and not (isinstance(goal, Optimise) and name in symbols_in(goal.term)):
                yield self._doubt("unused", f"no other limit and no objective uses {name}", places[0])

    def _missing(self) -> Iterator[Fault]:
        """Doubt a limit on what only some choices have an amount of, unless the text shows that it is so.

        One sentence that names just these shows it, and so do two resources that share the choices out
        between them, such as milk and cream.
        """
        tables = self.links.tables
        for n, member in self.amounts.missing:
            table, phrase = tables[n], self.choices.all[member].phrase
            shared_out = any(other.of.keys().isdisjoint(table.of) and member in other.of for other in tables)
            where = [p for p, term in self.ledger.given if symbols_in(term) & set(table.of.values())]
            texts = [self.texts[place] for place in dict.fromkeys(where)]
            shown = len(texts) == 1 and member not in self.choices.named_in(texts[0])
            said = any(_ALONE & set(lemmas(text)) for text in texts)
            if where and not (shared_out or shown or said):
                what = f"nothing says how much {table.phrase} {phrase} takes or brings"
                yield self._doubt("missing", what, where[-1])

    def _open(self, said: Said, goal: Goal) -> Iterator[Fault]:
        """Yield an error for an amount for one unit that is used, but that nothing tells: it may be any."""
        told: set[str] = set()
        equations = [(symbols_in(formula), place) for place, formula in self.ledger.given]
        while new := [names - told for names, _ in equations if len(names - told) == 1]:
            told = told.union(*new)
        used = self._used(said, goal)
        open_ = [name for table in self.links.tables for name in table.of.values() if name in used - told]
        for names, place in equations if isinstance(goal, Optimise) else ():
            if not names.isdisjoint(open_):
                what = "this compares amounts for one unit, and nothing tells how large any of them is"
                yield replace(self._doubt("open", what, place), severity="error")

    def _uninvited(self) -> Iterator[Fault]:
        """Doubt what nobody declared where others were: it may be another name of one of them."""
        declared = [n for n, choice in enumerate(self.choices.all) if choice.keys & self.declared]
        for choice in self.choices.all if len(declared) > 1 else ():
            if not choice.keys & self.declared:
                where = next((p for p, t in enumerate(self.texts) if spoken_in(t, choice.phrase)), 0)
                yield self._doubt("ambiguous", f"{choice.phrase} may be another name of something", where)

    def _contradicted(self, said: Said) -> Iterator[Fault]:
        """Doubt what is equated with two numbers, and totals of all that go by several names."""
        equal: dict[Term, Term] = {}
        for place, formula in said:
            match formula:
                case Compare("==", left, Num() as right) if equal.setdefault(left, right) != right:
                    yield self._doubt("two-amounts", "this equates one amount with two numbers", place)
        sums = {assumed.symbol for assumed in self.amounts.assumed if assumed.total == self.amounts.sum()}
        for place, formula in said if len(sums) > 1 else ():
            if symbols_in(formula) & sums:
                yield self._doubt("ambiguous", "several words were taken for the sum of all", place)

    def _multiples(self, said: Said) -> Iterator[Fault]:
        """Doubt that twice as many are demanded to the dot: many who write it mean at least that many."""
        decided = {choice.symbol for choice in self.choices.all}
        for place, formula in said:
            match formula:
                case Compare("==", left, right) if leaves_room(self.texts[place].casefold()):
                    parts = (*subterms(left), *subterms(right))
                    bare = symbols_in(left) and symbols_in(right) and symbols_in(formula) <= decided
                    if bare and any(isinstance(part, Num) and part.value > 1 for part in parts):
                        what = "this is taken for exactly so many times as many; say so, or say “at least”"
                        yield self._doubt("exactly", what, place)

    def _used(self, said: Said, goal: Goal) -> set[str]:
        """Return the symbols in limits and the objective, also by way of an assumed total."""
        limits = [formula for entry in said if entry not in self.ledger.given for formula in entry[1:]]
        terms = [*limits, *((goal.term,) if isinstance(goal, Optimise) else ())]
        return self._deep({name for term in terms for name in symbols_in(term)})

    def _deep(self, found: set[str]) -> set[str]:
        for assumed in self.amounts.assumed:
            if assumed.symbol in found:
                found |= symbols_in(assumed.total)
        return found
