"""The Z3 backend: which logic it asks for, what it declines, and what it honestly does not know."""

from __future__ import annotations

from fractions import Fraction

import pytest

from neurosym.ir.core import Apply, Arith, Compare, Enumeration, Num, Range, Symbol
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Verdict
from neurosym.solve.base import Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.route import solve
from neurosym.solve.z3 import Z3Backend, logic
from neurosym.workers.budget import Budget
from neurosym.workers.worker import Worker


def theory_of(vocabulary: str, *formulas: str) -> Theory:
    lines = "\n".join(f"    {formula}" for formula in formulas)
    problem = read_problem(f"{vocabulary}\nsaid\n{lines}\nfind\n")
    return Theory(
        Signature.of(problem),
        {claim.id: claim.formula for claim in problem.claims},
        problem.unique_names,
    )


def decided(vocabulary: str, *formulas: str) -> Outcome:
    theory = theory_of(vocabulary, *formulas)
    assert Z3Backend().declines(theory) == ""
    return Z3Backend().open(theory).check(theory.formulas)


@pytest.mark.parametrize(
    ("features", "name"),
    [
        (set(), "QF_FD"),
        ({"bounded"}, "QF_FD"),
        ({"bounded", "products"}, "QF_FD"),
        ({"bounded", "rounding"}, "QF_LIA"),
        ({"whole"}, "QF_LIA"),
        ({"real"}, "QF_LRA"),
        ({"bounded", "functions"}, "QF_UFLIA"),
        ({"real", "bounded"}, ""),
        ({"whole", "products"}, ""),
        ({"quantifiers"}, ""),
        ({"individuals"}, ""),
    ],
)
def test_the_narrowest_logic(features, name):
    assert logic(features) == name


# --- what it declines


@pytest.mark.parametrize(
    ("vocabulary", "formula", "why"),
    [
        ("sort D >= mon < tue\nd : D", "d < tue", "an order on a sort that is open"),
        ("sort D >= mon < tue\nd : D", "rank(d) == 1", "an order on a sort that is open"),
        ("n, m : Int", "n // m == 1", "a division by something that is not a number other than zero"),
        ("r : Real", "r // 2 == 1", "`//` on numbers that are not whole"),
        ("sort P >= a\nw : P -> Int", "sum(w(x) for x in P) > 3", "counting or adding up over `P`"),
        ("sort P >= a\np, q : P -> Bool", "count(p(x) for x in P) > count(q(x) for x in P)", "counting"),
        ("n : Int", "count(x > n for x in Int) == 3", "counting or adding up over `Int`"),
        ("sort S = 3..1\nn : S", "n == 2", "`S` is empty"),
    ],
)
def test_declined(vocabulary: str, formula: str, why: str):
    assert Z3Backend().declines(theory_of(vocabulary, formula)).startswith(why)


@pytest.mark.parametrize(
    "sorts",
    [
        [Enumeration("P", ())],
        [Enumeration("P", ("a", "a"))],
        [Enumeration("P", ("a",)), Enumeration("Q", ("a", "b"))],
        [Range("S", 2, 1)],
    ],
)
def test_senseless_sorts_are_declined(sorts):
    assert Z3Backend().declines(Theory(Signature.build(sorts, []), {}))


def test_a_number_of_many_digits_is_declined():
    signature = Signature.build([], [Symbol("x", (), "Int")])
    square = Compare("==", Arith("*", (Apply("x"), Apply("x"))), Num(10**100_000 - 1))
    assert "digits" in Z3Backend().declines(Theory(signature, {"c1": square}))


# --- what it finds, exactly


def test_numbers_are_exact():
    outcome = decided("r : Real\nn : Int", "r * r == 9/4", "r < 0", "n == 10000000000000000000001")
    assert isinstance(outcome, Sat)
    assert outcome.model.tables == {"r": {(): Fraction(-3, 2)}, "n": {(): 10**22 + 1}}


def test_others_are_given_names_that_are_free():
    outcome = decided(
        "sort P >= someone1, ann\nsort Q >= someone2\np : P -> Bool",
        "any(p(x) and x != ann and x != someone1 for x in P)",
        "any(distinct(x, y, someone2) for x in Q for y in Q)",
    )
    assert isinstance(outcome, Sat)
    domains = outcome.model.domains
    assert domains["P"][:2] == ("someone1", "ann")
    assert len(set(domains["P"] + domains["Q"])) == len(domains["P"] + domains["Q"])


def test_symbols_that_nothing_mentions_have_values():
    outcome = decided(
        "sort P >= a\nsort D = mon, tue\nn : Int\nf : P -> D\ng : Int -> Bool\nh : D, P -> P\np : Bool", "p"
    )
    assert isinstance(outcome, Sat)
    assert outcome.model.tables == {
        "n": {(): 0},
        "f": {("a",): "mon"},
        "g": {},
        "h": {("mon", "a"): "a", ("tue", "a"): "a"},
        "p": {(): True},
    }


# --- what it does not know


@pytest.mark.parametrize(
    ("vocabulary", "formulas", "why"),
    [
        ("r : Real", ["r * r == 2"], "a number that is not rational"),
        ("x, y, z : Int", ["x * x * x + y * y * y == z * z * z", "x > 0", "y > 0"], "Z3 gave up"),
        ("f : Int -> Int", ["f(1) == 2"], "`f` would have a table without end"),
        ("n : Int", ["all(x * 0 == 0 * n for x in Int)"], "what holds of every `Int` cannot be evaluated"),
        ("sort W = 0..1000000000\nn : W", ["all(x + n >= n for x in W)"], "what holds of every `W`"),
        (
            "sort P = " + ", ".join(f"e{n}" for n in range(400)) + "\nr : P, P -> Bool",
            ["r(e0, e1)"],
            "too large to write down",
        ),
    ],
)
def test_unknown_with_a_reason(vocabulary: str, formulas: list[str], why: str):
    outcome = decided(vocabulary, *formulas)
    assert isinstance(outcome, Unknown)
    assert why in outcome.reason


@pytest.mark.parametrize(
    ("vocabulary", "formulas"),
    [
        ("f : Int -> Int", ["f(1) == 2", "f(1) == 3"]),
        ("f : Int -> Int", ["all(f(x) > x for x in Int)", "f(7) == 6"]),
        ("r : Real", ["r * r == -1"]),
        ("x, y : Int", ["x * x == 2 * y", "x == 3"]),
        ("sort W = 0..1000000000\nn : W\nf : W -> W", ["all(f(x) == 0 for x in W)", "f(n) > 0"]),
    ],
)
def test_what_has_no_finite_model_can_be_refuted(vocabulary: str, formulas: list[str]):
    outcome = decided(vocabulary, *formulas)
    assert isinstance(outcome, Unsat)


def test_a_conflict_names_what_it_needs():
    theory = theory_of("n, m : Int", "n > 3", "m > 3", "n < 2", "n + m > 0")
    outcome = Z3Backend().open(theory).check(theory.formulas)
    assert outcome == Unsat(frozenset({"c1", "c3"}))


def test_a_later_formula_may_need_another_logic():
    theory = theory_of("sort S = 1..3\nn : S\nr : Real", "n > 1")
    session = Z3Backend().open(theory)
    assert isinstance(session.check(["c1"]), Sat)
    session.add(
        "real", Compare("==", Arith("*", (Num(2), Apply("r"))), Arith("+", (Apply("n"), Num(Fraction(1, 2)))))
    )
    outcome = session.check(["c1", "real"])
    assert isinstance(outcome, Sat)
    n, r = outcome.model.tables["n"][()], outcome.model.tables["r"][()]
    assert 2 * r == n + Fraction(1, 2)


def test_a_finite_theory_that_needs_another_logic_after_all():
    outcome = decided("sort S = 1..9\nn : S\nm : S", "(n if m > 3 else n * n) * m == 48", "n // 2 == 4")
    assert isinstance(outcome, Sat)


def test_a_budget_is_passed_on_and_memory_that_runs_out_is_unknown():
    people = ", ".join(f"e{n}" for n in range(12))
    theory = theory_of(
        f"sort P = {people}\nsort S = 1..11\nw : P -> S",
        "all(w(x) != w(y) for x in P for y in P if x != y)",
    )
    tight = Z3Backend(Budget(memory_mb=1)).open(theory).check(theory.formulas)
    assert tight == Unknown("Z3 gave up: max. memory exceeded")
    easy = theory_of("p : Bool", "p")
    assert isinstance(Z3Backend(Budget()).open(easy).check(["c1"]), Sat)


def test_what_cannot_be_interrupted_is_killed():
    squares = "\n".join(f"    x{n + 1} == x{n} * x{n}" for n in range(20))
    names = ", ".join(f"x{n}" for n in range(21))
    problem = read_problem(f"{names} : Int\nsaid\n    x0 == 10\n{squares}\nentails\n    x20 > x0\n")
    with Worker() as worker:
        result = solve(problem, worker, Budget(cpu_s=2, wall_s=8, memory_mb=1024), backends=["z3"])
        assert result.verdict is Verdict.UNKNOWN
        assert result.reason.startswith(("cpu", "timeout", "memory"))
        easy = read_problem("p : Bool\nsaid\n    p\nentails\n    p\n")
        assert solve(easy, worker, Budget(), backends=["z3"]).verdict is Verdict.PROVED
