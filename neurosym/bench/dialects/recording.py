"""What goes into a dialect reader and what comes out. Knows no dialect, and holds no right answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from neurosym.faults import Fault
from neurosym.ir.core import Problem


@dataclass(frozen=True, slots=True)
class Recording:
    """What an LM wrote for one item (`program`), and what it had been asked."""

    program: str
    text: str = ""
    question: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The problem that a program states, without the lines that could not be read (`unread`).

    `lower` turns the problem, once it is repaired, into the formulas that have the meaning of the dialect.
    """

    problem: Problem
    unread: tuple[Fault, ...] = ()
    lower: Callable[[Problem], Problem] = lambda problem: problem


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: the formula text, and the sentence that it says it translates."""

    number: int
    text: str
    says: str = ""

    @property
    def label(self) -> str:
        """Where the line stands, for faults."""
        return f"line {self.number}"


def sections(program: str, headings: Sequence[str]) -> dict[str, list[Line]]:
    """Return the lines below each heading. What stands before the first one is no part of the program.

    LMs go on with a second program after the first: the section that opened the program ends it.
    """
    pattern = re.compile(
        rf"[\W_]*(?:assistant\W+)?({'|'.join(headings)})\s*(?::\s*(.*)|[\W_]*)$", re.IGNORECASE
    )
    found: dict[str, list[Line]] = {}
    canonical = {heading.lower(): heading for heading in headings}
    current = ""
    for number, raw in enumerate(program.splitlines(), start=1):
        match = pattern.match(raw.strip())
        if match:
            current = canonical[match[1].lower()]
            if current in found and current == next(iter(found)) and len(found) > 1:
                break
            found.setdefault(current, [])
            raw = match[2] or ""
        if current and (line := _line(number, raw)):
            found[current].append(line)
    return found


_BULLET = re.compile(r"\s*(?:[-*•]\s+|\d{1,2}[.)]\s+)?")


def _line(number: int, raw: str) -> Line | None:
    text, _, says = raw.partition(":::")
    text = text[_BULLET.match(text).end() :].strip()  # type: ignore[union-attr]  # it matches any text
    return Line(number, text, says.strip()) if re.search(r"\w", text) else None
