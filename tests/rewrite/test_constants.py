"""What is constant is worked out, and what only looks so is left."""

import pytest

from neurosym.ir.core import FALSE, TRUE, Apply, Arith, Compare, Distinct, Element, Not, Num, Term, Truth, Var
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.rewrite.constants import Constants, constant_value, either, implies, is_constant, junction

SIGNATURE = Signature.of(
    read_problem("sort P = a, b\nsort D = mon < tue\np, q : Bool\nn : Int\nc : P\nd : D\nfind\n")
)
P, Q, N = Apply("p"), Apply("q"), Apply("n")
SURE, UNSURE = Constants(SIGNATURE), Constants(SIGNATURE, unique_names=False)


def read(text: str) -> Term:
    return read_formula(text, SIGNATURE)


def test_junctions():
    assert junction("and", [TRUE, P, TRUE]) == P
    assert junction("and", [P, FALSE]) == FALSE
    assert junction("or", [FALSE, FALSE]) == FALSE
    assert junction("or", [P, TRUE]) == TRUE
    assert junction("and", [read("p and q"), P]) == read("p and q and p")
    assert junction("or", [read("p and q"), read("q or p")]) == read("p and q or q or p")


def test_a_junction_stops_where_it_is_decided():
    parts = iter([P, FALSE, Q])
    assert junction("and", parts) == FALSE
    assert next(parts) == Q


def test_implications_and_choices():
    assert implies(FALSE, P) == TRUE
    assert implies(P, TRUE) == TRUE
    assert implies(TRUE, P) == P
    assert implies(P, FALSE) == Not(P)
    assert implies(P, Q) == read("implies(p, q)")
    assert either(TRUE, Num(1), N) == Num(1)
    assert either(FALSE, Num(1), N) == N
    assert either(P, Num(1), Num(1)) == Num(1)
    assert either(P, N, Num(1)) == read("n if p else 1")


def test_constants():
    assert is_constant(Element("a"))
    assert not is_constant(N)
    assert constant_value(Element("a")) == "a"
    assert constant_value(Truth(False)) is False


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("1 < 2", "True"),
        ("1/2 == 2/4", "True"),
        ("a == b", "False"),
        ("a == a", "True"),
        ("a != b", "True"),
        ("mon < tue", "True"),
        ("mon >= tue", "False"),
        ("p == True", "p"),
        ("False == p", "not p"),
        ("p != True", "not p"),
        ("False != p", "p"),
        ("c == a", "c == a"),
        ("d < tue", "d < tue"),
        ("n == n", "n == n"),
    ],
)
def test_comparisons(text: str, known: str):
    term = read(text)
    assert isinstance(term, Compare)
    assert print_formula(SURE.compare(term)) == known


def test_names_that_may_coincide():
    same, order = read("a == b"), read("mon == tue")
    assert isinstance(same, Compare)
    assert isinstance(order, Compare)
    assert UNSURE.compare(same) == same
    assert UNSURE.compare(order) == FALSE
    assert UNSURE.differ("D")
    assert UNSURE.differ("Int")
    assert not UNSURE.differ("P")
    assert SURE.differ("P")
    assert UNSURE.distinct((Element("a"), Element("b"))) == Distinct((Element("a"), Element("b")))


def test_a_variable_is_itself():
    assert SURE.compare(Compare("==", Var("x"), Var("x"))) == TRUE
    assert SURE.compare(Compare("<", Var("x"), Var("x"))) == FALSE
    assert SURE.compare(Compare("==", Var("x"), Var("y"))) == Compare("==", Var("x"), Var("y"))


def test_distinct():
    assert SURE.distinct((Element("a"), Element("b"))) == TRUE
    assert SURE.distinct((Element("a"), Apply("c"), Element("a"))) == FALSE
    assert SURE.distinct((Element("a"), Apply("c"))) == Distinct((Element("a"), Apply("c")))
    assert SURE.distinct((N,)) == TRUE
    assert SURE.distinct(()) == TRUE


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("n + 0 + 0", "n"),
        ("1 + n + 2", "n + 3"),
        ("2 * n * 3", "n * 6"),
        ("1 * n", "n"),
        ("n - n", "n - n"),
        ("rank(tue) + 1", "3"),
        ("abs(-3)", "3"),
        ("max(1, 7, 2)", "7"),
        ("-7 // 2", "-4"),
    ],
)
def test_arithmetic(text: str, known: str):
    def worked_out(term: Term) -> Term:
        return (
            SURE.arithmetic(Arith(term.op, tuple(map(worked_out, term.args))))
            if isinstance(term, Arith)
            else term
        )

    assert print_formula(worked_out(read(text))) == known
