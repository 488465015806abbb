"""Whom `he`, `the latter`, `the other two` and `I` mean, over all sentences of a problem.

General rules of English: the last subject of a suitable kind, never the subject of the same verb. A word
that fits nobody is a fault `unresolved`, and its part of the sentence is left out. Knows no sorts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from neurosym.english import fold
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import Apply, Compare, Not, Or, Term, Var, conjunction
from neurosym.ir.walk import bindings, children, rebuild
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.names import ARTICLES, Names, number_of
from neurosym.translate.sentences.parts import (
    FindAll,
    Members,
    Objective,
    Part,
    Question,
    Says,
    Which,
)

_HE = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(("she", "her", "herself"), "she")
_IT = frozenset({"it", "its", "itself", "this", "that"})
_THEY = frozenset({"they", "them", "their", "these", "those", "both", "themselves", "each other"})
_SELF = frozenset({"himself", "herself", "itself", "themselves", "myself", "each other", "one another"})
_I = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves"})
_LAST_TWO = {"former": 0, "latter": 1}
_AMONG = _WE | _THEY | {"of us", "of them", "among us", "among them", "all of us"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entries with names in place of pronouns, and what could not be resolved."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Said:
    """Who has been spoken of: the subjects and all individuals of each sentence so far."""

    names: Names
    members: list[Apply] = field(default_factory=list)
    sentences: list[tuple[list[Apply], list[Apply]]] = field(default_factory=list)
    called: dict[Apply, str] = field(default_factory=dict)
    """`he` or `she`, for those who were meant by it."""

    def subjects(self) -> Iterator[Apply]:
        """Yield who may be meant, the likeliest first: subjects before the others of a sentence."""
        for subjects, others in reversed(self.sentences):
            yield from reversed(subjects)
            yield from (name for name in reversed(others) if name not in subjects)

    def in_order(self) -> list[Apply]:
        """Return who was spoken of, in the order of the text, as often as it was done."""
        return [name for _, others in self.sentences for name in others]


def resolve(entries: Sequence[Entry], names: Names) -> Resolved:
    """Replace the pronouns of all readings by names of individuals."""
    said = _Said(names)
    for entry in entries:
        for part in entry.parts:
            if isinstance(part, Members):
                said.members += [Apply(name) for name in part.names if Apply(name) not in said.members]
    done: list[Entry] = []
    faults: list[Fault] = []
    for entry in entries:
        said.sentences.append(([], []))
        parts: list[Part] = []
        for part in entry.parts:
            try:
                parts.append(_part(part, said))
            except FaultError as error:
                where = Span(entry.text, 0, len(entry.text))
                faults += [replace(fault, where=where) for fault in error.faults]
        done.append(replace(entry, parts=tuple(parts)))
    return Resolved(tuple(done), tuple(faults))


def _part(part: Part, said: _Said) -> Part:
    sentence = _Sentence(said)
    match part:
        case Says(speaker, formula):
            who = sentence.meant(speaker, ())[0]
            sentence.mention(who, subject=True)
            return Says(who.name, _Sentence(said, who).formula(formula))
        case Question(formula):
            return Question(sentence.formula(formula))
        case Which(mode, given) if given is not None:
            return Which(mode, sentence.formula(given))
        case FindAll(var, formula) if formula is not None:
            return FindAll(var, sentence.formula(formula))
        case Objective():
            return part
        case Members(_, names):
            for name in names:
                sentence.mention(Apply(name), subject=True)
            return part
        case _:
            return sentence.formula(part) if _is_term(part) else part


def _is_term(part: Part) -> bool:
    return not type(part).__module__.endswith(".parts")


@dataclass(slots=True)
class _Sentence:
    """One formula, read from left to right."""

    said: _Said
    speaker: Apply | None = None
    bound: list[str] = field(default_factory=list)

    def mention(self, name: Apply, subject: bool) -> None:
        subjects, others = self.said.sentences[-1]
        others.append(name)
        if subject and name not in subjects:
            subjects.append(name)

    def formula(self, term: Term) -> Term:
        """Rewrite a formula; what is said of several is said of each."""
        match term:
            case Not(Apply() | Compare() as inner) if (each := self._each(inner)) is not None:
                return conjunction(tuple(map(Not, each)))
            case Apply() | Compare() if (each := self._each(term)) is not None:
                return conjunction(each)
        self.bound += [binding.var for binding in bindings(term)]
        parts = children(term)
        rewritten = rebuild(term, tuple(map(self.formula, parts))) if parts else term
        del self.bound[len(self.bound) - len(bindings(term)) :]
        return rewritten

    def _each(self, term: Term) -> tuple[Term, ...] | None:
        """Return an atom or equation once for each that it is said of; None where it has formulas inside."""
        match term:
            case Apply(name, (Var(),)) if fold(name) in _AMONG and self.said.members:
                (var,) = term.args
                return (Or(tuple(Compare("==", var, member) for member in self.said.members)),)
            case Apply(name, args):
                return tuple(Apply(name, chosen) for chosen in self._args(args))
            case Compare("==" | "!=" as op, Apply() | Var() as left, Apply() | Var() as right) if not (
                isinstance(left, Apply) and left.args and isinstance(right, Apply) and right.args
            ):
                return tuple(Compare(op, one, two) for one, two in self._args((left, right)))
            case _:
                return None

    def _args(self, args: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
        choices: list[tuple[Term, ...]] = []
        beside: list[Apply] = []
        for place, arg in enumerate(args):
            choices.append(self._arg(arg, beside, place == 0))
            beside += [one for one in choices[-1] if isinstance(one, Apply)]
        return product(*choices)

    def _arg(self, arg: Term, beside: Sequence[Apply], subject: bool) -> tuple[Term, ...]:
        match arg:
            case Apply(name, ()):
                if number_of(name) is not None and fold(name) not in _THEY:
                    return (arg,)
                if self._is_bound_pronoun(name):
                    return (Var(self.bound[-1]),)
                meant = self.meant(name, beside)
                for one in meant:
                    self.mention(one, subject)
                return meant
            case Apply(name, args):
                whole = tuple(Apply(name, chosen) for chosen in self._args(args))
                for one in whole:
                    self.mention(one, subject)
                return whole
            case _:
                return (arg,)

    def _is_bound_pronoun(self, name: str) -> bool:
        """Say whether a pronoun can only mean what the sentence speaks of in general."""
        third = fold(name) in _HE or fold(name) in _IT or fold(name) in _THEY
        return third and bool(self.bound) and not self.said.sentences[-1][1]

    def meant(self, phrase: str, beside: Sequence[Apply]) -> tuple[Apply, ...]:
        """Return whom a phrase means; `beside` are those named before it by the same verb."""
        word = " ".join(part for part in fold(phrase).split() if part not in ARTICLES) or fold(phrase)
        if word in _SELF and beside:
            return tuple(beside[:1])
        if word in _I and self.speaker:
            return (self.speaker,)
        if word in _WE and (self.said.members or self.speaker):
            return tuple(self.said.members) or (self.speaker,)
        if word in _HE:
            return (self._person(word, beside),)
        if word in _IT:
            return (self._best(word, lambda one: not self._is_proper(one), beside),)
        if word in _THEY:
            return self._several(word, beside)
        if word in _LAST_TWO:
            return (self._of_last_two(word),)
        first, _, rest = word.partition(" ")
        if first in ("other", "others") and (not rest or number_of(rest) is not None or rest == "one"):
            return self._others(word)
        return (Apply(phrase),)

    def _is_proper(self, one: Apply) -> bool:
        return not one.args and self.said.names.is_proper(one.name)

    def _person(self, word: str, beside: Sequence[Apply]) -> Apply:
        called = self.said.called

        def fits(one: Apply) -> bool:
            return called.get(one, _HE[word]) == _HE[word]

        name = self._best(word, self._is_proper, beside, fits)
        called.setdefault(name, _HE[word])
        return name

    def _best(
        self,
        word: str,
        liked: Callable[[Apply], bool],
        beside: Sequence[Apply],
        possible: Callable[[Apply], bool] = lambda one: True,
    ) -> Apply:
        candidates = [name for name in self.said.subjects() if name not in beside and possible(name)]
        found = next(filter(liked, candidates), None) or next(iter(candidates), None)
        if found is None:
            raise _unresolved(word)
        return found

    def _several(self, word: str, beside: Sequence[Apply]) -> tuple[Apply, ...]:
        for subjects, _ in reversed(self.said.sentences):
            left = [name for name in subjects if name not in beside]
            if len(left) > 1 or (left and word not in ("both", "these", "those")):
                return tuple(left)
        if self.said.members:
            return tuple(self.said.members)
        return (self._best(word, lambda name: True, beside),)

    def _of_last_two(self, word: str) -> Apply:
        last: list[Apply] = []
        for name in reversed(self.said.in_order()):
            if name not in last:
                last.insert(0, name)
            if len(last) == 2:
                return last[_LAST_TWO[word]]
        raise _unresolved(word)

    def _others(self, word: str) -> tuple[Apply, ...]:
        """Return all members but the one who speaks or was spoken of last."""
        out = [self.speaker] if self.speaker else self._latest()
        left = tuple(name for name in self.said.members if name not in out)
        if not left:
            raise _unresolved(word)
        return left

    def _latest(self) -> list[Apply]:
        for subjects, _ in reversed(self.said.sentences):
            if subjects:
                return subjects
        return []


def _unresolved(word: str) -> FaultError:
    return FaultError(Fault("unresolved", f"nobody is there whom `{word}` could mean"))
