"""Who is there in a text of sayings: who speaks, who says nothing, and what is nobody at all.

Knows no words but names; what follows for each is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.ir.core import Apply, Compare, Term, Var
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.apart import Classes
from neurosym.translate.sentences.logic.atoms import for_all
from neurosym.translate.sentences.logic.uses import Uses
from neurosym.translate.sentences.sayings.sayings import Sayings
from neurosym.translate.sentences.words.names import Key, Names

_PLACING = frozenset(("on", "in", "at", "from", "of", "with", "under", "above", "behind"))


def taken_for_granted(
    sayings: Sayings, entries: Sequence[Entry], read: Sequence[Term], members: Sequence[str]
) -> Iterator[tuple[str, Term]]:
    """Yield what a text of sayings takes for granted, with a sentence for each.

    `read` are all its formulas. What is never spoken of like people needs no word.
    """
    if not sayings:
        return
    names = sayings.names
    people = {names.individual_key(name): name for name in (*members, *sayings.speakers)}
    speaking = {names.individual_key(name) for name in sayings.speakers}
    common = [formula for _, formula in sayings.background(entries, (), ())]
    classes = classes_of((*read, *common), names)
    uses = Uses.of(read, names)
    others = [
        phrase
        for key, phrase in uses.things.items()
        if members and key not in people.keys() | uses.equated and classes.has_any(("thing", key), people)
    ]
    yield from _placed_kinds(sayings, read)
    silent = [name for key, name in people.items() if key not in speaking]
    yield from sayings.background(entries, silent, others)


def _placed_kinds(sayings: Sayings, read: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """Yield that who works on the upper floor is one of “those on the upper floor”, where that is a kind."""
    names = sayings.names
    kinds = {names.key(kind): kind for kind in sayings.kinds.all}
    found: dict[tuple[Key, Key], tuple[str, Term]] = {}
    for term in (term for formula in read for term in subterms(formula)):
        match term:
            case Apply(name, (_, Apply(place, ()) as where)) if name.split()[-1].casefold() in _PLACING:
                tail = names.key(f"{name.split()[-1]} {place}")
                for key, kind in kinds.items():
                    if len(key) > len(tail) and key[-len(tail) :] == tail:
                        says = f"“{names.gloss(kind)}” is said of who {names.gloss(name)} the {place}."
                        same = Compare("==", Apply(kind, (Var("x"),)), Apply(name, (Var("x"), where)))
                        found.setdefault((key, names.key(name)), (says, for_all("x", same)))
            case _:
                continue
    yield from found.values()


def classes_of(formulas: Sequence[Term], names: Names) -> Classes:
    """Return the classes of what some formulas speak of, by the words of the text."""

    def head(term: Apply) -> tuple[Key, int]:
        return names.key(term.name), len(term.args)

    def thing(term: Term) -> tuple[str, Key] | None:
        return ("thing", names.individual_key(term.name)) if isinstance(term, Apply) else None

    return Classes.of(formulas, head, thing)


def of_one_class(read: Sequence[Term], sayings: Sayings) -> Sequence[Term]:
    """Return the formulas that may say an order; of a text of sayings, what relates things of one class.

    A treasure is behind a door, and a door is behind nothing.
    """
    if not sayings.said:
        return read
    names = sayings.names
    classes = classes_of(read, names)
    pairs = [
        term
        for formula in read
        for term in subterms(formula)
        if isinstance(term, Apply) and len(term.args) == 2
    ]

    def place(term: Apply, number: int) -> object:
        return classes.find(("place", (names.key(term.name), 2), number))

    return [term for term in pairs if place(term, 0) == place(term, 1)]
