"""Readings that say the same are equivalent; another polarity, order or number is another thing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.ir.core import And, Apply, Binding, Compare, Implies, Not, Or, Quantified, Term, Var
from neurosym.learn.equivalent import equivalent
from neurosym.translate.sentences.notation.reading import read_reading

PARAPHRASES = Path(__file__).parents[1] / "prose" / "paraphrases.jsonl"


def same(one: str, other: str) -> bool:
    forth = equivalent(read_reading(one), read_reading(other))
    assert forth == equivalent(read_reading(other), read_reading(one))
    return forth


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("all x: cat(x) -> not dog(x)", "all y: dogs(y) -> not cats(y)"),
        ("all x: cat(x) -> not dog(x)", "not some x: cat(x) & dog(x)"),
        ("#>= one x: cat(x)", "some x: cat(x)"),
        ("#= two x: cat(x)", "#= 2 y: Cats(y)"),
        ("#> 40 x: cat(x)", "#>= 41 x: cat(x)"),
        ("a ^ b", "(a | b) & not (a & b)"),
        ("glows(lamp) <-> open(door)", "(glows(lamp) -> open(door)) & (open(door) -> glows(lamp))"),
        ("rains -> wet(street)", "not wet(street) -> not rains"),
        ("rains(a) ; wet(b)", "wet(b) & rains(a)"),
        ("x1 + b = 17", "17 = b + x1"),
        ("old(Ann) = old(Bob) + 5", "old(Bob) = old(Ann) - five"),
        ("chairs >= twice * desks", "2 * desks <= chairs"),
        ("vans <= 40% * total", "vans <= 0.4 * total"),
        ("carpentry(desk) = 3 ; earns(desk) = $20", "earns(desks) = 20 ; carpentry(desk) = three"),
        ("chased by(a, b)", "chased(b, a)"),
        ("next to(a, b)", "next to(b, a)"),
        ("between(a, b, c)", "between(a, c, b)"),
        ("all x: all y: next to(x, y) -> odd(x)", "all x: all y: next to(x, y) -> odd(y)"),
        ("left of(a, b)", "to the left of(a, b)"),
        ("tea = Carol", "Carol = tea"),
        ("not tea = Carol", "Carol != tea"),
        ("all x: x != Tom -> came(x)", "all y: came(y) | y = Tom"),
        ("second-newest(red tractor)", "second newest(red tractor)"),
        ("@find x: owns(x, fish)", "@find y: owns(y, the fish)"),
        ("@max profit ; @find", "@max profits"),
        ("@choose vans, lorries", "@choose lorries, vans"),
        ("@members golfers: Amy, Eli", "@members golfers: Eli, Amy"),
        ("@members houses: four", "@members houses: 4"),
        ("@each color: red, blue", "@each colors: blue, red"),
        ("@true knights ; @false knaves", "@false knave ; @true knight"),
        ("@says Zoey: knight(I) | knave(Max)", "@says zoey: not knight(I) -> knave(Max)"),
        ("@which must: fourth(Gwen)", "@which must: not not fourth(Gwen)"),
        ("@ask dog(Tom)", "@ask dogs(tom)"),
    ],
)
def test_two_ways_to_write_it(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("all x: cat(x) -> dog(x)", "all x: dog(x) -> cat(x)"),
        ("all x: cat(x) -> dog(x)", "some x: cat(x) & dog(x)"),
        ("likes(Tom, Ann)", "likes(Ann, Tom)"),
        ("left of(a, b)", "left of(b, a)"),
        ("between(a, b, c)", "between(b, a, c)"),
        ("chased by(a, b)", "chased(a, b)"),
        ("#= two x: cat(x)", "#= three x: cat(x)"),
        ("#> 40 x: cat(x)", "#>= 40 x: cat(x)"),
        ("a | b", "a ^ b"),
        ("a -> b", "b -> a"),
        ("taller(Tom, Ann)", "taller(Tom, Eve)"),
        ("in(Ann, third house)", "in(Ann, fourth house)"),
        ("old(Ann) = old(Bob) + 5", "old(Bob) = old(Ann) + 5"),
        ("chairs >= twice * desks", "chairs > twice * desks"),
        ("vans <= 40% * total", "vans <= 40 * total"),
        ("tea = Carol", "tea != Carol"),
        ("tea = Carol", "tea = Eve"),
        ("@find x: owns(x, fish)", "@find x: owns(fish, x)"),
        ("@find x: owns(x, fish)", "@find"),
        ("@max profit", "@min profit"),
        ("@max profit", "@max revenue"),
        ("@choose vans, lorries", "@choose vans"),
        ("@members golfers: Amy, Eli", "@members golfers: Amy, Eve"),
        ("@true knights", "@false knights"),
        ("@says Zoey: knave(Max)", "@says Zoey: not knave(Max)"),
        ("@says Zoey: knave(Max)", "knave(Max)"),
        ("@ask dog(Tom)", "dog(Tom)"),
        ("@ask dog(Tom)", "@ask not dog(Tom)"),
        ("@which must: fourth(Gwen)", "@which could: fourth(Gwen)"),
        ("@which must: fourth(Gwen)", "@which must"),
        ("@none", "wet(street)"),
        ("wet(street) ; cold(street)", "wet(street)"),
        ("says(Tom, not wet(street))", "says(Tom, not not not wet(street))"),
    ],
)
def test_another_thing_is_said(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_formula_without_sense_equals_only_itself() -> None:
    assert same("says(Tom, not wet(street))", "says(Tom, not wet(street))")


ATOMS = st.sampled_from(
    (
        Apply("purrs", (Var("x"),)),
        Apply("likes", (Var("x"), Apply("Rex"))),
        Apply("rains"),
        Apply("between", (Apply("Ann"), Var("x"), Apply("Rex"))),
        Compare("==", Var("x"), Apply("Ann")),
        Compare("<=", Apply("price", (Var("x"),)), Apply("three")),
    )
)
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner).map(Or),
        st.tuples(inner, inner).map(lambda two: Implies(*two)),
    ),
    max_leaves=6,
)


def rewritten(term: Term) -> Term:
    """Another formula that says the same: every law is used wherever it can be."""
    match term:
        case Not(And(args)):
            return Or(tuple(rewritten(Not(arg)) for arg in reversed(args)))
        case Not(arg):
            return Not(rewritten(arg))
        case And(args):
            return And(tuple(map(rewritten, reversed(args))))
        case Or((left, right)):
            return Implies(Not(rewritten(right)), rewritten(left))
        case Implies(left, right):
            return Implies(Not(rewritten(right)), Not(rewritten(left)))
        case Compare("==", left, right):
            return Compare("==", right, left)
        case Compare("<=", left, _):
            return Compare(">=", Apply("3"), left)
        case _:
            return Not(Not(term))


def renamed(term: Term) -> Term:
    match term:
        case Var("x"):
            return Var("z")
        case Apply(name, args):
            return Apply(name.upper(), tuple(map(renamed, args)))
        case Not(arg):
            return Not(renamed(arg))
        case And(args):
            return And(tuple(map(renamed, args)))
        case Or(args):
            return Or(tuple(map(renamed, args)))
        case Implies(left, right):
            return Implies(renamed(left), renamed(right))
        case Compare(op, left, right):
            return Compare(op, renamed(left), renamed(right))
        case _:
            return term


@given(FORMULAS)
def test_rewritten_formulas_stay_equal(body: Term) -> None:
    every = Quantified("all", (Binding("x", ""),), body)
    none = Not(Quantified("any", (Binding("z", ""),), Not(renamed(rewritten(body)))))
    assert equivalent((every,), (none,))
    assert not equivalent((every,), (Not(every),))


LITERALS = st.tuples(st.booleans(), st.booleans())


def rule(polarities: list[bool], swapped: list[bool], number: int) -> Term:
    """A rule of distinct atoms, so that a change of any of them changes what it says."""
    literals: list[Term] = []
    for place, (positive, swap) in enumerate(zip(polarities, swapped, strict=True)):
        args = (Var("x"), Apply(f"Rex{place}"))
        atom = Apply(f"sees{place}", args[::-1] if swap else args)
        literals.append(atom if positive else Not(atom))
    limit = Compare(">=", Apply("price", (Var("x"),)), Apply(str(number)))
    return Quantified("all", (Binding("x", ""),), Implies(And((limit, *literals[1:])), literals[0]))


@given(st.lists(LITERALS, min_size=2, max_size=4), st.integers(2, 90), st.data())
def test_a_changed_polarity_order_or_number_is_unequal(
    drawn: list[tuple[bool, bool]], number: int, data: st.DataObject
) -> None:
    polarities, swapped = [one for one, _ in drawn], [two for _, two in drawn]
    original = rule(polarities, swapped, number)
    place = data.draw(st.integers(0, len(drawn) - 1))
    other = data.draw(st.integers(91, 99))
    flip = [value ^ (at == place) for at, value in enumerate(polarities)]
    swap = [value ^ (at == place) for at, value in enumerate(swapped)]
    assert equivalent((original,), (rule(polarities, swapped, number),))
    assert not equivalent((original,), (rule(flip, swapped, number),))
    assert not equivalent((original,), (rule(polarities, swap, number),))
    assert not equivalent((original,), (rule(polarities, swapped, other),))


def test_different_gold_readings_are_not_equivalent() -> None:
    rows = [json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["construct"] not in ("stem", "find", "irrelevant")]
    readings = [read_reading(row["reading"]) for row in rows]
    assert all(equivalent(reading, reading) for reading in readings)
    alike = [
        (rows[place]["id"], rows[place + 1]["id"])
        for place in range(len(rows) - 1)
        if equivalent(readings[place], readings[place + 1])
    ]
    assert not alike
