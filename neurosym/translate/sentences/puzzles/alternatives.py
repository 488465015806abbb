"""Places that only a rule names: “each intern is assigned to the lab or to the archive”. Knows no clue.

What everybody of a group is said to be in or at, one or the other, is a group of places that may be shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.ir.core import Apply, Binding, Compare, Implies, Or, Quantified, Term, Var
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Each, Members, Part

PLACES = "place"
"""What a group of places is called that the text gives no name."""
_PUTTING = frozenset({"in", "on", "at", "to", "into", "for", "with", "among"})


def with_alternatives(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the readings with a group of the places that a rule names; of several rules the first."""
    parts = [part for entry in entries for part in entry.parts]
    known = {fold(name) for part in parts for name in _listed(part)}
    for number, entry in enumerate(entries):
        for part in entry.parts:
            places = named(part)
            if places and not known & set(map(fold, places)) and any(isinstance(p, Members) for p in parts):
                told = replace(entry, parts=(*entry.parts, Members(_kind(places), places)))
                return (*entries[:number], told, *entries[number + 1 :])
    return tuple(entries)


def _kind(places: Sequence[str]) -> str:
    """Return what all places are, `Panel` of `Civil Panel` and `Criminal Panel`."""
    heads = {fold(place).split()[-1] for place in places}
    return places[0].split()[-1] if len(heads) == 1 and all(" " in place for place in places) else PLACES


def _listed(part: Part) -> tuple[str, ...]:
    match part:
        case Members(_, names) | Each(_, names):
            return names
        case _:
            return ()


def named(part: Part) -> tuple[str, ...]:
    """Return the places that a rule names for everybody of a group; none for any other part."""
    match part:
        case Quantified("all", (Binding(var),), Implies(Apply(_, (Var(one),)), body)) if one == var:
            atoms = tuple(_alternatives(body))
        case _:
            return ()
    names: list[str] = []
    for atom in atoms:
        match atom:
            case Apply(phrase, (Var(one), Apply(name, ()))) if one == var and _puts(phrase):
                names.append(name)
            case _:
                return ()
    return tuple(names) if len(names) > 1 and len(set(map(fold, names))) == len(names) else ()


def _puts(phrase: str) -> bool:
    return fold(phrase).split()[-1:] != [] and fold(phrase).split()[-1] in _PUTTING


def _alternatives(term: Term) -> tuple[Term, ...]:
    match term:
        case Compare("!=", left, right):
            return (*_alternatives(left), *_alternatives(right))
        case Or(args):
            return tuple(inner for arg in args for inner in _alternatives(arg))
        case _:
            return (term,)
