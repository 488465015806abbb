"""Personalised PageRank: as networkx has it, and the arrays of triples behind it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.knowledge.paths.network import Network

EDGES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from("pq"), st.integers(0, 9)),
    min_size=1,
    max_size=30,
    unique=True,
)


def made(edges: list[tuple[int, str, int]]) -> Network:
    return Network((f"n{a}", p, f"n{b}") for a, p, b in edges)


@given(EDGES)
def test_ranks_are_those_of_networkx(edges: list[tuple[int, str, int]]) -> None:
    network = made(edges)
    plain: nx.MultiGraph = nx.MultiGraph()
    plain.add_edges_from((f"n{a}", f"n{b}") for a, _, b in edges if a != b)
    plain.add_edges_from((f"n{a}", f"n{a}") for a, _, b in edges if a == b)
    seed = f"n{edges[0][0]}"
    ranks = network.rank({seed: 1.0}, tolerance=1e-12)
    assert ranks.sum() == pytest.approx(1)
    if any(a == b for a, _, b in edges):
        return  # a loop counts twice here, once from each of its ends
    expected = nx.pagerank(plain, alpha=0.85, personalization={seed: 1.0}, tol=1e-12, max_iter=1_000)
    for node, rank in expected.items():
        assert ranks[network.places[node]] == pytest.approx(rank, abs=1e-8)


@given(EDGES)
def test_the_triples_of_nodes(edges: list[tuple[int, str, int]]) -> None:
    network = made(edges)
    assert [network.triple(row) for row in range(len(network))] == [
        (f"n{a}", p, f"n{b}") for a, p, b in edges
    ]
    for place, node in enumerate(network.nodes):
        places = np.array([place])
        out, back = network.steps(places)
        assert [network.triple(row)[0] for row in out] == [node] * len(out)
        assert [network.triple(row)[2] for row in back] == [node] * len(back)
        assert len(out) + len(back) == network.degree(places)[0]
    everything = np.arange(len(network.nodes))
    out, back = network.steps(everything)
    assert sorted(out) == sorted(back) == list(range(len(network)))


def test_properties_can_be_followed_more_willingly() -> None:
    network = made([(0, "p", 1), (0, "q", 2)])
    assert network.best(network.rank({"n0": 1.0}, np.array([9.0, 1.0])), 2)[1][0] == "n1"
    assert network.best(network.rank({"n0": 1.0}, np.array([1.0, 9.0])), 2)[1][0] == "n2"


def test_bounds_and_unknown_seeds() -> None:
    network = Network((("a", "p", str(n)) for n in range(100)), most=10)
    assert len(network) == 10
    assert network.left_out == ("only the first 10 triples are read",)
    assert len(network.best(network.rank({"a": 1.0}), 1_000)) == 11
    with pytest.raises(FaultError, match="no triple has `zz`"):
        network.rank({"zz": 1.0})
    with pytest.raises(FaultError, match="no triple has nothing"):
        Network(()).rank({})
