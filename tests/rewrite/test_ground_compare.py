"""Values of functions that may be one are compared as such, also where an argument is not known."""

import pytest

from neurosym.ir.evaluate import Evaluator
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.solve.base import Sat, Theory
from neurosym.solve.route import backend

HEAD = "sort Person >= ann, bob\nlate : Bool\nguard : Bool -> Person\n"


@pytest.mark.parametrize(
    "formula",
    [
        "distinct(ann, guard(late), guard(True))",
        "guard(late) != guard(True) and guard(late) != ann",
        "guard(late) == guard(True) and not late and guard(True) != bob",
    ],
)
def test_a_world_that_is_found_holds(formula: str) -> None:
    problem = read_problem(f'{HEAD}"So it is."\n    {formula}\nfind\n')
    signature = Signature.of(problem)
    claim = problem.claims[0].formula
    outcome = backend("sat").open(Theory(signature, {"c1": claim}, True)).check({"c1"})
    assert isinstance(outcome, Sat)
    assert Evaluator(signature, outcome.model).holds(claim)
