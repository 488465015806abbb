"""Readers of what LMs were asked to write for other systems: a program's text to a problem, run by nobody.

A reader sees the program and what the LM had been asked, never the right answer. Where a program
contradicts itself, the reader does not choose: that is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from neurosym.bench.dialects.recording import Reading, Recording
from neurosym.faults import Fault, FaultError

DIALECTS: dict[str, tuple[str, str]] = {
    "csp": (r"Variables", r"Constraints"),
    "lsat": (r"Declarations", r"Options"),
    "pyke": (r"Facts?", r"Query"),
    "fol": (r"Premises", r"Conclusion"),
}
"""Dialect to two headings that its programs have; each is the module of that name in this package."""


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where that cannot be told."""
    for name, headings in DIALECTS.items():
        if all(_has(recording.program, heading) for heading in headings):
            reader: Callable[[Recording], Reading] = import_module(f"{__name__}.{name}").read
            return reader(recording)
    what = "this is no program: headings such as `Premises:` and `Conclusion:` are missing"
    raise FaultError(Fault("no-program", what))


def _has(program: str, heading: str) -> bool:
    return re.search(rf"^\W*(?:\w+\W+)?{heading}\b[ \t]*(?::|[^\w\n]*$)", program, re.MULTILINE) is not None
