"""What is sought of a fact, and what known worlds say against one."""

from __future__ import annotations

from neurosym.explain.facts import Worlds
from neurosym.explain.target import targets
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.verdict import Result, Verdict
from tests.explain.solving import decided

HEAD = "p, q : Bool\nassumed\n    p or q\n"


def known(text: str) -> tuple[Worlds, Signature]:
    problem = read_problem(text)
    worlds = Worlds(Signature.of(problem))
    worlds.add(decided(problem).models)
    return worlds, Signature.of(problem)


def test_a_fact_that_is_true_where_the_question_is_false_cannot_prove_it() -> None:
    text = f"{HEAD}entails\n    p"
    proving, refuting = targets(read_problem(text), decided(read_problem(text)))
    worlds, signature = known(text)
    assert proving.excluded(read_formula("q", signature), worlds)
    assert not proving.excluded(read_formula("p", signature), worlds)
    assert refuting.excluded(read_formula("p", signature), worlds)
    assert len(proving.unwanted(worlds)) == len(refuting.unwanted(worlds)) == 1
    assert proving.reached(Result(Verdict.PROVED))
    assert refuting.reached(Result(Verdict.REFUTED))


def test_a_fact_that_two_solutions_share_leaves_both() -> None:
    text = f"{HEAD}find"
    (aim,) = targets(read_problem(text), decided(read_problem(text)))
    worlds, signature = known(text)
    assert aim.excluded(read_formula("p or q", signature), worlds)
    assert aim.unwanted(worlds) == [1]


def test_an_option_that_never_fits_is_not_sought() -> None:
    text = f'{HEAD}must\n    A ""\n        p\n    B ""\n        not p and not q'
    problem = read_problem(text)
    assert [aim.what for aim in targets(problem, decided(problem))] == ["would leave A"]


def test_nothing_is_sought_of_a_best_value() -> None:
    problem = read_problem("sort N = 1..3\nn : N\nmaximize\n    n")
    assert targets(problem, decided(problem)) == ()
