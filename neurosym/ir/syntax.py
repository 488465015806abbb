"""Formula text to term: the expression part of Python, read with `ast` and never run.

Names are resolved against a signature: bound variables, then elements; any other name becomes a
symbol, declared or not (`check` reports unknown ones). Nothing is sort-checked here.
Raises `FaultError` with a caret; size and depth are bounded before anything is built.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import Binding, Term
from neurosym.ir.signature import Signature
from neurosym.ir.syntax_binders import FormulaReader
from neurosym.ir.syntax_terms import MAX_DIGITS
from neurosym.ir.walk import depth

MAX_BYTES = 16_384
MAX_DEPTH = 64


def read_formula(text: str, signature: Signature, label: str = "", bound: tuple[Binding, ...] = ()) -> Term:
    """Return the term that `text` writes, where the variables of `bound` may occur free.

    Raises `FaultError` (codes `syntax`, `unknown-sort`, `too-big`).
    """
    _bounded(text, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns about `1(x)`, which is refused below
            tree = ast.parse(f"({text}\n)", mode="eval")
    except SyntaxError as error:
        raise _syntax_fault(text, label, error) from None
    except (RecursionError, MemoryError, ValueError):
        raise FaultError(
            Fault("too-big", "the formula nests too deeply", hint="split it in two claims")
        ) from None
    try:
        term = FormulaReader(text, signature, label).term(
            tree.body, {binding.var: binding for binding in bound}
        )
        too_deep = depth(term) > MAX_DEPTH
    except RecursionError:
        too_deep = True
    if too_deep:
        raise FaultError(
            Fault(
                "too-big",
                f"the formula nests deeper than {MAX_DEPTH}",
                hint="split it in two claims",
            )
        )
    return term


def _bounded(text: str, label: str) -> None:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise FaultError(
            Fault("too-big", f"a formula of more than {MAX_BYTES} bytes", hint="split it in claims")
        )
    for place, char in enumerate(text):
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t":
            where = Span(text, place, place + 1, label)
            raise FaultError(
                Fault("syntax", f"a control character (U+{ord(char):04X})", where, "take it out")
            )
    number = re.search(rf"\d{{{MAX_DIGITS + 1},}}|\d[eE][+-]?\d{{3,}}", text)
    if number:
        raise FaultError(
            Fault(
                "too-big",
                f"a number of more than {MAX_DIGITS} digits",
                Span(text, *number.span(), label),
            )
        )


def _syntax_fault(text: str, label: str, error: SyntaxError) -> FaultError:
    place, what = _unbalanced(text) or _misplaced(text, error)
    where = Span(text, place, place + 1, label)
    hint = next((hint for pattern, hint in _HINTS if re.search(pattern, text)), "")
    return FaultError(Fault("syntax", f"this is not a formula: {what}", where, hint))


def _unbalanced(text: str) -> tuple[int, str] | None:
    """Return the bracket that has no partner. Python would point at the one that was put around the text."""
    opened: list[int] = []
    bare = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"|#.*", lambda match: " " * len(match[0]), text)
    for place, char in enumerate(bare):
        if char in "([{":
            opened.append(place)
        elif char in ")]}" and (not opened or bare[opened.pop()] + char not in ("()", "[]", "{}")):
            return place, "this bracket closes nothing"
    return (opened[-1], "this bracket is never closed") if opened else None


def _misplaced(text: str, error: SyntaxError) -> tuple[int, str]:
    lines = text.split("\n")
    row = (error.lineno or 1) - 1
    if row >= len(lines):
        return len(text.rstrip()), "it ends too early"
    column = max((error.offset or 1) - (2 if row == 0 else 1), 0)
    start = sum(len(line) + 1 for line in lines[:row]) + min(column, len(lines[row]))
    return start, re.sub(r"(\. (Maybe|Perhaps) you.*|\.)$", "", error.msg)


_HINTS = (
    (r"&&|\|\||!(?!=)", "write `and`, `or`, `not`"),
    (r"->|=>|→|\bimplies\b(?!\s*\()", "write `implies(a, b)` for if-then"),
    (r"(?<![=!<>])=(?![=>])|={3}", "write `==` for equality"),
    (r"<>|≠", "write `!=` for different"),
    (r"[∀∃¬∧∨]", "write `all(... for x in Sort)`, `any(...)`, `not`, `and`, `or`"),
    (r"\b(all|any|sum|count|forall|exists)\s+[^\W\d]", "write `all(... for x in Sort)`, with brackets"),
    (
        r"\b(class|is|from|pass|lambda|import|with|del|def|return|yield|global)\b",
        "the name is reserved; add an underscore to it",
    ),
    (r"\bif\b", "write `implies(a, b)` for if-then, `a if b else c` for a choice"),
)
"""What to write instead of what other languages write, the first that is found."""
