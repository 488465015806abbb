"""What a programme leaves unused, repeats, guesses or contradicts, as warnings. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.faults import Fault, Span
from neurosym.ir.core import Compare, Goal, Num, Optimise, Term
from neurosym.ir.walk import symbols_in
from neurosym.translate.sentences.amounts import Amounts
from neurosym.translate.sentences.choices import Choices
from neurosym.translate.sentences.ledger import Ledger
from neurosym.translate.sentences.limits import Limits
from neurosym.translate.sentences.linking import AIM, Links
from neurosym.translate.sentences.quantities import spoken_in

Said: TypeAlias = Sequence[tuple[int, Term]]
"""Formulas of the problem, each with the number of its sentence."""


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

    def faults(self, said: Said, goal: Goal, aim: int | None) -> Iterator[Fault]:
        """Yield what a reader should doubt; `aim` is the number of the sentence with the objective."""
        yield from self._unused(said, goal)
        yield from self._contradicted(said)
        yield from self._overheard(aim)
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

    def _unused(self, said: Said, goal: Goal) -> Iterator[Fault]:
        tables = self.links.tables
        used = self._used(said, goal)
        for table in tables:
            if used.isdisjoint(table.of.values()):
                where = next((p for p, t in self.ledger.given if symbols_in(t) & set(table.of.values())), 0)
                yield self._doubt("unused", f"no limit and no objective uses {table.phrase}", where)

    def _overheard(self, aim: int | None) -> Iterator[Fault]:
        """Doubt a table without an amount of a choice, where a sentence names both and gave it nothing."""
        given = {(place, name) for place, formula in self.ledger.given for name in symbols_in(formula)}
        for n, member in self.amounts.missing:
            table, phrase = self.links.tables[n], self.choices.all[member].phrase
            for place, text in enumerate(self.texts):
                figures = any(char.isdigit() for char in text)
                heard = figures and member in self.choices.named_in(text) and spoken_in(text, table.phrase)
                entered = any((place, symbol) in given for symbol in table.of.values())
                if heard and not entered and place != aim:
                    yield self._doubt("unused", f"this may say how much {table.phrase} {phrase} takes", place)

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
