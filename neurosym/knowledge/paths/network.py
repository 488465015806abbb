"""A graph as arrays: which nodes matter for others, by random walks that return to them. Built once.

Personalised PageRank after Haveliwala, Topic-Sensitive PageRank, WWW 2002, on the undirected graph, by power
iteration. Knows no labels and no questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from neurosym.faults import Fault, FaultError, brief
from neurosym.knowledge.nodes import Triple, text_of

MAX_TRIPLES = 5_000_000
DAMPING = 0.85
TOLERANCE = 1e-8
ROUNDS = 200
MAX_ROLES = 1_000

Places = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.float64]


class Network:
    """The nodes and triples of a graph by number, with the triples of each node side by side.

    `subjects`, `predicates` and `objects` hold the numbers of each triple's parts, one row a triple.
    """

    def __init__(self, triples: Iterable[Triple], most: int = MAX_TRIPLES) -> None:
        places: dict[str, int] = {}
        kinds: dict[str, int] = {}
        rows: list[int] = []
        source = iter(triples)
        for subject, predicate, value in islice(source, most):
            rows.append(places.setdefault(subject, len(places)))
            rows.append(kinds.setdefault(predicate, len(kinds)))
            rows.append(places.setdefault(value, len(places)))
        self.left_out = (f"only the first {most:,} triples are read",) if next(source, None) else ()
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        self.nodes: Sequence[str] = list(places)
        self.properties: Sequence[str] = list(kinds)
        self.places: Mapping[str, int] = places
        self.subjects, self.predicates, self.objects = (np.ascontiguousarray(table[:, c]) for c in range(3))
        ends = np.concatenate([self.subjects, self.objects])
        self._order = np.argsort(ends, kind="stable")
        """Triples by their ends; those from `len(self)` on are seen from the object."""
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(places)))])
        others = np.concatenate([self.objects, self.subjects])[self._order]
        self._others = others.astype(np.int32)
        self._rows = ends[self._order]
        self._kinds = np.concatenate([self.predicates, self.predicates])[self._order]

    def __len__(self) -> int:
        return len(self.subjects)

    def triple(self, row: int) -> Triple:
        """Return a triple by its number."""
        parts = self.subjects[row], self.objects[row]
        subject, value = (self.nodes[int(place)] for place in parts)
        return subject, self.properties[int(self.predicates[row])], value

    def degree(self, places: Places) -> Places:
        """Return how many triples nodes are in, by their numbers."""
        counts: Places = self._starts[places + 1] - self._starts[places]
        return counts

    def steps(self, places: Places) -> tuple[Places, Places]:
        """Return the triples at nodes: those that go from them, then those that lead to them, as rows."""
        counts = self.degree(places)
        if not counts.sum():
            return np.empty(0, np.int64), np.empty(0, np.int64)
        begins = np.repeat(self._starts[places] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        found = self._order[begins + np.arange(counts.sum())]
        return found[found < len(self)], found[found >= len(self)] - len(self)

    def rank(
        self,
        seeds: Mapping[str, float],
        weights: npt.NDArray[np.float64] | None = None,
        damping: float = DAMPING,
        tolerance: float = TOLERANCE,
    ) -> Ranks:
        """Return for each node, by number, how often a walk that returns to the seeds is there; sums to 1.

        `weights`: how willingly each property is followed, in the order of `properties`. Iterates until the
        ranks change by less than `tolerance` in all. Raises `FaultError` (`unknown-name`) where no seed is
        in the graph.
        """
        known = {self.places[node]: weight for node, weight in seeds.items() if node in self.places}
        if not known or sum(known.values()) <= 0:
            names = ", ".join(f"`{brief(text_of(node))}`" for node in islice(seeds, 5)) or "nothing"
            raise FaultError(Fault("unknown-name", f"no triple has {names}"))
        size = len(self.nodes)
        seed = np.zeros(size)
        seed[list(known)] = list(known.values())
        seed /= seed.sum()
        flow = np.ones(len(self._others)) if weights is None else weights[self._kinds]
        matrix = csr_array((flow, self._others, self._starts), shape=(size, size))
        total = np.bincount(self._rows, weights=flow, minlength=size)
        share = np.divide(damping, total, out=np.zeros(size), where=total > 0)
        ranks = seed
        for _ in range(ROUNDS):
            # what the walk does not carry on, it takes back to the seeds: the jumps, and nodes without a way
            moved = matrix @ (ranks * share)
            moved += (1 - moved.sum()) * seed
            change = np.abs(moved - ranks).sum()
            ranks = moved
            if change < tolerance:
                break
        return ranks

    @cached_property
    def shares(self) -> Ranks:
        """Of the nodes with one role, the share that has another; roles by roles, for up to `MAX_ROLES`.

        Role `k` is to be a subject of property `k`, role `len(properties) + k` to be an object of it.
        """
        roles = 2 * len(self.properties)
        if roles > MAX_ROLES:
            return np.ones((0, 0))
        kinds = np.concatenate([self.predicates, self.predicates + len(self.properties)])
        ends = np.concatenate([self.subjects, self.objects])
        has = csr_array((np.ones(len(ends)), (ends, kinds)), shape=(len(self.nodes), roles))
        has.data[:] = 1.0
        both = np.asarray((has.T @ has).todense())
        shares: Ranks = both / np.maximum(np.diag(both), 1.0)[:, None]
        return shares

    def best(self, ranks: Ranks, most: int) -> list[tuple[str, float]]:
        """Return the highest nodes with their ranks."""
        most = min(most, len(ranks))
        found: Sequence[int] = np.argpartition(-ranks, most - 1)[:most].tolist() if most else []
        ordered = sorted(found, key=lambda place: (-ranks[place], place))
        return [(self.nodes[place], float(ranks[place])) for place in ordered]
