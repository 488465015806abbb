"""Counts said by witnesses mean the same, in every world."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.ir.core import Binding, Compare, CompareOp, Count, Num, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.rewrite.counting import by_witnesses
from tests.strategies import DAY, PERSON, Terms, models_of, signatures

SIGNATURE = Signature.of(read_problem("sort Q >= c\nsort P = a\nq : Q -> Bool\nr : Q, Q -> Bool\nfind\n"))


def rewritten(text: str) -> str:
    return print_formula(by_witnesses(read_formula(text, SIGNATURE), SIGNATURE))


@pytest.mark.parametrize(
    ("counted", "witnessed"),
    [
        ("count(q(x) for x in Q) >= 1", "any(q(x) for x in Q)"),
        ("count(q(x) for x in Q) == 0", "not any(q(x) for x in Q)"),
        ("count(q(x) for x in Q) >= 0", "True"),
        ("count(q(x) for x in Q) > 1", "any(x != x2 and q(x) and q(x2) for x in Q for x2 in Q)"),
        ("2 > count(q(x) for x in Q)", "not any(x != x2 and q(x) and q(x2) for x in Q for x2 in Q)"),
        (
            "all(count(r(x, x2) for x in Q) < 2 for x2 in Q)",
            "all(not any(x != x3 and r(x, x2) and r(x3, x2) for x in Q for x3 in Q) for x2 in Q)",
        ),
    ],
)
def test_witnesses(counted: str, witnessed: str):
    assert rewritten(counted) == witnessed


@pytest.mark.parametrize(
    "text",
    [
        "count(x == a for x in P) >= 1",
        "count(n > 0 for n in Int) >= 1",
        "count(q(x) for x in Q) >= 9",
        "count(q(x) for x in Q) == count(r(x, x) for x in Q)",
    ],
)
def test_what_is_left(text: str):
    assert rewritten(text) == text


@st.composite
def counts(draw) -> tuple[Term, Signature, Model]:
    signature = draw(signatures(open_sorts=True))
    bound = [Binding("x", PERSON), Binding("y", draw(st.sampled_from((PERSON, DAY))))]
    bound = tuple(bound[: draw(st.integers(1, 2))])
    body = Terms(draw, signature).formula({b.var: b.sort for b in bound}, 2)
    op: CompareOp = draw(st.sampled_from(("==", "!=", "<", "<=", ">", ">=")))
    number = Num(draw(st.integers(-1, 4)))
    sides = (Count(bound, body), number) if draw(st.booleans()) else (number, Count(bound, body))
    return Compare(op, *sides), signature, draw(models_of(signature, draw(st.booleans())))


@settings(max_examples=300)
@given(counts())
def test_the_meaning_stays(given: tuple[Term, Signature, Model]):
    formula, signature, model = given
    evaluator = Evaluator(signature, model)
    said = by_witnesses(formula, signature)
    assert evaluator.holds(said) == evaluator.holds(formula)
