"""What to drop of a contradiction; nothing smaller would do, and no more is said than was solved."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.explain.relax import Relaxations, relaxations, without
from neurosym.explain.tries import Tries, contradictory, sentences
from neurosym.ir.core import Apply, Claim, Entails, Problem, Symbol, disjunction, negate
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from tests.explain.solving import LONG, consistent, decided, hit, many

HEAD = "sort P = ann, bob\ntall, old, rich : P -> Bool\n"
ONE = f"""{HEAD}
"Ann is tall."
    tall(ann)
"Nobody tall is old."
    all(not old(p) for p in P if tall(p))
"Ann is old."
    old(ann)
entails
    tall(ann)
"""
TWO = f"""{HEAD}
"Ann is tall."
    tall(ann)
"Nobody is tall."
    all(not tall(p) for p in P)
"Bob is old and rich."
    old(bob)
    rich(bob)
"Bob is not rich."
    not rich(bob)
find
"""


def found(text: str, calls: int = 500) -> Relaxations:
    problem = read_problem(text)
    return relaxations(problem, decided(problem), many(calls), hit)


def test_each_sentence_says_what_dropping_it_would_free() -> None:
    relaxed = found(ONE)
    assert [drop.result.verdict for drop in relaxed.alone] == ["refuted", "proved", "proved"]
    assert relaxed.smallest == relaxed.alone
    assert str(relaxed).splitlines() == [
        "without c1  Ann is tall.         No, refuted. (solver-claimed)",
        "without c2  Nobody tall is old.  Yes, proved. (solver-claimed)",
        "without c3  Ann is old.          Yes, proved. (solver-claimed)",
    ]


def test_where_one_sentence_is_not_enough_all_smallest_sets_are_found() -> None:
    relaxed = found(TWO)
    assert not any(drop.frees for drop in relaxed.alone)
    sets = [[sentence[0].id for sentence in drop.sentences] for drop in relaxed.smallest]
    assert sets == [["c1", "c3"], ["c1", "c5"], ["c2", "c3"], ["c2", "c5"]]
    assert relaxed.left == ""
    shown = str(relaxed)
    assert "without c1      Ann is tall.          still a contradiction: c4, c5" in shown
    assert "without c1      Ann is tall.\n    and c3, c4  Bob is old and rich.  More than one" in shown


def test_a_claim_that_is_cited_and_not_dropped_is_named_below() -> None:
    text = TWO.replace('"Bob is not rich."\n    not', '"Bob is poor."\n    not').replace("find", "find tall")
    relaxed = found(text, calls=2)
    assert str(relaxed).splitlines()[-5:] == [
        "without c2  Nobody is tall.  still a contradiction: c4, c5",
        "(stopped at the budget of 2 solves and 100 seconds)",
        "",
        "c4  Bob is old and rich.",
        "c5  Bob is poor.",
    ]
    assert relaxed.smallest == ()


def test_of_many_large_sets_a_few_are_shown() -> None:
    names = [f"p{number}" for number in range(7)]
    pairs = "".join(f'"{name}."\n    {name}\n"Not {name}."\n    not {name}\n' for name in names)
    relaxed = found(f"{', '.join(names)} : Bool\n{pairs}find\n")
    assert [len(drop.sentences) for drop in relaxed.smallest] == [7] * 8
    assert str(relaxed).splitlines()[-2:] == [
        "(or 6 other sets of as many sentences)",
        "(there may be more sets of this size)",
    ]


def test_without_a_budget_nothing_is_said() -> None:
    relaxed = found(ONE, calls=0)
    assert (relaxed.alone, relaxed.smallest) == ((), ())
    assert str(relaxed) == "(stopped at the budget of 0 solves and 100 seconds)"


def test_a_rule_is_dropped_alone_and_never_with_others() -> None:
    text = 'p, q : Bool\ndefined d : Bool\nrule "If p, d."\n    d if p\n"P."\n    p\n"No d."\n    not d\n'
    text += "{}find\n"
    relaxed = found(text.format(""))
    assert [drop.sentences[0][0].kind for drop in relaxed.smallest] == ["rule", "said", "said"]
    relaxed = found(text.format('"Q."\n    q\n"Not q."\n    not q\n'))
    assert len(relaxed.smallest) == 4
    assert all(claim.kind == "said" for drop in relaxed.smallest for each in drop.sentences for claim in each)


def test_what_cannot_be_dropped_is_said_to_stay() -> None:
    text = (
        'defined d, e : Bool\nrule "D."\n    d\nrule "E."\n    e\n"Not both."\n    not d\n"No."\n    not e\n'
    )
    problem = read_problem(f"{text}find")
    only_rules = without(problem, sentences(problem.claims)[2:])
    fake = Result(Verdict.NONE, core=("c1", "c2"), minimal=True)
    tries = Tries(lambda _problem, _seconds: fake, 9, LONG, LONG)
    relaxed = relaxations(only_rules, fake, tries, hit)
    assert str(relaxed).endswith("(no sentences were found whose loss would resolve it)")


def test_what_is_not_decided_is_not_called_consistent() -> None:
    problem = read_problem(ONE)
    slow = Tries(lambda _problem, _seconds: Result(Verdict.UNKNOWN, reason="slow"), 50, LONG, LONG)
    relaxed = relaxations(problem, decided(problem), slow, hit)
    assert not any(drop.frees for drop in relaxed.alone)
    assert relaxed.smallest == ()
    assert "Not decided: slow." in str(relaxed)
    assert relaxed.left == "what remains without 1 of the sentences was not decided"


def test_what_is_asked_may_be_undecided_where_the_rest_is_consistent() -> None:
    problem = read_problem(ONE)

    def half(changed: Problem, _seconds: float) -> Result:
        slow = isinstance(changed.goal, Entails)
        return Result(Verdict.UNKNOWN, reason="slow") if slow else decided(changed)

    relaxed = relaxations(problem, decided(problem), Tries(half, 50, LONG, LONG), hit)
    assert all(drop.frees for drop in relaxed.alone)
    assert "No contradiction. Not decided: slow." in str(relaxed)


@pytest.mark.parametrize(
    ("text", "is_one"), [(ONE, True), (TWO, True), ('p : Bool\nmust\n    A ""\n        p', False)]
)
def test_no_fitting_option_is_no_contradiction(text: str, is_one: bool) -> None:
    problem = read_problem(text)
    assert contradictory(problem, decided(problem)) is is_one


LITERALS = st.sampled_from([Apply(name) for name in "pqrs"]).flatmap(
    lambda atom: st.sampled_from([atom, negate(atom)])
)
CLAUSES = st.lists(LITERALS, min_size=1, max_size=2).map(lambda parts: disjunction(tuple(parts)))


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAUSES, min_size=4, max_size=8))
def test_no_smaller_set_would_do(formulas: list[Apply]) -> None:
    claims = tuple(Claim(f"c{n}", formula, f"S{n}.") for n, formula in enumerate(formulas, start=1))
    problem = Problem((), tuple(map(Symbol, "pqrs")), claims, Entails(Apply("p")))
    result = decided(problem)
    assert contradictory(problem, result) is not consistent(problem)
    if consistent(problem):
        return
    groups = sentences(claims)
    sets = [
        {claim[0].id for claim in chosen}
        for size in range(1, len(groups) + 1)
        for chosen in combinations(groups, size)
        if consistent(without(problem, chosen))
    ]
    best = [each for each in sets if len(each) == len(sets[0])]
    relaxed = relaxations(problem, result, many(), hit)
    shown = [{sentence[0].id for sentence in drop.sentences} for drop in relaxed.smallest]
    assert all(each in best for each in shown)
    assert len(shown) == len(best) or (relaxed.left and len(shown) == 8)
    for drop in relaxed.alone:
        assert drop.frees is consistent(drop.problem(problem))
