"""Who belongs to a group, where something is said of the group; who is there at all, where nothing is.

A group of eight whose parts are listed, four and four, has them all. Knows nothing of what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import fold, singular
from neurosym.ir.core import Apply, Binding, Claim, Compare, Quantified, Var, disjunction
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.lowering import Lowering
from neurosym.translate.sentences.notation.parts import Members, Part, formulas_of
from neurosym.translate.sentences.sayings.kinds import members_of
from neurosym.translate.sentences.words.names import number_of
from neurosym.translate.sentences.words.sequences import natural_order


def memberships(entries: Sequence[Entry], lowering: Lowering) -> Iterator[Claim]:
    """Yield who belongs to each group that something is said of, quoting the sentence that lists them."""
    everybody = tuple(dict.fromkeys(members_of(entries)))
    for entry in entries:
        for part in entry.parts:
            if isinstance(part, Members) and part.names:
                one = Binding("x", lowering.sort)
                group = lowering.predicate(part.group, 1)
                # women and men that nothing more is said of are together all there are
                names = part.names if group is not None else everybody
                body = disjunction(tuple(Compare("==", Var("x"), lowering.thing(name)) for name in names))
                if group is not None:
                    body = Compare("==", Apply(group, (Var("x"),)), body)
                if group is not None or lowering.only_members:
                    yield Claim("", Quantified("all", (one,), body), entry.text)


def _listed(group: Members) -> tuple[str, ...]:
    return group.names or (() if number_of(group.count) is not None else (group.count,))


def with_wholes(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give a group that is only counted the names of its parts, where these are listed and add up to it.

    A noun that stands beside a number or in a longer name (`room 3`) is of places, and has no such parts.
    """
    groups = [part for entry in entries for part in entry.parts if isinstance(part, Members)]
    lists = [names for group in groups if (names := _listed(group)) and natural_order(names) is None]
    names = tuple(name for several in lists for name in several)
    if len(lists) < 2 or len(set(map(fold, names))) < len(names):
        return tuple(entries)
    spoken = {
        singular(word)
        for entry in entries
        for part in entry.parts
        for formula in formulas_of(part)
        for term in subterms(formula)
        if isinstance(term, Apply) and len(words := fold(term.name).split()) > 1
        for word in words
    }

    def filled(part: Part) -> Part:
        if not isinstance(part, Members) or _listed(part) or number_of(part.count) != len(names):
            return part
        is_place = singular(fold(part.group).split()[-1]) in spoken
        return part if is_place else Members(part.group, names)

    return tuple(replace(entry, parts=tuple(map(filled, entry.parts))) for entry in entries)
