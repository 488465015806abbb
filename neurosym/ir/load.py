"""A problem from a file or a text, in the notation or as JSON. Checks no more than that it can be read."""

from __future__ import annotations

from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.ir.assemble import problem_from_json
from neurosym.ir.core import Problem
from neurosym.ir.notation import read_problem
from neurosym.ir.strict import read_json

MAX_BYTES = 1_048_576


def load(path: str | Path) -> Problem:
    """Read a problem from a file, in the notation or as JSON. Raises `FaultError`."""
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultError(Fault("unreadable", f"the file {path} cannot be read: {error}")) from error
    return loads(text)


def loads(text: str) -> Problem:
    """Read a problem, in the notation or as JSON. Raises `FaultError` with every fault found."""
    if text.lstrip().startswith("{"):
        return problem_from_json(read_json(text, MAX_BYTES))
    return read_problem(text)
