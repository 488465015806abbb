"""The near side of one child process: pipes, deadline, and why it died; not when to start another.

Its far side is `workers/child.py`.
"""

import json
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from neurosym.workers import child
from neurosym.workers.job import Done, Failed, Outcome

_LOG_BYTES = 1 << 16
_DETAIL = 800
_PIECE = 1 << 20
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
        os.set_blocking(self._jobs.fileno(), False)
        self._writable, self._readable = select.poll(), select.poll()
        self._writable.register(self._jobs, select.POLLOUT)
        self._readable.register(self._answers, select.POLLIN)
        self._reaping = threading.Lock()
        self._late = False
        setup = {
            "path": [str(entry) for entry in sys.path],
            "packages": packages,
            "preload": preload,
            "open_files": open_files,
        }
        self._send(json.dumps(setup).encode(), math.inf)

    def ask(self, frame: bytes, wall_s: float) -> Outcome:
        """The outcome of one job; the process is over if it could not tell it itself."""
        self._read_log()
        end = time.monotonic() + wall_s
        with suppress(ValueError, RecursionError, TimeoutError):
            self._send(frame, end)
            answer = self._receive(end)
            if answer is not None:
                return _outcome(answer)
        return self._epitaph()

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

    def _send(self, frame: bytes, end: float) -> None:
        with suppress(BrokenPipeError):  # a dead process is found out when no answer comes
            for part in (child.LENGTH.pack(len(frame)), frame):
                rest = memoryview(part)
                while rest:
                    try:
                        rest = rest[os.write(self._jobs.fileno(), rest[:_PIECE]) :]
                    except BlockingIOError:
                        self._wait(self._writable, end)

    def _receive(self, end: float) -> bytes | None:
        """One message, or None when the other side is gone. Raises ValueError for one that is too long."""
        head = child.LENGTH.size
        found, size = bytearray(), head
        while len(found) < size:
            self._wait(self._readable, end)
            piece = os.read(self._answers.fileno(), _PIECE)
            if not piece:
                return None
            found += piece
            if size == head and len(found) >= head:
                (body,) = child.LENGTH.unpack_from(found)
                if body > 2 * child.ANSWER_LIMIT:
                    raise ValueError(f"a message of {body} bytes")
                size += body
        return bytes(found[head:size])

    def _wait(self, pipe: select.poll, end: float) -> None:
        """Wait for a pipe. At the deadline the process is killed: raises TimeoutError."""
        left = end - time.monotonic()
        if left <= 0 or not pipe.poll(None if left == math.inf else 1000 * left):
            self._late = True
            self.kill()
            raise TimeoutError

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
