"""`Predicates: Premises: Conclusion:` in first-order text, as LMs write it for FOLIO. Reads, runs nothing."""

from __future__ import annotations

from neurosym.bench.dialects.first_order import assemble, declarations
from neurosym.bench.dialects.recording import Line, Reading, Recording, sections
from neurosym.bench.dialects.sizes import as_relation, calculates, with_order
from neurosym.faults import FaultError
from neurosym.ir.fol import draft_fol
from neurosym.ir.fol_parser import Parsed

HEADINGS = ("Predicates", "Premises", "Conclusion")


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where its conclusion cannot be read."""
    found = sections(recording.program, HEADINGS)
    declared = declarations(found.get("Predicates", []), _draft)
    lines = [*found.get("Premises", []), *found.get("Conclusion", [])]
    draft = _draft if any(map(_calculates, lines)) else _draft_without_numbers
    problem, unread = assemble(
        found.get("Premises", []), found.get("Conclusion", []), declared, draft, recording
    )
    return Reading(with_order(problem), unread)


def _calculates(line: Line) -> bool:
    try:
        return calculates(_draft(line).term)
    except FaultError:
        return False


def _draft_without_numbers(line: Line) -> Parsed:
    return as_relation(_draft(line))


def _draft(line: Line) -> Parsed:
    return draft_fol(line.text, line.label)
