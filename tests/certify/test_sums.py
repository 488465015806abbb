"""Weighted sums: their arithmetic, and that drawing in loses nothing whole."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.certify.sums import NO, YES, Line, added, combined, contrary, drawn_in, is_constant, total
from neurosym.ir.certificate import Key
from neurosym.ir.core import Arith, Num
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature

X, Y = ("x", ()), ("y", (1,))
WORLDS = [{X: Fraction(x), Y: Fraction(y)} for x, y in product(range(-4, 5), repeat=2)]
NOWHERE = Evaluator(Signature(), Model({}, {}, {}))

numbers = st.fractions(-5, 5, max_denominator=6)
lines = st.dictionaries(st.sampled_from((X, Y, None)), numbers.filter(bool))
constants = st.dictionaries(st.just(None), numbers.filter(bool))


def worth(line: Line, world: dict[Key, Fraction]) -> Fraction:
    return sum((weight * (world[place] if place else 1) for place, weight in line.items()), Fraction(0))


@given(st.lists(st.tuples(numbers, lines)))
def test_totals(parts: list[tuple[Fraction, Line]]):
    found = total(parts)
    assert all(found.values())
    for world in WORLDS:
        assert worth(found, world) == sum(factor * worth(line, world) for factor, line in parts)


@given(st.sampled_from(("+", "-", "neg", "*", "/")), st.lists(lines | constants, min_size=2, max_size=3))
def test_arithmetic(op: str, parts: list[Line]):
    parts = parts[:1] if op == "neg" else parts[:2] if op in ("-", "/") else parts
    found = combined(op, parts)
    for world in WORLDS if found is not None else ():
        terms = tuple(Num(worth(line, world)) for line in parts)
        assert worth(found, world) == NOWHERE.number(Arith(op, terms))
    varying = [line for line in parts if not is_constant(line)]
    linear = {"*": len(varying) < 2, "/": is_constant(parts[-1]) and parts[-1] != NO}.get(op, True)
    assert found is not None or not linear
    assert found is None or linear or NO in parts  # so often zero is zero


@pytest.mark.parametrize("op", ["+", "-", "neg", "*", "/"])
def test_what_is_no_line_makes_none(op: str):
    assert combined(op, [{X: Fraction(1)}, None]) is None
    assert added([YES, None]) is None


@given(lines)
def test_contrary(line: Line):
    assert contrary(YES) == NO
    assert contrary(NO) == YES
    assert contrary(contrary(line)) == line


@given(lines, st.sampled_from(("<=", "<", "==")), st.sets(st.sampled_from((X, Y))))
def test_no_whole_number_is_lost_or_won(line: Line, op: str, whole: set[Key]):
    drawn, drawn_op = drawn_in(line, op, whole.__contains__)
    compare = {"<=": Fraction.__le__, "<": Fraction.__lt__, "==": Fraction.__eq__}
    for world in WORLDS:
        before = compare[op](worth(line, world), Fraction(0))
        assert compare[drawn_op](worth(drawn, world), Fraction(0)) == before
    weights = [weight for place, weight in drawn.items() if place]
    if weights and op != "==" and whole >= {place for place in line if place}:
        # no nearer limit of whole numbers has these weights
        assert drawn_op == "<="
        assert all(weight.denominator == 1 for weight in drawn.values())
        assert math.gcd(*map(int, weights)) == 1
    else:
        assert drawn in (line, YES)
        assert drawn_op == op


def test_whole_numbers_that_cannot_add_up():
    """Twice and four times something are never odd."""
    even: Line = {X: Fraction(2), Y: Fraction(4), None: Fraction(-3)}
    assert drawn_in(even, "==", lambda place: True) == (YES, "==")
    assert drawn_in(even, "==", lambda place: place == X) == (even, "==")
    assert drawn_in({**even, None: Fraction(-6)}, "==", lambda place: True) == ({**even, None: -6}, "==")
