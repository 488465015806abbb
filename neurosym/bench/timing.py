"""Processor time of this process, in which other processes on the machine count little."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def timed(work: Callable[[], Found], turns: int = 1) -> tuple[Found, float]:
    """Return what the work returns, with the median of the processor times of some turns, in seconds."""
    times = []
    for _ in range(turns):
        before = time.process_time()
        found = work()
        times.append(time.process_time() - before)
    return found, statistics.median(times)
