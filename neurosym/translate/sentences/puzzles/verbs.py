"""What the verbs of a puzzle's clues take: who “makes the stew” makes dishes. Builds no formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.faults import FaultError
from neurosym.ir.core import And, Apply, Binding, Compare, Count, Implies, Quantified, Term, Var
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import rewritten
from neurosym.translate.sentences.puzzles.groups import Groups
from neurosym.translate.sentences.words.names import Key, number_of

_LEFT_BEHIND = re.compile(r"(?i)\bleft (?:by|the|a|an|his|her|its|their|my|our|no|nothing|something)\b")
"""How a text has the verb; on the left is where there is no such word behind it."""


def with_left_behind(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with another verb than `left` for who left something: that is on no side of it."""
    return tuple(
        replace(entry, parts=tuple(rewritten(part, _leaving) for part in entry.parts))
        if _LEFT_BEHIND.search(entry.text)
        else entry
        for entry in entries
    )


def _leaving(formula: Term) -> Term:
    def change(term: Term) -> Term:
        match term:
            case Apply(name, (one, other)) if fold(name) == "left":
                return Apply("leave", (one, other))
            case _:
                return term

    return transform(formula, change)


def objects(groups: Groups, atoms: Iterable[Apply]) -> Mapping[Key, int]:
    """Return the group of what each verb is said with, where that is always the same one."""
    found: dict[Key, set[int]] = {}
    for atom in atoms:
        match atom:
            case Apply(phrase, (Apply(who, ()), Apply(what, ()))):
                one, other = _group(groups, who), _group(groups, what)
                if one is not None and other is not None and one != other:
                    found.setdefault(groups.names.key(phrase), set()).add(other)
            case _:
                pass
    return {key: min(several) for key, several in found.items() if len(several) == 1}


def counted(groups: Groups, term: Term) -> Iterator[int]:
    """Yield the groups of which a formula counts who are somewhere, or says that each has one of another."""
    for part in subterms(term):
        match part:
            case Quantified(
                "all", _, Implies(Apply(noun, (Var(),)), Compare("==", Count(), Apply(count, ())))
            ):
                if number_of(count) == 1 and (group := groups.called(noun)) is not None:
                    yield group
            case Compare(_, Count((Binding(var),), And(args)), Apply(count, ())) if number_of(count) != 1:
                for arg in args:
                    match arg:
                        case Apply(noun, (Var(one),)) if one == var and groups.called(noun) is not None:
                            yield groups.called(noun) or 0
                        case _:
                            pass
            case _:
                pass


def assigning(groups: Groups, atoms: Iterable[Apply]) -> frozenset[Key]:
    """Return what is said of members of two lists that are not equally long: guides lead more trekkers."""
    found: set[Key] = set()
    for atom in atoms:
        match atom:
            case Apply(phrase, (Apply(who, ()), Apply(what, ()))):
                pair = [groups.all[n] for n in (_group(groups, who), _group(groups, what)) if n is not None]
                sizes = {len(group.values) for group in pair}
                if len(sizes) == 2 and not any(group.each or group.ordered for group in pair):
                    found.add(groups.names.key(phrase))
            case _:
                pass
    return frozenset(found)


def _group(groups: Groups, phrase: str) -> int | None:
    try:
        found = groups.member(phrase)
    except FaultError:
        return None
    return found[0] if found else None
