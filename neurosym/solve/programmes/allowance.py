"""How much a search or a proof may use before it is given up."""

from __future__ import annotations

import time
from dataclasses import dataclass

NODES = 20_000
"""Parts into which one programme may be divided."""

CPU_S = 4.0
"""Seconds of processor time for one search or one proof."""

MAX_DEPTH = 200
"""Parts within parts."""


class Exhausted(Exception):
    """More nodes, or more time, than were given."""


@dataclass(slots=True)
class Allowance:
    """What one search may use; nodes are counted down."""

    nodes: int
    deadline: float
    """Of `time.process_time`."""

    def spend(self, depth: int) -> None:
        """Count a node. Raises `Exhausted`."""
        self.nodes -= 1
        if self.nodes < 0 or depth > MAX_DEPTH or time.process_time() > self.deadline:
            raise Exhausted


def allowance(nodes: int = NODES) -> Allowance:
    """Return so many nodes, and the usual time."""
    return Allowance(nodes, time.process_time() + CPU_S)
