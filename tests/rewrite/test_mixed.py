"""Problems with an objective as rows of a mixed integer programme: the same best value in every case."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from neurosym.faults import FaultError
from neurosym.ir.core import Apply
from neurosym.ir.notation import read_problem
from neurosym.rewrite.linear import Line
from neurosym.rewrite.mixed import Mixed, mixed
from tests.export.reading import solved
from tests.plans import best, plans

SHOPS = """
sort Shop = a, b
open : Shop -> Bool
made : Shop -> Int
cost : Shop -> Real
"Shop a costs 2.5 a piece, b a third of it."
    cost(a) == 2.5 and 3 * cost(b) == cost(a)
"No shop makes more than 10."
    all(made(s) <= 10 for s in Shop)
assumed "Nothing is unmade."
    all(made(s) >= 0 for s in Shop)
"Only open shops make anything."
    all(implies(made(s) > 0, open(s)) for s in Shop)
"Twelve are needed."
    sum(made(s) for s in Shop) >= 12
minimize "What does it cost at least?"
    sum(cost(s) * made(s) for s in Shop) + 4 * count(open(s) for s in Shop)
"""


def row_of(programme: Mixed, claim: str) -> dict[str, Fraction]:
    line: Line = next(row.line for row in programme.rows if row.claim.id == claim)
    return {"".join((p.name, *(arg.name for arg in p.args))): w for p, w in line.weights.items()}


def test_what_holds_only_if_something_else_does_is_switched_by_the_tightest_constant() -> None:
    programme = mixed(read_problem(SHOPS))
    assert row_of(programme, "c4") == {"madea": 1, "opena": -10}
    assert {place.name: value for _, place, value in programme.given} == {"cost": Fraction(5, 6)}
    assert [v.place for v in programme.variables if v.truth] == [
        Apply("open", args) for args in [v.place.args for v in programme.variables[:2]]
    ]


def test_the_numbers_of_constants_stand_in_the_objective() -> None:
    programme = mixed(read_problem(SHOPS))
    weights = [w for place, w in programme.objective.weights.items() if place.name == "made"]
    assert weights == [Fraction(5, 2), Fraction(5, 6)]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("x * y <= 3", "not-linear"),
        ("implies(p, x <= y)", "no-bound"),
        ("1 == 2", "never-true"),
        ("f(x) == 2", "not-linear"),
    ],
)
def test_what_cannot_be_rows_is_named_with_its_sentence(formula: str, code: str) -> None:
    text = f'x, y : Int\np : Bool\nf : Int -> Int\n"The sentence."\n    {formula}\nmaximize\n    x'
    with pytest.raises(FaultError) as caught:
        mixed(read_problem(text))
    (fault,) = caught.value.faults
    assert (fault.code, fault.claim) == (code, "c1")
    assert fault.where is not None
    assert fault.where.text == "The sentence."


@given(plans())
@settings(max_examples=150, deadline=None)
def test_the_rows_have_the_best_value_of_the_formulas(problem) -> None:
    try:
        mixed(problem)
    except FaultError as error:
        assert [fault.code for fault in error.faults] == ["never-true"], error  # noqa: PT017
        assert best(problem) is None
        return
    assert solved(problem, "lp") == pytest.approx(best(problem) and float(best(problem)), abs=1e-6)
