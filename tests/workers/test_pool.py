"""Pools: shared by threads, in order, lazy, and quick to call off; real processes, no mocks."""

import itertools
import threading
import time
from collections.abc import Iterator

import pytest

from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Json, Outcome
from neurosym.workers.pool import Pool

AMPLE = Budget(cpu_s=20, wall_s=60, memory_mb=1024)


def job(name: str, *args: object) -> Job:
    return Job(f"tests.workers.jobs:{name}", args)


def values(outcomes: Iterator[Outcome]) -> list[Json]:
    return [outcome.value for outcome in outcomes if isinstance(outcome, Done)]


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(2, packages=("tests",)) as pool:
        yield pool


def test_outcomes_come_in_the_order_of_the_jobs(pool: Pool) -> None:
    jobs = [job("after", 0.2 if n % 5 == 0 else 0.0, n) for n in range(20)]
    assert values(pool.map(jobs, AMPLE)) == list(range(20))


def test_jobs_are_drawn_as_they_are_needed(pool: Pool) -> None:
    drawn = itertools.count()
    outcomes = pool.map((job("echo", n) for n in drawn), AMPLE)
    assert values(itertools.islice(outcomes, 5)) == [0, 1, 2, 3, 4]
    outcomes.close()
    assert next(drawn) < 15


def test_one_bad_job_does_not_end_the_batch(pool: Pool) -> None:
    jobs = [job("echo", 1), job("exit_with", 1), job("fail"), job("echo", 2)]
    assert [type(outcome) for outcome in pool.map(jobs, AMPLE)] == [Done, Failed, Failed, Done]


def test_a_batch_that_nobody_reads_is_called_off(pool: Pool) -> None:
    outcomes = pool.map([job("echo", 1), *[job("sleep", 1000)] * 9], AMPLE)
    assert values(itertools.islice(outcomes, 1)) == [1]
    outcomes.close()
    assert values(iter([pool.run(job("echo", 2), AMPLE)])) == [2]


def test_threads_share_the_workers(pool: Pool) -> None:
    results: dict[int, list[Json]] = {}

    def serve(client: int) -> None:
        outcomes = (pool.run(job("echo", [client, n]), AMPLE) for n in range(50))
        results[client] = values(outcomes)

    threads = [threading.Thread(target=serve, args=(client,)) for client in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {client: [[client, n] for n in range(50)] for client in range(6)}


def test_a_quiet_pool_keeps_one_process(pool: Pool) -> None:
    pids = [pool.run(job("pid"), AMPLE) for _ in range(10)]
    assert len(set(values(iter(pids)))) == 1


def test_work_is_spread_when_there_is_enough(pool: Pool) -> None:
    assert len(set(values(pool.map([job("pid_after", 0.2)] * 6, AMPLE)))) == 2


def test_close_ends_what_runs() -> None:
    pool = Pool(2, packages=("tests",))
    pool.start()
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(pool.run(job("spin"), AMPLE)))
    thread.start()
    time.sleep(0.3)
    pool.close()
    thread.join()
    assert [type(outcome) for outcome in outcomes] == [Failed]
    with pytest.raises(RuntimeError, match="closed"):
        pool.run(job("pid"), AMPLE)


def test_a_pool_without_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Pool(0)
