"""The oracle counts its worlds rightly: it is what other engines are measured against."""

import pytest

from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.solve.base import Sat, Theory
from neurosym.solve.TEMPLATE import BruteForce, worlds


def theory_of(text: str) -> Theory:
    problem = read_problem(f"{text}\nfind\n")
    formulas = {claim.id: claim.formula for claim in problem.claims}
    return Theory(Signature.of(problem), formulas, problem.unique_names)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("p : Bool", 2),
        ("sort P = a, b, c\np : P -> Bool", 2**3),
        ("sort P = a, b, c\nf : P -> P", 3**3),
        ("sort P = a, b\nsort S = 1..3\nr : P, S -> Bool\nn : S", 2**6 * 3),
        ("k : Bool -> Bool", 4),
        # the ways to partition three and four names (Bell numbers), each with its own functions
        ("names may coincide\nsort P = a, b, c", 5),
        ("names may coincide\nsort P = a, b, c, d", 15),
        ("names may coincide\nsort P = a, b, c\np : P -> Bool", 8 + 3 * 4 + 2),
        ("names may coincide\nsort P = a, b\nsort D = mon < tue\nd : D", 2 * 2),
    ],
)
def test_all_worlds_and_none_twice(text: str, number: int):
    theory = theory_of(text)
    found = list(worlds(theory.signature, theory.signature.symbols, theory.unique_names))
    assert len(found) == number
    assert len({repr(model) for model in found}) == number


def test_what_is_not_used_is_constant():
    theory = theory_of("sort P = a, b\np, q : P -> Bool")
    assert len(list(worlds(theory.signature, ["p"], True))) == 4


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sort P >= a\np : P -> Bool", "`P` has no finite list of values"),
        ("n : Int", "`Int` has no finite list of values"),
        ("p : Bool\nsaid\n    any(r == r for r in Real)", "`Real` has no finite list of values"),
        ("sort P = a, b\nr : P, P, P, P -> Bool\nsaid\n    r(a, a, b, b)", "65,536 worlds"),
        ("sort S = 1..1000000000\nn : S", "`S` has no finite list of values"),
    ],
)
def test_declined(text: str, why: str):
    assert BruteForce().declines(theory_of(text)) == why


def test_the_limit_is_the_callers():
    theory = theory_of("sort P = a, b\nr : P, P, P, P -> Bool\nsaid\n    r(a, a, b, b)")
    assert BruteForce(max_worlds=1 << 16).declines(theory) == ""
    assert isinstance(BruteForce(max_worlds=1 << 16).open(theory).check(["c1"]), Sat)
