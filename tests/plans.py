"""Random small plans with logic in them, and their best value by trying every world."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import strategies as st

from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    Claim,
    Compare,
    Element,
    Enumeration,
    If,
    Implies,
    Not,
    Num,
    Optimise,
    Or,
    Problem,
    Range,
    Symbol,
    Term,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature

PEOPLE = ("ann", "bob", "cid")
SORTS = (Enumeration("Person", PEOPLE), Range("Slot", -1, 3))
SYMBOLS = (
    Symbol("x", (), "Slot"),
    Symbol("y", (), "Slot"),
    Symbol("p"),
    Symbol("q"),
    Symbol("who", (), "Person"),
)
NUMBERS = st.sampled_from((1, 2, -1, -3, Fraction(1, 2), Fraction(1, 3)))
OPS = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))


def sums(conditions: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """Linear terms; what a condition adds is a number."""
    weighed = st.builds(
        lambda weight, name: Arith("*", (Num(weight), Apply(name))), NUMBERS, st.sampled_from("xy")
    )
    counted = st.builds(lambda cond, number: If(cond, Num(number), Num(0)), conditions, st.integers(-2, 3))
    parts = st.lists(weighed | counted | NUMBERS.map(Num), min_size=2, max_size=3)
    return parts.map(lambda args: Arith("+", tuple(args)))


ATOMS = (
    st.sampled_from(("p", "q")).map(Apply)
    | st.builds(Compare, OPS, st.sampled_from("xy").map(Apply), st.integers(-1, 3).map(Num))
    | st.builds(
        Compare, st.sampled_from(("==", "!=")), st.just(Apply("who")), st.sampled_from(PEOPLE).map(Element)
    )
)


def formulas(depth: int = 2) -> st.SearchStrategy[Term]:
    """Formulas whose numeric parts are linear."""
    if not depth:
        return ATOMS | st.builds(Compare, OPS, sums(ATOMS), sums(ATOMS))
    inner = formulas(depth - 1)
    pairs = st.tuples(inner, inner)
    truths = st.sampled_from(("p", "q")).map(Apply)
    return (
        inner
        | pairs.map(And)
        | pairs.map(Or)
        | st.builds(Implies, inner, inner)
        | inner.map(Not)
        | st.builds(Compare, st.sampled_from(("==", "!=")), truths, inner)
    )


@st.composite
def plans(draw) -> Problem:
    """A problem with an objective over a few whole numbers, truth values and one individual."""
    claims = draw(st.lists(formulas(), min_size=1, max_size=3))
    term = Arith("+", (Apply("x"), draw(sums(ATOMS))))
    goal = Optimise(draw(st.sampled_from(("maximize", "minimize"))), term, "The best?")
    said = tuple(Claim(f"c{n}", formula, f"Sentence {n}.") for n, formula in enumerate(claims, start=1))
    return Problem(SORTS, SYMBOLS, said, goal)


def best(problem: Problem) -> Fraction | None:
    """The best value in any world; None where there is no world."""
    signature = Signature.of(problem)
    values = {"Slot": range(-1, 4), "Person": PEOPLE, BOOL: (False, True)}
    found = []
    for row in itertools.product(*(values[symbol.result] for symbol in SYMBOLS)):
        tables = {symbol.name: {(): value} for symbol, value in zip(SYMBOLS, row, strict=True)}
        world = Evaluator(signature, Model({"Person": PEOPLE}, tables, {}))
        if all(world.holds(claim.formula) for claim in problem.claims):
            found.append(Fraction(world.number(problem.goal.term)))
    pick = max if problem.goal.sense == "maximize" else min
    return pick(found, default=None)
