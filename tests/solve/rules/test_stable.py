"""Stable models: those of small programmes by brute force, what is asked of them, and what is refused."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

import pytest

from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.solve.rules import Fact, Limits, Programme, stable
from neurosym.solve.rules.stable import stable_models

WIN = """
sort Node
move : Node, Node -> Bool
win : Node -> Bool
win(x) if move(x, y) and not win(y)
"""
CIRCLE = {"move": [("a", "b"), ("b", "a")]}


def wins(facts: dict[str, list[tuple]], which: str = "all", most: int = 10) -> list[set[str]]:
    found = stable_models(read_rules(WIN), facts, which, most)
    return [{fact.args[0] for fact in model if fact.name == "win"} for model in found.sets]


def test_a_circle_of_two_has_two_stable_models() -> None:
    assert sorted(map(sorted, wins(CIRCLE))) == [["a"], ["b"]]
    assert wins(CIRCLE, "brave") == [{"a", "b"}]
    assert wins(CIRCLE, "cautious") == [set()]


def test_a_circle_of_three_has_none() -> None:
    assert wins({"move": [("a", "b"), ("b", "c"), ("c", "a")]}) == []


def test_models_are_bounded_and_it_is_said_that_there_are_more() -> None:
    pairs = {"move": [move for n in range(5) for move in ((f"a{n}", f"b{n}"), (f"b{n}", f"a{n}"))]}
    found = stable_models(read_rules(WIN), pairs, most=7)
    assert (len(found.sets), found.more) == (7, True)
    assert not stable_models(read_rules(WIN), pairs, most=32).more


def test_names_of_any_kind_come_back() -> None:
    names = {"move": [('Åsa "1" \\', "x\ny"), ("not", "p(1).")]}
    assert wins(names) == [{'Åsa "1" \\', "not"}]


def test_a_stratified_programme_has_its_least_model() -> None:
    text = """
    sort P
    parent, ancestor : P, P -> Bool
    childless : P -> Bool
    children : P, Int -> Bool
    age : P -> Int
    ancestor(x, y) if parent(x, y)
    ancestor(x, z) if parent(x, y) and ancestor(y, z)
    childless(x) if parent(_, x) and not parent(x, _) and age(x) + 1 > 3
    children(x, n) if parent(x, _) and n == count(y for y in P if parent(x, y))
    """.replace("\n    ", "\n")
    facts = {"parent": [("a", "b"), ("b", "c"), ("a", "d")], "age": [("c", 5), ("d", 2)]}
    (model,) = stable_models(read_rules(text), facts).sets
    assert model == set(Programme.read(text).run(facts).facts())
    assert Fact("childless", ("c",)) in model
    assert Fact("childless", ("d",)) not in model


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_finds_the_same_models(seed: int) -> None:
    random = Random(seed)
    atoms = "abcde"
    rules = []
    for _ in range(random.randint(3, 7)):
        body = [("not " if random.random() < 0.5 else "") + random.choice(atoms) for _ in range(2)]
        rules.append((random.choice(atoms), body))
    lines = [f"{head} if {' and '.join(body)}" for head, body in rules]
    found = stable_models(read_rules("\n".join([f"{', '.join(atoms)} : Bool", *lines])), most=100)
    expected = {candidate for candidate in _subsets(atoms) if _least(rules, candidate) == candidate}
    assert {frozenset(fact.name for fact in model) for model in found.sets} == expected


def _subsets(atoms: str) -> list[frozenset[str]]:
    return [frozenset(some) for some in chain(*(combinations(atoms, n) for n in range(len(atoms) + 1)))]


def _least(rules: list[tuple[str, list[str]]], model: frozenset[str]) -> frozenset[str]:
    """What follows where `not` is read from the model."""
    found: set[str] = set()
    for _ in range(len(rules) + 1):
        for head, body in rules:
            if all((p[4:] not in model) if p.startswith("not ") else p in found for p in body):
                found.add(head)
    return frozenset(found)


# --- what is refused

LOOP = "sort N\nat : N, Int -> Bool\ngo, stay : N -> Bool\nstay(x) if at(x, _) and not go(x)\n{}\n"


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("go(x) if at(x, n) and n / 2 > 3 and not stay(x)", "`/`"),
        ("go(x) if at(x, n) and n > 0.5 and not stay(x)", "the fraction 1/2"),
        ("go(x) if at(x, n) and n > 3000000000 and not stay(x)", "32 bits"),
        ("go(x) if at(x, n) and at(y, n) and x < y and not stay(x)", "an order of names"),
    ],
)
def test_what_clingo_cannot_say_is_a_fault(rule: str, what: str) -> None:
    with pytest.raises(FaultError, match=what) as error:
        stable_models(read_rules(LOOP.format(rule)), {"at": [("a", 3)]})
    assert error.value.faults[0].code in ("stable", "sort")


def test_a_number_that_overflows_is_seen() -> None:
    rules = read_rules(LOOP.format("at(x, n * n) if at(x, n) and n < 100000 and not stay(x)"))
    with pytest.raises(FaultError, match="32 bits"):
        stable_models(rules, {"at": [("a", 50_000)], "go": [("a",)]})


def test_rules_that_count_up_without_end_are_stopped() -> None:
    rules = read_rules(LOOP.format("at(x, n + 1) if at(x, n) and not stay(x)"))
    with pytest.raises(FaultError) as error:
        stable_models(rules, {"at": [("a", 0)]}, limits=Limits(cpu_s=1))
    assert error.value.faults[0].code == "limit"


def test_facts_are_held_to_their_sorts() -> None:
    with pytest.raises(FaultError, match="3 arguments, not 2"):
        stable_models(read_rules(WIN), {"move": [("a", "b", "c")]})


def test_without_clingo_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stable, "find_spec", lambda name: None)
    with pytest.raises(FaultError, match=r"neurosym-engine\[stable\]"):
        stable_models(read_rules(WIN), CIRCLE)
