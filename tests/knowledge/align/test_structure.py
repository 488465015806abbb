"""What neighbours say is the same summed over matches and told for one pair; rivals never share a node."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.knowledge.align.core import EACH, Each, Options
from neurosym.knowledge.align.rivals import settle
from neurosym.knowledge.align.sides import side_of
from neurosym.knowledge.align.structure import relations, strengths, supports
from neurosym.knowledge.oxigraph import Oxigraph

EDGES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("pqr"), st.integers(0, 5)), max_size=15)
PAIRS = st.tuples(st.integers(0, 4), st.integers(0, 4))


def graph(edges: list[tuple[int, str, int]]) -> Oxigraph:
    found = Oxigraph()
    found.add((f"http://x/{a}", f"http://x/{p}", f"http://x/{b}") for a, p, b in edges)
    return found


@given(EDGES, EDGES, st.dictionaries(st.integers(0, 5), st.floats(0.1, 1), max_size=6))
def test_strength_is_the_sum_of_what_supports(
    one: list[tuple[int, str, int]], two: list[tuple[int, str, int]], same: dict[int, float]
) -> None:
    left, right = side_of(graph(one), 1000), side_of(graph(two), 1000)
    matches = {
        (left.place[node], right.place[node]): score
        for number, score in same.items()
        if (node := f"http://x/{number}") in left.place and node in right.place
    }
    together = relations(matches, left, right)
    strong = strengths(matches, together, left, right)
    twin = {one: {other: score} for (one, other), score in matches.items()}
    for here in range(len(left)):
        for there in range(len(right)):
            told = supports((here, there), twin, together, left, right)
            assert sum(part.amount for part in told) == pytest.approx(strong.get((here, there), 0.0))


@given(st.dictionaries(PAIRS, st.floats(0.001, 1000)), st.sampled_from(EACH))
def test_rivals(odds: dict[tuple[int, int], float], each: Each) -> None:
    options = Options(each=each)
    settled = settle(odds, options)
    for side, one in ((0, options.one_right), (1, options.one_left)):
        taken = [pair[side] for pair in settled.rivals]
        assert not one or len(taken) == len(set(taken))
    for pair, score in settled.scores.items():
        assert 0 < score < 1
        assert score <= odds[pair] / (1 + odds[pair]) + 1e-9
        if pair not in settled.rivals:
            assert score <= 0.5, "a loser is never likely"
