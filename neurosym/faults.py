"""Faults: what is wrong, where, and what to write instead, in one text for people and LMs.

A fault is data. It becomes an exception (`FaultError`) only at a call that cannot return one.
This module does not know who finds faults or who repairs them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

EXCERPT = 100
"""Characters of a long source line that are shown around a caret."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (half open) of `text`; `label` says what the text is."""

    text: str
    start: int
    end: int
    label: str = ""

    def render(self) -> str:
        """Return the marked line with a caret line below it; control characters are made visible."""
        begin = self.text.rfind("\n", 0, self.start) + 1
        stop = self.text.find("\n", self.start)
        stop = len(self.text) if stop < 0 else stop
        begin = max(begin, self.start - EXCERPT // 2)
        stop = min(stop, begin + EXCERPT)
        line = visible(self.text[begin:stop])
        lead = len(visible(self.text[begin : self.start]))
        width = max(1, len(visible(self.text[self.start : min(self.end, stop)])))
        head = f"{self.label}: " if self.label else ""
        return f"{head}{line}\n{' ' * (len(head) + lead)}{'^' * width}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a problem, a reading, an input or an installation.

    `code` is stable and short (`unknown-name`), `what` one sentence, `hint` what to write or do
    instead, `claim` the id of the claim it concerns. An `error` stops solving; a `warning` lowers
    the trust in the reading.
    """

    code: str
    what: str
    where: Span | None = None
    hint: str = ""
    claim: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        head = f"{self.claim}: {self.what}" if self.claim else self.what
        where = "\n" + _indent(self.where.render()) if self.where else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{head}{where}{hint}"


class FaultError(Exception):
    """Raised where a call cannot return faults; carries all of them."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def errors(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the faults that stop solving."""
    return tuple(fault for fault in faults if fault.severity == "error")


def weight(faults: Sequence[Fault]) -> tuple[int, int]:
    """Order drafts: fewer errors first, then fewer warnings. A repair must make this smaller."""
    stopping = len(errors(faults))
    return stopping, len(faults) - stopping


def suggestion(name: str, known: Iterable[str], lead: str = "did you mean") -> str:
    """Return `did you mean `aware`?` for the nearest known name, or an empty hint."""
    folded = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"{lead} `{folded[near[0]]}`?" if near else ""


def visible(text: str) -> str:
    """Replace control and direction-changing characters, so that a printed line cannot lie."""
    return "".join(
        char if char.isprintable() or char == " " else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def brief(text: str, most: int = 120) -> str:
    """Return a foreign text, such as a label, so that it can be printed: on one line, visible, and cut."""
    return visible(text[:most]) + ("…" if len(text) > most else "")


def _indent(block: str) -> str:
    return "\n".join("    " + line for line in block.splitlines())
