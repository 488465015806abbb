"""Facts that would settle what is open; each brings about what is said of it, and is no contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.explain.deciding import Deciding, deciding
from neurosym.ir.core import Apply, Claim, Entails, Problem, Symbol, disjunction, negate
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Verdict
from tests.explain.solving import consistent, decided, hit, many

PERMIT = """
sort A >= lena
owner, plan, agreed, slope, permit : A -> Bool
"Owners with a plan get a permit, if the neighbours agree."
    all(permit(x) for x in A if owner(x) and plan(x) and agreed(x))
"No plot on a slope gets one."
    all(not permit(x) for x in A if slope(x))
"Lena owns her plot."
    owner(lena)
{}entails "Does she get one?"
    permit(lena)
"""
PLAN = '"Lena has a plan."\n    plan(lena)\n'
SEATS = """
sort G = ann, bob, cy
sort S = 1..3
seat : G -> S
"In a row."
    distinct(seat(g) for g in G)
{}find seat
"""
TASTES = """
sort J = kim, lou, mei
sort T = 1..3
turn : J -> T
"One after the other."
    distinct(turn(j) for j in J)
"Lou before Mei."
    turn(lou) < turn(mei)
{} "Which one?"
    A "Kim is first."
        turn(kim) == 1
    B "Mei is last."
        turn(mei) == 3
    C "Mei is first."
        turn(mei) == 1
"""


def found(text: str, calls: int = 500) -> Deciding:
    problem = read_problem(text)
    return deciding(problem, decided(problem), many(calls), hit)


def test_a_single_fact_with_the_sentences_that_it_works_by() -> None:
    assert str(found(PERMIT.format(PLAN))).splitlines() == [
        "with agreed(lena)  Yes, proved. (solver-claimed)  by c1, c3, c4",
        "with slope(lena)   No, refuted. (solver-claimed)  by c2",
        "",
        "c1  Owners with a plan get a permit, if the neighbours agree.",
        "c2  No plot on a slope gets one.",
        "c3  Lena owns her plot.",
        "c4  Lena has a plan.",
    ]


def test_where_one_fact_will_not_do_two_are_found() -> None:
    proving, _ = found(PERMIT.format("")).sought
    (addition,) = proving.found
    assert str(addition) == "plan(lena) and agreed(lena)"
    assert [claim.id for claim in addition.facts] == ["fact", "fact2"]


def test_what_is_asked_is_named_only_where_nothing_else_will_do() -> None:
    text = PERMIT.replace("Owners", "Only owners").format("")
    text = text.replace(
        "all(permit(x) for x in A if owner(x) and plan(x) and agreed(x))",
        "all(owner(x) and plan(x) for x in A if permit(x))",
    )
    proving, refuting = found(text).sought
    assert [str(each) for each in proving.found] == ["permit(lena)"]
    assert proving.found[0].by == ()
    assert "with permit(lena)  " in str(found(text))
    assert "(says the answer itself)" in str(found(text))
    assert "(no other fact was found that would prove it; " in str(found(text))
    assert {str(each) for each in refuting.found} == {"slope(lena)", "not plan(lena)"}


def test_one_clue_or_several_leave_one_solution() -> None:
    several = found(SEATS.format(""))
    (sought,) = several.sought
    assert str(several).startswith("the two solutions first differ in seat(ann): ")
    assert all(len(each.facts) == 2 for each in sought.found)
    one = found(SEATS.format('"Ann before Bob."\n    seat(ann) < seat(bob)\n'))
    assert [len(each.facts) for each in one] == [1, 1]
    assert all(each.result.verdict is Verdict.UNIQUE for each in one)


@pytest.mark.parametrize(
    ("mode", "left"),
    [("must", ["A", "B"]), ("could", ["A", "B"]), ("cannot", ["A", "B"]), ("except", ["A", "B", "C"])],
)
def test_a_fact_for_each_option_that_can_be_the_one(mode: str, left: list[str]) -> None:
    text = TASTES.format(mode)
    text = text.partition("    C ")[0] if mode == "cannot" else text
    additions = list(found(text))
    assert additions
    assert {each.result.value for each in additions} <= set(left)
    assert all(each.result.verdict is Verdict.UNIQUE for each in additions)


def test_the_budget_is_kept_and_named() -> None:
    for calls in (0, 1, 5, 20):
        tries = many(calls)
        problem = read_problem(SEATS.format(""))
        settled = deciding(problem, decided(problem), tries, hit)
        assert tries.left >= 0
        if not list(settled):
            assert f"the budget was {calls} solves and 100 seconds)" in str(settled)


def test_the_ids_of_facts_are_new() -> None:
    text = PERMIT.format('@fact "Lena has a plan."\n    plan(lena)\n')
    addition = next(iter(found(text)))
    ids = [claim.id for claim in addition.problem(read_problem(text)).claims]
    assert len(ids) == len(set(ids))


LITERALS = st.sampled_from([Apply(name) for name in "pqrs"]).flatmap(
    lambda atom: st.sampled_from([atom, negate(atom)])
)
CLAUSES = st.lists(LITERALS, min_size=2, max_size=3).map(lambda parts: disjunction(tuple(parts)))


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAUSES, min_size=1, max_size=5), CLAUSES)
def test_what_is_said_holds_in_every_world(formulas: list[Apply], goal: Apply) -> None:
    claims = tuple(Claim(f"c{n}", formula, f"S{n}.") for n, formula in enumerate(formulas, start=1))
    problem = Problem((), tuple(map(Symbol, "pqrs")), claims, Entails(goal))
    result = decided(problem)
    if result.verdict is not Verdict.UNDETERMINED:
        return
    settled = deciding(problem, result, many(), hit)
    proving, refuting = settled.sought
    for sought, denied in ((proving, negate(goal)), (refuting, goal)):
        assert sought.found, "the question itself will do"
        for addition in sought.found:
            whole = addition.problem(problem)
            assert consistent(whole)
            assert not consistent(whole, denied)
            if len(addition.facts) > 1:
                literals = [part for name in "pqrs" for part in (Apply(name), negate(Apply(name)))]
                assert not any(
                    consistent(problem, one) and not consistent(problem, one, denied)
                    for one in literals
                    if consistent(replace(problem, claims=()), one, denied)
                ), "one fact with the text would do"
