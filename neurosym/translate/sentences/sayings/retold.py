"""Sayings as plain statements, for texts that lay something out as well: a race whose runners may lie.

"Ann says that she came first" becomes: Ann tells the truth exactly if she came first. Decides nothing about
how things are laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.ir.core import Apply, Binding, Compare, Not, Quantified, Term, Var
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import (
    Each,
    Liars,
    Members,
    Nothing,
    Part,
    Says,
    formulas_of,
    rewritten,
)
from neurosym.translate.sentences.sayings.kinds import members_of
from neurosym.translate.sentences.sayings.sayings import Sayings
from neurosym.translate.sentences.sayings.wording import Wording
from neurosym.translate.sentences.words.names import Names
from neurosym.translate.sentences.words.orders import relation_of
from neurosym.translate.sentences.words.spots import place_of


def retold(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...] | None:
    """Return the entries without sayings, where members of a group stand in an order or have values each.

    None for all other texts, and where a third kind or several statements of one speaker leave more open
    than a plain statement says.
    """
    sayings = Sayings.of(entries, names)
    members = {names.individual_key(name) for name in members_of(entries)}
    speakers = {names.individual_key(name) for name in sayings.speakers}
    if not sayings.said or not sayings or sayings.several or not speakers <= members:
        return None
    if (sayings.kinds and not sayings.kinds.whole) or not _lays_out(entries, names):
        return None
    groups = (part.group for entry in entries for part in entry.parts if isinstance(part, Members))
    wording = Wording(sayings, frozenset(map(names.key, groups)))

    def plain(formula: Term) -> Term:
        return transform(wording.meant(formula), denied)

    def denied(term: Term) -> Term:
        match term:
            case Apply(name, (one,)) if sayings.told and name == sayings.lies:
                return Not(sayings.is_so(one))
            case _:
                return term

    def told(part: Part) -> Part:
        match part:
            case Says():
                return plain(sayings.statement(part))
            case Liars():
                return sayings.known(part) or _two_kinds(sayings, part)
            case _:
                return rewritten(part, plain)

    return tuple(replace(entry, parts=tuple(map(told, entry.parts))) for entry in entries)


def _two_kinds(sayings: Sayings, part: Liars) -> Part:
    """Return that everybody is of one of the two kinds, once."""
    if len(sayings.kinds.all) != 2 or not part.truthful:
        return Nothing()
    one, other = (Apply(kind, (Var("x"),)) for kind in sayings.kinds.all)
    return Quantified("all", (Binding("x", ""),), Compare("!=", one, other))


def _lays_out(entries: Sequence[Entry], names: Names) -> bool:
    """Say whether a text speaks of an order of its members, or gives each another value."""
    members = {names.individual_key(name) for name in members_of(entries)}

    def is_one(term: Term) -> bool:
        if isinstance(term, Apply) and not term.args:
            return names.individual_key(term.name) in members
        return isinstance(term, Var)

    def orders(term: Term) -> bool:
        match term:
            case Apply(name, (one,)):
                return is_one(one) and place_of(name) is not None
            case Apply(name, (_, _) as pair):
                known = any(isinstance(one, Apply) for one in pair)
                return known and all(map(is_one, pair)) and relation_of(name) is not None
            case _:
                return False

    parts = [part for entry in entries for part in entry.parts]
    formulas = [formula for part in parts for formula in formulas_of(part)]
    return any(isinstance(part, Each) for part in parts) or any(
        orders(term) for formula in formulas for term in subterms(formula)
    )
