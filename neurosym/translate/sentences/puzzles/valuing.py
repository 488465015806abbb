"""The amounts in arithmetic: a value that is a number counts as that number, a place as its place in the row.

“The train from Graz was twice as late as the one from Brno”, where they are late by 5, 10, 20 and 40 minutes.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from neurosym.english import singular
from neurosym.ir.core import Apply, If, Num, Term
from neurosym.scales import forms
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.puzzles.locating import Locating
from neurosym.translate.sentences.puzzles.relating import related
from neurosym.translate.sentences.puzzles.things import Env, Seat, Thing, Where
from neurosym.translate.sentences.words.comparing import FILL, UNITS, spoken
from neurosym.translate.sentences.words.numerals import number_of
from neurosym.translate.sentences.words.orders import Apart, Ranked, Relation

_TIMES = frozenset({"day", "week", "month", "hour", "year"})


def amount(locating: Locating, term: Term, env: Env) -> Term:
    """Return the number that a term of arithmetic is; raises `FaultError` where it has none."""
    groups = locating.layout.groups
    where = locating.where(term, env)
    group = groups.numeric(term.name) if isinstance(term, Apply) and term.args else _of_place(where)
    values = () if group is None else groups.all[group].numbers
    if group is None or not values or sorted(values) == list(range(1, len(values) + 1)):
        return locating.number(where, "")
    return _value(locating, where, group)


def related_by(locating: Locating, phrase: str, relation: Relation, wheres: tuple[Where, ...]) -> Term:
    """Say what a relation says of things, by their values where its distance is one: `two hours earlier`.

    Where the places are six, eight and nine o'clock, that is two hours and not two places.
    """
    gap = relation.gap if isinstance(relation, (Ranked, Apart)) else None
    frame = locating.layout.frame_of(relation.end[0] if isinstance(relation, Ranked) else "first")
    own = None if frame is None or gap is None or not _is_amount(phrase, frame) else frame.own
    values = () if own is None else sorted(locating.layout.groups.all[own].numbers)
    if frame is None or own is None or all(later - one == 1 for one, later in pairwise(values)):
        return locating.related(relation, wheres)
    return related(relation, [_value(locating, where, own) for where in wheres], frame)


def _value(locating: Locating, where: Where, group: int) -> Term:
    values = locating.layout.groups.all[group].numbers
    whole, *others = range(len(values))
    total: Term = _num(values[whole])
    for value in others:
        here = locating.same(where, Thing(group, locating.layout.element(group, value)))
        total = If(here, _num(values[value]), total)
    return total


def _is_amount(phrase: str, frame: Frame) -> bool:
    """Say whether a distance has a unit that is no step from place to place: hours, dollars, not seats."""
    said = spoken(phrase)
    units = [unit for number, unit in pairwise(said) if number_of(number) is not None and unit not in forms()]
    steps = UNITS | {frame.noun, "door", "chair", "desk", "bed", "room"}
    return "$" in phrase or any(singular(unit) not in steps - _TIMES and unit not in FILL for unit in units)


def _of_place(where: Where) -> int | None:
    """Return the group whose members are the places, of a thing that is one of them."""
    match where:
        case Thing(group, _):
            return group
        case Seat(frame, _):
            return frame.own
        case _:
            return None


def _num(value: Fraction) -> Num:
    return Num(int(value) if value.denominator == 1 else value)
