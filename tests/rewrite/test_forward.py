"""Rules that fire forward only: held against a forward chainer that shares no code with them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.engine import Engine
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.rewrite.forward import fired_forward

PEOPLE, TRAITS = ("ann", "bob"), ("big", "cold", "kind", "rough")
HEAD = "sort Thing >= ann, bob\nbig, cold, kind, rough : Thing -> Bool\nchases : Thing, Thing -> Bool\n"

Literal = tuple[str, str, bool]


@pytest.fixture(scope="module")
def forward() -> Engine:
    with Engine(None, forward=True) as engine:
        yield engine


def problem(claims: list[str], asked: str) -> Problem:
    said = "".join(f'"number {number}"\n    {claim}\n' for number, claim in enumerate(claims))
    return ns.loads(f'{HEAD}{said}entails "so"\n    {asked}\n')


def verdict(engine: Engine, claims: list[str], asked: str) -> Verdict:
    return engine.solve(problem(claims, asked)).verdict


# --- against a forward chainer

literals = st.tuples(st.sampled_from(TRAITS), st.just("x"), st.booleans())
facts = st.tuples(st.sampled_from(TRAITS), st.sampled_from(PEOPLE), st.booleans())
rules = st.tuples(st.lists(literals, min_size=1, max_size=2), literals)


def written(literal: Literal) -> str:
    trait, who, truth = literal
    return f"{'' if truth else 'not '}{trait}({who})"


def chained(told: list[Literal], rules: list[tuple[list[Literal], Literal]]) -> set[Literal]:
    known = set(told)
    while True:
        new = {
            (head[0], who, head[2])
            for (body, head), who in product(rules, PEOPLE)
            if all((trait, who, truth) in known for trait, _, truth in body)
        }
        if new <= known:
            return known
        known |= new


@settings(max_examples=60, deadline=None)
@given(st.lists(facts, min_size=1, max_size=4), st.lists(rules, max_size=5), facts)
def test_what_follows_is_what_a_forward_chainer_finds(
    forward: Engine, told: list[Literal], rules: list[tuple[list[Literal], Literal]], asked: Literal
) -> None:
    lines = [written(fact) for fact in told]
    for body, head in rules:
        lines.append(f"all({written(head)} for x in Thing if {' and '.join(map(written, body))})")
    known = chained(told, rules)
    trait, who, truth = asked
    opposite = (trait, who, not truth)
    if any((name, of, not told_so) in known for name, of, told_so in known):
        expected = Verdict.INCONSISTENT
    elif asked in known:
        expected = Verdict.PROVED
    else:
        expected = Verdict.REFUTED if opposite in known else Verdict.UNDETERMINED
    assert verdict(forward, lines, written(asked)) is expected


# --- one by one

CASES = {
    "no rule is turned round": (
        ["all(cold(x) for x in Thing if big(x))", "not cold(ann)"],
        "big(ann)",
        "undetermined",
    ),
    "a contradiction is one": (["big(ann)", "not big(ann)"], "cold(bob)", "inconsistent"),
    "no case is split": (
        ["all(cold(x) for x in Thing if big(x))", "all(cold(x) for x in Thing if not big(x))"],
        "cold(ann)",
        "undetermined",
    ),
    "the last alternative stands": (["big(ann) or cold(ann)", "not big(ann)"], "cold(ann)", "proved"),
    "either or": (["big(ann) != cold(ann)", "cold(ann)"], "big(ann)", "refuted"),
    "an equivalence works both ways": (
        ["all(big(x) == cold(x) for x in Thing)", "not cold(ann)"],
        "big(ann)",
        "refuted",
    ),
    "not all": (["not all(big(x) for x in Thing)"], "all(big(x) for x in Thing)", "refuted"),
    "someone": (
        ["any(chases(x, bob) for x in Thing)", "all(big(x) for x, y in Thing if chases(y, x))"],
        "big(bob)",
        "proved",
    ),
    "nobody": (["all(not chases(x, bob) for x in Thing)"], "any(chases(x, bob) for x in Thing)", "refuted"),
    "an implication that is denied": (
        ["not implies(big(ann), cold(ann))"],
        "big(ann) and not cold(ann)",
        "proved",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(forward: Engine, name: str) -> None:
    claims, asked, expected = CASES[name]
    assert verdict(forward, claims, asked) == expected


def test_without_forward_the_rule_is_turned_round() -> None:
    claims, asked, _ = CASES["no rule is turned round"]
    with Engine(None) as classical:
        assert verdict(classical, claims, asked) is Verdict.REFUTED


def test_answer_shows_the_predicates_and_is_certified(forward: Engine) -> None:
    answer = forward.solve(problem(["all(not big(x) for x in Thing if cold(x))", "cold(ann)"], "big(ann)"))
    assert answer.verdict is Verdict.REFUTED
    assert "not_big(x)" in str(answer.report())
    ns.verify(answer)


def test_defined_predicates_stay_as_they_are() -> None:
    given = ns.loads(
        "sort Thing = ann, bob\nbig : Thing -> Bool\ndefined cold : Thing -> Bool\n"
        'rule "Cold is what is not big."\n    cold(x) if not big(x)\n"so"\n    not big(ann)\n'
        'entails "cold?"\n    cold(ann)\n'
    )
    rules = [claim for claim in given.claims if claim.kind == "rule"]
    assert [claim for claim in fired_forward(given).claims if claim.kind == "rule"] == rules != []


def test_puzzles_stay_as_they_are() -> None:
    given = ns.loads(f'{HEAD}"so"\n    not big(ann)\nfind big\n')
    assert fired_forward(given) is given
