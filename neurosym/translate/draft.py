"""A draft: what an attempt at putting a text into formulas comes to. Asks no LM and checks nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from neurosym.faults import Fault
from neurosym.ir.assemble import claim_ids, disassemble
from neurosym.ir.core import Problem
from neurosym.ir.wire import WireClaim, WireProblem
from neurosym.lm.base import Message, Reply
from neurosym.translate.sentences.heard import Heard

MAX_TEXT = 65_536
"""Bytes of a text that is put to an LM as one problem."""

_DECLARED = re.compile(r"(?:sort\s+|defined\s+)?([^\W\d]\w*)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What one reply makes of a text.

    `problem` lacks the parts that have a fault here; it is None where nothing can be asked. `wire`
    has all parts as they were written, but for `repairs`; `reply` is None if the LM gave none.
    `heard`: the sentences with their readings, where each was read for itself; `silent` says where in
    the text those start that were read to say nothing. `threshold`: how sure a reading has to be.
    """

    problem: Problem | None = None
    faults: tuple[Fault, ...] = ()
    wire: WireProblem = field(default_factory=WireProblem)
    prompt: tuple[Message, ...] = ()
    reply: Reply | None = None
    repairs: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    silent: tuple[int, ...] = ()
    threshold: float = 0.0

    def silences(self, fault: Fault) -> bool:
        """Say whether a fault only says that nothing quotes a sentence which was read to say nothing."""
        span = fault.where
        if fault.code != "not-quoted" or span is None:
            return False
        return any(span.start <= start < span.end for start in self.silent)

    def standing(self, problem: Problem, repairs: Sequence[str] = ()) -> Draft:
        """Return the draft with its problem repaired since; parts that were not read stay as written."""
        now = disassemble(problem)
        claims = dict(zip(claim_ids(now.claims), now.claims, strict=True))
        kept = [claims.pop(c.id, c) for c in identified(self.wire.claims)]
        wire = now.model_copy(
            update={
                "sorts": replaced(self.wire.sorts, now.sorts),
                "symbols": replaced(self.wire.symbols, now.symbols),
                "claims": [*kept, *claims.values()],
            }
        )
        made = tuple(dict.fromkeys((*self.repairs, *repairs)))
        return replace(self, problem=problem, wire=wire, repairs=made)


NOTHING_LEFT = Draft()
"""What a translator returns that has nothing else to try."""


def unfit(text: str) -> Fault | None:
    """Say why a text cannot be put to an LM at all."""
    if not text.strip():
        return Fault("empty-text", "the text is empty", hint="write the problem and the question")
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_TEXT:
        return Fault(
            "too-big", f"a text of {size} bytes; the limit is {MAX_TEXT}", hint="ask about a part of it"
        )
    return None


# --- the parts of a draft as they are written


def identified(claims: Sequence[WireClaim]) -> list[WireClaim]:
    """Return the claims, each with an id."""
    return [
        claim.model_copy(update={"id": name}) for name, claim in zip(claim_ids(claims), claims, strict=True)
    ]


def replaced(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the declarations with those of the same names replaced, the others added."""
    lines = {_name(line): line for line in old}
    return list({**lines, **{_name(line): line for line in new}}.values())


def _name(line: str) -> str:
    match = _DECLARED.match(line.strip())
    return match[1] if match else line
