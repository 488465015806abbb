"""A committee is chosen: all that a text calls it (on the panel, serves, left out) as one predicate.

Options that only list names say who is chosen. General English only; a text that counts two kinds of choice
(admitted, hired) is left as it is. Knows no sorts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import base, fold
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Count,
    Enumerate,
    Find,
    Not,
    Problem,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry, terms_of
from neurosym.translate.sentences.notation.parts import (
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
from neurosym.translate.sentences.puzzles.asking import MOST, counts_solutions
from neurosym.translate.sentences.puzzles.choosing import (
    CHOOSING,
    COUNTING,
    LEAVING,
    TAKING_PART,
    Choice,
    Said,
    verb_of,
)
from neurosym.translate.sentences.words.names import number_of

_OF_SO_MANY = re.compile(r"\b(?:a|an|the)\s+(\w+)\s+of\s+(?:exactly\s+)?([\w-]+)\b", re.IGNORECASE)
_FEW = frozenset({"pair", "both", "two", "together"})
_ALL = frozenset({"could", "cannot"})


def with_selection(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with one word for all that is said of who is chosen, if anybody is."""
    choice = _choice(entries)
    if choice is None:
        return tuple(entries)
    counted = any(isinstance(term, Count) for term in terms_of(entries))
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


def _choice(entries: Sequence[Entry]) -> Choice | None:
    parts = [part for entry in entries for part in entry.parts]
    if any(isinstance(part, (Each, Liars, Says)) for part in parts):
        return None
    listed = [part for part in parts if isinstance(part, Members) and part.names]
    members = frozenset(fold(name) for part in listed for name in part.names) or frozenset(_told(entries))
    groups = frozenset(base(word) for part in listed for word in fold(part.group).split())
    atoms = [term for term in terms_of(entries) if isinstance(term, Apply) and term.args]
    words = [
        name if len(name.split()) == 1 else verb for name in (a.name for a in atoms) if (verb := _verb(name))
    ]
    words.sort(key=lambda word: verb_of(word, CHOOSING) is None)
    if not (members and words):
        return None
    choice = Choice(members, groups, words[0], {fold(part.group): part.group for part in listed})
    counts = [about for entry in entries for about in _counts(entry, choice)]
    texts = {base(word) for entry in entries for word in _words(entry)}
    kinds = {lemma for _, (lemmas, _) in counts for lemma in lemmas if lemma in CHOOSING}
    if not (texts & CHOOSING or any(wanted for wanted, _ in counts)) or len(kinds) > 1:
        return None
    where = [
        entry for entry in entries if any(_counts(entry, choice)) or any(p in listed for p in entry.parts)
    ]
    bodies = frozenset(base(word) for entry in where for word in _words(entry))
    choice = replace(choice, counted=frozenset(said for _, said in counts), bodies=bodies)
    return replace(choice, joined=_joined(entries, choice))


def _verb(phrase: str) -> str | None:
    return verb_of(phrase, TAKING_PART | COUNTING)


def _words(entry: Entry) -> list[str]:
    return re.findall(r"[\w-]+", fold(entry.text))


def _told(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the names that a count ranges over where no list has them: `x = Ann | x = Bo`."""
    for term in terms_of(entries):
        match term:
            case Count((Binding(var),), body):
                for part in subterms(body):
                    match part:
                        case Compare("==", Var(one), Apply(name, ())) if one == var:
                            yield fold(name)
                        case _:
                            pass
            case _:
                pass


def _counts(entry: Entry, choice: Choice) -> Iterator[tuple[bool, Said]]:
    """Yield what a sentence counts members with, and whether that alone makes it a choice.

    “Two girls want tea” makes none, and “he wants two girls” does.
    """
    for term in terms_of([entry]):
        if not isinstance(term, Count):
            continue
        (var,) = (binding.var for binding in term.bindings)
        for atom in subterms(term.body):
            if not isinstance(atom, Apply) or Var(var) not in atom.args:
                continue
            about = choice.about(atom)
            if about is not None and COUNTING.intersection(about[1][0]):
                yield atom.args[-1] == Var(var), about[1]


def _joined(entries: Sequence[Entry], choice: Choice) -> frozenset[Said]:
    """Return what can only mean the choice: what rules say of one member and another, and of nothing else.

    “Ann never officiates with Bo” bears on nothing, unless it is that who is appointed officiates.
    """
    alone: set[Said] = set()
    together: list[set[Said]] = []
    for term in (formula for entry in entries for part in entry.parts for formula in formulas_of(part)):
        atoms = [atom for atom in subterms(term) if isinstance(atom, Apply)]
        found = [about for atom in atoms if (about := choice.about(atom)) is not None]
        together.append({said for _, said in found})
        if len({str(one) for one, _ in found}) > 1 and len(together[-1]) == 1 and not _is_fact(term):
            alone |= together[-1]
    known = {said for several in together for said in several if choice.means(said)}
    while more := {said for several in together if several & known for said in several} - known:
        known |= more
    return frozenset(alone - known)


def _is_fact(term: Term) -> bool:
    parts = term.args if isinstance(term, And) else (term,)
    return all(isinstance(part.arg if isinstance(part, Not) else part, Apply) for part in parts)


def _part(part: Part, entry: Entry, choice: Choice) -> Part:
    if counts_solutions(part, entry):
        return FindAll("x", choice.of(Var("x")))
    if isinstance(part, Apply) and choice.is_member(part) and entry.role == "statement":
        return choice.of(part)
    return rewritten(part, lambda formula: transform(formula, choice.said))


def _size(entry: Entry, choice: Choice) -> str | None:
    """Return how many are chosen where only a noun says it: “a committee of three”."""
    for _, word in _OF_SO_MANY.findall(entry.text):
        number = number_of(word)
        if number is not None and 0 < number < len(choice.members):
            return str(word)
    return None


def _option(part: Part, entries: Sequence[Entry], choice: Choice) -> Part:
    """Return what a bare list of names says: that they are chosen, and nobody else where all are listed."""
    if isinstance(part, (Members, Each, FindAll, Which)) or not isinstance(part, (Apply, And)):
        return part
    named = _listed(part, choice)
    asked = [entry for entry in entries for one in entry.parts if isinstance(one, (Which, FindAll))]
    if named is None or not asked:
        return part
    which = next((one for one in asked[-1].parts if isinstance(one, Which)), None)
    text = fold(asked[-1].text)
    words = set(map(base, re.findall(r"\w+", text[max(0, text.rfind("which")) :])))
    if words & LEAVING:
        return conjunction(tuple(Not(choice.of(one)) for one in named))
    whole = which is not None and which.mode in _ALL and len(named) > 1 and not words & _FEW
    names = {fold(one.name) for one in named}
    others = sorted(choice.members - names) if whole and not words & {"other", "rest", "remaining"} else []
    return conjunction(
        (*map(choice.of, named), *(Not(choice.of(_as_said(name, entries))) for name in others))
    )


def _listed(term: Term, choice: Choice) -> tuple[Apply, ...] | None:
    """Return the members that a bare list names; None for anything else."""
    match term:
        case Apply(_, ()) if choice.is_member(term):
            return (term,)
        case And(args):
            found = [_listed(arg, choice) for arg in args]
            return None if None in found else tuple(one for few in found for one in few or ())
        case _:
            return None


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
