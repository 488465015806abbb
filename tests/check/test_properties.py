"""Repairs never make a problem worse, leave a clean one alone, and no check raises on anything readable."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.check import CHECKS, REPAIRS, examine, repair
from neurosym.faults import FaultError, weight
from neurosym.ir.core import (
    Apply,
    Binding,
    Claim,
    Element,
    Entails,
    Find,
    Not,
    Option,
    Options,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem
from neurosym.ir.walk import transform
from tests.strategies import formulas_of, signatures

SENTENCES = (
    "",
    "Ann is older than Bob.",
    "No p0 is p1.",
    "If ann is p0, then which one of the following must be true?",
    "Exactly two of the three, ann and bob, are not p1.",
    "מי שם? \N{RIGHT-TO-LEFT OVERRIDE} ann",
    "Is it false that ann is p0?",
    "true or false " * 30,
)
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def broken(draw: st.DrawFn, formula: Term) -> Term:
    """Return the formula with a slip of the kind that LMs make, or as it is."""
    name = draw(st.sampled_from(("ann", "x", "p0", "p0s", "unheard", "_")))
    slip = draw(st.sampled_from(("none", "none", "drop", "rename", "loosen", "deny", "bind")))
    match slip:
        case "drop":
            return transform(formula, lambda t: replace(t, args=t.args[1:]) if isinstance(t, Apply) else t)
        case "rename":
            return transform(formula, lambda t: replace(t, name=name) if isinstance(t, Apply) else t)
        case "loosen":
            return transform(formula, lambda t: Apply(t.name) if isinstance(t, Var) else t)
        case "deny":
            return Not(formula)
        case "bind":
            bound = (Binding("x", draw(st.sampled_from(("Person", "Nobody", "Int")))),)
            return Quantified(
                "all", bound, transform(formula, lambda t: Var(name) if isinstance(t, Element) else t)
            )
        case _:
            return formula


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    signature = draw(signatures(draw(st.booleans())))
    formulas = [broken(draw, draw(formulas_of(signature, 2))) for _ in range(draw(st.integers(1, 4)))]
    says = [draw(st.sampled_from(SENTENCES)) for _ in formulas]
    ids = [draw(st.sampled_from(("c1", "c2", f"d{n}"))) for n in range(len(formulas))]
    claims = tuple(Claim(i, f, s) for i, f, s in zip(ids, formulas, says, strict=True))
    asked = broken(draw, draw(formulas_of(signature, 2)))
    goal = draw(
        st.sampled_from(
            (
                Entails(asked, draw(st.sampled_from(SENTENCES))),
                Find(("p0", "nothing"), "Who?"),
                Options("must", (Option("A", asked, "p0"), Option("A", Not(asked))), SENTENCES[3]),
            )
        )
    )
    text = " ".join(draw(st.permutations(SENTENCES))) if draw(st.booleans()) else ""
    return Problem(tuple(signature.sorts.values()), tuple(signature.symbols.values()), claims, goal, text)


@slow
@given(problems())
def test_a_repair_never_adds_weight_and_says_what_it_did(problem: Problem) -> None:
    before = examine(problem)
    repaired = repair(problem)
    assert weight(repaired.faults) <= weight(before)
    assert repaired.faults == examine(repaired.problem)
    assert bool(repaired.repairs) == (repaired.problem != problem)
    assert all(done.what.strip() and done.code for done in repaired.repairs)


@slow
@given(problems())
def test_a_second_repair_finds_nothing_to_do(problem: Problem) -> None:
    once = repair(problem)
    assert repair(once.problem).problem == once.problem


@slow
@given(problems())
def test_each_kept_repair_made_the_faults_fewer(problem: Problem) -> None:
    weights = [weight(examine(problem)), *(weight(examine(kept.problem)) for kept in repair(problem).repairs)]
    assert all(later < earlier for earlier, later in pairwise(weights))


@slow
@given(problems())
def test_every_check_and_every_proposer_bears_any_problem(problem: Problem) -> None:
    for check in CHECKS:
        assert all(str(fault) for fault in check(problem))
    for propose in REPAIRS:
        assert all(proposal.problem != problem or proposal.what for proposal in propose(problem))


@given(st.text(max_size=400))
def test_whatever_the_reader_accepts_is_examined(text: str) -> None:
    try:
        problem = read_problem(f"sort T >= a, b\np, q : T -> Bool\n{text}\nentails\n    p(a)\n")
    except FaultError:
        return
    repair(problem)


def test_a_clean_problem_comes_back_as_the_same_object() -> None:
    problem = read_problem(
        'sort T = a, b\np : T -> Bool\n"It is so."\n    p(a)\nentails "Is it so?"\n    p(a)\n'
    )
    assert examine(problem) == ()
    assert repair(problem).problem is problem
    assert print_problem(repair(problem).problem) == print_problem(problem)
