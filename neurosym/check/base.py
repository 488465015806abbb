"""What a check, a repair and a decider are. Runs none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.faults import Fault
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result


@dataclass(frozen=True, slots=True)
class Repair:
    """A changed problem. `code` is stable and short, `what` one sentence that a user reads."""

    code: str
    what: str
    problem: Problem


Check: TypeAlias = Callable[[Problem], Iterator[Fault]]
"""Yields what is wrong; raises nothing on any problem, however wrong."""

Proposer: TypeAlias = Callable[[Problem], Iterator[Repair]]
"""Yields repairs to try, the likeliest first; whoever tries them keeps one only if the faults get fewer."""

Decider: TypeAlias = Callable[[Problem], Result]
"""Decides a problem within some budget; raises nothing on a problem without errors."""
