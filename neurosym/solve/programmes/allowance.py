"""How much a search or a proof may use before it is given up."""

from __future__ import annotations

import time
from dataclasses import dataclass

from neurosym.workers.budget import cpu_left_s

NODES = 20_000
"""Parts into which one programme may be divided."""

SHARE = 0.4
"""Part of the processor time that is left, for one search or one proof."""

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


def allowance(nodes: int = NODES, share: float = SHARE) -> Allowance:
    """Return so many nodes, and a part of the processor time that is left to the job."""
    return Allowance(nodes, time.process_time() + share * cpu_left_s())
