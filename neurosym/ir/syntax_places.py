"""Where a node of Python's syntax tree stands in the text of a formula, for carets."""

from __future__ import annotations

import ast
import re

from neurosym.faults import Fault, FaultError, Span


class Places:
    """The places in one formula text, which was parsed with one bracket put before it."""

    def __init__(self, text: str, label: str) -> None:
        self._text = text
        self._lines = re.split(r"(?<=\n)", text) or [""]
        self._label = label

    def fail(self, node: ast.AST, what: str, hint: str = "", code: str = "syntax") -> FaultError:
        """Return a fault that points at a node."""
        return FaultError(Fault(code, what, self.span(node), hint))

    def text_of(self, node: ast.AST) -> str:
        """Return the text that a node was parsed from."""
        span = self.span(node)
        return self._text[span.start : span.end]

    def span(self, node: ast.AST) -> Span:
        """Return where a node stands."""
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 1)
        end_line, end_column = getattr(node, "end_lineno", line), getattr(node, "end_col_offset", column)
        start = self._offset(line, column)
        return Span(self._text, start, max(start + 1, self._offset(end_line, end_column)), self._label)

    def _offset(self, line: int, column: int) -> int:
        # `ast` counts bytes, and `read_formula` put one bracket before the text
        column -= 1 if line == 1 else 0
        if line > len(self._lines):
            return len(self._text)
        before = self._lines[line - 1].encode()[: max(column, 0)].decode(errors="ignore")
        return sum(map(len, self._lines[: line - 1])) + len(before)
