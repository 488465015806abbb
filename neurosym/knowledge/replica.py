"""A copy of a graph in a process of its own, which is asked queries and killed when one takes too long.

The near side is `Replica`; the functions below it run in the process.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import Node, node_of
from neurosym.knowledge.store import Bounds
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Outcome
from neurosym.workers.worker import Worker

PIECE = 64 << 20
"""Bytes of a graph that are sent at once."""

_FILL_S = 600.0
"""Seconds in which a copy is made."""

_EMPTY = "empty"


class Replica:
    """The process that holds a copy. It starts with the first query, and again after a change."""

    def __init__(self, store: ox.Store, folder: Path | None) -> None:
        self._store, self._folder = store, folder
        self._worker: Worker | None = None
        self._current = False

    def forget(self) -> None:
        """Say that the graph has changed."""
        self._current = False

    def ask(self, text: str, bounds: Bounds) -> Sequence[tuple[Node | None, ...]]:
        """Return the rows of a SELECT. Raises `FaultError` (`limit`, `query`)."""
        if self._worker is None:
            self._worker = Worker(preload=("neurosym.knowledge.replica",), recycle_mb=float("inf"))
        budget = Budget(wall_s=bounds.seconds, cpu_s=bounds.seconds, memory_mb=bounds.memory_mb)
        if not self._current:
            self._fill(bounds.memory_mb)
        job = Job("neurosym.knowledge.replica:rows", (text,))
        outcome = self._worker.run(job, budget)
        if isinstance(outcome, Done) and outcome.value == _EMPTY:  # a process that is new after a kill
            self._fill(bounds.memory_mb)
            outcome = self._worker.run(job, budget)
        return [tuple(row) for row in cast("list[list[Node | None]]", _value(outcome, bounds))]

    def _fill(self, memory_mb: int) -> None:
        assert self._worker is not None
        budget = Budget(wall_s=_FILL_S, cpu_s=_FILL_S, memory_mb=memory_mb)
        if self._folder is not None:
            self._store.flush()
            jobs = [Job("neurosym.knowledge.replica:opened", (str(self._folder),))]
        else:
            text = cast(bytes, self._store.dump(format=ox.RdfFormat.N_QUADS))
            pieces = _pieces(text)
            jobs = [
                Job("neurosym.knowledge.replica:filled", (piece, n == 0)) for n, piece in enumerate(pieces)
            ]
        for job in jobs:
            _value(self._worker.run(job, budget), Bounds(seconds=_FILL_S, memory_mb=memory_mb))
        self._current = True

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._current = False


def _pieces(text: bytes) -> list[bytes]:
    """Cut lines into pieces of about so many bytes; an empty graph is one empty piece."""
    found, begin = [], 0
    while begin < len(text):
        end = text.find(b"\n", begin + PIECE) + 1 or len(text)
        found.append(text[begin:end])
        begin = end
    return found or [b""]


def _value(outcome: Outcome, bounds: Bounds) -> object:
    match outcome:
        case Done(value):
            return value
        case Failed("timeout" | "cpu"):
            what = f"the graph has no answer within {bounds.seconds:g} s"
            raise FaultError(Fault("limit", what, hint="ask for less, or allow more seconds"))
        case Failed("memory"):
            what = f"the question needs more than {bounds.memory_mb} MiB"
            raise FaultError(Fault("limit", what, hint="ask for less, or allow more memory"))
        case Failed(detail=detail):
            raise FaultError(Fault("query", f"the graph could not answer: {detail}"))


# --- in the process


class _Copy:
    store: ox.Store | None = None


def filled(quads: bytes, fresh: bool) -> int:
    """Add quads to the copy, a new one if it is to be `fresh`; return how many it has."""
    if fresh or _Copy.store is None:
        _Copy.store = ox.Store()
    _Copy.store.bulk_load(io.BytesIO(quads), format=ox.RdfFormat.N_QUADS)
    return len(_Copy.store)


def opened(folder: str) -> int:
    """Open a store on disk, to read only."""
    _Copy.store = ox.Store.read_only(folder)
    return 0


def rows(text: str) -> str | list[list[Node | None]]:
    """Return the rows of a SELECT, or that there is no copy."""
    if _Copy.store is None:
        return _EMPTY
    found = _Copy.store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    width = range(len(found.variables))
    return [[_node(row[place]) for place in width] for row in found]


@lru_cache(maxsize=1 << 16)
def _node(term: object) -> Node | None:
    return None if term is None else node_of(term)
