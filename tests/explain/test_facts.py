"""The facts that a problem could be told, and the worlds that they are true in."""

from __future__ import annotations

from neurosym.explain.deciding import deciding
from neurosym.explain.facts import Worlds, atomic_facts, places
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from tests.explain.solving import decided, hit, many

TEXT = """
sort P >= ann, bob
sort Day = mon < tue
tall, old, idle : P -> Bool
on : P -> Day
age : Int
"A."
    all(tall(p) for p in P if old(p)) and on(ann) < on(bob)
"B."
    age > 3
entails
    tall(ann)
"""
PROBLEM = read_problem(TEXT)


def facts(worlds: Worlds | None = None) -> list[str]:
    return [print_formula(fact) for fact in atomic_facts(PROBLEM, worlds or Worlds(Signature.of(PROBLEM)))]


def test_places_are_the_used_symbols_on_named_individuals() -> None:
    shown = [print_formula(place) for place in places(PROBLEM)]
    assert shown == ["tall(ann)", "tall(bob)", "old(ann)", "old(bob)", "on(ann)", "on(bob)", "age"]
    assert [print_formula(place) for place in places(PROBLEM, ["idle"])] == ["idle(ann)", "idle(bob)"]


def test_the_plainest_about_the_same_individual_come_first_and_what_is_asked_last() -> None:
    found = facts()
    assert found[:3] == ["old(ann)", "on(ann) == mon", "on(ann) == tue"]
    assert found[-2:] == ["tall(ann)", "not tall(ann)"]
    assert found.index("on(ann) == mon") < found.index("on(ann) != mon") < found.index("old(bob)")
    assert "on(bob) < on(ann)" in found
    assert len(found) == len(set(found))


def test_numbers_without_bound_take_the_values_of_known_worlds() -> None:
    worlds = Worlds(Signature.of(PROBLEM))
    assert not any(fact.startswith("age") for fact in facts(worlds))
    small = read_problem("age : Int\np : Bool\nentails\n    p and age in (4, 5)")
    result = decided(read_problem("sort N = 4..5\nage : N\np : Bool\nentails\n    p"))
    worlds = Worlds(Signature.of(small))
    worlds.add(result.models[:1])
    found = [print_formula(fact) for fact in atomic_facts(small, worlds)]
    assert [fact.split()[1] for fact in found if fact.startswith("age ")] == [">=", "<=", "=="]


def test_names_that_may_coincide_can_be_told_to_be_one() -> None:
    text = "names may coincide\nsort P >= superman, clark\nflies : P -> Bool\nassumed\n    flies(superman)\n"
    problem = read_problem(f"{text}entails\n    flies(clark)")
    settled = deciding(problem, decided(problem), many(), hit)
    assert "superman == clark" in map(str, settled)


def test_a_world_that_does_not_say_is_not_counted() -> None:
    result = decided(read_problem("p, q : Bool\nassumed\n    q\nentails\n    p"))
    worlds = Worlds(Signature.of(read_problem("p, q, r : Bool\nentails\n    p")))
    worlds.add(result.models)
    signature = Signature.of(read_problem("p, q, r : Bool\nentails\n    p"))
    assert worlds.where(read_formula("q", signature)) == [0, 1]
    assert len(worlds.where(read_formula("p", signature))) == 1
    assert worlds.where(read_formula("r", signature)) == []
