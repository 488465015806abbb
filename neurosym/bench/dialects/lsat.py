"""`# Declarations # Constraints # Options` written like Python for Z3. Reads, runs nothing.

An option is wrapped in what is asked of it: `is_valid(p)` must hold, `is_sat(p)` could, and
`is_exception(…)` or `is_unsat(p)` turn that around. Options that ask different things are a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.bench.dialects.brackets import balanced
from neurosym.bench.dialects.lsat_declare import Declared, declare
from neurosym.bench.dialects.lsat_terms import read_term, without_none
from neurosym.bench.dialects.recording import Line, Reading, Recording, sections
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Claim, Option, OptionMode, Options, Problem, Term, conjunction
from neurosym.ir.walk import transform

HEADINGS = ("Declarations", "Constraints", "Options")
_WRAPPED = re.compile(r"(is_\w+)\s*\((.*)\)$", re.DOTALL)
_MODES: dict[tuple[str, ...], OptionMode] = {
    ("is_valid",): "must",
    ("is_true",): "must",
    ("is_deduced",): "must",
    ("is_sat",): "could",
    ("is_unsat",): "cannot",
    ("is_false",): "cannot",
    ("is_exception", "is_sat"): "cannot",
    ("is_exception", "is_valid"): "except",
    ("is_exception",): "except",
}
_LABEL = re.compile(r"\(?([A-Z])\)?")


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where it has no options, or options of two kinds."""
    found = sections(recording.program, HEADINGS)
    declared = declare(found.get("Declarations", []))
    reader = _Reader(declared, dict(filter(None, map(_choice, recording.options))))
    claims = tuple(reader.claims([*declared.rest, *found.get("Constraints", [])]))
    options, mode = reader.options(found.get("Options", []))
    goal = Options(mode, options, recording.question)
    problem = Problem(
        tuple(declared.sorts), tuple(declared.symbols), (*declared.assumed, *claims), goal, recording.text
    )
    return Reading(problem, (*declared.faults, *reader.unread))


class _Reader:
    def __init__(self, declared: Declared, said: dict[str, str]) -> None:
        self._declared = declared
        self._said = said
        self.unread: list[Fault] = []

    def claims(self, lines: Sequence[Line]) -> Iterator[Claim]:
        for number, line in enumerate(lines, start=1):
            try:
                parts = tuple(self._term(line, text) for text in _at_commas(balanced(line.text)))
                yield Claim(f"c{number}", conjunction(parts), line.says, source=line.text)
            except FaultError as error:
                self.unread.extend(replace(fault, claim=f"c{number}") for fault in error.faults)

    def options(self, lines: Sequence[Line]) -> tuple[tuple[Option, ...], OptionMode]:
        """Return the options that can be read, and what is asked of all of them."""
        options: list[Option] = []
        modes: dict[OptionMode, None] = {}
        unread: list[Fault] = []
        choices = [line for line in lines if not line.text.lower().startswith("question")]
        for number, line in enumerate(choices):
            label = _LABEL.match(line.says)
            name = label[1] if label else chr(ord("A") + number)
            wrappers, texts = _unwrapped(balanced(line.text))
            modes[_mode(wrappers, line)] = None
            try:
                formula = conjunction(tuple(self._term(line, text) for text in texts))
                options.append(Option(name, formula, self._said.get(name, ""), line.text))
            except FaultError as error:
                unread.extend(error.faults)
        if not options:
            raise FaultError(*(unread or [Fault("goal", "the program has no options")]))
        if len(modes) > 1:
            raise FaultError(Fault("goal", f"the options ask different things: {', '.join(modes)}"))
        self.unread.extend(unread)
        return tuple(options), next(iter(modes))

    def _term(self, line: Line, text: str) -> Term:
        return transform(read_term(line, balanced(text), self._declared), without_none)


def _choice(option: str) -> tuple[str, str] | None:
    """Return the label and the words of an option as it was asked: `A) Jefferson is assigned to area 1.`."""
    match = re.match(r"\(?([A-Z])[).:]\s*(.+)", option, re.DOTALL)
    return (match[1], match[2].strip()) if match else None


def _mode(wrappers: tuple[str, ...], line: Line) -> OptionMode:
    if not wrappers:
        return "must"
    mode = _MODES.get(wrappers)
    if mode is None:
        hint = "write `is_valid(…)`, `is_sat(…)`, `is_unsat(…)` or `is_exception(…)`"
        raise FaultError(Fault("goal", f"`{'('.join(wrappers)}` asks nothing that is known here", hint=hint))
    return mode


def _unwrapped(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return what is asked of an option, from outside in, and its formulas."""
    wrappers: list[str] = []
    while match := _WRAPPED.match(text.strip()):
        wrappers.append(match[1])
        text = match[2]
    return tuple(wrappers), _at_commas(text)


def _at_commas(text: str) -> list[str]:
    """Split at the commas outside of all brackets."""
    parts, level = [""], 0
    for char in text:
        level += (char in "([{") - (char in ")]}")
        if char == "," and level == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part.strip()]
