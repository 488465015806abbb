"""Pronouns of a programme: the decided quantity, or the several, that `it` and `they` point back at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.english import fold
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose, Members
from neurosym.translate.sentences.programmes.choices import Choices, formulas, per_unit
from neurosym.translate.sentences.programmes.quantities import amount_of, bag, is_pronoun, lemmas
from neurosym.translate.sentences.reference.personal import LAST_TWO

_PLURAL = bag("they them these those")
_ALL = bag("both all each every either")


def point_back(entries: Sequence[Entry], choices: Choices) -> tuple[tuple[Term, ...], ...]:
    """Return the formulas of every sentence, with the name of a choice where a pronoun pointed back at it.

    `they take 3 hours` behind a sentence about several choices says it of each of these; a limit on `them`
    keeps its pronoun there, as it may be one on each or on all together.
    """
    reader = _Reader(choices)
    return tuple(tuple(reader.read(entry)) for entry in entries)


class _Reader:
    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._named: list[str] = []
        self._last: tuple[str, ...] = ()
        """What the last sentence that named any choices named."""
        self._own: tuple[int, ...] = ()
        self._two: tuple[str, ...] = ()
        """The two that were declared, where no sentence behind that names two."""

    def read(self, entry: Entry) -> Iterator[Term]:
        """Yield the formulas of a sentence with its pronouns resolved."""
        self._own = self._choices.named_in(entry.text)
        listed = tuple(filter(None, map(self._phrase, _listed(entry))))
        self._two = listed if len(listed) == 2 else self._two if len(self._named) < 2 else ()
        several = self._last if len(self._last) > 1 else ()
        if not several and _ALL & set(lemmas(entry.text)):
            several = tuple(choice.phrase for choice in self._choices.all)
        for formula in formulas(entry):
            if several and not self._own and _plural(formula):
                yield from _spread(formula, several)
            else:
                yield transform(formula, self._change)
        self._remember(entry)

    def _change(self, term: Term) -> Term:
        match term:
            case Apply(name, ()) if (word := fold(name)) in LAST_TWO:
                two = self._two or self._named[-2:]
                return Apply(two[LAST_TWO[word]]) if len(two) == 2 else term
            case Apply(name, ()) if self._named and is_pronoun(name):
                return Apply(
                    self._choices.all[self._own[0]].phrase if len(self._own) == 1 else self._named[-1]
                )
            case Apply(name, ()) if amount_of(name) is None and (phrase := self._phrase(name)):
                self._named = [*(other for other in self._named if other != phrase), phrase]
        return term

    def _phrase(self, name: str) -> str:
        place = self._choices.only(name)
        return "" if place is None else self._choices.all[place].phrase

    def _remember(self, entry: Entry) -> None:
        used = [part.name for f in formulas(entry) for part in subterms(f) if isinstance(part, Apply)]
        found = [self._phrase(name) for name in (*_listed(entry), *used) if amount_of(name) is None]
        self._last = tuple(dict.fromkeys(phrase for phrase in found if phrase)) or self._last


def _listed(entry: Entry) -> list[str]:
    return [name for part in entry.parts if isinstance(part, Choose | Members) for name in part.names]


def _plural(formula: Term) -> bool:
    names = [part.name for part in subterms(formula) if isinstance(part, Apply) and not part.args]
    return any(_PLURAL.issuperset(lemmas(name)) for name in names)


def _spread(formula: Term, several: Sequence[str]) -> Iterator[Term]:
    """Say an amount for one unit of each of several; leave a limit as it is."""
    if per_unit(formula) is None:
        yield formula
        return
    for phrase in several:

        def change(term: Term, phrase: str = phrase) -> Term:
            plural = isinstance(term, Apply) and not term.args and _PLURAL.issuperset(lemmas(term.name))
            return Apply(phrase) if plural else term

        yield transform(formula, change)
