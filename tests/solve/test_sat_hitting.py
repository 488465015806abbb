"""Smallest hitting sets, against trying all sets."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.solve import route
from neurosym.solve.sat_hitting import smallest
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool

SETS = st.lists(st.sets(st.integers(0, 5), max_size=4), max_size=6)


@settings(max_examples=200, deadline=None)
@given(sets=SETS, blocked=st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=3), max_size=2))
def test_none_is_smaller(sets: list[set[int]], blocked: list[set[int]]) -> None:
    hits = [
        set(chosen)
        for size in range(7)
        for chosen in combinations(range(6), size)
        if all(each & set(chosen) for each in sets) and not any(each <= set(chosen) for each in blocked)
    ]
    found = smallest(sets, blocked)
    assert (found is None) == (not hits)
    assert found is None or (set(found) in hits and len(found) == len(hits[0]))


def test_it_runs_in_a_worker() -> None:
    with Pool(1) as pool:
        assert route.hitting_set([[1, 2], [2, 3]], [], pool, Budget()) == (2,)
        assert route.hitting_set([[1, 2], [2, 3]], [[2]], pool, Budget()) == (1, 3)
        assert route.hitting_set([[1]], [[1]], pool, Budget()) is None
