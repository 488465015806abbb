"""A solve in a process that can be killed; what the job computes is the job's business.

A solver's own timeout is politeness: some of its steps cannot be interrupted. Here the kernel ends
a job at its processor time and its memory, and the parent ends it at its deadline. Every end is a
value: `Done`, or `Failed` with the limit that was met. The process is kept for the next job.
"""

import pickle
import threading
from collections.abc import Sequence
from typing import Self

from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Outcome
from neurosym.workers.process import Process


class Worker:
    """One process for one job after another, started when first needed and replaced when lost.

    Jobs may name functions in `packages`; the modules in `preload` are imported at the start. After
    `jobs_each` jobs, or once its memory passed `recycle_mb`, the process is replaced. It holds at most
    `open_files` files open. Threads may share a worker; each waits for its turn.
    """

    def __init__(
        self,
        *,
        packages: Sequence[str] = ("neurosym",),
        preload: Sequence[str] = (),
        jobs_each: int = 1000,
        recycle_mb: float = 1024,
        open_files: int = 64,
    ) -> None:
        self._packages, self._preload = tuple(packages), tuple(preload)
        self._jobs_each, self._recycle_mb, self._open_files = jobs_each, recycle_mb, open_files
        self._turn = threading.Lock()
        self._process: Process | None = None
        self._jobs_left = 0
        self._closed = False

    def start(self) -> None:
        """Begins the process without waiting for it, so that it warms up beside other work."""
        with self._turn:
            self._ready()

    def run(self, job: Job, budget: Budget) -> Outcome:
        """The job's value or the limit that it met; never later than `wall_s` and a moment.

        Raises RuntimeError on a closed worker, and what pickle raises for foreign arguments.
        """
        try:
            frame = pickle.dumps((job.name, job.args, budget.cpu_s, budget.memory_mb))
        except RecursionError:
            return Failed("memory", "the job's arguments are nested too deeply to be sent")
        with self._turn:
            return self._ask(frame, budget.wall_s)

    def cancel(self) -> None:
        """Ends the job that runs now, from another thread; its caller gets a `Failed`."""
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """Ends the process and whatever runs in it."""
        self._closed = True
        self.cancel()
        with self._turn:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, frame: bytes, wall_s: float) -> Outcome:
        process = self._ready()
        outcome: Outcome | None = None
        try:
            outcome = process.ask(frame, wall_s)
        finally:
            self._jobs_left -= 1
            if self._is_spent(outcome):
                self._drop()
        return outcome

    def _is_spent(self, outcome: Outcome | None) -> bool:
        match outcome:
            case Done(peak_mb=peak):
                return self._jobs_left <= 0 or peak > self._recycle_mb
            case Failed(kind="crash"):  # an exception of the job's own, reported in good order
                return self._jobs_left <= 0
            case _:  # broken off in the middle, or native code met the end of memory
                return True

    def _ready(self) -> Process:
        if self._closed:
            raise RuntimeError("this worker is closed")
        if self._process is not None and self._process.is_over():
            self._drop()
        if self._process is None:
            self._process = Process(self._packages, self._preload, self._open_files)
            self._jobs_left = self._jobs_each
        return self._process

    def _drop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None
