"""Hops, steps and shortest paths: against a plain search on random graphs, and at hubs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import pairwise, product

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from neurosym.knowledge.nodes import Node, Triple
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.paths import Limits, Step, around, between, follow, steps_of

E = "http://e.org/"
EDGES = st.lists(st.tuples(st.integers(0, 7), st.sampled_from("pqr"), st.integers(0, 7)), max_size=20)


def made(edges: Iterable[tuple[object, object, object]]) -> Oxigraph:
    graph = Oxigraph()
    graph.add(
        [(f"{E}{a}", f"{E}{p}", b if isinstance(b, str) and b[:1] == '"' else f"{E}{b}") for a, p, b in edges]
    )
    return graph


class Hub:
    """A node with a million neighbours, which are made as they are asked for."""

    prefixes: dict[str, str] = {}  # noqa: RUF012
    drawn = 0

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        if subject in (None, E + "hub") and (object is None):
            for n in range(1_000_000):
                self.drawn += 1
                yield E + "hub", E + "p", f"{E}{n}"
        elif object is not None and object.removeprefix(E).isdigit():
            yield E + "hub", E + "p", object


@given(EDGES)
def test_hops_are_those_of_a_plain_search(edges: list[tuple[int, str, int]]) -> None:
    graph = made(edges)
    plain = nx.Graph((a, b) for a, _, b in edges)
    for hops in (1, 2, 3):
        found = around(graph, [E + "0"], Limits(hops=hops)).triples
        near = nx.single_source_shortest_path_length(plain, 0, cutoff=hops - 1) if 0 in plain else {}
        expected = {(f"{E}{a}", f"{E}{p}", f"{E}{b}") for a, p, b in edges if a in near or b in near}
        assert set(found) == expected
        assert len(found) == len(expected)


@given(EDGES)
def test_shortest_paths_are_all_there_and_hold(edges: list[tuple[int, str, int]]) -> None:
    graph = made(edges)
    plain: nx.MultiGraph = nx.MultiGraph()
    plain.add_nodes_from(range(8))
    for a, p, b in set(edges):
        plain.add_edge(a, b, key=(a, p, b))
    for end in (1, 2):
        found = between(graph, E + "0", f"{E}{end}")
        length = nx.shortest_path_length(plain, 0, end) if nx.has_path(plain, 0, end) else 9
        if length > 3:
            assert not found.paths
            continue
        ways = [pairwise(nodes) for nodes in nx.all_shortest_paths(nx.Graph(plain), 0, end)]
        expected = sum(len(list(product(*(plain[a][b] for a, b in way)))) for way in ways)
        assert len(set(found.paths)) == len(found.paths) == expected
        assert sum(found.patterns.values()) == expected
        for path in found.paths:
            assert all(triple in graph for triple in path.triples)
            assert f"{E}{end}" in follow(graph, E + "0", path.steps).nodes


def test_steps_lead_both_ways_and_keep_whole_paths_only() -> None:
    graph = made(
        [("film", "by", "ann"), ("other", "by", "ann"), ("other", "genre", "drama"), ("third", "by", "ann")]
    )
    steps = steps_of(E + "by", "^" + E + "by", E + "genre")
    assert steps[1] == Step(E + "by", inverse=True)
    assert str(steps[1]) == f"^{E}by"
    followed = follow(graph, E + "film", steps)
    assert followed.nodes == (E + "drama",)
    assert {triple[0].removeprefix(E) for triple in followed.triples} == {"film", "other"}


def test_literals_end_a_path() -> None:
    graph = made([("a", "flag", '"true"'), ("b", "flag", '"true"')])
    assert not between(graph, E + "a", E + "b").paths
    assert len(around(graph, [E + "a"]).triples) == 1
    assert set(follow(graph, '"true"', steps_of("^" + E + "flag")).nodes) == {E + "a", E + "b"}


def test_a_hub_is_cut_and_that_is_said() -> None:
    hub = Hub()
    before = time.process_time()
    found = around(hub, [E + "7"], Limits(hops=3, fanout=100))  # type: ignore[arg-type]
    assert time.process_time() - before < 2
    assert len(found.triples) == 100
    assert found.left_out == ("more than 100 triples go from hub; 100 are followed",)
    assert hub.drawn < 1_000
    # from both sides the hub need not be left, even where it is met first
    assert [len(path.triples) for path in between(hub, E + "7", E + "9").paths] == [2]  # type: ignore[arg-type]


def test_budgets_hold_and_are_said() -> None:
    graph = made((a, "p", b) for a in range(30) for b in range(30, 60))
    found = around(graph, [E + "0"], Limits(triples=50))
    assert len(found.triples) == 50
    assert "50 triples are reached; 29 of 30 nodes at hop 2 are not followed" in found.left_out
    assert around(graph, [E + "0"], Limits(cpu_s=0.0)).left_out == ("the search was ended after 0 seconds",)
    many = between(graph, E + "0", E + "1", most=10)
    assert len(many.paths) == 10
    assert "there are more than 10 shortest paths" in many.left_out
    followed = follow(graph, E + "0", steps_of(E + "p", "^" + E + "p"), Limits(triples=100))
    assert "100 triples are reached; 27 nodes are not followed" in followed.left_out[0]


def test_a_node_is_at_itself() -> None:
    assert not between(made([("a", "p", "b")]), E + "a", E + "a").paths


def test_a_hub_is_met_from_the_other_side() -> None:
    graph = made([("hub", "p", n) for n in range(2_000)] + [(1_500, "owner", "ada")])
    found = between(graph, E + "7", E + "ada", Limits(fanout=100))
    assert [tuple(map(str, path.steps)) for path in found.paths] == [(f"^{E}p", E + "p", E + "owner")]
