"""The meaning of every construct, worked out by hand in one small world and by Python in random ones."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.core import (
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.evaluate import MAX_MEMBERS, Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.solve.base import Theory
from tests.strategies import Terms, evaluated

SIGNATURE = Signature.of(
    read_problem("""
sort Person >= ann, bob
sort Day = mon < tue < wed
sort Slot = -1..2
sort Wide = 0..1000000000
tall : Person -> Bool
knows : Person, Person -> Bool
seat : Person -> Slot
off : Person -> Day
sunny : Bool
n : Int
r : Real
find
""")
)
PEOPLE = ("ann", "bob", "someone1")
WORLD = Model(
    {"Person": PEOPLE, "Day": ("mon", "tue", "wed")},
    {
        "tall": {("ann",): True, ("bob",): False, ("someone1",): True},
        "knows": {(one, other): one < other for one in PEOPLE for other in PEOPLE},
        "seat": {("ann",): -1, ("bob",): 2, ("someone1",): 0},
        "off": {("ann",): "mon", ("bob",): "wed", ("someone1",): "mon"},
        "sunny": {(): True},
        "n": {(): -7},
        "r": {(): Fraction(3, 4)},
    },
    {},
)
EVALUATOR = Evaluator(SIGNATURE, WORLD)


def value(text: str) -> Value:
    return EVALUATOR.value(read_formula(text, SIGNATURE), {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # connectives
        ("sunny and tall(bob)", False),
        ("sunny or tall(bob)", True),
        ("not tall(bob)", True),
        ("implies(tall(bob), False)", True),
        ("implies(sunny, tall(bob))", False),
        ("sunny == tall(ann)", True),
        ("sunny != tall(ann)", False),
        ("tall(bob) if not sunny else tall(ann)", True),
        # quantifiers: over those who are not named too
        ("all(tall(x) for x in Person if x != bob)", True),
        ("any(not tall(x) and x != bob for x in Person)", False),
        ("all(any(knows(x, y) or knows(y, x) for y in Person) for x in Person)", True),
        ("any(all(knows(x, y) or x == y for y in Person) for x in Person)", True),
        ("all(knows(x, y) for x in Person for y in Person if x != y)", False),
        ("all(any(x == b for x in (sunny, not sunny)) for b in Bool)", True),
        ("all(any(tall(x) for x in Person) and seat(x) < 3 for x in Person)", True),
        ("all(False for x in Person if False)", True),
        # counting
        ("count(tall(x) for x in Person)", 2),
        ("count(knows(x, y) for x in Person for y in Person)", 3),
        ("count(s > 0 for s in Slot)", 2),
        ("sum(seat(x) for x in Person)", 1),
        ("sum(seat(x) for x in Person if tall(x))", -1),
        ("sum(r for x in Person)", Fraction(9, 4)),
        ("min(seat(x) for x in Person)", -1),
        ("max(seat(x) * seat(y) for x in Person for y in Person)", 4),
        ("distinct(seat(x) for x in Person)", True),
        ("distinct(off(x) for x in Person)", False),
        ("distinct(ann, bob, ann)", False),
        ("distinct(r, 0.75)", False),
        # order
        ("off(ann) < off(bob)", True),
        ("off(bob) <= tue", False),
        ("rank(off(bob))", 3),
        ("rank(mon) + rank(tue)", 3),
        # arithmetic
        ("n + 2 * 3 - 1", -2),
        ("-n", 7),
        ("abs(n) - abs(3)", 4),
        ("min(n, 3, r)", -7),
        ("max(n, 3, r)", 3),
        ("n // 2", -4),
        ("n % 2", 1),
        ("n // -2", 3),
        ("n % -2", -1),
        ("7 // -2", -4),
        ("7 % -2", -1),
        ("n // 7", -1),
        ("n % 7", 0),
        ("n / 2", Fraction(-7, 2)),
        ("n / -7", 1),
        ("r * 4", 3),
        ("r + 1/4", 1),
        ("0.1 + 0.2 == 0.3", True),
        ("r > 0 and r < 1", True),
        ("n if sunny else r", -7),
    ],
)
def test_value(text: str, expected: Value):
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_a_name_may_denote_somebody_of_another_name():
    merged = Model({**WORLD.domains, "Person": ("ann", "someone1")}, WORLD.tables, {"bob": "ann"})
    evaluator = Evaluator(SIGNATURE, merged)
    assert evaluator.holds(read_formula("ann == bob and tall(bob)", SIGNATURE))
    assert evaluator.value(read_formula("count(x == x for x in Person)", SIGNATURE), {}) == 2


def test_free_variables_stand_in_the_environment():
    assert EVALUATOR.holds(
        read_formula("tall(x)", SIGNATURE, bound=(Binding("x", "Person"),)), {"x": "someone1"}
    )


@pytest.mark.parametrize(
    "term",
    [
        Apply("nothing"),
        Apply("tall", (Element("carla"),)),
        Var("x"),
        Apply("seat", (Element("ann"),)),
        Element("ann"),
        Num(1),
        Not(Num(1)),
        Compare("<", Element("ann"), Element("bob")),
        Compare("<", Truth(True), Num(2)),
        Compare("==", Arith("+", (Num(1), Element("ann"))), Num(1)),
        Compare("==", Arith("/", (Num(1), Num(0))), Num(1)),
        Compare("==", Arith("//", (Num(1), Num(0))), Num(1)),
        Compare("==", Arith("%", (Num(1), Arith("-", (Num(1), Num(1))))), Num(1)),
        Quantified("all", (Binding("x", "Int"),), Truth(True)),
        Quantified("any", (Binding("x", "Real"),), Truth(True)),
        Quantified("any", (Binding("x", "Wide"),), Truth(True)),
        Quantified("any", (Binding("x", "Nowhere"),), Truth(True)),
    ],
)
def test_what_has_no_value_is_a_fault(term: Term):
    with pytest.raises(FaultError) as caught:
        EVALUATOR.holds(term)
    assert caught.value.faults[0].code == "unevaluable"


def test_a_range_that_is_run_through():
    assert len(EVALUATOR.members("Slot")) == 4
    assert MAX_MEMBERS < 10**9


# --- in random worlds, laws that need no evaluator to be known


@settings(max_examples=200)
@given(evaluated(open_sorts=True), st.data())
def test_laws(given: tuple[Theory, Model], data: st.DataObject):
    theory, model = given
    signature = theory.signature
    evaluator = Evaluator(signature, model)
    terms = Terms(data.draw, signature)
    p, q = terms.formula({}, 2), terms.formula({}, 2)
    assert evaluator.holds(Implies(p, q)) == evaluator.holds(Or((Not(p), q)))
    assert evaluator.holds(Compare("!=", p, q)) == (evaluator.holds(p) is not evaluator.holds(q))
    bound = (Binding("x", "Person"), Binding("y", "Day"))
    body = terms.formula({"x": "Person", "y": "Day"}, 2)
    number = terms.number({"x": "Person", "y": "Day"}, 2)
    rows = [
        {"x": who, "y": day}
        for who, day in itertools.product(evaluator.members("Person"), evaluator.members("Day"))
    ]
    truths = [evaluator.holds(body, row) for row in rows]
    numbers = [evaluator.number(number, row) for row in rows]
    assert evaluator.holds(Quantified("all", bound, body)) == (False not in truths)
    assert evaluator.holds(Quantified("any", bound, body)) == (True in truths)
    assert evaluator.value(Count(bound, body), {}) == truths.count(True)
    assert evaluator.value(Fold("sum", bound, number), {}) == sum(numbers)
    assert evaluator.value(Fold("min", bound, number), {}) == min(numbers)
    assert evaluator.value(Fold("max", bound, number), {}) == max(numbers)
    assert evaluator.holds(DistinctOver(bound, number)) == (len(set(numbers)) == len(numbers))
    pair = (terms.number({}, 2), terms.number({}, 2))
    assert evaluator.holds(Distinct(pair)) == evaluator.holds(Compare("!=", *pair))


@given(st.integers(), st.integers().filter(bool))
def test_division_rounds_down(dividend: int, divisor: int):
    def worked_out(op: str) -> Value:
        return EVALUATOR.value(Arith(op, (Num(dividend), Num(divisor))), {})

    quotient, remainder = worked_out("//"), worked_out("%")
    assert quotient <= Fraction(dividend, divisor) < quotient + 1
    assert quotient * divisor + remainder == dividend
    assert worked_out("/") == Fraction(dividend, divisor)


fractions = st.fractions(-50, 50, max_denominator=30)


@given(st.lists(st.tuples(fractions, fractions), min_size=2, max_size=6))
def test_sums_of_products_are_exact_and_in_one_form(pairs: list[tuple[Fraction, Fraction]]) -> None:
    numbers = {f"x{n}": value for n, (_, value) in enumerate(pairs)}
    model = Model({}, {name: {(): plain(value)} for name, value in numbers.items()}, {})
    products = (Arith("*", (Num(plain(a)), Apply(name))) for (a, _), name in zip(pairs, numbers, strict=True))
    found = Evaluator(SIGNATURE, model).value(Arith("+", (*products, Num(0))), {})
    wanted = plain(sum((a * b for a, b in pairs), Fraction(0)))
    assert (found, type(found)) == (wanted, type(wanted))


def plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
