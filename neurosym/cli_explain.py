"""What `--explain` prints below an answer: steps, a proof graph, or the core in full. Decides nothing."""

from __future__ import annotations

from enum import StrEnum

from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.faults import FaultError


class How(StrEnum):
    """What is to be explained of an answer."""

    STEPS = "steps"
    PROOF = "proof"
    CORE = "core"


def explained(engine: Engine, answer: Answer, how: How | None) -> str:
    """Return the explanation as text, or why there is none; nothing where none is asked for."""
    try:
        match how:
            case None:
                return ""
            case How.CORE:
                return f"\n{answer.because or answer.conflict or 'The answer rests on no claim.'}"
            case How.STEPS:
                return f"\n{engine.steps(answer)}"
            case How.PROOF:
                return f"\n{engine.steps(answer).mermaid()}"
    except FaultError as error:
        return f"\nNo steps: {error.faults[0].what}."
