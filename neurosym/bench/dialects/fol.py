"""`Predicates: Premises: Conclusion:` in first-order text, as LMs write it for FOLIO. Reads, runs nothing."""

from __future__ import annotations

from neurosym.bench.dialects.first_order import assemble, declarations
from neurosym.bench.dialects.recording import Line, Reading, Recording, sections
from neurosym.ir.fol import draft_fol
from neurosym.ir.fol_parser import Parsed

HEADINGS = ("Predicates", "Premises", "Conclusion")


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where its conclusion cannot be read."""
    found = sections(recording.program, HEADINGS)
    declared = declarations(found.get("Predicates", []), _draft)
    problem, unread = assemble(
        found.get("Premises", []), found.get("Conclusion", []), declared, _draft, recording
    )
    return Reading(problem, unread)


def _draft(line: Line) -> Parsed:
    return draft_fol(line.text, line.label)
