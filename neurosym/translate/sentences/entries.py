"""What goes in and what comes out: sentences with their readings, and the problem that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from neurosym.faults import Fault
from neurosym.ir.core import Problem, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.notation.parts import Reading, formulas_of

Role = Literal["statement", "question", "option"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it stands in the text; an option has the `label` that is answered."""

    text: str
    parts: Reading
    role: Role = "statement"
    label: str = ""


def terms_of(entries: Iterable[Entry]) -> Iterator[Term]:
    """Yield all formulas of some sentences with all their parts."""
    for entry in entries:
        for part in entry.parts:
            for formula in formulas_of(part):
                yield from subterms(formula)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The problem that readings make, None where nothing is asked.

    Each fault marks its sentence; what could be read of the others is in the problem. `notes` say what was
    changed or taken for granted on the way.
    """

    problem: Problem | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
