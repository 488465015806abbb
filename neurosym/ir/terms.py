"""Values as terms: what a table says, as it is written in a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neurosym.ir.core import Apply, CompareOp, Element, Num, Symbol, Term, Truth
from neurosym.ir.model import Value

OPPOSITE: Mapping[CompareOp, CompareOp] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
"""The comparison that holds where one does not."""


def applied(symbol: Symbol, row: Sequence[Value]) -> Term:
    """Return a symbol applied to values."""
    return Apply(symbol.name, tuple(map(constant, row)))


def constant(value: Value) -> Term:
    """Return a value as it is written."""
    if isinstance(value, bool):
        return Truth(value)
    return Element(value) if isinstance(value, str) else Num(value)
