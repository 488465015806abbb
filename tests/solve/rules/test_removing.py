"""What is taken back: facts, and all that rested on them alone, as if they had never been there."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.solve.rules import Derived, Fact, Limits, Programme
from tests.solve.rules.random_rules import programme
from tests.solve.rules.recheck import recheck

GRAPH = """
sort Node >= s, t
edge, path : Node, Node -> Bool
node, sink : Node -> Bool
hops : Node, Int -> Bool
weight : Node -> Int
edge(s, t)
path(x, y) if edge(x, y)
path(x, z) if path(x, y) and path(y, z)
node(x) if edge(x, _) or edge(_, x)
sink(x) if node(x) and not edge(x, _)
hops(x, n) if node(x) and n == count(y for y in Node if path(x, y))
"""
LINE = {"edge": [(f"n{k}", f"n{k + 1}") for k in range(5)]}


def edge(one: str, other: str) -> Fact:
    return Fact("edge", (one, other))


def test_what_rests_on_a_fact_alone_goes_with_it() -> None:
    derived = Programme.read(GRAPH).run(LINE)
    derived.remove([edge("n2", "n3")])
    assert set(derived.rows("path")) == {
        ("s", "t"), ("n0", "n1"), ("n1", "n2"), ("n0", "n2"), ("n3", "n4"), ("n4", "n5"), ("n3", "n5"),
    }  # fmt: skip
    assert {("n2",), ("n5",)} <= set(derived.rows("sink"))
    assert derived.holds(Fact("hops", ("n0", 2)))
    assert not derived.holds(Fact("hops", ("n0", 5)))


def test_what_follows_in_another_way_stays_and_says_so() -> None:
    derived = Programme.read(GRAPH).run({"edge": [("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")]})
    wanted = Fact("path", ("a", "d"))
    first, before = set(derived.why(wanted).given), {("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")}
    derived.remove(first)
    assert {fact.args for fact in derived.why(wanted).given} == before - {fact.args for fact in first}
    derived.remove(derived.why(wanted).given)
    assert not derived.holds(wanted)


def test_a_circle_does_not_hold_itself_up() -> None:
    derived = Programme.read(GRAPH).run({"edge": [("a", "b"), ("b", "c"), ("c", "b")]})
    derived.remove([edge("a", "b")])
    assert not any("a" in row for row in derived.rows("path"))
    derived.remove([edge("c", "b")])
    assert set(derived.rows("path")) == {("b", "c"), ("s", "t")}


def test_what_most_rests_on_goes_at_once() -> None:
    text = (
        "sort N\nlink, far, near : N, N -> Bool\non : Bool\nfar(x, y) if on and link(x, y)\n"
        "far(x, z) if far(x, y) and link(y, z)\nnear(x, y) if link(x, y) and not far(y, x)\n"
    )
    links = [(f"n{k}", f"n{k + 1}") for k in range(60)]
    derived = Programme.read(text).run({"link": links, "on": [()]})
    assert derived.count("far") == 60 * 61 // 2
    derived.remove({"on": [()]})
    assert derived.count("far") == 0
    assert derived.count("near") == 60
    derived.add({"on": [()]})
    derived.remove({"link": links[30:31]})
    assert derived.count("far") == 30 * 31 // 2 + 29 * 30 // 2


def test_a_given_fact_that_follows_stays_and_one_that_a_rule_states() -> None:
    derived = Programme.read(GRAPH).run({**LINE, "path": [("n0", "n2"), ("x", "y")]})
    derived.add({"edge": [("s", "t")]})
    derived.remove([Fact("path", ("n0", "n2")), Fact("path", ("x", "y")), edge("s", "t")])
    assert derived.holds(edge("s", "t"))
    assert len(derived.why(Fact("path", ("n0", "n2"))).given) == 2
    assert not derived.holds(Fact("path", ("x", "y")))


@pytest.mark.parametrize("fact", [edge("n0", "n9"), Fact("path", ("n0", "n1")), Fact("nothing", ("a",))])
def test_what_was_not_given_cannot_be_taken_back(fact: Fact) -> None:
    derived = Programme.read(GRAPH).run(LINE)
    before = set(derived.facts())
    with pytest.raises(FaultError) as error:
        derived.remove([edge("n0", "n1"), fact])
    assert error.value.faults[0].code == "not-given"
    assert set(derived.facts()) == before
    derived.remove([edge("n0", "n1"), edge("n0", "n1")])
    assert not derived.holds(Fact("path", ("n0", "n1")))


def test_a_function_may_have_another_value_then() -> None:
    derived = Programme.read(GRAPH).run({"weight": [("a", 1)]})
    derived.remove({"weight": [("a", 1)]})
    derived.add({"weight": [("a", 2)]})
    assert list(derived.rows("weight")) == [("a", 2)]


def test_removing_too_is_bounded() -> None:
    derived = Programme.read(GRAPH).run({}, Limits(cpu_s=0.05))
    derived.add({"edge": [(f"n{k}", f"n{k + 1}") for k in range(30)]})
    derived.remove([edge("n3", "n4")])
    with pytest.raises(FaultError, match="more than"):
        derived.add({"edge": [(f"n{k}", f"n{j}") for k in range(400) for j in range(400)]})


@settings(max_examples=150)
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 8))
def test_facts_that_came_and_went_leave_what_follows_from_the_rest(seed: int, steps: int) -> None:
    clauses, facts = programme(seed)
    random, rules = Random(seed), Programme(clauses)
    pool = sorted({Fact(name, row) for name, rows in facts.items() for row in rows}, key=str)
    there = {fact for fact in pool if random.random() < 0.7}
    derived = rules.run(sorted(there, key=str))
    for _ in range(steps):
        some = {fact for fact in pool if random.random() < 0.3}
        if random.random() < 0.6:
            derived.remove(sorted(some & there, key=str))
            there -= some
        else:
            derived.add(sorted(some, key=str))
            there |= some
        _equals(derived, rules, there)
    recheck(rules.clauses, derived)


def _equals(derived: Derived, rules: Programme, there: set[Fact]) -> None:
    assert set(derived.facts()) == set(rules.run(sorted(there, key=str)).facts())
