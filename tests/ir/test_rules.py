"""The notation of rules: what is read, what is printed back, and what is said about slips."""

from __future__ import annotations

import pytest

from neurosym.faults import FaultError
from neurosym.ir.core import Compare, Quantified
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.rule_syntax import print_rule, read_rule
from neurosym.ir.rules import print_rules, read_rules
from neurosym.ir.syntax import read_formula

VOCABULARY = """
sort Person >= ann
sort Day = mon < tue < wed
sort Slot = 1..3
parent, ancestor : Person, Person -> Bool
adult, alone, raining_for : Person -> Bool
works : Person, Day -> Bool
load : Person, Int -> Bool
at : Person, Slot -> Bool
age : Person -> Int
wet : Bool
"""
BASE = read_rules(VOCABULARY)
SIGNATURE = BASE.signature


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("parent(ann, ann)", "parent(ann, ann)"),
        ("wet", "wet"),
        ("wet if adult(ann)", "implies(adult(ann), wet)"),
        (
            "ancestor(x, y) if parent(x, y)",
            "all(ancestor(x, y) for x in Person for y in Person if parent(x, y))",
        ),
        ("adult(x) if age(x) >= 18", "all(adult(x) for x in Person if age(x) >= 18)"),
        (
            "ancestor(x, z) if parent(x, y) and ancestor(y, z)",
            "all(ancestor(x, z) for x in Person for z in Person for y in Person"
            " if parent(x, y) and ancestor(y, z))",
        ),
        (
            "at(x, s) if at(x, t) and s == t + 1",
            "all(at(x, s) for x in Person for s in Slot for t in Slot if at(x, t) and s == t + 1)",
        ),
        (
            "alone(x) if adult(x) and not parent(x, _)",
            "all(alone(x) for x in Person if adult(x) and not any(parent(x, _1) for _1 in Person))",
        ),
        (
            "load(x, n) if adult(x) and n == count(d for d in Day if works(x, d))",
            "all(load(x, n) for x in Person for n in Int"
            " if adult(x) and n == count(works(x, d) for d in Day))",
        ),
    ],
)
def test_a_short_rule_is_a_long_one(short: str, long: str) -> None:
    formula = read_rule(short, SIGNATURE)
    assert print_formula(formula) == long
    assert formula == read_rule(long, SIGNATURE) == read_formula(long, SIGNATURE)
    assert read_rule(print_rule(formula, SIGNATURE), SIGNATURE) == formula


def test_other_orders_of_variables_are_printed_long() -> None:
    text = "all(ancestor(x, y) for y in Person for x in Person if parent(x, y))"
    formula = read_rule(text, SIGNATURE)
    assert print_rule(formula, SIGNATURE) == text


@pytest.mark.parametrize(
    ("rule", "what", "caret"),
    [
        ("ancestor(x, y) if parent(x, z)", "`y` is declared nowhere and stands only once", "y"),
        ("ancestr(x, y) if parent(x, y)", "`ancestr` is declared nowhere", "ancestr"),
        ("adult(x) if age(x) >= minimum", "`minimum` is declared nowhere and stands only once", "minimum"),
        ("adult(anne)", "`anne` is declared nowhere and stands only once", "anne"),
        ("works(x, x) if adult(x)", "`x` is of sort `Person` in one place and of sort `Day` in another", "x"),
        ("adult(x) if adult(x) and age(x) == x", "`age(x) == x` compares a `Int` with a `Person`", None),
        ("adult(x) if parent(x)", "`parent` takes 2 arguments, not 1", "parent"),
        ("adult(x) if parent(x, y", "this bracket is never closed", "("),
        ("adult(x) :- parent(x, x)", "this is not a formula", ":"),
        ("adult(_) if wet", "what a rule concludes has no `_`", "_"),
        ("adult(x) if y and y and adult(x)", "nothing tells the sort of `y`", "y"),
        ("adult(x) if adult(x) if wet", "this is not a formula", None),
        ("adult(x) if " + "(" * 300 + "adult(x)" + ")" * 300, "too many nested parentheses", None),
        ("adult(x) if " + "adult(x) and " * 2_000 + "wet", "more than 16384 bytes", None),
        ("adult(x) if age(x) > " + "9" * 60, "more than 40 digits", None),
        ("adult(x) if __import__('os').system('x')", "only a name can be applied", None),
        ("adult(x) if adult(x) \u202e and wet", "a control character", None),
    ],
)
def test_a_slip_is_pointed_at(rule: str, what: str, caret: str | None) -> None:
    with pytest.raises(FaultError) as error:
        read_rules(VOCABULARY + rule + "\n")
    (fault,) = error.value.faults
    assert what in fault.what
    if caret is not None:
        assert fault.where is not None
        assert fault.where.text[fault.where.start : fault.where.end] == caret
        assert fault.where.label == f"line {VOCABULARY.count(chr(10)) + 1}"


@pytest.mark.parametrize(
    "text",
    [
        'entails "Is ann an adult?"\n    adult(ann)\n',
        'said "Ann is an adult."\n    adult(ann)\n',
        'text "Ann is an adult."\n',
    ],
)
def test_a_rule_base_holds_rules_only(text: str) -> None:
    with pytest.raises(FaultError, match="rules only"):
        read_rules(VOCABULARY + text)


def test_a_rule_base_is_printed_as_it_is_read() -> None:
    text = VOCABULARY + (
        '"Who has a child of age is old."\n    adult(x) if parent(x, y) and age(y) >= 18\n    adult(ann)\n'
        '@r7 "Ancestors."\n    ancestor(x, y) if parent(x, y)\n'
        "wet\nat(x, s) if adult(x) and s == 1\nage(ann) == 40\n"
        "all(adult(y) for y in Person for x in Person if parent(x, y))\n"
    )
    base = read_rules(text)
    assert len(base.rules) == 7
    assert {claim.kind for claim in base.rules} == {"rule"}
    assert read_rules(print_rules(base)) == base
    assert print_rules(read_rules(print_rules(base))) == print_rules(base)


def test_problems_read_short_rules_too() -> None:
    text = "sort A = a\np : A -> Bool\ndefined q : A -> Bool\nrule\n    q(x) if p(x)\n\nentails\n    q(a)\n"
    (claim,) = read_problem(text).claims
    assert print_formula(claim.formula) == "all(q(x) for x in A if p(x))"


def test_said_sentences_take_no_short_rules() -> None:
    text = 'sort A = a\np, q : A -> Bool\n"As are."\n    q(a) if p(a)\n\nentails\n    q(a)\n'
    with pytest.raises(FaultError, match="this is not a formula"):
        read_problem(text)


@pytest.mark.parametrize("name", ["min", "max"])
def test_the_least_and_the_largest_may_have_a_condition_where_they_are_a_value(name: str) -> None:
    formula = read_formula(f"age(ann) == {name}(age(x) for x in Person if adult(x))", SIGNATURE)
    bound = "<=" if name == "min" else ">="
    assert print_formula(formula) == (
        "any(adult(x) and age(ann) == age(x) for x in Person)"
        f" and all(age(ann) {bound} age(x) for x in Person if adult(x))"
    )
    assert read_formula(print_formula(formula), SIGNATURE) == formula
    unconditional = read_formula(f"age(ann) == {name}(age(x) for x in Person)", SIGNATURE)
    assert isinstance(unconditional, Compare)
    with pytest.raises(FaultError, match="takes no `if` here"):
        read_formula(f"age(ann) < {name}(age(x) for x in Person if adult(x))", SIGNATURE)
    with pytest.raises(FaultError, match="stands for two things"):
        read_rule(f"load(x, n) if n == {name}(n for n in Int if load(x, n))", SIGNATURE)


def test_any_value_has_a_variable_of_its_own() -> None:
    formula = read_rule("wet if parent(_, _) and not adult(_)", SIGNATURE)
    assert not isinstance(formula, Quantified)
    assert print_formula(formula) == (
        "implies(any(parent(_1, _2) for _1 in Person for _2 in Person)"
        " and not any(adult(_1) for _1 in Person), wet)"
    )
