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
from neurosym.ir.walk import depth

MAX_BYTES = 16_384
MAX_DEPTH = 64
MAX_DIGITS = 40


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
    lines = text.splitlines() or [""]
    row = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
    column = max((error.offset or 1) - (2 if row == 0 else 1), 0)
    start = sum(len(line) + 1 for line in lines[:row]) + min(column, len(lines[row]))
    what = error.msg.replace("Perhaps you forgot a comma?", "").replace(
        "'(' was never closed", "unbalanced brackets"
    )
    hint = _syntax_hint(text)
    return FaultError(
        Fault(
            "syntax",
            f"this is not a formula: {what.strip()}",
            Span(text, start, start + 1, label),
            hint,
        )
    )


def _syntax_hint(text: str) -> str:
    if re.search(r"(?<![=!<>])=(?!=)", text):
        return "write `==` for equality"
    if re.search(r"->|=>|→", text):
        return "write `implies(a, b)` for if-then"
    if re.search(r"[∀∃¬∧∨]", text):
        return "write `all(... for x in Sort)`, `any(...)`, `not`, `and`, `or`"
    if re.search(r"\b(class|is|from|pass|lambda|import|with|del|def|return|yield|global)\b", text):
        return "the name is reserved; add an underscore to it"
    return ""
