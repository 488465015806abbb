"""`Domain: Variables: Constraints: Query:` over things that stand in an order. Reads, runs nothing.

The variables are the things, closed and in one function `place` to the range of their values; what the
domain says of its ends (`1: leftmost`) is the gloss of `place`. Constraints are read with the notation's
own reader. Whether all values differ is for the program to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from neurosym.bench.dialects.recording import Line, Reading, Recording, sections
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    Apply,
    Claim,
    Compare,
    Distinct,
    Element,
    Enumeration,
    Num,
    Option,
    Options,
    Problem,
    Range,
    Symbol,
    Term,
    disjunction,
)
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import transform

HEADINGS = ("Domain", "Variables", "Constraints", "Query")
_VARIABLE = re.compile(r"(.+?)\s*(?:\[IN\]|∈|\bin\b)\s*\[([^\]]*)\]$", re.IGNORECASE)
_DIFFERENT = re.compile(r"All_?Different(?:Constraint)?\s*\(\s*\[?(.*?)\]?\s*\)$", re.IGNORECASE)
_OPTION = re.compile(r"\(?([A-Z])\s*[).:]\s*(.+)$")
_WORD = re.compile(r"[^\W\d]\w*")


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where it has no variables or no options."""
    found = sections(recording.program, HEADINGS)
    variables = dict(_variables(found.get("Variables", [])))
    if not variables:
        raise FaultError(Fault("goal", "the program has no variables that range over numbers"))
    reader = _Reader(variables, found.get("Domain", []))
    claims = tuple(reader.claims(found.get("Constraints", [])))
    options = tuple(reader.options(found.get("Query", [])))
    if not options:
        raise FaultError(*(reader.unread or [Fault("goal", "the program has no options")]))
    problem = Problem(
        reader.sorts, (reader.place,), claims, Options("must", options, recording.question), recording.text
    )
    return Reading(problem, tuple(reader.unread))


def _variables(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line in lines:
        match = _VARIABLE.match(line.text)
        values = re.findall(r"-?\d+", match[2]) if match else []
        if match and values:
            yield match[1].strip(), tuple(map(int, values))


class _Reader:
    def __init__(self, variables: dict[str, tuple[int, ...]], domain: Sequence[Line]) -> None:
        self._variables = variables
        self._names = {name: mangle(name) for name in variables}
        every = [value for values in variables.values() for value in values]
        things = Enumeration("Thing", tuple(self._names.values()), closed=True)
        self.sorts = (things, Range("Place", min(every), max(every)))
        gloss = ", ".join(line.text for line in domain)
        self.place = Symbol("place", ("Thing",), "Place", gloss)
        self.unread: list[Fault] = []
        self._signature = Signature.build(self.sorts, (self.place,))
        self._every = set(every)

    def claims(self, lines: Sequence[Line]) -> Iterator[Claim]:
        for name, values in self._variables.items():
            if set(values) != self._every:
                among = disjunction(tuple(Compare("==", self._at(name), Num(value)) for value in values))
                yield Claim(f"{name} in range", among, kind="assumed")
        for number, line in enumerate(lines, start=1):
            formula = self._formula(line, line.text)
            if formula is not None:
                yield Claim(f"c{number}", formula, line.says, source=line.text)

    def options(self, lines: Sequence[Line]) -> Iterator[Option]:
        for line in lines:
            match = _OPTION.match(line.text)
            formula = self._formula(line, match[2]) if match else None
            if match and formula is not None:
                yield Option(match[1], formula, line.says, line.text)

    def _at(self, variable: str) -> Term:
        return Apply("place", (Element(self._names[variable]),))

    def _formula(self, line: Line, text: str) -> Term | None:
        different = _DIFFERENT.match(text)
        if different:
            names = [name.strip() for name in different[1].split(",")]
            if len(names) > 1 and all(name in self._names for name in names):
                return Distinct(tuple(self._at(name) for name in names))
        try:
            formula = read_formula(self._spelled(text), self._signature, line.label)
        except FaultError as error:
            self.unread.extend(error.faults)
            return None
        return transform(formula, lambda term: Apply("place", (term,)) if isinstance(term, Element) else term)

    def _spelled(self, text: str) -> str:
        """Write variables that are no identifiers as their elements are called."""
        for name, mangled in self._names.items():
            if name != mangled:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", mangled, text)
        return text
