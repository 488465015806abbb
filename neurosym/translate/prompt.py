"""What an LM is told: the notation, the kind of question, worked examples, and faults to mend.

Prompts and examples are files. The document stands between marks that it cannot contain, for it is
material and never an instruction. Which kind of prompt fits is guessed; every prompt allows any goal.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, assert_never

from neurosym.faults import Fault
from neurosym.ir.assemble import claim_ids, disassemble
from neurosym.ir.core import Problem
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem
from neurosym.ir.wire import WireGoal, WireProblem
from neurosym.lm.base import Message, Reply

Kind: TypeAlias = Literal["deduce", "puzzle", "options", "optimise"]
Style: TypeAlias = Literal["json", "problem"]

EXCERPT = 2_000
"""Characters of an unreadable reply that are shown to the LM again."""

_HERE = Path(__file__).parent
_OPTION_LINE = re.compile(r"^[ \t]*+\(?[A-Ea-e][.):]\)?\s+\S", re.MULTILINE)
_BEST = re.compile(
    r"\b(maximi[sz]e|minimi[sz]e|cheapest|as (?:much|many|little|few) as possible|"
    r"(?:most|least|highest|lowest|largest|smallest) (?:profit|cost|revenue|total|value)|"
    r"earn the most|cost the least|best plan)\b",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\b(who|whom|whose|which|where|when|what|how (?:many|much|old|long|far))\b[^.?!]*\?\s*$", re.IGNORECASE
)
_LIARS = re.compile(r"\b(liars?|knaves?|always (?:lies|lying|tells? the truth))\b", re.IGNORECASE)
_ENDING = 2_000
"""Characters at the end of a text in which its question is looked for."""


def kind_of(text: str) -> Kind:
    """Guess which kind of question a text ends with."""
    if len(_OPTION_LINE.findall(text)) >= 2:
        return "options"
    if _BEST.search(text):
        return "optimise"
    return "puzzle" if _VALUES.search(text[-_ENDING:]) or _LIARS.search(text) else "deduce"


def first_messages(text: str, style: Style, shots: int) -> tuple[Message, ...]:
    """Return the conversation that asks for a whole problem."""
    kind = kind_of(text)
    system = "\n".join((_prompt("notation"), _prompt(kind), _prompt(style)))
    examples = [
        message
        for _, problem in worked_examples(kind)[:shots]
        for message in (
            Message("user", document(problem.text)),
            Message("assistant", _written(problem, style)),
        )
    ]
    return (Message("system", system), *examples, Message("user", document(text)))


def mending_messages(
    text: str, wire: WireProblem, faults: Sequence[Fault], tried: Sequence[WireProblem], style: Style
) -> tuple[Message, ...]:
    """Return the conversation that asks for the faulty parts of a draft, and for them only."""
    system = "\n".join(
        (_prompt("notation"), _prompt(kind_of(text)), _prompt("repair"), _prompt(f"repair_{style}"))
    )
    parts = (
        document(text),
        "Your draft:\n" + "\n".join(_draft(wire)),
        "Its faults:\n" + "\n".join(str(fault) for fault in faults),
        "\n".join(_tried(wire, faults, tried)),
    )
    return (Message("system", system), Message("user", "\n\n".join(part for part in parts if part)))


def again_messages(
    before: Sequence[Message], reply: Reply | None, faults: Sequence[Fault]
) -> tuple[Message, ...]:
    """Return the conversation that asks once more for all, after a reply of which nothing could be read."""
    said = (Message("assistant", reply.text[:EXCERPT]),) if reply and reply.text.strip() else ()
    what = "\n".join(("This could not be read:", *map(str, faults), "Write the whole problem again."))
    return (*before, *said, Message("user", what))


@cache
def worked_examples(kind: Kind) -> tuple[tuple[str, Problem], ...]:
    """Return the examples of a kind by name, in the order of their names."""
    files = sorted((_HERE / "shots").glob(f"{kind}-*.problem"))
    return tuple((file.stem, read_problem(file.read_text(encoding="utf-8"))) for file in files)


@cache
def _prompt(name: str) -> str:
    return (_HERE / "prompts" / f"{name}.md").read_text(encoding="utf-8")


def document(text: str) -> str:
    """Return a text between marks that it cannot contain."""
    # a text cannot contain a mark that is made of its own hash
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"<document {mark}>\n{text}\n</document {mark}>"


def _written(problem: Problem, style: Style) -> str:
    match style:
        case "problem":
            return print_problem(replace(problem, text=""))
        case "json":
            reply = disassemble(problem).model_dump(
                include={"sorts": True, "symbols": True, "claims": True, "goal": True},
                exclude={"claims": {"__all__": {"id"}}, "goal": {"limit"}},
            )
            return json.dumps(reply, ensure_ascii=False)
        case _:
            assert_never(style)


def _draft(wire: WireProblem) -> Iterator[str]:
    yield from (*wire.sorts, *wire.symbols)
    for name, claim in zip(claim_ids(wire.claims), wire.claims, strict=True):
        kind = "" if claim.kind == "said" else f"{claim.kind} "
        yield f"@{name} {kind}{_quote(claim.says)}"
        yield f"    {claim.means}"
    if wire.goal is not None:
        yield from _goal(wire.goal)


def _goal(goal: WireGoal) -> Iterator[str]:
    yield f"{goal.kind} {', '.join(goal.show)}".rstrip() + f" {_quote(goal.says)}"
    if goal.means:
        yield f"    {goal.means}"
    for option in goal.options:
        yield f"    {option.label} {_quote(option.says)}"
        yield f"        {option.means}"


def _tried(wire: WireProblem, faults: Sequence[Fault], tried: Sequence[WireProblem]) -> Iterator[str]:
    """Say which formulas the faulty claims had in earlier drafts, so that they do not come back."""
    faulty = {fault.claim for fault in faults}
    now = dict(_formulas(wire))
    before = dict.fromkeys(pair for draft in tried for pair in _formulas(draft))
    old = [(name, means) for name, means in before if name in faulty and means != now.get(name)]
    if old:
        yield "Tried before, and not better:"
        yield from (f"{name}    {means}" for name, means in old)


def _formulas(wire: WireProblem) -> Iterator[tuple[str, str]]:
    for name, claim in zip(claim_ids(wire.claims), wire.claims, strict=True):
        yield name, claim.means
    if wire.goal is not None:
        yield "goal", wire.goal.means


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
