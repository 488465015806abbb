"""Derivation trees: every step once, conditions in words, and depth and length bounded."""

from __future__ import annotations

from neurosym.explain.derivation import MAX_DEPTH, MAX_LINES, Tree
from neurosym.ir.model import Value
from neurosym.ir.rules import read_rules
from neurosym.solve.rules import Fact, Programme

RULES = """
sort P
link, path : P, P -> Bool
age : P -> Int
lonely, old, twice : P -> Bool
seen : P, P -> Bool
"A link is a path."
    path(x, y) if link(x, y)
"Paths go on."
    path(x, z) if link(x, y) and path(y, z)
"Whoever is old and has no link is lonely."
    lonely(x) if age(x) > 3 and not link(x, _) and not (old(x) and path(x, x))
twice(x) if path(x, y) and path(y, x)
"""
BASE = read_rules(RULES)


def tree(fact: Fact, facts: dict[str, list[tuple[Value, ...]]]) -> Tree:
    return Tree(Programme.of(BASE).run(facts).why(fact), BASE)


def test_facts_stand_beside_the_sentences_and_rules_below() -> None:
    drawn = str(tree(Fact("path", ("a", "c")), {"link": [("a", "b"), ("b", "c")]}))
    assert drawn.splitlines() == [
        "path(a, c)        c2  Paths go on.",
        "├─ link(a, b)     given",
        "└─ path(b, c)     c1  A link is a path.",
        "   └─ link(b, c)  given",
        "",
        "c2  Paths go on.       path(x, z) if link(x, y) and path(y, z)",
        "c1  A link is a path.  path(x, y) if link(x, y)",
    ]


def test_conditions_that_are_no_facts_are_shown_with_their_values() -> None:
    lines = [left for left, _ in tree(Fact("lonely", ("a",)), {"age": [("a", 40)]}).lines()]
    assert lines == [
        "lonely(a)",
        "├─ age(a) = 40",
        "├─ age(a) > 3",
        "├─ not link(a, _)",
        "└─ not (old(a) and path(a, a))",
    ]


def test_a_step_is_drawn_once() -> None:
    drawn = tree(Fact("twice", ("a",)), {"link": [("a", "a")]})
    assert list(drawn.lines()) == [
        ("twice(a)", "c4"),
        ("├─ path(a, a)", "c1  A link is a path."),
        ("│  └─ link(a, a)", "given"),
        ("└─ path(a, a)", "as above"),
    ]


def test_a_deep_tree_goes_on_below_and_a_long_one_is_cut() -> None:
    chain = {"link": [(f"n{k}", f"n{k + 1}") for k in range(30)]}
    lines = list(tree(Fact("path", ("n0", "n30")), chain).lines())
    below = [left for left, reason in lines if reason == "below"]
    assert below[0].strip(" │├└─") == f"path(n{MAX_DEPTH}, n30)"
    assert (f"path(n{MAX_DEPTH}, n30)", "c2  Paths go on.") in lines
    assert len([left for left, _ in lines if "link" in left]) == 30
    chain = {"link": [(f"n{k}", f"n{k + 1}") for k in range(500)]}
    lines = list(tree(Fact("path", ("n0", "n500")), chain).lines())
    assert (len(lines), lines[-1][0]) == (MAX_LINES + 1, "… 1000 steps in all")


def test_the_graph_leads_from_what_was_given() -> None:
    drawn = tree(Fact("path", ("a", "c")), {"link": [("a", "b"), ("b", "c")]})
    graph = drawn.graph()
    assert graph.number_of_nodes() == 4
    assert {len(list(graph.predecessors(node))) for node in graph} == {0, 1, 2}
    assert "path(a, c): c2  Paths go on." in drawn.mermaid()
