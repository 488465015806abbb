"""Formula text to term: what each form means, and where a fault points."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import MAX_BYTES, MAX_DEPTH, read_formula

SIGNATURE = Signature.of(
    read_problem("""
sort Person = ann, bob
sort Slot = 1..9
tall, happy : Person -> Bool
knows : Person, Person -> Bool
seat : Person -> Slot
sunny : Bool
n : Int
r : Real
find
""")
)
ANN, X, SUNNY, N = Element("ann"), Var("x"), Apply("sunny"), Apply("n")
PEOPLE = (Binding("x", "Person"),)
TALL, SEAT = Apply("tall", (X,)), Apply("seat", (X,))


def read(text: str) -> Term:
    return read_formula(text, SIGNATURE)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("sunny", SUNNY),
        ("tall(ann)", Apply("tall", (ANN,))),
        ("not sunny", Not(SUNNY)),
        ("sunny and True", And((SUNNY, Truth(True)))),
        ("sunny or False", Or((SUNNY, Truth(False)))),
        ("implies(sunny, True)", Implies(SUNNY, Truth(True))),
        ("n != 3", Compare("!=", N, Num(3))),
        ("n + 1 + 2", Arith("+", (N, Num(1), Num(2)))),
        ("n - 1 - 2", Arith("-", (Arith("-", (N, Num(1))), Num(2)))),
        ("-n", Arith("neg", (N,))),
        ("-1.5", Num(Fraction(-3, 2))),
        ("2 / 6", Num(Fraction(1, 3))),
        ("n if sunny else 3", If(SUNNY, N, Num(3))),
        ("all(tall(x) for x in Person)", Quantified("all", PEOPLE, TALL)),
        ("any(tall(x) for x in Person if sunny)", Quantified("any", PEOPLE, And((SUNNY, TALL)))),
        ("count(tall(x) for x in Person)", Count(PEOPLE, TALL)),
        ("sum(seat(x) for x in Person)", Fold("sum", PEOPLE, SEAT)),
        ("distinct(seat(x) for x in Person)", DistinctOver(PEOPLE, SEAT)),
        ("unknown(somebody)", Apply("unknown", (Apply("somebody"),))),
    ],
)
def test_each_form(text: str, term: Term):
    assert read(text) == term


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("sunny >> tall(ann)", "implies(sunny, tall(ann))"),
        ("iff(sunny, tall(ann))", "sunny == tall(ann)"),
        ("xor(sunny, tall(ann))", "sunny != tall(ann)"),
        ("sunny ^ tall(ann)", "sunny != tall(ann)"),
        ("~sunny & tall(ann) | sunny", "not sunny and tall(ann) or sunny"),
        ("true or false", "True or False"),
        ("1 < n < 3", "1 < n and n < 3"),
        ("seat(ann) in (1, 2)", "seat(ann) == 1 or seat(ann) == 2"),
        ("seat(ann) not in [1]", "not seat(ann) == 1"),
        ("ann in tall", "tall(ann)"),
        ("'ann' == \"bob\"", "ann == bob"),
        ("+n", "n"),
        ("1.50 + 0x10 + 1_000", "1.5 + 16 + 1000"),
        ("all([sunny, tall(ann)])", "sunny and tall(ann)"),
        ("any(sunny, tall(ann))", "sunny or tall(ann)"),
        ("sum([tall(ann), tall(bob)])", "(1 if tall(ann) else 0) + (1 if tall(bob) else 0)"),
        ("count(1 for x in Person if tall(x))", "count(tall(x) for x in Person)"),
        ("sum(tall(x) for x in Person)", "count(tall(x) for x in Person)"),
        ("sum(1 for x in Person if tall(x))", "count(tall(x) for x in Person)"),
        (
            "sum(seat(x) for x in Person if tall(x))",
            "sum(seat(x) if tall(x) else 0 for x in Person)",
        ),
        ("all(happy(x) for x in tall)", "all(happy(x) for x in Person if tall(x))"),
        ("any(happy(x) for x in tall)", "any(tall(x) and happy(x) for x in Person)"),
        ("all(tall(x) for x in (ann, bob))", "tall(ann) and tall(bob)"),
        ("distinct(seat(x) for x in (ann, bob))", "distinct(seat(ann), seat(bob))"),
        ("all(knows(x, y) for x, y in Person)", "all(knows(x, y) for x in Person for y in Person)"),
        (
            "all(knows(x, y) for x in Person if tall(x) for y in Person if happy(y))",
            "all(knows(x, y) for x in Person for y in Person if tall(x) and happy(y))",
        ),
        ("all(tall(x)\n    for x in Person)", "all(tall(x) for x in Person)"),
        ("any(ann for ann in Person)", "any(ann for ann in Person)"),
    ],
)
def test_other_ways_to_write_it(text: str, plain: str):
    assert print_formula(read(text)) == plain


def test_bound_variables_may_be_given():
    assert read_formula("tall(x)", SIGNATURE, bound=PEOPLE) == TALL
    assert read("tall(x)") == Apply("tall", (Apply("x"),))


def test_a_variable_is_bound_in_its_binder_only():
    inside, outside = read("all(tall(x) for x in Person) and tall(x)").args
    assert inside == Quantified("all", PEOPLE, TALL)
    assert outside == Apply("tall", (Apply("x"),))


@pytest.mark.parametrize(
    ("text", "code", "marked", "hint"),
    [
        ("sunny = True", "syntax", "s", "`==`"),
        ("sunny -> tall(ann)", "syntax", "-", "implies"),
        ("sunny implies tall(ann)", "syntax", "s", "implies("),
        ("∀x tall(x)", "syntax", "∀", "all("),
        ("sunny && sunny", "syntax", "&", "`and`"),
        ("n <> 3", "syntax", "<", "`!=`"),
        ("all tall(x) for x in Person", "syntax", "a", "with brackets"),
        ("tall(x) for x in Person", "syntax", "tall(x) for", "all("),
        ("sunny if tall(ann)", "syntax", "s", "if-then"),
        ("tall(ann", "syntax", "(", ""),
        ("tall((ann) and sunny", "syntax", "(", ""),
        ("tall(ann)) and sunny", "syntax", ")", ""),
        ("tall[ann) and sunny", "syntax", ")", ""),
        ("tall(ann) and\n (sunny", "syntax", "(", ""),
        ("tall(ann) tall(bob)", "syntax", "t", ""),
        ("tall(ann) is happy(ann)", "syntax", "happy(ann)", "`==`"),
        ("n ** 2 > 1", "syntax", "n ** 2", "+ - *"),
        ("n.real == 1", "syntax", "n.real", "names, calls"),
        ("tall(who=ann)", "syntax", "tall(who=ann)", ""),
        ("tall(*ann)", "syntax", "tall(*ann)", ""),
        ("'carla' == ann", "syntax", "'carla'", "without quotes"),
        ("n in 3", "syntax", "3", "x in (a, b)"),
        ("all(tall(x) for x in people())", "syntax", "people()", "for x in Sort"),
        ("all(tall(x) for x in Persn)", "unknown-sort", "Persn", "`Person`"),
        ("distinct(seat(x) for x in Person if tall(x))", "syntax", "(seat(x)", "a sort that has just these"),
        ("distinct(ann)", "syntax", "distinct(ann)", "distinct(a, b)"),
        ("(lambda: sunny)()", "syntax", "lambda: sunny", "f(x)"),
        ("sunny, tall(ann)", "syntax", "sunny, tall(ann)", "`and`"),
        ("1j > n", "syntax", "1j", ""),
        ("", "syntax", "", ""),
        ("  # nothing", "syntax", "", ""),
        ("tall(\u202eann)", "syntax", "\u202e", "take it out"),
        ("n == 10000000000000000000000000000000000000000", "too-big", "1000", ""),
        ("n == 1e999999999", "too-big", "1e999", ""),
        ("n == 1e60", "too-big", "1e60", ""),
        ("r == 1e-60", "too-big", "1e-60", ""),
        ("n == 0x" + "f" * 60, "too-big", "0xff", ""),
        ("n == " + "1_" * 50 + "1", "too-big", "1_1_", ""),
    ],
)
def test_faults_point_at_the_place(text: str, code: str, marked: str, hint: str):
    with pytest.raises(FaultError) as caught:
        read_formula(text, SIGNATURE, "line 7")
    (fault,) = caught.value.faults
    assert fault.code == code
    assert fault.where is not None
    assert fault.where.label == "line 7"
    assert text[fault.where.start : fault.where.end].startswith(marked)
    assert hint in fault.hint
    assert "^" in str(fault)


def test_a_text_that_stops_is_marked_at_its_end():
    with pytest.raises(FaultError) as caught:
        read("tall(ann) and  ")
    assert caught.value.faults[0].where is not None
    assert caught.value.faults[0].where.start == len("tall(ann) and")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 8000,
        "(" * 80 + "sunny" + ")" * 80 + " and " + "not " * (MAX_DEPTH + 1) + "sunny",
        "not " * 4000 + "sunny",
        "-" * 16000 + "n",
        "n" + " + n" * 4000,
        "n" + ".n" * 5000,
        "1 if sunny else " * 900 + "2",
        "sunny and " * 2000 + "sunny",
        "all(tall(x) for x in (" + "ann, " * 200 + "ann) for y in (" + "bob, " * 200 + "bob))",
        "9 ** 9 ** 9 ** 9",
        "x" * (MAX_BYTES + 1),
        "tall(\x00ann)",
    ],
    ids=range(12),
)
def test_what_is_too_much_is_a_fault(text: str):
    with pytest.raises(FaultError):
        read(text)


def test_long_but_flat_is_fine():
    assert len(read(" and ".join(["sunny"] * 1000)).args) == 1000


PIECES = re.findall(
    r"\S+",
    """( ) [ ] { } , : == = != < > <= not and or if else for in is lambda x tall ann Person 1 -1 1.5 1e400
    0b1 1_0 1j "ann" f"{x}" b"a" ... * ** + - / // % ~ ^ & | << @ .a := all any sum count min max distinct
    abs rank implies None True await yield \\ # ∀ → é ﬁ 𝔸 ` $ ? ! ; import 00 .5 5. Bool""",
)
ODD = ("\n", "\t", "\x0c", "\x00", "\u2028")


@settings(max_examples=500)
@given(st.lists(st.sampled_from((*PIECES, *ODD)), max_size=14), st.text(max_size=8))
def test_any_text_is_a_term_or_a_fault(pieces: list[str], text: str):
    written = " ".join(pieces) + text
    faults: tuple[Fault, ...] = ()
    try:
        printed = print_formula(read(written))
    except FaultError as error:
        faults = error.faults
    else:
        assert print_formula(read(printed)) == printed
    assert all(0 <= fault.where.start <= len(written) for fault in faults if fault.where)
    assert all(str(fault) for fault in faults)
