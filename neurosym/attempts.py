"""How a text was read, and what each draft of an LM came to. Data, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from neurosym.faults import Fault
from neurosym.ir.core import Problem

Faults: TypeAlias = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One draft of an LM and what became of it.

    `problem` is what could be read of it, after `repairs`; `faults` what was wrong with that;
    `verdict` what it came to, if it was solved. `kept` says whether it replaced what was there.
    `mode` says how the form of the reply was enforced; `seconds` is the LM's own time.
    """

    lm: str
    reply: str
    problem: Problem | None = None
    repairs: tuple[str, ...] = ()
    faults: Faults = ()
    verdict: str = ""
    kept: bool = True
    mode: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        state = "kept" if self.kept else "not kept" if self.mode else "no reply"
        lines = [f"{self.lm}, {self.seconds:.2f} s, {state}{f': {self.verdict}' if self.verdict else ''}"]
        lines += [f"  repaired: {repair}" for repair in self.repairs]
        lines += [f"  {line}" for fault in self.faults for line in str(fault).splitlines()]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the formulas cover the text, as far as it can be counted.

    `quoted` of `sentences` are quoted by a claim or the goal; `numbers` says which numbers of the text
    occur in no formula; `left_out` are ids of claims that could not be used; `repairs` were made
    without an LM.
    """

    sentences: int = 0
    quoted: int = 0
    numbers: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.sentences:
            return "there is no text to compare with"
        unused = f"{len(self.numbers)} number{'s' if len(self.numbers) > 1 else ''} not used"
        numbers = unused if self.numbers else "every number used"
        return f"{self.quoted} of {self.sentences} sentences quoted, {numbers}"


UNREAD = Reading()
"""Of what nothing was read, or no text at all."""
