"""Workers against jobs that loop, hoard, crash, shout and forge: real processes, no mocks."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Json
from neurosym.workers.worker import Worker

AMPLE = Budget(cpu_s=20, wall_s=60, memory_mb=1024)
CHECKOUT = Path(__file__).parents[2]


def job(name: str, *args: object) -> Job:
    return Job(f"tests.workers.jobs:{name}", args)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(packages=("tests",)) as worker:
        yield worker


def value(worker: Worker, name: str, *args: object) -> Json:
    outcome = worker.run(job(name, *args), AMPLE)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def failure(worker: Worker, name: str, *args: object, budget: Budget = AMPLE) -> Failed:
    outcome = worker.run(job(name, *args), budget)
    assert isinstance(outcome, Failed), outcome
    return outcome


def lives(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return shown.stdout.strip()[:1] not in ("", "Z")


def group_of(leader: int) -> set[int]:
    """The living processes that a worker consists of: itself and the programs that it started."""
    shown = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True)
    rows = (line.split() for line in shown.stdout.splitlines())
    return {int(pid) for pid, group, stat in rows if int(group) == leader and stat[0] != "Z"}


def eventually(true: Callable[[], bool]) -> bool:
    for _ in range(500):
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("sent", [None, True, -3, 0.5, "∀x", ["a", 1], {"k": [None]}, "\ud800"])
def test_a_value_comes_back_as_it_was(worker: Worker, sent: object) -> None:
    assert value(worker, "echo", sent) == sent


def test_a_thousand_jobs_share_one_process(worker: Worker) -> None:
    outcomes = [worker.run(job("pid"), AMPLE) for _ in range(1000)]
    assert len({outcome.value for outcome in outcomes if isinstance(outcome, Done)}) == 1
    assert all(isinstance(outcome, Done) and outcome.peak_mb > 1 for outcome in outcomes)


@pytest.mark.parametrize("loop", ["spin", "spin_natively"])
def test_processor_time_is_limited_in_fractions_of_a_second(worker: Worker, loop: str) -> None:
    assert failure(worker, loop, budget=Budget(cpu_s=0.2, wall_s=60)).kind == "cpu"
    assert value(worker, "echo", 1) == 1


@pytest.mark.parametrize("loop", ["spin", "spin_natively", "start_program"])
def test_the_deadline_holds_whatever_runs(worker: Worker, loop: str) -> None:
    first = value(worker, "pid")
    assert isinstance(first, int)
    assert failure(worker, loop, budget=Budget(cpu_s=60, wall_s=0.3)).kind == "timeout"
    assert eventually(lambda: not group_of(first))
    assert value(worker, "pid") != first


def test_the_processor_time_of_earlier_jobs_does_not_count(worker: Worker) -> None:
    pid = value(worker, "pid")
    for _ in range(3):
        outcome = worker.run(job("spin_for", 0.3), Budget(cpu_s=0.5, wall_s=60))
        assert isinstance(outcome, Done)
        assert 0.3 <= outcome.cpu_s < 0.5
    assert value(worker, "pid") == pid


def test_no_limit_outlasts_its_job(worker: Worker) -> None:
    pid = value(worker, "pid")
    tight = Budget(cpu_s=0.05, wall_s=60, memory_mb=100)
    assert isinstance(worker.run(job("echo", 1), tight), Done)
    assert value(worker, "length", [str(n) for n in range(10**6)]) == 10**6
    assert value(worker, "pid") == pid


def test_the_deadline_holds_while_the_job_is_being_sent(worker: Worker) -> None:
    pid = value(worker, "pid")
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGSTOP)
    assert failure(worker, "echo", "x" * 10**7, budget=Budget(wall_s=0.3)).kind == "timeout"
    assert value(worker, "echo", 1) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold address-space limits")
@pytest.mark.parametrize("hog", ["hog", "hog_natively"])
def test_memory_is_limited(worker: Worker, hog: str) -> None:
    assert failure(worker, hog, budget=Budget(cpu_s=60, wall_s=120, memory_mb=300)).kind == "memory"
    assert value(worker, "echo", 1) == 1


@pytest.mark.parametrize(
    ("name", "args", "said"),
    [
        ("exit_with", (7,), "exit code 7"),
        ("die_of", (signal.SIGKILL,), "signal 9"),
        ("read_nowhere", (), "jobs.py"),
        ("forge", (b"garbage",), "signal 9"),
        ("forge", (b'{"value": 1}',), "signal 9"),
        ("forge", (b"[" * 10**6,), "signal 9"),
    ],
)
def test_a_crash_is_a_value_that_says_how(
    worker: Worker, name: str, args: tuple[object, ...], said: str
) -> None:
    failed = failure(worker, name, *args)
    assert failed.kind == "crash"
    assert said in failed.detail
    assert value(worker, "echo", 1) == 1


@pytest.mark.parametrize(
    ("name", "args", "kind", "said"),
    [
        ("fail", (), "crash", "ValueError: no such colour"),
        ("unsayable", ("set",), "crash", "set"),
        ("unsayable", ("nan",), "crash", "JSON compliant"),
        ("unsayable", ("digits",), "crash", "digits"),
        ("absent", (), "crash", "absent"),
        ("dive", (), "memory", "RecursionError"),
        ("big", (100 << 20,), "memory", "an answer of"),
    ],
)
def test_a_job_that_fails_in_good_order_says_why(
    worker: Worker, name: str, args: tuple[object, ...], kind: str, said: str
) -> None:
    failed = failure(worker, name, *args)
    assert failed.kind == kind
    assert said in failed.detail
    assert value(worker, "echo", 1) == 1


def test_an_exception_costs_no_process(worker: Worker) -> None:
    pid = value(worker, "pid")
    failure(worker, "fail")
    assert value(worker, "pid") == pid


def test_arguments_nested_too_deeply_are_refused(worker: Worker) -> None:
    nest: list[object] = []
    for _ in range(100_000):
        nest = [nest]
    assert failure(worker, "echo", nest).kind == "memory"


def test_a_job_names_only_functions_of_the_packages_allowed(worker: Worker) -> None:
    outcome = worker.run(Job("os:getpid"), AMPLE)
    assert isinstance(outcome, Failed)
    assert "os:getpid" in outcome.detail


@pytest.mark.parametrize("size", [10**4, 10**7])
def test_what_a_job_prints_harms_nothing(
    worker: Worker, size: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert value(worker, "shout", size) == "still here"
    assert value(worker, "shout", size) == "still here"
    assert capfd.readouterr() == ("", "")


def test_what_an_earlier_job_printed_does_not_explain_a_crash(worker: Worker) -> None:
    assert value(worker, "say", "out of memory") is None
    assert failure(worker, "exit_with", 1) == Failed("crash", "the worker ended with exit code 1")


def test_a_job_leaves_nothing_in_files(worker: Worker, tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert value(worker, "leave_file", str(note)) == "OSError"
    assert note.read_text() == ""


def test_an_idle_worker_that_was_killed_is_replaced(worker: Worker) -> None:
    pid = value(worker, "pid")
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not lives(pid))
    assert value(worker, "pid") != pid


def test_a_process_is_recycled_after_its_jobs() -> None:
    with Worker(packages=("tests",), jobs_each=3) as worker:
        pids = [value(worker, "pid") for _ in range(9)]
    assert pids[0] == pids[2] != pids[3] == pids[5] != pids[6]
    assert len(set(pids)) == 3


def test_a_process_is_recycled_when_it_has_grown() -> None:
    with Worker(packages=("tests",), recycle_mb=60) as worker:
        ballast = bytearray(100 << 20)  # the parent's size is not the worker's
        first = value(worker, "pid")
        value(worker, "big", len(ballast) >> 20)
        assert value(worker, "pid") == first
        value(worker, "big", 60 << 20)
        assert value(worker, "pid") != first


def test_crashes_leak_no_descriptors(worker: Worker) -> None:
    value(worker, "pid")
    before = len(os.listdir("/dev/fd"))
    for _ in range(10):
        failure(worker, "exit_with", 1)
        value(worker, "pid")
    assert len(os.listdir("/dev/fd")) == before


def test_close_ends_the_job_that_runs(worker: Worker) -> None:
    pid = value(worker, "pid")
    assert isinstance(pid, int)
    outcomes: list[Failed] = []
    thread = threading.Thread(target=lambda: outcomes.append(failure(worker, "spin_natively")))
    thread.start()
    time.sleep(0.3)
    worker.close()
    thread.join()
    assert not lives(pid)
    assert [outcome.kind for outcome in outcomes] == ["crash"]


def test_a_closed_worker_says_so() -> None:
    with Worker() as worker:
        worker.close()
        with pytest.raises(RuntimeError, match="closed"):
            worker.run(job("pid"), AMPLE)


def test_start_gives_the_process_a_head_start() -> None:
    with Worker(packages=("tests",), preload=("tests.workers.jobs", "tests.absent")) as worker:
        worker.start()
        assert value(worker, "echo", 1) == 1


PARENT = """
import signal
import sys
from neurosym.workers.budget import Budget
from neurosym.workers.job import Job
from neurosym.workers.worker import Worker

# a shell that starts tests in the background has its children ignore the interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)
worker = Worker(packages=("tests",))
print(worker.run(Job("tests.workers.jobs:pid"), Budget()).value, flush=True)
try:
    print(worker.run(Job(f"tests.workers.jobs:{sys.argv[1]}", (*sys.argv[2:],)), Budget(60, 60)))
except KeyboardInterrupt:
    print(worker.run(Job("tests.workers.jobs:echo", ("interrupted",)), Budget()).value, flush=True)
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a script without a main guard, outside the checkout, that runs one job."""
    script = tmp_path / "script.py"
    script.write_text(PARENT)
    started: list[subprocess.Popen[str]] = []

    def start(*args: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(script), *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="macOS ends a busy orphan at its CPU limit")
@pytest.mark.parametrize("busy", ["spin", "spin_natively"])
def test_a_busy_worker_dies_with_its_parent(parent: Callable[..., subprocess.Popen[str]], busy: str) -> None:
    process = parent(busy)
    assert process.stdout
    worker = int(process.stdout.readline())
    assert lives(worker)
    process.kill()
    assert eventually(lambda: not lives(worker))


def test_an_interrupt_reaches_the_parent_only_and_the_worker_still_serves(
    parent: Callable[..., subprocess.Popen[str]],
) -> None:
    process = parent("spin_natively")
    assert process.stdout
    first = int(process.stdout.readline())
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "interrupted\n"
    assert process.wait() == 0
    assert eventually(lambda: not lives(first))
