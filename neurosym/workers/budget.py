"""What one solve may spend, and which of the limits this system can hold; spends nothing itself."""

import math
import signal
import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one solve may use.

    `cpu_s`: seconds of processor time, of the solve and of the programs that it starts.
    `wall_s`: seconds until the answer or its refusal is there.
    `memory_mb`: address space in MiB, including about 150 for Python and an engine.
    Raises ValueError for a limit that is not a positive, finite number.
    """

    cpu_s: float = 10.0
    wall_s: float = 20.0
    memory_mb: int = 2048

    def __post_init__(self) -> None:
        for name in ("cpu_s", "wall_s", "memory_mb"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be positive and finite, not {value}")

    def within(self, seconds: float) -> "Budget":
        """Return a budget that ends after so many seconds at the latest."""
        return replace(self, cpu_s=min(self.cpu_s, seconds), wall_s=min(self.wall_s, seconds))


def cpu_left_s() -> float:
    """Return the seconds of processor time that are left to the job that runs here."""
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    return left or Budget().cpu_s


def limits_available() -> dict[str, bool]:
    """Which limits this operating system holds, by the resource limited.

    macOS accepts an address-space limit and ignores it, and does not signal a busy worker whose
    parent died: such a worker ends when its processor time is spent.
    """
    linux = sys.platform == "linux"
    return {"wall": True, "cpu": True, "files": True, "memory": linux, "orphans": linux}
