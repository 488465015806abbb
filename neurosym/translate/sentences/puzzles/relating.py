"""What an order says of the numbers of two or three places, in a row or round a table. Knows no things."""

from __future__ import annotations

from collections.abc import Sequence

from neurosym.ir.core import And, Arith, Compare, Num, Term, disjunction
from neurosym.translate.sentences.puzzles import circle
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.puzzles.things import unknown
from neurosym.translate.sentences.words.orders import Apart, Inside, Level, Opposite, Ranked, Relation


def related(relation: Relation, numbers: Sequence[Term], frame: Frame) -> Term:
    """Return what a relation says of places by their numbers; raises `FaultError` where it cannot be."""
    match relation, numbers:
        case Level(), (one, other):
            return Compare("==", one, other)
        case Ranked(), (one, other):
            return _ranked(relation, one, other, frame)
        case Apart(gap, bound), (one, other):
            if frame.round:
                return circle.apart(one, other, gap, bound, frame.size)
            return Compare(bound, Arith("abs", (Arith("-", (one, other)),)), Num(gap))
        case Opposite(ends=True), (one, other) if not frame.round:
            return related(Apart(frame.size - 1), numbers, frame)
        case Opposite(), (one, other):
            if frame.round:
                return circle.opposite(one, other, frame.size)
            raise unknown("opposite", "in one straight row, nobody is opposite anybody")
        case Inside(close), (one, other, third):
            if frame.round:
                return circle.between(one, other, third, frame.size)
            return _inside(one, other, third, close=close)
        case _:
            raise unknown("between", "this order is said of another number of things")


def _ranked(relation: Ranked, one: Term, other: Term, frame: Frame) -> Term:
    whole = relation.gap is None and relation.end[0] == "first" and frame.numbered
    if frame.round and not whole:
        return circle.beyond(one, other, relation, frame.size)
    low, high = (one, other) if frame.rising(relation.end) else (other, one)
    if relation.gap is None:
        return Compare("<" if relation.strict else "<=", low, high)
    apart = Compare(relation.bound, Arith("-", (high, low)), Num(relation.gap))
    return And((Compare("<", low, high), apart)) if relation.bound in ("<", "<=") else apart


def _inside(one: Term, low: Term, high: Term, *, close: bool) -> Term:
    ways = ((low, high), (high, low))
    between = disjunction(tuple(And((Compare("<", a, one), Compare("<", one, b))) for a, b in ways))
    if not close:
        return between
    return And((between, Compare("==", Arith("abs", (Arith("-", (low, high)),)), Num(2))))
