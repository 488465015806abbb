"""Ages, heights, weights and prices under one name each, however a sentence words them.

`old`, `older`, `younger` and `ages` are one function; what is younger by two has an age that is less by two.
A bare number (`under 12`, `Oskar is 9`) is of what its unit says, else of the one thing that is measured.
Knows no programme and builds no problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from neurosym.english import fold
from neurosym.ir.core import And, Apply, Arith, Compare, CompareOp, Count, Term, Var
from neurosym.ir.walk import children, rebuild, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.dated import dated
from neurosym.translate.sentences.notation.parts import (
    DIRECTIVES,
    FindAll,
    Part,
    Question,
    Says,
    Which,
    formulas_of,
)
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.reference.personal import HE, LAST_TWO
from neurosym.translate.sentences.sums.comparisons import is_number, numeric
from neurosym.translate.sentences.sums.gauges import SPANS, UNITS, Way, bound_by, is_short, measure_of
from neurosym.translate.sentences.sums.units import InOneUnit, Units


class _Rewriting(Protocol):
    """What a sentence does to its formulas; `asked` is the variable of a question."""

    def formula(self, term: Term, asked: str = "") -> Term: ...


def measured(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the sentences with every measure under one name. Formulas without numbers stay as they are."""
    entries = dated(entries)
    told = frozenset(_told(entries))
    return _changed(entries, lambda text: _Sentence(text, told)) if told else entries


def with_measures(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the sentences with a measure wherever somebody is compared with a bare number.

    `under( x, 12)`, `x < 12` and `Oskar = 9` are of what the unit says, else of the age or of the one thing
    that the text measures.
    """
    told = frozenset(_told(entries))
    terms = [t for e in entries for part in e.parts for f in formulas_of(part) for t in subterms(f)]
    somebody = {fold(a.name) for t in terms if isinstance(t, Apply) for a in t.args if isinstance(a, Apply)}
    named = _changed(entries, lambda text: _Bare(text, told, frozenset(somebody | set(HE) | set(LAST_TWO))))
    units = Units(entries[-1].text if entries else "")
    return _changed(named, lambda text: InOneUnit(text, units))


def _changed(entries: Sequence[Entry], change: Callable[[str], _Rewriting]) -> tuple[Entry, ...]:
    return tuple(
        replace(entry, parts=tuple(_part(part, change(entry.text)) for part in entry.parts))
        for entry in entries
    )


def _told(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what the numbers of a text measure."""
    for entry in entries:
        for part in entry.parts:
            for formula in formulas_of(part):
                for whole in subterms(formula):
                    asked = isinstance(part, FindAll) and isinstance(whole, Compare)
                    if not (numeric(whole) or asked):
                        continue
                    for term in subterms(whole):
                        if isinstance(term, Apply) and term.args and not is_short(term.name):
                            found = measure_of(term.name)
                            yield from () if found is None else (found[0],)


def _part(part: Part, sentence: _Rewriting) -> Part:
    match part:
        case Question(formula):
            return Question(sentence.formula(formula))
        case Says(speaker, formula):
            return Says(speaker, sentence.formula(formula))
        case Which(mode, given) if given is not None:
            return Which(mode, sentence.formula(given))
        case FindAll(var, formula) if formula is not None:
            return FindAll(var, sentence.formula(formula, asked=var))
        case _ if isinstance(part, DIRECTIVES):
            return part
        case _:
            return sentence.formula(part)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    told: frozenset[str]
    """All that the text measures."""

    def formula(self, term: Term, asked: str = "") -> Term:
        match term:
            case Compare(op, left, right) if numeric(term) or (
                asked and Var(asked) in (left, right) and op == "=="
            ):
                sides = (left, right)
                turned = [found for side in sides for found in self._ways(side) if found == -1]
                less = len([found for side in sides for found in self._ways(side)]) > 1 and bool(turned)
                return Compare(op, self._side(left, less), self._side(right, less))
            case Apply(name, (one, other)) if (compared := self._comparison(name)) is not None:
                measure, relation = compared
                return Compare(relation, Apply(measure, (one,)), Apply(measure, (other,)))
            case _:
                parts = children(term)
                return rebuild(term, tuple(self.formula(part) for part in parts)) if parts else term

    def _ways(self, term: Term) -> list[Way]:
        found = [measure_of(part.name) for part in subterms(term) if isinstance(part, Apply) and part.args]
        born = [1 for part in subterms(term) if isinstance(part, Apply) and self._is_born(part)]
        return [way for one in found if one is not None for way in (one[1],)] + [-1 for _ in born]

    def _is_born(self, term: Apply) -> bool:
        return len(term.args) == 1 and fold(term.name) == "born" and "age" in self.told

    def _side(self, term: Term, less: bool) -> Term:
        match term:
            case Apply(name, (_, *_) as args) if (found := measure_of(name)) is not None:
                own = Apply(self._span(name, found[0]), args)
                return Arith("neg", (own,)) if less and found[1] < 0 else own
            case Apply(_, args) if args and less and self._is_born(term):
                return Arith("neg", (Apply("age", args),))
            case Arith(op, args):
                return Arith(op, tuple(self._side(arg, less) for arg in args))
            case Count(_, body):
                return replace(term, body=self.formula(body))
            case _:
                return term

    def _span(self, phrase: str, measure: str) -> str:
        """Return the length where the text measures no height: a rope may be short as well."""
        long = is_short(phrase) and "length" in self.told and "height" not in self.told
        return "length" if long else measure

    def _comparison(self, name: str) -> tuple[str, CompareOp] | None:
        """Return the measure and the relation of `older( Tom, Ann)`, where the text has numbers of it."""
        words = fold(name).split()
        least = words[:2] == ["at", "least"]
        words = words[2:] if least else words
        if len(words) == 3 and words[0] == words[2] == "as":
            found = measure_of(words[1])
            relation: CompareOp = ">=" if least else "=="
            if found is None or found[0] not in self.told:
                return None
            return found[0], relation if found[1] > 0 or not least else "<="
        found = measure_of(name)
        graded = len(words) == 2 or (len(words) == 1 and words[0].endswith("er"))
        measure = self._span(name, found[0]) if found is not None else ""
        if found is None or not graded or measure not in self.told:
            return None
        return measure, ">" if found[1] > 0 else "<"


@dataclass(frozen=True, slots=True)
class _Bare:
    """A sentence in which somebody is compared with a bare number."""

    text: str
    told: frozenset[str]
    somebody: frozenset[str]
    weighed: frozenset[Term] = frozenset()
    """What a formula gives another measure of: who is 44 and weighs 81 kg is 44 years old."""

    def formula(self, term: Term, asked: str = "") -> Term:
        match term:
            case And(args) if not self.weighed and (weighed := frozenset(_weighed(args))):
                inner = replace(self, weighed=weighed)
                return And(tuple(map(inner.formula, args)))
            case Apply(name, (one, other)) if (op := bound_by(name)) is not None and is_number(other):
                return Compare(op, Apply(self._of_unit(other), (one,)), other)
            case Compare(op, left, right) if is_number(right):
                return Compare(op, self._side(left, right), right)
            case Compare(op, left, right) if is_number(left):
                return Compare(op, left, self._side(right, left))
            case _:
                parts = children(term)
                return rebuild(term, tuple(self.formula(part) for part in parts)) if parts else term

    def _side(self, term: Term, number: Term) -> Term:
        match term:
            case Var() | Apply(_, ()) if term in self.weighed:
                return Apply("age", (term,))
            case Var():
                return Apply(self._of_unit(number), (term,))
            case Apply(name, ()) if fold(name) in self.somebody:
                return Apply(self._of_unit(number), (term,))
            case Apply(name, (_,) as args) if bound_by(name) == ">":
                return Apply(self._of_unit(number), args)
            case Count(_, body):
                return replace(term, body=self.formula(body))
            case _:
                return term

    def _of_unit(self, number: Term) -> str:
        figure = Figures(self.text).take(number.name) if isinstance(number, Apply) else None
        measure = UNITS.get(figure.unit if figure else "")
        if measure == "length":
            spans = [span for span in SPANS if span in self.told]
            return spans[0] if len(spans) == 1 else "length"
        if measure is not None:
            return measure
        if "age" in self.told or len(self.told) != 1:
            return "age"
        return next(iter(self.told))


def _weighed(parts: Sequence[Term]) -> Iterator[Term]:
    for part in parts:
        match part:
            case Compare(_, Apply(name, (one,))) if measure_of(name) is not None:
                yield one
            case _:
                pass
