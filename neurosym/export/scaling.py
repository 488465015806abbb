"""Numeric terms multiplied until no fraction is left in them. Knows no problem."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm, prod

from neurosym.ir.core import Arith, Fold, If, Num, Term
from neurosym.ir.terms import number


def denominator(term: Term) -> int:
    """Return a whole number that makes a term, multiplied by it, one without fractions."""
    match term:
        case Num(value):
            return value.denominator
        case Arith("+" | "-" | "neg" | "min" | "max", args):
            return lcm(*map(denominator, args))
        case Arith("*", args):
            return prod(map(denominator, args))
        case Arith("/", (above, Num(below))) if below:
            return denominator(above) * abs(Fraction(below).numerator)
        case If(_, then, other):
            return lcm(denominator(then), denominator(other))
        case Fold(_, _, body):
            return denominator(body)
        case _:
            return 1


def times(term: Term, factor: Fraction) -> Term:
    """Return a term so many times, a positive multiple of its `denominator`, without fractions."""
    match term:
        case Num(value):
            return number(value * factor)
        case Arith("+" | "-" | "neg" | "min" | "max", args):
            return replace(term, args=tuple(times(arg, factor) for arg in args))
        case Arith("*", args):
            return _product(args, factor)
        case Arith("/", (above, Num(below))) if below:
            scaled = times(above, factor / abs(Fraction(below)))
            return Arith("neg", (scaled,)) if below < 0 else scaled
        case If(cond, then, other):
            return If(cond, times(then, factor), times(other, factor))
        case Fold(_, _, body):
            return replace(term, body=times(body, factor))
        case _:
            return term if factor == 1 else Arith("*", (number(factor), term))


def _product(args: tuple[Term, ...], factor: Fraction) -> Term:
    """Return a product with all its numbers in one."""
    rest: list[Term] = []
    for arg in args:
        if isinstance(arg, Num):
            factor *= arg.value
        else:
            own = denominator(arg)
            factor /= own
            rest.append(times(arg, Fraction(own)))
    if not rest or not factor:
        return number(factor)
    parts = tuple(rest) if factor == 1 else (number(factor), *rest)
    return parts[0] if len(parts) == 1 else Arith("*", parts)
