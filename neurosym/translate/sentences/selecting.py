"""A committee is chosen: all that a text calls it (on the panel, serves, left out) as one predicate.

Options that only list names say who is chosen. General English only; a text that counts two kinds of choice
(admitted, hired) is left as it is. Knows no sorts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import base, fold
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Count,
    Enumerate,
    Find,
    Implies,
    Not,
    Problem,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.asking import MOST, counts_solutions
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.names import number_of
from neurosym.translate.sentences.parts import (
    Each,
    FindAll,
    Liars,
    Members,
    Part,
    Says,
    Which,
    formulas_of,
    rewritten,
)

_CHOOSING = frozenset(
    {"choose", "pick", "select", "appoint", "hire", "admit", "elect", "recruit", "nominate", "accept", "draw"}
    | {"invite", "include", "fund", "approve", "use"}
)
"""What is done to those who are chosen: these alone make a text one of choosing."""
_TAKING_PART = _CHOOSING.union(
    ("serve", "go", "come", "join", "attend", "send", "contain", "add", "keep", "sit", "make")
)
_BELONGING = frozenset(("in", "on", "for", "with", "of", "member", "part", "to", "willing", "both", "also"))
_LEAVING = frozenset({"leave", "left", "out", "drop", "omit", "exclude", "reject", "stay", "off", "absent"})
_NEEDING, _BARRING = frozenset({"require", "need"}), frozenset({"exclude", "preclude", "bar"})
_OF_SO_MANY = re.compile(r"\b(?:a|an|the)\s+(\w+)\s+of\s+(?:exactly\s+)?([\w-]+)\b", re.IGNORECASE)
_FEW = frozenset({"pair", "both", "two", "together"})
_ALL = frozenset({"could", "cannot"})


@dataclass(frozen=True, slots=True)
class _Choice:
    """The members that can be chosen and the word for it."""

    members: frozenset[str]
    groups: frozenset[str]
    word: str

    def of(self, term: Term) -> Apply:
        return Apply(self.word, (term,))

    def is_member(self, term: Term) -> bool:
        return isinstance(term, Apply) and not term.args and fold(term.name) in self.members

    def said(self, term: Term) -> Term:
        """Return an atom as what it says of who is chosen; any other term as it is."""
        match term:
            case Apply(phrase, (one,)):
                return self._of_one(phrase, one) or term
            case Apply(phrase, (one, other)) if self.is_member(one) and self.is_member(other):
                words = set(map(base, fold(phrase).split()))
                if words & _NEEDING:
                    return Implies(self.of(one), self.of(other))
                return Not(And((self.of(one), self.of(other)))) if words & _BARRING else term
            case Apply(phrase, (one, other)):
                whom = [arg for arg in (one, other) if self.is_member(arg) or isinstance(arg, Var)]
                body = [arg for arg in (one, other) if isinstance(arg, Apply) and not self.is_member(arg)]
                return (self._of_one(phrase, whom[0]) or term) if len(whom) == len(body) == 1 else term
            case _:
                return term

    def _of_one(self, phrase: str, one: Term) -> Term | None:
        words = set(map(base, fold(phrase).split()))
        known = self.is_member(one) or isinstance(one, Var)
        if not known or fold(phrase) in self.groups or words & self.groups:
            return None
        if words & _LEAVING:
            return Not(self.of(one))
        return self.of(one) if words & _TAKING_PART or words <= _BELONGING else None

    def listed(self, term: Term) -> tuple[Apply, ...] | None:
        """Return the members that a bare list names; None for anything else."""
        match term:
            case Apply(_, ()) if self.is_member(term):
                return (term,)
            case And(args):
                found = [self.listed(arg) for arg in args]
                return None if None in found else tuple(one for few in found for one in few or ())
            case _:
                return None


def with_selection(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with one word for all that is said of who is chosen, if anybody is."""
    choice = _choice(entries)
    if choice is None:
        return tuple(entries)
    counted = any(isinstance(term, Count) for term in _terms(entries))
    done: list[Entry] = []
    for entry in entries:
        parts = tuple(_part(part, entry, choice) for part in entry.parts)
        size = None if counted or entry.role != "statement" else _size(entry, choice)
        if size is not None:
            counted = True
            some = Count((Binding("x", ""),), choice.of(Var("x")))
            parts = (*parts, Compare("==", some, Apply(size)))
        if entry.role == "option":
            parts = tuple(_option(part, entries, choice) for part in parts)
        done.append(replace(entry, parts=parts))
    return tuple(done)


def _terms(entries: Sequence[Entry]) -> Iterator[Term]:
    for entry in entries:
        for part in entry.parts:
            for formula in formulas_of(part):
                yield from subterms(formula)


def _choice(entries: Sequence[Entry]) -> _Choice | None:
    parts = [part for entry in entries for part in entry.parts]
    if any(isinstance(part, (Each, Liars, Says)) for part in parts):
        return None
    listed = [part for part in parts if isinstance(part, Members) and part.names]
    members = frozenset(fold(name) for part in listed for name in part.names)
    groups = frozenset(base(word) for part in listed for word in fold(part.group).split())
    words: list[str] = []
    counted: set[str] = set()
    for term in _terms(entries):
        match term:
            case Apply(phrase, (_, *_)) if (verb := _verb(phrase, _TAKING_PART)) is not None:
                words.append(phrase if len(phrase.split()) == 1 else verb)
            case Count(_, body):
                inner = [atom.name for atom in subterms(body) if isinstance(atom, Apply) and atom.args]
                counted |= {verb for name in inner if (verb := _verb(name, _CHOOSING))}
    texts = [base(word) for entry in entries for word in re.findall(r"\w+", fold(entry.text))]
    words.sort(key=lambda word: _verb(word, _CHOOSING) is None)
    if not (_CHOOSING.intersection(texts) and members and words) or len(counted) > 1:
        return None
    return _Choice(members, groups, words[0])


def _verb(phrase: str, verbs: frozenset[str]) -> str | None:
    return next((word for word in fold(phrase).split() if base(word) in verbs), None)


def _part(part: Part, entry: Entry, choice: _Choice) -> Part:
    if counts_solutions(part, entry):
        return FindAll("x", choice.of(Var("x")))
    if isinstance(part, Apply) and choice.is_member(part) and entry.role == "statement":
        return choice.of(part)
    return rewritten(part, lambda formula: transform(formula, choice.said))


def _size(entry: Entry, choice: _Choice) -> str | None:
    """Return how many are chosen where only a noun says it: “a committee of three”."""
    for _, word in _OF_SO_MANY.findall(entry.text):
        number = number_of(word)
        if number is not None and 0 < number < len(choice.members):
            return str(word)
    return None


def _option(part: Part, entries: Sequence[Entry], choice: _Choice) -> Part:
    """Return what a bare list of names says: that they are chosen, and nobody else where all are listed."""
    if isinstance(part, (Members, Each, FindAll, Which)) or not isinstance(part, (Apply, And)):
        return part
    named = choice.listed(part)
    asked = [entry for entry in entries for one in entry.parts if isinstance(one, (Which, FindAll))]
    if named is None or not asked:
        return part
    which = next((one for one in asked[-1].parts if isinstance(one, Which)), None)
    text = fold(asked[-1].text)
    words = set(map(base, re.findall(r"\w+", text[max(0, text.rfind("which")) :])))
    if words & _LEAVING:
        return conjunction(tuple(Not(choice.of(one)) for one in named))
    whole = which is not None and which.mode in _ALL and len(named) > 1 and not words & _FEW
    names = {fold(one.name) for one in named}
    others = sorted(choice.members - names) if whole and not words & {"other", "rest", "remaining"} else []
    return conjunction(
        (*map(choice.of, named), *(Not(choice.of(_as_said(name, entries))) for name in others))
    )


def _as_said(name: str, entries: Sequence[Entry]) -> Apply:
    spelled = (
        one
        for entry in entries
        for part in entry.parts
        if isinstance(part, Members)
        for one in part.names
        if fold(one) == name
    )
    return Apply(next(spelled))


def counting(entries: Sequence[Entry], problem: Problem) -> Problem:
    """Return the problem with the goal to list who can be chosen, where “how many committees” is asked."""
    asked = any(counts_solutions(part, entry) for entry in entries for part in entry.parts)
    match problem.goal:
        case Find(show, says) if asked and _choice(entries) is not None:
            return replace(problem, goal=Enumerate(show, MOST, says))
        case _:
            return problem
