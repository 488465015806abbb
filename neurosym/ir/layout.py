"""Lines, blocks by indentation, and formulas that run over several lines: the layout of `.problem` text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

QUOTE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
"""A sentence in quotes, as a regular expression; possessive, so that a quote left open costs no search."""

_QUOTE_OR_COMMENT = re.compile(rf"{QUOTE}|#|\"")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its indentation and comment; `number` counts from 1."""

    number: int
    indent: int
    text: str


@dataclass(slots=True)
class Block:
    """A header line and the lines below it that are indented more."""

    head: Line
    body: list[Line] = field(default_factory=list)


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not raw or raw.isspace():
            continue
        line = _uncomment(_straightened(raw.expandtabs(4))).rstrip()
        if line.strip():
            yield Line(number, len(line) - len(line.lstrip()), line.strip())


def _straightened(line: str) -> str:
    """Return a line whose sentence stands in curly quotes with straight ones; LMs mix them up."""
    match = re.fullmatch(r'([^"“”]*)“([^“”]*)”\s*', line)
    return match[1] + json.dumps(match[2], ensure_ascii=False) if match else line


def _uncomment(line: str) -> str:
    for match in _QUOTE_OR_COMMENT.finditer(line):
        if match[0] == "#":
            return line[: match.start()]
        if match[0] == '"':  # left open
            return line[: match.end()] + line[match.end() :].partition("#")[0]
    return line


def blocks(text: str) -> list[Block]:
    """Return the headers of a text, each with the lines below it."""
    lines = list(_lines(text))
    return nest(lines, min((line.indent for line in lines), default=0))


def nest(lines: list[Line], level: int) -> list[Block]:
    """Return blocks whose headers stand at an indentation of `level` or less."""
    found: list[Block] = []
    for line in lines:
        if line.indent <= level or not found:
            found.append(Block(line))
        else:
            found[-1].body.append(line)
    return found


def logical_lines(lines: list[Line]) -> list[Line]:
    """Join lines until the brackets close."""
    groups: list[list[Line]] = []
    open_brackets = 0
    for line in lines:
        if open_brackets > 0:
            groups[-1].append(line)
        else:
            groups.append([line])
        open_brackets += sum(line.text.count(c) for c in "([{") - sum(line.text.count(c) for c in ")]}")
    return [Line(group[0].number, group[0].indent, " ".join(line.text for line in group)) for group in groups]
