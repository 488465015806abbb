"""A copy of a graph in a process of its own, which is asked queries and killed when one takes too long.

The near side is `Replica`; the functions below it run in the process. The copy is the set of triples, without
their sources; of a store on disk it is a snapshot of the files, which the parent can go on changing. Small
changes are sent after it, so that a graph that grows is not copied anew for each question.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import cast

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.looking import late
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.rows import rows_of
from neurosym.knowledge.store import Bounds
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Outcome
from neurosym.workers.worker import Worker

PIECE = 64 << 20
"""Bytes of a graph that are sent at once."""

BEHIND = 1 << 20
"""Bytes of a change that is sent after a copy; after a larger one, or many, the copy is made anew."""

MANY = 100

FILL_S = 600.0
"""Seconds in which a copy is made."""

OPEN_FILES = 512
"""Files that a store on disk may hold open in the process."""

_EMPTY = "empty"
_SNAPSHOT = "snapshot-for-queries"
_HERE = "neurosym.knowledge.replica"


class Replica:
    """The process that holds a copy. It starts with the first query; threads wait for their turn."""

    def __init__(self, folder: Path | None) -> None:
        self._snapshot = None if folder is None else folder / _SNAPSHOT
        self._worker: Worker | None = None
        self._turn = Lock()
        self._stale = True
        self._changes: list[tuple[str, bytes]] = []
        self._changing = Lock()

    def forget(self) -> None:
        """Say that the graph has changed in a way that the copy cannot follow."""
        with self._changing:
            self._stale = True
            self._changes = []

    def more(self, quads: Iterable[ox.Quad]) -> None:
        """Say that the graph has these statements, too."""
        self._follow("more", (quad.triple for quad in quads))

    def without(self, triples: Iterable[ox.Triple]) -> None:
        """Say that the graph has lost these triples."""
        self._follow("without", triples)

    def _follow(self, change: str, triples: Iterable[ox.Triple]) -> None:
        if self._stale:
            return
        if self._snapshot is not None:
            self.forget()
            return
        lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        with self._changing:
            if self._changes and self._changes[-1][0] == change:
                lines = self._changes.pop()[1] + lines
            self._changes.append((change, lines))
        if len(lines) > BEHIND or len(self._changes) > MANY:
            self.forget()

    def ask(self, store: ox.Store, text: str, bounds: Bounds) -> Sequence[tuple[Node | None, ...]]:
        """Return the rows of a SELECT over a copy of the store. Raises `FaultError` (`limit`, `query`)."""
        job = Job(f"{_HERE}:rows", (text,))
        budget = Budget(wall_s=bounds.seconds, cpu_s=bounds.seconds, memory_mb=bounds.memory_mb)
        with self._turn:
            if self._worker is None:
                self._worker = Worker(
                    preload=(_HERE,),
                    recycle_mb=float("inf"),
                    jobs_each=sys.maxsize,
                    open_files=OPEN_FILES,
                )
            self._bring(store, bounds.memory_mb)
            outcome = self._worker.run(job, budget)
            if isinstance(outcome, Done) and outcome.value == _EMPTY:  # a process that is new after a kill
                self.forget()
                self._bring(store, bounds.memory_mb)
                outcome = self._worker.run(job, budget)
        return rows_of(cast(str, _value(outcome, bounds)))

    def _bring(self, store: ox.Store, memory_mb: int) -> None:
        """Make the copy what the graph is."""
        assert self._worker is not None
        with self._changing:
            # what changes from here on is sent next time, even if a dump has it already
            jobs = self._whole(store) if self._stale else _follow_up(self._changes)
            self._stale, self._changes = False, []
        allowed = Bounds(seconds=FILL_S, memory_mb=memory_mb)
        budget = Budget(wall_s=FILL_S, cpu_s=FILL_S, memory_mb=memory_mb)
        try:
            for job in jobs:
                if _value(self._worker.run(job, budget), allowed) == _EMPTY:
                    self.forget()
                    self._bring(store, memory_mb)
                    return
        except BaseException:
            self.forget()
            raise

    def _whole(self, store: ox.Store) -> Iterator[Job]:
        yield Job(f"{_HERE}:begun")
        if self._snapshot is not None:
            shutil.rmtree(self._snapshot, ignore_errors=True)
            try:
                store.backup(str(self._snapshot))
            except OSError as error:
                raise FaultError(Fault("file", f"{self._snapshot} cannot be written: {error}")) from None
            yield Job(f"{_HERE}:opened", (str(self._snapshot),))
            return
        for piece in _pieces(store):
            yield Job(f"{_HERE}:more", (piece,))

    def spent(self) -> float:
        """Return the seconds of processor time of the process."""
        if self._worker is None:
            return 0.0
        return cast(float, _value(self._worker.run(Job(f"{_HERE}:spent"), Budget()), Bounds()))

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self.forget()
        if self._snapshot is not None:
            with suppress(OSError):
                shutil.rmtree(self._snapshot)


def _follow_up(changes: Iterable[tuple[str, bytes]]) -> Iterator[Job]:
    return (Job(f"{_HERE}:{change}", (lines,)) for change, lines in changes)


def _pieces(store: ox.Store) -> Iterator[bytes]:
    """Yield all triples as lines, in pieces of about so many bytes."""
    waiting: list[bytes] = []
    size = 0
    for graph in (ox.DefaultGraph(), *store.named_graphs()):
        text = cast(bytes, store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph))
        begin = 0
        while begin < len(text):
            end = text.find(b"\n", begin + PIECE) + 1 or len(text)
            waiting.append(text[begin:end] if end - begin < len(text) else text)
            size += end - begin
            begin = end
            if size >= PIECE:
                yield b"".join(waiting)
                waiting, size = [], 0
    yield b"".join(waiting)


def _value(outcome: Outcome, bounds: Bounds) -> object:
    match outcome:
        case Done(value):
            return value
        case Failed("timeout" | "cpu"):
            raise late(bounds)
        case Failed("memory"):
            what = f"a copy of the graph and the answer need more than {bounds.memory_mb} MiB"
            raise FaultError(Fault("limit", what, hint="ask for less, or allow more memory"))
        case Failed(detail=detail):
            raise FaultError(Fault("query", f"the graph could not answer: {detail}"))


# --- in the process


class _Copy:
    store: ox.Store | None = None
    union = False


def begun() -> None:
    """Begin a copy that is empty."""
    _Copy.store, _Copy.union = ox.Store(), False


def more(lines: bytes) -> str:
    """Add triples to the copy."""
    if _Copy.store is None:
        return _EMPTY
    _Copy.store.bulk_extend(_quads(lines))
    return ""


def without(lines: bytes) -> str:
    """Take triples from the copy."""
    if _Copy.store is None:
        return _EMPTY
    for quad in _quads(lines):
        _Copy.store.remove(quad)
    return ""


def opened(folder: str) -> str:
    """Open a store on disk, to read only."""
    _Copy.store, _Copy.union = ox.Store.read_only(folder), True
    return ""


def spent() -> float:
    """Return the seconds of processor time of this process."""
    return time.process_time()


def rows(text: str) -> str:
    """Return the rows of a SELECT as SPARQL's table of tabs, or that there is no copy."""
    if _Copy.store is None:
        return _EMPTY
    found = _Copy.store.query(text, use_default_graph_as_union=_Copy.union)
    assert isinstance(found, ox.QuerySolutions)
    table = found.serialize(format=ox.QueryResultsFormat.TSV)
    assert table is not None
    return table.decode()


def _quads(lines: bytes) -> Iterator[ox.Quad]:
    # not `bulk_load`, which gives blank nodes other names
    return iter(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
