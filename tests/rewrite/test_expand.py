"""Writing binders out changes no meaning, leaves no listed binder, and is refused where it is too large."""

import pytest
from hypothesis import given, settings

from neurosym.faults import FaultError
from neurosym.ir.core import Binding, Count, Enumeration, Fold, Num, Quantified, Range, Term, Truth, Var
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import bindings, free_variables, subterms
from neurosym.rewrite.expand import BUDGET, LISTED, expand, expanded_size, listed
from neurosym.solve.base import Theory
from tests.strategies import evaluated

SIGNATURE = Signature.of(
    read_problem("""
sort P = a, b
sort Q >= c
sort S = 1..3
sort D = mon < tue < wed
sort Wide = 1..1000000
p : P -> Bool
q : Q -> Bool
w : P -> S
on : P -> D
find
""")
)


def expanded(text: str, unique_names: bool = True) -> str:
    return print_formula(expand(read_formula(text, SIGNATURE), SIGNATURE, unique_names=unique_names))


@pytest.mark.parametrize(
    ("written", "ground"),
    [
        ("all(p(x) for x in P)", "p(a) and p(b)"),
        (
            "any(p(x) and w(x) == s for x in P for s in S if s > 2)",
            "p(a) and w(a) == 3 or p(b) and w(b) == 3",
        ),
        ("all(p(x) for x in P if x != a)", "p(b)"),
        ("all(any(x == y for y in P) for x in P)", "True"),
        ("count(p(x) for x in P) == 1", "(1 if p(a) else 0) + (1 if p(b) else 0) == 1"),
        ("count(x == y for x in P for y in P) > 2", "False"),
        ("sum(s * s for s in S) == 14", "True"),
        ("max(w(x) for x in P) > 2", "max(w(a), w(b)) > 2"),
        ("distinct(w(x) for x in P)", "distinct(w(a), w(b))"),
        ("distinct(x for x in P)", "True"),
        ("distinct(x == a for x in S) == True", "False"),
        ("all(on(x) < d for x in P for d in D if rank(d) == 3)", "on(a) < wed and on(b) < wed"),
        ("any(q(y) and p(x) for x in P for y in Q)", "any(q(y) and p(a) or q(y) and p(b) for y in Q)"),
        ("all(q(x) for x in Q if q(x) and False)", "True"),
        ("distinct(q(x) for x in Q)", "all(q(x) != q(x2) for x in Q for x2 in Q if x != x2)"),
        ("count(q(x) and b for x in Q for b in Bool) > 0", "count(q(x) for x in Q) > 0"),
        ("all(n > 0 for n in Wide)", "all(n > 0 for n in Wide)"),
        ("all(b or not b for b in Bool)", "True"),
        ("w(a) + 1 + (2 if a == a else w(b)) > 0", "w(a) + 3 > 0"),
        (
            "all(any(p(x) for x in P) and p(x) for x in P)",
            "(p(a) or p(b)) and p(a) and (p(a) or p(b)) and p(b)",
        ),
    ],
)
def test_written_out(written: str, ground: str):
    assert expanded(written) == ground


def test_names_that_may_coincide_are_not_told_apart():
    assert expanded("all(p(x) for x in P if x != a)", unique_names=False) == "implies(b != a, p(b))"


def test_individuals_of_several_names_are_counted_once():
    text = expanded("count(p(x) for x in P) == 1", unique_names=False)
    assert text == "(1 if p(a) else 0) + ((1 if p(b) else 0) if b != a else 0) == 1"


@settings(max_examples=300)
@given(evaluated())
def test_the_meaning_stays(given: tuple[Theory, Model]):
    agree(*given)


@settings(max_examples=300)
@given(evaluated(open_sorts=True))
def test_the_meaning_stays_where_others_may_exist(given: tuple[Theory, Model]):
    agree(*given)


def agree(theory: Theory, model: Model) -> None:
    evaluator = Evaluator(theory.signature, model)
    for formula in theory.formulas.values():
        ground = expand(formula, theory.signature, unique_names=theory.unique_names)
        assert evaluator.holds(ground) == evaluator.holds(formula)
        assert not free_variables(ground)
        assert not any(listed(theory.signature, b.sort) for part in subterms(ground) for b in bindings(part))


def test_what_is_listed():
    huge = Enumeration("Huge", tuple(f"e{n}" for n in range(LISTED + 1)))
    signature = Signature.build([huge, Range("Thousand", 1, LISTED), Range("More", 0, LISTED)], [])
    assert listed(signature, "Huge") is None
    assert listed(signature, "More") is None
    assert len(listed(signature, "Thousand") or ()) == LISTED
    assert listed(signature, "Bool") == (Truth(False), Truth(True))
    assert listed(signature, "Int") is None


def nested(sort: str, depth: int, body: Term) -> Term:
    for level in range(depth):
        body = Quantified("all", (Binding(f"x{level}", sort),), body)
    return body


def test_a_bomb_is_estimated_and_not_built():
    formula = nested("S", 60, Truth(True))
    assert expanded_size(formula, SIGNATURE) > 3**60
    with pytest.raises(FaultError) as caught:
        expand(formula, SIGNATURE)
    assert caught.value.faults[0].code == "too-big"


def test_the_budget_is_the_callers():
    formula = read_formula("all(p(x) for x in P)", SIGNATURE)
    assert expanded_size(formula, SIGNATURE) == 5
    assert expand(formula, SIGNATURE, budget=5)
    with pytest.raises(FaultError):
        expand(formula, SIGNATURE, budget=4)
    assert BUDGET >= 10**6


def test_a_count_of_open_sorts_stays():
    term = Fold("sum", (Binding("x", "P"), Binding("n", "Int")), Var("n"))
    assert expand(term, SIGNATURE) == expand(
        read_formula("sum(n for n in Int) + sum(n for n in Int)", SIGNATURE), SIGNATURE
    )
    count = Count((Binding("y", "Q"),), Truth(True))
    assert expand(count, SIGNATURE) == count
    assert expand(Num(3), SIGNATURE) == Num(3)
