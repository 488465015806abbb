"""What goes in and what comes out: sentences with their readings, and the problem that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neurosym.faults import Fault
from neurosym.ir.core import Problem
from neurosym.translate.sentences.notation.parts import Reading

Role = Literal["statement", "question", "option"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it stands in the text; an option has the `label` that is answered."""

    text: str
    parts: Reading
    role: Role = "statement"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The problem that readings make, None where nothing is asked.

    Each fault marks its sentence; what could be read of the others is in the problem. `notes` say what was
    changed or taken for granted on the way.
    """

    problem: Problem | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
