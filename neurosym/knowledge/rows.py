"""Rows of answers, read from SPARQL's table of tabs. Asks nobody.

The form is that of oxigraph ("SPARQL 1.1 Query Results CSV and TSV Formats", W3C Recommendation, 2013):
numbers and truth values stand without their type, control characters as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from neurosym.knowledge.nodes import XSD, Node

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {
    0x08: "\\b",
    0x0C: "\\f",
    0x0D: "\\r",
    0x09: "\t",
    0x0A: "\n",
}  # the last two part cells and rows


def rows_of(table: str) -> list[tuple[Node | None, ...]]:
    """Return the rows below the head of a table; None is where a cell is empty."""
    if _CONTROL.search(table):
        table = table.translate(_ESCAPES)
    lines = table.split("\n")
    return [
        tuple(cell[1:-1] if cell[:1] == "<" else cell if cell[:1] == '"' else _plain(cell) for cell in cells)
        for cells in (line.split("\t") for line in lines[1:-1])
    ]


@lru_cache(maxsize=1 << 12)
def _plain(cell: str) -> Node | None:
    """Return a cell without quotes and brackets as a node: a blank node, a number, a truth value, none."""
    if not cell or cell.startswith("_:"):
        return cell or None
    if cell in ("true", "false"):
        kind = "boolean"
    elif "e" in cell or "E" in cell:
        kind = "double"
    else:
        kind = "decimal" if "." in cell else "integer"
    return f'"{cell}"^^<{XSD}{kind}>'
