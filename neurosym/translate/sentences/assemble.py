"""The readings of all sentences of a text as one problem: a programme, a puzzle, or logic.

Resolves pronouns and gathers names first; every failure is a fault that marks its sentence. Asks no LM.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.walk import children, subterms
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.logic.among import with_members_meant
from neurosym.translate.sentences.logic.logic import assemble_logic
from neurosym.translate.sentences.logic.membership import with_wholes
from neurosym.translate.sentences.logic.stories import as_story
from neurosym.translate.sentences.notation.parts import (
    Each,
    FindAll,
    Liars,
    Members,
    Part,
    Says,
    formulas_of,
)
from neurosym.translate.sentences.programmes.assigning import assigned, shares_out
from neurosym.translate.sentences.programmes.periods import with_stocks
from neurosym.translate.sentences.programmes.programme import assemble_programme, is_programme
from neurosym.translate.sentences.programmes.routes import routed
from neurosym.translate.sentences.programmes.scheduling import assemble_schedule
from neurosym.translate.sentences.puzzles.alternatives import with_alternatives
from neurosym.translate.sentences.puzzles.puzzle import assemble_puzzle
from neurosym.translate.sentences.puzzles.selecting import counting, with_selection
from neurosym.translate.sentences.puzzles.verbs import with_left_behind
from neurosym.translate.sentences.reference.both import with_both
from neurosym.translate.sentences.reference.called import with_one_name_each
from neurosym.translate.sentences.reference.personal import PRONOUNS
from neurosym.translate.sentences.reference.reference import resolve
from neurosym.translate.sentences.sayings.bearers import with_one_name
from neurosym.translate.sentences.sayings.retold import retold
from neurosym.translate.sentences.sayings.speaking import with_speakers
from neurosym.translate.sentences.sums.measures import measured, with_measures
from neurosym.translate.sentences.sums.others import with_others_added
from neurosym.translate.sentences.sums.sums import assemble_sum, is_sum
from neurosym.translate.sentences.words.names import Names, number_of
from neurosym.translate.sentences.words.orders import relation_of
from neurosym.translate.sentences.words.spots import Middle, place_of

_PUTTING = frozenset({"in", "on", "at", "to", "into", "for"})
_SHARING = frozenset({"same", "different"})

__all__ = ["Assembled", "Entry", "assemble"]


def assemble(entries: Sequence[Entry]) -> Assembled:
    """Put the readings of a text together. A problem has the claims that could be read, in their order."""
    told = measured(entries)
    if is_sum(told):
        resolved = resolve(with_others_added(told), Names.of(_text(told)))
        total = assemble_sum(resolved.entries, gather(resolved.entries))
        return replace(total, faults=(*resolved.faults, *total.faults))
    if is_programme(entries):
        if (schedule := assemble_schedule(entries)) is not None:
            return schedule
        entries = with_stocks(assigned(routed(entries)))
        programme = assemble_programme(entries)
        shared = tuple(_shared_out(entries))
        return replace(programme, problem=None, faults=(*programme.faults, *shared)) if shared else programme
    told = with_left_behind(with_measures(told))
    plain = Names.of(_text(told))
    told = with_both(told, plain)
    resolved = resolve(with_speakers(with_one_name(told, plain), plain), plain)
    said = with_wholes(resolved.entries)
    names = gather(said)
    laid_out = with_alternatives(retold(said, names) or said)
    if _is_puzzle(laid_out):
        try:
            puzzle = assemble_puzzle(laid_out, names)
        except FaultError as error:
            return Assembled(None, (*resolved.faults, *error.faults))
        return Assembled(puzzle.problem, (*resolved.faults, *puzzle.faults))
    told = with_selection(with_members_meant(with_one_name_each(said, names), names))
    logic = assemble_logic(told, gather(told))
    problem = logic.problem and counting(said, logic.problem)
    story = as_story(told, replace(logic, problem=problem))
    return replace(story, faults=(*resolved.faults, *story.faults))


def _shared_out(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield a fault where each gets another thing: that is no quantity, and a programme decides on those.

    Who gets what was made one before, if the text tells what every pairing takes or brings.
    """
    for entry in entries:
        if any(isinstance(part, Each) or shares_out(part) for part in entry.parts):
            what = "which of these each one gets cannot be decided: not every pairing has an amount"
            yield Fault("unlinked", what, Span(entry.text, 0, len(entry.text)))


def _is_puzzle(entries: Sequence[Entry]) -> bool:
    """Say whether a text lays things out: each has another value, members stand in an order or in groups."""
    parts = [part for entry in entries for part in entry.parts]
    if any(isinstance(part, (Liars, Says)) for part in parts):
        return False
    if any(isinstance(part, Each) for part in parts):
        return True
    groups = [part for part in parts if isinstance(part, Members)]
    if not groups and any(isinstance(part, FindAll) and _asks_middle(part) for part in parts):
        return True
    terms = [term for part in parts for formula in formulas_of(part) for term in subterms(formula)]
    named = {part.group.casefold() for part in groups if part.names}
    counted = bool(named) and any(not part.names and part.group.casefold() not in named for part in groups)
    return bool(groups) and any(counted or _orders(term, groups) or _assigns(term, groups) for term in terms)


def _assigns(term: Term, groups: Sequence[Members]) -> bool:
    """Say whether a member of one group is put to a member of another, or two into the same one."""
    match term:
        case Apply(phrase, (one, other)):
            words = set(phrase.casefold().split())
            home, goal = _homes(one, groups), _homes(other, groups)
            apart = bool(home and goal and not home & goal)
            several = sum(len(group.names) > 1 for group in groups) > 1
            return apart or (several and bool(words & _SHARING or (goal and words & _PUTTING)))
        case _:
            return False


def _homes(term: Term, groups: Sequence[Members]) -> set[int]:
    """Return the numbers of the groups that have a member all of whose words are in a name."""
    words = set(term.name.casefold().split()) if isinstance(term, Apply) and not term.args else set()
    members = [(n, set(name.casefold().split())) for n, group in enumerate(groups) for name in group.names]
    return {n for n, member in members if member <= words}


def _asks_middle(part: FindAll) -> bool:
    """Say whether the one in the middle is asked for, which only an order of all can tell."""
    terms = () if part.formula is None else subterms(part.formula)
    return any(isinstance(term, Apply) and isinstance(place_of(term.name), Middle) for term in terms)


def _orders(term: Term, groups: Sequence[Members]) -> bool:
    """Say whether a term places a member; what happened before the border tells no order of members."""
    match term:
        case Apply(name, (_,)):
            return place_of(name) is not None
        case Apply(name, (_, Apply(what, ()) as other)) if (
            fold(what) not in PRONOUNS and number_of(what) is None and place_of(what) is None
        ):
            among = bool(_homes(other, groups)) or not any(group.names for group in groups)
            return among and relation_of(name) is not None
        case Apply(name, (_, _, *_)):
            return relation_of(name) is not None
        case _:
            return False


def gather(entries: Sequence[Entry]) -> Names:
    """Gather the names of all readings."""
    parts = [part for entry in entries for part in entry.parts]
    return Names.of(
        _text(entries),
        (phrase for part in parts for phrase in _phrases(part)),
        (term.name for part in parts for formula in formulas_of(part) for term in _said(formula)),
    )


def _text(entries: Sequence[Entry]) -> str:
    return " ".join(entry.text for entry in entries)


def _phrases(part: Part) -> Iterator[str]:
    match part:
        case Members(group, names):
            yield from (group, *names)
        case Each(attribute, values):
            yield from (attribute, *values)
        case Liars(_, group):
            yield group
        case Says(speaker):
            yield speaker
    for formula in formulas_of(part):
        for term in subterms(formula):
            if isinstance(term, Apply) and number_of(term.name) is None:
                yield term.name


def _said(formula: Term) -> Iterator[Apply]:
    """Yield the atoms of a formula; what stands in their arguments is not said of anything."""
    match formula:
        case Apply():
            yield formula
        case Compare("<" | "<=" | ">" | ">=") | Compare(_, Apply(_, ())) | Compare(_, _, Apply(_, ())):
            return
        case _:
            for part in children(formula):
                yield from _said(part)
