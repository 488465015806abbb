"""Jobs that behave as badly as a solver can; run in real workers by the tests beside this file."""

import ctypes
import itertools
import os
import re
import subprocess
import sys
import time
from pathlib import Path


def echo(value: object) -> object:
    return value


def pid() -> int:
    return os.getpid()


def length(values: list[object]) -> int:
    return len(values)


def say(text: str) -> None:
    os.write(2, text.encode())


def after(seconds: float, value: object) -> object:
    time.sleep(seconds)
    return value


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def spin() -> None:
    while True:
        pass


def spin_for(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def spin_natively() -> None:
    """Never returns to the interpreter, so no Python signal handler and no thread would run."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def hog() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))


def hog_natively() -> None:
    """Fills a SAT solver until its C++ allocator gives up."""
    from pysat.solvers import Solver

    solver = Solver(name="cadical195")
    for first in itertools.count(1):
        solver.add_clause(list(range(first, first + 5000)))


def exit_with(code: int) -> None:
    os._exit(code)


def die_of(number: int) -> None:
    os.kill(os.getpid(), number)


def read_nowhere() -> None:
    ctypes.string_at(0)


def shout(size: int) -> str:
    """Prints as native code does, past Python's own streams, on both of them."""
    for stream in (1, 2):
        try:
            for _ in range(0, size, 1000):
                os.write(stream, b"x" * 1000)
        except BlockingIOError:
            pass
    print("and politely")
    print("and politely", file=sys.stderr)
    return "still here"


def forge(payload: bytes) -> None:
    """Writes a message of its own to every pipe within reach."""
    for number in range(3, 16):
        try:
            os.write(number, len(payload).to_bytes(8, "big") + payload)
        except OSError:
            continue
    time.sleep(1000)


def big(size: int) -> str:
    return "x" * size


def unsayable(kind: str) -> object:
    return {"set": {1}, "nan": float("nan"), "digits": 10**5000}[kind]


def fail() -> None:
    raise ValueError("no such colour")


def dive(depth: int = 0) -> int:
    return dive(depth + 1)


def leave_file(path: str) -> str:
    try:
        Path(path).write_text("something")
    except OSError as trouble:
        return type(trouble).__name__
    return "written"


def start_program() -> None:
    """Starts another program, as a prover is started, and waits for it too long."""
    subprocess.run([sys.executable, "-c", "import time; time.sleep(1000)"], check=True)
