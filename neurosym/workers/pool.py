"""Several workers behind one door, shared by threads; it does not know what they compute."""

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Self

from neurosym.workers.budget import Budget
from neurosym.workers.job import Job, Outcome
from neurosym.workers.worker import Worker


class Pool:
    """`size` workers, to be closed by whoever made the pool, best by a `with`.

    A job goes to the worker that was busy last, so a quiet pool keeps few processes.
    """

    def __init__(
        self,
        size: int = 1,
        *,
        packages: Sequence[str] = ("neurosym",),
        preload: Sequence[str] = (),
    ) -> None:
        if size < 1:
            raise ValueError(f"a pool needs at least one worker, not {size}")
        self._workers = [Worker(packages=packages, preload=preload) for _ in range(size)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in reversed(self._workers):
            self._idle.put(worker)

    def start(self) -> None:
        """Begins the first worker's process without waiting for it."""
        self._workers[0].start()

    def run(self, job: Job, budget: Budget) -> Outcome:
        """One outcome, in the calling thread. The budget starts when a worker is free.

        Raises RuntimeError on a closed pool.
        """
        worker = self._idle.get()
        try:
            return worker.run(job, budget)
        finally:
            self._idle.put(worker)

    def map(self, jobs: Iterable[Job], budget: Budget) -> Iterator[Outcome]:
        """Outcomes in the order of the jobs, which are drawn as they are needed.

        Whoever stops reading early ends the jobs that still run.
        """
        batch = _Batch(self._idle, budget)
        ahead = 2 * len(self._workers)
        waiting: deque[Future[Outcome]] = deque()
        with ThreadPoolExecutor(len(self._workers)) as threads:
            try:
                for job in jobs:
                    waiting.append(threads.submit(batch.run, job))
                    if len(waiting) >= ahead:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
                batch.cancel()

    def close(self) -> None:
        """Ends all workers and whatever they run."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Batch:
    """The jobs of one `map`, which can be called off without touching other callers' jobs."""

    def __init__(self, idle: "queue.LifoQueue[Worker]", budget: Budget) -> None:
        self._idle, self._budget = idle, budget
        self._busy: set[Worker] = set()
        self._off = False
        self._turn = threading.Lock()

    def run(self, job: Job) -> Outcome:
        worker = self._idle.get()
        try:
            with self._turn:
                if self._off:
                    raise CancelledError
                self._busy.add(worker)
            return worker.run(job, self._budget)
        finally:
            with self._turn:
                self._busy.discard(worker)
            self._idle.put(worker)

    def cancel(self) -> None:
        with self._turn:
            self._off = True
            for worker in self._busy:
                worker.cancel()
