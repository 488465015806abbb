"""Walking terms: every child is visited, rebuilding changes nothing, substitution captures nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Count,
    DistinctOver,
    Element,
    Fold,
    Not,
    Num,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import (
    bindings,
    children,
    depth,
    free_variables,
    fresh,
    rebuild,
    substitute,
    subterms,
    symbols_in,
    transform,
)
from neurosym.solve.base import Theory
from tests.strategies import DAY, PERSON, Terms, evaluated

SIGNATURE = Signature.of(
    read_problem("sort P = a, b\np : P -> Bool\nr : P, P -> Bool\nf : P -> P\nw : P -> Int\nfind\n")
)
FREE = tuple(Binding(name, "P") for name in ("x", "y", "z"))


def read(text: str) -> Term:
    return read_formula(text, SIGNATURE, bound=FREE)


def replaced(text: str, **values: str) -> str:
    return print_formula(substitute(read(text), {name: read(value) for name, value in values.items()}))


def test_free_variables():
    assert free_variables(read("r(x, y) and all(r(x, z) for x in P)")) == {"x", "y", "z"}
    assert free_variables(read("all(any(r(x, y) for y in P) for x in P)")) == frozenset()
    assert free_variables(read("count(r(x, y) for x in P) > w(z)")) == {"y", "z"}
    assert free_variables(read("distinct(f(x) for x in P)")) == frozenset()


def test_substitution_of_free_variables_only():
    assert replaced("r(x, y)", x="a") == "r(a, y)"
    assert replaced("p(x) and all(p(x) for x in P)", x="a") == "p(a) and all(p(x) for x in P)"
    assert replaced("r(x, y)", x="y", y="x") == "r(y, x)"
    assert replaced("p(f(x))", x="f(x)") == "p(f(f(x)))"


def test_substitution_captures_nothing():
    assert replaced("any(r(x, y) for x in P)", y="x") == "any(r(x2, x) for x2 in P)"
    assert replaced("sum(w(y) + w(x) for x in P)", y="f(x)") == "sum(w(f(x)) + w(x2) for x2 in P)"
    assert replaced("all(any(r(x, y) and p(z) for x in P) for y in P)", z="x") == (
        "all(any(r(x2, y) and p(x) for x2 in P) for y in P)"
    )
    assert replaced("any(r(x, y) and p(z) for x in P for y in P)", z="r(x, y)") == (
        "any(r(x2, y2) and p(r(x, y)) for x2 in P for y2 in P)"
    )


def test_a_renamed_variable_avoids_what_is_there():
    assert replaced("any(r(x, y) and p(z) for x in P)", y="x", z="y") == "any(r(x2, x) and p(y) for x2 in P)"
    inner = Quantified(
        "any", (Binding("x", "P"),), And((Apply("r", (Var("x"), Var("y"))), Apply("p", (Var("x2"),))))
    )
    assert print_formula(substitute(inner, {"y": Var("x")})) == "any(r(x3, x) and p(x2) for x3 in P)"


def test_substituting_nothing_returns_the_same():
    term = read("all(r(x, y) for x in P)")
    assert substitute(term, {}) is term
    assert substitute(term, {"x": Element("a")}) is term


def test_fresh():
    assert fresh("x", set()) == "x"
    assert fresh("x", {"x", "x2", "x4"}) == "x3"


def test_names():
    assert symbols_in(read("all(p(f(x)) for x in P) and w(a) > 1")) == {"p", "f", "w"}


def test_depth_needs_no_stack():
    term: Term = Truth(True)
    for _ in range(50_000):
        term = Not(term)
    assert depth(term) == 50_001
    assert sum(1 for _ in subterms(term)) == 50_001
    # taken apart by hand: a chain this long would overflow the stack when it is thrown away
    while isinstance(term, Not):
        term = term.arg


@settings(max_examples=100)
@given(evaluated())
def test_rebuilding_changes_nothing(given: tuple[Theory, Model]):
    for formula in given[0].formulas.values():
        for part in subterms(formula):
            assert rebuild(part, children(part)) == part
            assert bool(bindings(part)) == isinstance(part, Quantified | Count | Fold | DistinctOver)
        assert transform(formula, lambda part: part) is formula


@settings(max_examples=200)
@given(evaluated(), st.data())
def test_substitution_is_evaluation_in_another_environment(given: tuple[Theory, Model], data: st.DataObject):
    """What a formula says of x where x is t is what it says with t in the place of x."""
    theory, model = given
    evaluator = Evaluator(theory.signature, model)
    terms = Terms(data.draw, theory.signature)
    formula = terms.formula({"x": PERSON, "y": DAY}, 3)
    value = terms.value(PERSON, {"z": PERSON, "y": DAY}, 2)
    env = {"y": evaluator.members(DAY)[-1], "z": evaluator.members(PERSON)[-1]}
    inside = {**env, "x": evaluator.value(value, env)}
    assert evaluator.holds(substitute(formula, {"x": value}), env) == evaluator.holds(formula, inside)


def test_a_change_is_made_from_the_leaves_up():
    seen: list[Term] = []

    def note(part: Term) -> Term:
        seen.append(part)
        return Num(2) if part == Num(1) else part

    assert transform(read("w(a) + 1 > 1"), note) == read("w(a) + 2 > 2")
    assert seen.index(Element("a")) < seen.index(Apply("w", (Element("a"),)))
    assert seen[-1] == read("w(a) + 2 > 2")
