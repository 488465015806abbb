"""What one run of rules may use, and the fault that ends it there. Measures this thread only."""

from __future__ import annotations

import time
from collections.abc import Sequence, Sized
from dataclasses import dataclass

from neurosym.faults import Fault, FaultError

STRIDE = 50_000
"""Rows looked at between two looks at the clock: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one run may use: facts (given ones count), and seconds of processor time.

    A million facts with their derivations take some 300 MB.
    """

    facts: int = 10_000_000
    cpu_s: float = 60.0


class Clock:
    """Counts facts, the `fresh` ones included, and work. Every method may raise `FaultError` (`limit`)."""

    __slots__ = ("_ends", "_facts", "_fresh", "_left", "_limits")

    def __init__(self, limits: Limits, fresh: Sequence[Sized]) -> None:
        self._fresh = fresh
        self._limits = limits
        self._left = STRIDE
        self._facts = 0
        self._ends = 0.0

    def start(self) -> None:
        """Begin a run; facts of earlier runs count on."""
        self._ends = time.thread_time() + self._limits.cpu_s

    def add(self, facts: int) -> None:
        """Count facts that are there now, or are no longer."""
        self._facts += facts
        if self._facts + sum(map(len, self._fresh)) > self._limits.facts:
            hint = "allow more facts, or bound what the rules count up"
            raise FaultError(
                Fault("limit", f"the rules derive more than {self._limits.facts} facts", hint=hint)
            )

    def spend(self, work: int) -> None:
        """Count rows that were looked at, and look at the clock now and then."""
        self._left -= work
        if self._left < 0:
            self._left = STRIDE
            self.add(0)
            if time.thread_time() > self._ends:
                what = f"the rules take more than {self._limits.cpu_s:g} s of processor time"
                hint = "allow more time, or let each condition share a variable with the one before"
                raise FaultError(Fault("limit", what, hint=hint))
