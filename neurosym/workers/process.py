"""The near side of one child process: pipes, deadline, and why it died; not when to start another.

Its far side is `workers/child.py`.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from neurosym.workers import child
from neurosym.workers.job import Done, Failed, Outcome

_LOG_BYTES = 1 << 16
_DETAIL = 800
_OUT_OF_MEMORY = ("bad_alloc", "out of memory", "Cannot allocate memory", "memory allocation of")


class Process:
    """A running child, for one job at a time."""

    def __init__(self, packages: Sequence[str], preload: Sequence[str], open_files: int) -> None:
        theirs, ours = os.pipe()
        self._lifeline = os.fdopen(ours, "wb")
        try:
            # A session of its own: a Ctrl-C at the terminal is for the parent alone.
            self._popen = subprocess.Popen(
                [sys.executable, "-P", child.__file__, str(theirs)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(theirs,),
                start_new_session=True,
            )
        finally:
            os.close(theirs)
        self._jobs = cast(BinaryIO, self._popen.stdin)
        self._answers = cast(BinaryIO, self._popen.stdout)
        self._log = cast(BinaryIO, self._popen.stderr)
        os.set_blocking(self._log.fileno(), False)
        self._reaping = threading.Lock()
        self._late = False
        setup = {
            "path": [str(entry) for entry in sys.path],
            "packages": packages,
            "preload": preload,
            "open_files": open_files,
        }
        self._send(json.dumps(setup).encode())

    def ask(self, frame: bytes, wall_s: float) -> Outcome:
        """The outcome of one job; the process is over if it could not tell it itself."""
        self._read_log()
        deadline = threading.Timer(wall_s, self._expire)
        deadline.daemon = True
        deadline.start()
        try:
            self._send(frame)
            with suppress(ValueError, RecursionError):
                answer = child.read_frame(self._answers, 2 * child.ANSWER_LIMIT)
                if answer is not None:
                    return _outcome(answer)
            return self._epitaph()
        finally:
            deadline.cancel()
            deadline.join()  # or it might still strike the next job

    def is_over(self) -> bool:
        with self._reaping:
            return self._late or self._popen.poll() is not None

    def kill(self) -> None:
        """Ends the process and the programs that it started; any thread may call it, any time."""
        # Until it is reaped, which the lock holds off, its number belongs to no other process.
        with self._reaping, suppress(PermissionError):  # macOS says so of a process just ended
            if self._popen.returncode is None:
                os.killpg(self._popen.pid, signal.SIGKILL)

    def close(self) -> None:
        self._reap()
        for pipe in (self._jobs, self._answers, self._log, self._lifeline):
            with suppress(OSError):  # what was still to be sent finds no reader
                pipe.close()

    def _expire(self) -> None:
        self._late = True
        self.kill()

    def _send(self, frame: bytes) -> None:
        with suppress(OSError):  # a dead process is found out when no answer comes
            child.write_frame(self._jobs, frame)

    def _read_log(self) -> str:
        try:
            return os.read(self._log.fileno(), _LOG_BYTES).decode(errors="replace")
        except BlockingIOError:
            return ""

    def _reap(self) -> int:
        self.kill()
        with self._reaping:
            return self._popen.wait()

    def _epitaph(self) -> Failed:
        code = self._reap()
        log = self._read_log().strip()
        if self._late:
            return Failed("timeout", "no answer by the deadline")
        if -code in (signal.SIGPROF, signal.SIGXCPU):
            return Failed("cpu", "the processor time was used up")
        if any(sign in log for sign in _OUT_OF_MEMORY):
            return Failed("memory", log[-_DETAIL:])
        end = f"signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"exit code {code}"
        return Failed("crash", f"the worker ended with {end}; {log[-_DETAIL:]}".rstrip("; "))


def _outcome(answer: bytes) -> Outcome:
    """Reads what the child wrote. Raises ValueError for anything that it would not write."""
    match json.loads(answer):
        case {"value": value, "cpu_s": float(cpu_s), "peak_mb": float(peak_mb)}:
            return Done(value, cpu_s, peak_mb)
        case {"failed": "memory", "detail": str(detail)}:
            return Failed("memory", detail)
        case {"failed": "crash", "detail": str(detail)}:
            return Failed("crash", detail)
        case _:
            raise ValueError("not an answer")
