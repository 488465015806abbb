"""The far side of a worker: runs one job after another under limits, and knows nothing of logic.

`workers/process.py` starts this file as a program. Jobs are pickles, which the parent makes of its
own objects only. Answers are JSON: native code that has read hostile input ran here, so the parent
must not unpickle what comes back.
"""

import faulthandler
import fcntl
import json
import math
import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO

ANSWER_LIMIT = 64 << 20
LENGTH = struct.Struct(">Q")


def write_frame(pipe: BinaryIO, payload: bytes) -> None:
    """Sends one message. Raises OSError when nobody reads."""
    pipe.write(LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_frame(pipe: BinaryIO, limit: int) -> bytes | None:
    """One message, or None when the other side is gone. Raises ValueError beyond `limit` bytes."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    if size > limit:
        raise ValueError(f"a message of {size} bytes; the limit is {limit}")
    body = pipe.read(size)
    return body if len(body) == size else None


def main() -> None:
    """Serves jobs until the parent closes the pipe."""
    _die_with_parent(int(sys.argv[1]))
    jobs, answers = _private_pipes()
    setup = json.loads(read_frame(jobs, sys.maxsize) or b"{}")
    sys.path[:] = setup["path"]
    for module in setup["preload"]:
        with suppress(ImportError):  # the job that needs it will say so
            import_module(module)
    _limit_for_good(setup["open_files"])
    while (frame := read_frame(jobs, sys.maxsize)) is not None:
        write_frame(answers, _answer(frame, setup["packages"]))


def _die_with_parent(lifeline: int) -> None:
    """The kernel kills this process when the pipe closes, however busy native code keeps it.

    Linux's PR_SET_PDEATHSIG would not do: it fires when the *thread* that started us ends.
    """
    for number in (signal.SIGIO, signal.SIGPROF, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if sys.platform == "linux":  # elsewhere SIGIO is ignored unless handled
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Takes the protocol off the standard streams, so that native prints cannot corrupt it.

    Standard error stays the parent's bounded log; a full one drops text instead of blocking.
    """
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.set_blocking(2, False)
    faulthandler.enable(file=2, all_threads=False)
    sys.stderr = sys.stdout
    return jobs, answers


def _limit_for_good(open_files: int) -> None:
    """No core files, no file contents, few descriptors: both limits lowered, so none comes back."""
    sys.dont_write_bytecode = True
    for which, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, open_files),
    ):
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


def _answer(frame: bytes, packages: Sequence[str]) -> bytes:
    began = _cpu_seconds()
    try:
        name, args, cpu_s, memory_mb = pickle.loads(frame)
        _limit_job(cpu_s, memory_mb)
        value = _call(name, args, packages)
        text = json.dumps(
            {"value": value, "cpu_s": _cpu_seconds() - began, "peak_mb": _peak_mb()},
            allow_nan=False,
        )
        if len(text) <= ANSWER_LIMIT:
            return text.encode()
        kind, detail = "memory", f"an answer of {len(text)} bytes; the limit is {ANSWER_LIMIT}"
    except (MemoryError, RecursionError) as trouble:
        kind, detail = "memory", _describe(trouble)
    except Exception as trouble:  # a job's own mistake must not end the batch
        kind, detail = "crash", _describe(trouble)
    finally:
        _lift_job_limits()
    return json.dumps({"failed": kind, "detail": detail}).encode()


def _call(name: str, args: tuple[object, ...], packages: Sequence[str]) -> object:
    module, _, function = name.partition(":")
    if module.partition(".")[0] not in packages:
        raise PermissionError(f"a job names {name!r}, which is not in {', '.join(packages)}")
    return getattr(import_module(module), function)(*args)


def _limit_job(cpu_s: float, memory_mb: int) -> None:
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    # Whole seconds and per process: too coarse for us, but programs that a job starts inherit it.
    _set_soft(resource.RLIMIT_CPU, math.ceil(_cpu_seconds() + cpu_s) + 1)
    if sys.platform == "linux":
        _set_soft(resource.RLIMIT_AS, memory_mb << 20)


def _lift_job_limits() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _set_soft(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (soft, hard))


def _cpu_seconds() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _peak_mb() -> float:
    if sys.platform == "linux":
        # Not ru_maxrss: across fork and exec it keeps the size of the parent, models and all.
        with open("/proc/self/status", encoding="ascii") as status:
            kib = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
            return int(kib) / 1024
    else:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _describe(trouble: BaseException) -> str:
    trace = trouble.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})" if trace else ""
    return f"{type(trouble).__name__}: {str(trouble)[:500]}{where}"


if __name__ == "__main__":
    main()
