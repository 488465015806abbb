"""Formulas that say where things stand in an order: `seat(ann) < seat(bob)`, `ann == 2`. Knows no English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import Apply, Arith, Compare, Element, Enumeration, Num, Range, Term
from neurosym.ir.signature import Signature


@dataclass(frozen=True, slots=True)
class Axis:
    """What places are counted along: a function, or the sort of some constants.

    `values` are the terms for the places, first to last; nothing where there is no end.
    """

    name: str
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Two things in an order: `sign` is 1 where `left` has the smaller place; `turned` says the reverse."""

    axis: Axis
    left: str
    right: str
    sign: Literal[1, -1]
    turned: Term


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing at a place, counted from 1."""

    axis: Axis
    thing: str
    place: int
    value: Term

    def at(self, place: int) -> Term:
        """Return the formula that puts the thing at another place. The axis must have it."""
        return Compare("==", self.value, self.axis.values[place - 1])


def order_in(formula: Term, signature: Signature) -> Ordered | Placed | None:
    """Return what a single comparison says of an order; None for every other formula."""
    match formula:
        case Compare("<" | "<=" | ">" | ">=" as op, left, right):
            one, two = _value(left, signature), _value(right, signature)
            if one is None or two is None or one[0] != two[0]:
                return None
            turned = replace(formula, op=MIRRORED[op])
            return Ordered(one[0], one[1], two[1], 1 if op in ("<", "<=") else -1, turned)
        case Compare("==", left, right):
            return _at(left, right, signature) or _at(right, left, signature) or _next(left, right, signature)
        case _:
            return None


def _at(term: Term, place: Term, signature: Signature) -> Placed | None:
    found = _value(term, signature)
    if found is None or place not in found[0].values:
        return None
    return Placed(found[0], found[1], found[0].values.index(place) + 1, term)


def _next(left: Term, right: Term, signature: Signature) -> Ordered | None:
    """Read `ann == bob - 1`, and the same with its sides exchanged."""
    for one, other in ((left, right), (right, left)):
        match other:
            case Arith("+" | "-" as op, (base, Num(step))) if step > 0:
                found, beside = _value(one, signature), _value(base, signature)
                if found is None or beside is None or found[0] != beside[0]:
                    continue
                turned = Arith("-" if op == "+" else "+", (base, Num(step)))
                formula = Compare("==", one, turned) if one is left else Compare("==", turned, one)
                return Ordered(found[0], found[1], beside[1], 1 if op == "-" else -1, formula)
            case _:
                continue
    return None


def _value(term: Term, signature: Signature) -> tuple[Axis, str] | None:
    """Return the axis of a term whose value is a place, and the thing that has that place."""
    ranked = isinstance(term, Arith) and term.op == "rank"
    if isinstance(term, Arith) and ranked:
        term = term.args[0]
    match term:
        case Apply(name, (Element(thing) | Apply(thing, ()),)):
            pass
        case Apply(name, ()):
            thing = name
        case _:
            return None
    symbol = signature.symbols.get(name)
    if symbol is None or len(symbol.args) != len(term.args):
        return None
    values = _values(symbol.result, ranked, signature)
    return None if values is None else (Axis(name if term.args else symbol.result, values), thing)


def _values(sort: str, ranked: bool, signature: Signature) -> tuple[Term, ...] | None:
    match signature.sorts.get(sort):
        case Range(_, low, high) if high - low < _LONGEST:
            return tuple(Num(value) for value in range(low, high + 1))
        case Enumeration(_, elements, ordered=True) if ranked:
            return tuple(Num(place) for place in range(1, len(elements) + 1))
        case Enumeration(_, elements, ordered=True):
            return tuple(Element(name) for name in elements)
        case _:
            return () if signature.is_numeric(sort) else None


_LONGEST = 1_000
"""Places of an axis that are written out; a longer one has no end as far as ordinals go."""
