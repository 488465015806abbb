"""Readings with names in place of `he`, `the latter` and `we`, over all sentences of a problem.

What is said of several is said of each. A pronoun that fits nobody is a fault `unresolved`, and its part of
the sentence is left out. Knows no sorts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from neurosym.english import fold
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import TRUE, Apply, Compare, Not, Term, Var, conjunction, disjunction
from neurosym.ir.walk import bindings, children, rebuild, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import (
    Choose,
    Each,
    FindAll,
    Liars,
    Members,
    Nothing,
    Objective,
    Part,
    Question,
    Says,
    Which,
    formulas_of,
)
from neurosym.translate.sentences.reference import cast
from neurosym.translate.sentences.reference.antecedents import Listed
from neurosym.translate.sentences.reference.both import denies_together
from neurosym.translate.sentences.reference.introduced import named_from_the_start, newcomer
from neurosym.translate.sentences.reference.personal import HE, IT, SELF, THEY, WE, WHO_IT_WAS
from neurosym.translate.sentences.reference.referents import Spoken
from neurosym.translate.sentences.reference.usual import Usual
from neurosym.translate.sentences.words.names import Names, number_of
from neurosym.translate.sentences.words.telling import DIFFERENT, SAME

_THE_SAME = frozenset(("same", "the same", "same thing", "so", "likewise"))
_AMONG = WE | THEY | {"of us", "of them", "among us", "among them", "all of us"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entries with names in place of pronouns, and what could not be resolved."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()


def resolve(entries: Sequence[Entry], names: Names) -> Resolved:
    """Replace the pronouns of all readings by names of individuals."""
    said = Spoken(
        names,
        cast.members(entries),
        nouns=cast.nouns(entries, names),
        listed=cast.listed(entries),
        speakers=cast.speakers(entries),
    )
    read = [formula for entry in entries for part in entry.parts for formula in formulas_of(part)]
    said.usual = Usual.of(read, names)
    done: list[Entry] = []
    faults: list[Fault] = []
    said.named, said.objects = Listed(known := cast.named(entries, names)), cast.objects(entries, names)
    for entry in entries:
        said.begin(entry.text)
        if entry.parts == (Nothing(),):
            said.overhear(known)
        parts: list[Part] = []
        for part in entry.parts:
            try:
                parts.append(_part(part, said, denies_together(entry.text)))
            except FaultError as error:
                where = Span(entry.text, 0, len(entry.text))
                faults += [replace(fault, where=where) for fault in error.faults]
        done.append(replace(entry, parts=tuple(parts)))
    faults += (_ambiguous(phrase, text) for phrase, text in said.ambiguous)
    return Resolved(named_from_the_start(done, names, said.pointed), tuple(faults))


def _ambiguous(phrase: str, text: str) -> Fault:
    what = f"several things are called “{phrase}”, and nothing tells which of them is meant"
    return Fault("ambiguous", what, Span(text, 0, len(text)), "use its name", severity="warning")


def _part(part: Part, said: Spoken, together: bool) -> Part:
    sentence = _Sentence(said, together=together)
    match part:
        case Says(speaker, formula):
            who = said.meant(speaker)[0]
            said.mention(who, subject=True)
            if isinstance(formula, Apply) and not formula.args and fold(formula.name) in _THE_SAME:
                return Says(who.name, said.last_said or formula)
            said.last_said = _Sentence(said, who, together).formula(formula)
            return Says(who.name, said.last_said)
        case Question(formula):
            return Question(sentence.formula(formula))
        case Which(mode, given) if given is not None:
            return Which(mode, sentence.formula(given))
        case FindAll(var, formula) if formula is not None:
            return FindAll(var, sentence.formula(formula))
        case Members(_, names):
            for name in names:
                said.mention(Apply(name), subject=True)
            return part
        case Objective() | Each() | Liars() | Choose() | Nothing() | Which() | FindAll():
            return part
        case _:
            found = newcomer(part)
            if found is not None and said.names.key(found[1].name)[-1] not in said.nouns:
                said.mention(found[1], subject=True)
            meant = sentence.formula(part)
            said.descriptions.hear(meant)
            said.people.update(() if said.members else cast.identified(meant, said.names))
            return meant


@dataclass(slots=True)
class _Sentence:
    """One formula, read from left to right."""

    said: Spoken
    speaker: Apply | None = None
    together: bool = False
    """Whether what is denied of several is denied of all together."""
    bound: list[str] = field(default_factory=list)
    rivals: dict[str, list[Apply]] = field(default_factory=dict)
    names: list[str] | None = None
    """All names of the formula: what a pronoun means may come later in it than in the sentence."""

    def formula(self, term: Term) -> Term:
        """Rewrite a formula; what is said of several is said of each."""
        if self.names is None:
            applied = (one for one in subterms(term) if isinstance(one, Apply) and not one.args)
            self.names = [one.name for one in applied]
            self.said.coming = tuple(dict.fromkeys(cast.subjects(term)))
            self.said.spelled = frozenset(self.names)
        self.rivals = cast.compared(term) if isinstance(term, Compare) else self.rivals
        match term:
            case Not(Apply() | Compare() as inner) if (each := self._each(inner)) is not None:
                return Not(conjunction(each)) if self.together else conjunction(tuple(map(Not, each)))
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
            case Apply(name, (Var() as var,)) if fold(name) in _AMONG:
                each = tuple(Compare("==", var, member) for member in self.said.members)
                return (disjunction(each) if each else TRUE,)
            case Apply(name, (Var(last),)) if self.bound[-1:] == [last] and self._is_of_each(name):
                among = disjunction(tuple(Compare("==", Var(last), one) for one in self.said.members))
                return (conjunction((among, Compare("!=", Var(last), Var(self.bound[-2])))),)
            case Apply(name, (Var() as var,)) if (rest := self.said.rest(name, self.speaker)) is not None:
                return (disjunction(tuple(Compare("==", var, one) for one in rest)),)
            case Apply(name, (Apply(several, ()),)) if (pairs := self._alike(name, several)) is not None:
                return pairs
            case Apply(name):
                rivals = self.rivals.get(name, ())
                spoken = [one for _, others in self.said.sentences for one in others]
                known = self.said.usual.named(term, spoken)
                return tuple(Apply(name, chosen) for chosen in self._args(known.args, rivals))
            case Compare(op, Apply(name, ()), other) if fold(name) == WHO_IT_WAS and not (
                self.said.names_before(name, other.name if isinstance(other, Apply) else "")
            ):
                # "it was Tom" is of nobody spoken of before
                return tuple(Compare(op, Apply(WHO_IT_WAS), one) for (one,) in self._args((other,)))
            case Compare("==" | "!=" as op, Apply() | Var() as left, Apply() | Var() as right) if not (
                isinstance(left, Apply) and left.args and isinstance(right, Apply) and right.args
            ):
                return tuple(Compare(op, one, two) for one, two in self._args((left, right), equal=True))
            case _:
                return None

    def _is_of_each(self, name: str) -> bool:
        """Say whether a rule on each member calls the others so: “each wrote to one of the other two”."""
        return len(self.bound) > 1 and bool(self.said.members) and self.said.is_rest(fold(name), self.speaker)

    def _alike(self, name: str, several: str) -> tuple[Term, ...] | None:
        """Return that several are of one kind, or of different ones; None where that is not what is said."""
        words = set(self.said.names.key(name))
        if not words & (SAME | DIFFERENT) or fold(several) not in WE | THEY:
            return None
        first, *rest = self.said.meant(several, (), self.speaker)
        if words & SAME or len(rest) == 1:
            return tuple(Apply(name, (first, other)) for other in rest) or None
        return (Not(conjunction(tuple(Apply("same kind", (first, other)) for other in rest))),)

    def _args(
        self,
        args: tuple[Term, ...],
        others: Sequence[Apply] = (),
        equal: bool = False,
        subject: bool = True,
    ) -> Iterator[tuple[Term, ...]]:
        choices: list[tuple[Term, ...]] = []
        beside = list(others)
        for place, arg in enumerate(args):
            choices.append(self._arg(arg, beside, subject and place == 0, args, equal))
            beside += [one for one in choices[-1] if isinstance(one, Apply)]
        return product(*choices)

    def _arg(
        self, arg: Term, beside: Sequence[Apply], subject: bool, args: Sequence[Term], equal: bool
    ) -> tuple[Term, ...]:
        match arg:
            case Apply(name, ()):
                if number_of(name) is not None and fold(name) not in THEY:
                    return (arg,)
                bound = self._bound_pronoun(name, args)
                if bound is not None:
                    ahead = self.said.before(name, self.names or ())
                    return (bound if ahead is None else ahead,)
                # what else the verb is said of is not what its pronoun means
                apart = () if fold(name) in SELF else (one for one in args if isinstance(one, Apply))
                meant = self.said.meant(name, [*beside, *apart], self.speaker)
                for one in meant:
                    self.said.mention(one, subject)
                return meant
            case Apply(name, inner):
                # who is his cousin is another one than he; but who loves his dog loves his own
                inside = self._args(inner, beside if equal else (), subject=subject or equal)
                whole = tuple(Apply(name, chosen) for chosen in inside)
                if not (
                    equal and any(isinstance(one, Apply) and number_of(one.name) is not None for one in args)
                ):
                    for one in whole:
                        self.said.mention(one, subject)
                return whole
            case _:
                return (arg,)

    def _bound_pronoun(self, name: str, args: Sequence[Term]) -> Var | None:
        """Return what the sentence speaks of in general, where a pronoun can mean nothing else.

        Who has signed it has not signed himself: only `itself` means another argument of its verb.
        """
        third = fold(name) in HE or fold(name) in IT or fold(name) in THEY
        if not third or self.said.sentences[-1][1]:
            return None
        free = [var for var in self.bound if Var(var) not in args or fold(name) in SELF]
        return Var(free[-1]) if free else None
