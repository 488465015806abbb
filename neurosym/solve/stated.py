"""A result with evidence for it as a certificate. Finds no evidence and checks none."""

from __future__ import annotations

from collections.abc import Sequence

from neurosym.certify.check import assumptions
from neurosym.ir.certificate import Certificate, Evidence
from neurosym.ir.core import IR_VERSION, Problem
from neurosym.ir.plain import content_hash, to_plain
from neurosym.ir.verdict import Result


def stated(problem: Problem, result: Result, evidence: Sequence[Evidence]) -> Certificate:
    """Return what a result says, with the evidence in the order in which the kernel asks for it."""
    return Certificate(
        content_hash(problem),
        result.verdict.value,
        to_plain(result.value),
        dict(result.options),
        assumptions(problem),
        tuple(evidence),
        result.engine,
        IR_VERSION,
    )
