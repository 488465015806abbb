"""The flat JSON wire: the shape of what an LM writes and of what is stored, checked strictly.

    {"sorts": ["sort Person = rina, tom"], "symbols": ["drinks : Person -> Bool"],
     "claims": [{"kind": "said", "says": "Rina drinks coffee.", "means": "drinks(rina)"}],
     "goal": {"kind": "entails", "says": "…", "means": "…", "options": [], "show": []}}

Declarations and formulas are lines of the notation, so nothing nests. A stored problem carries
`ir_version`, its `text` and the ids of its claims too. Reads no formula: `assemble` does; `plain`
writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from neurosym.faults import Fault, suggestion
from neurosym.ir.core import IR_VERSION, ClaimKind

GoalKind: TypeAlias = Literal[
    "entails",
    "must",
    "could",
    "cannot",
    "except",
    "find",
    "enumerate",
    "maximize",
    "minimize",
    "ask",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class WireClaim(_Strict):
    """A sentence and the formula that it means."""

    id: str = ""
    kind: ClaimKind = "said"
    says: str = ""
    means: str


class WireOption(_Strict):
    """A labelled choice of a goal."""

    label: str
    says: str = ""
    means: str


class WireGoal(_Strict):
    """The question. Which fields count depends on the kind."""

    kind: GoalKind
    says: str = ""
    means: str = ""
    options: list[WireOption] = Field(default_factory=list)
    show: list[str] = Field(default_factory=list)
    limit: int = Field(default=10, ge=1, le=1_000_000)


class WireProblem(_Strict):
    """A problem in writing: every part is text that `assemble` still has to read."""

    ir_version: int = IR_VERSION
    text: str = ""
    unique_names: bool = True
    sorts: list[str] = Field(default_factory=list)
    symbols: list[str] = Field(default_factory=list)
    claims: list[WireClaim] = Field(default_factory=list)
    goal: WireGoal | None = None


# --- reading


def read_wire(data: object) -> tuple[WireProblem | None, tuple[Fault, ...]]:
    """Check the shape of JSON data: types, unknown and missing fields. Reads no formula."""
    try:
        return WireProblem.model_validate(data), ()
    except ValidationError as error:
        return None, shape_faults(error)


def shape_faults(error: ValidationError, at: str = "", claim: str = "") -> tuple[Fault, ...]:
    """Say what does not fit the wire, with the path to each place; `at` is the path to the whole."""
    return tuple(
        replace(_shape_fault(_path(line["loc"], at), line["type"], line["msg"], line["loc"]), claim=claim)
        for line in error.errors(include_url=False, include_input=False)
    )


def _shape_fault(path: str, kind: str, message: str, loc: Sequence[int | str]) -> Fault:
    if kind == "extra_forbidden":
        hint = suggestion(str(loc[-1]), _FIELDS)
        return Fault("bad-json", f"`{path}` is not a field of the wire", hint=hint)
    return Fault("bad-json", f"`{path or 'the whole'}`: {message[:1].lower()}{message[1:]}")


def _path(loc: Sequence[int | str], at: str) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join((at, *steps)).removeprefix(".")


_FIELDS = tuple(
    name for model in (WireProblem, WireGoal, WireClaim, WireOption) for name in model.model_fields
)


# --- schema


def draft_schema(repair: bool = False) -> dict[str, object]:
    """Return the JSON schema of what an LM writes: flat, closed, every field required.

    A `repair` may name claims by id and leave the goal as it is (null).
    """
    text = {"type": "string"}
    claim = {"kind": _words("said", "assumed"), "says": text, "means": text}
    goal = _closed(
        kind=_words(*(kind for kind in get_args(GoalKind) if kind != "ask")),
        says=text,
        means=text,
        options=_many(_closed(label=text, says=text, means=text)),
        show=_many(text),
    )
    return _closed(
        sorts=_many(text),
        symbols=_many(text),
        claims=_many(_closed(**({"id": text} if repair else {}), **claim)),
        goal={"anyOf": [goal, {"type": "null"}]} if repair else goal,
    )


def _closed(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _many(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


def _words(*words: str) -> dict[str, object]:
    return {"type": "string", "enum": list(words)}
