"""What `--explain` prints below an answer: steps, a proof graph, the core in full, or what would settle it.

Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from neurosym.answer import Answer
from neurosym.archive import fault_to_json
from neurosym.engine import Engine
from neurosym.explain.plans.plain import comparison_to_json, plan_to_json
from neurosym.explain.proof import Proof
from neurosym.explain.steps import Steps
from neurosym.faults import FaultError
from neurosym.ir.plain import Json


class How(StrEnum):
    """What is to be explained of an answer."""

    STEPS = "steps"
    PROOF = "proof"
    CORE = "core"
    SETTLE = "settle"
    PLAN = "plan"


_MISSING = {How.SETTLE: "Nothing to settle", How.PLAN: "Nothing to plan"}

Explain = Annotated[
    How | None,
    typer.Option(
        help="Steps of a deduction, its proof as a mermaid graph, the core in full, what would settle an "
        "open or contradictory text (facts to add, sentences to drop), or what a plan rests on."
    ),
]


WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        help="Solve again with another sentence (there are 70 hours of labour) or formula (x <= 70), with a "
        "formula for a claim (c6: x <= 70) or without it (without c6); repeat it for several."
    ),
]


@dataclass(frozen=True, slots=True)
class Explained:
    """What is printed below an answer, and the same for `--json`, by the names of its keys there."""

    text: str
    data: Mapping[str, Json]


def explained(
    engine: Engine, answer: Answer, how: How | None, changes: Sequence[str] | None = None
) -> Explained:
    """Return the explanation that is asked for, or why there is none; nothing where none is."""
    data: dict[str, Json] = {}
    parts = [_explained(engine, answer, how, data)]
    if changes:
        try:
            supposed = engine.what_if(answer, *changes)
        except FaultError as error:
            parts.append("\n".join(("\nNot tried:", *map(str, error.faults))))
            data["what_if"] = _refused(error)
        else:
            parts.append(f"\n{supposed}")
            data["what_if"] = {
                **comparison_to_json(supposed.comparison),
                "answer": supposed.answer.to_json(),
                "warnings": [fault_to_json(fault) for fault in supposed.warnings],
            }
    text = "\n".join(filter(None, parts))
    return Explained(text, {"explained": text.strip("\n"), **data} if text else data)


def _explained(engine: Engine, answer: Answer, how: How | None, data: dict[str, Json]) -> str:
    try:
        match how:
            case None:
                return ""
            case How.CORE:
                return f"\n{answer.because or answer.conflict or 'The answer rests on no claim.'}"
            case How.STEPS:
                return f"\n{_steps(engine, answer)}"
            case How.PROOF:
                return f"\n{_proof(engine, answer)}"
            case How.SETTLE:
                found = engine.relaxations(answer) if answer.conflict else engine.deciding(answer)
                return f"\n{found}"
            case How.PLAN:
                plan = engine.plan(answer)
                data["plan"] = plan_to_json(plan)
                return f"\n{plan}"
    except FaultError as error:
        missing = _MISSING.get(how, "No steps") if how else ""
        if how is How.PLAN:
            data["plan"] = _refused(error)
        return f"\n{missing}: {error.faults[0].what}."


def _refused(error: FaultError) -> Json:
    return {"faults": [fault_to_json(fault) for fault in error.faults]}


def _steps(engine: Engine, answer: Answer) -> Proof | Steps:
    """Return the proof of an answer where there is one, else the steps to its solution."""
    try:
        return answer.proof()
    except FaultError:
        return engine.steps(answer)


def _proof(engine: Engine, answer: Answer) -> str:
    """Return the steps as a graph; where there are none, what the answer rests on."""
    try:
        return _steps(engine, answer).mermaid()
    except FaultError:
        if drawn := answer.mermaid():
            return drawn
        raise
