"""Phrase files: sections of lines `text => reading`, read into grammars. Draws nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from neurosym.faults import Fault, FaultError
from neurosym.learn.synchronous import Grammar, Line

SHARED = "pieces"
"""The file whose sections all others may use."""

_LINE = re.compile(r"(?P<held>!\s*)?(?:(?P<weight>\d+)\s+(?=\S.*=>))?(?P<text>.*?)\s+=>\s*(?P<reading>.*)")


def read_grammar(name: str, source: str, shared: Mapping[str, tuple[Line, ...]] | None = None) -> Grammar:
    """Read one phrase file. Raises `FaultError` for a line that is no phrase."""
    sections: dict[str, list[Line]] = {}
    section = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if not (line := line.strip()) or line.startswith("#"):
            continue
        if head := re.fullmatch(r"\[(\w+)\]", line):
            section = head[1]
            sections.setdefault(section, [])
            continue
        match = _LINE.fullmatch(line)
        if match is None or not section:
            raise FaultError(Fault("phrase", f"{name}:{number}: this is no `text => reading`", hint=line))
        weight = int(match["weight"] or 1)
        where = f"{name}:{number}"
        sections[section].append(Line(match["text"], match["reading"], weight, bool(match["held"]), where))
    own = {name: tuple(lines) for name, lines in sections.items()}
    return Grammar(name, {**(shared or {}), **own})


@cache
def grammars() -> tuple[Grammar, ...]:
    """Return the grammars of all phrase files of the package, in the order of their names."""
    folder = files("neurosym.learn") / "phrases"
    texts = {
        entry.name.removesuffix(".txt"): entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".txt")
    }
    shared = read_grammar(SHARED, texts.pop(SHARED, "")).sections
    return tuple(read_grammar(name, text, shared) for name, text in texts.items())
