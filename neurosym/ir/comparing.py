"""Comparisons: what each says of two values, its opposite, its mirror image, its sign. Knows no term."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from neurosym.ir.core import CompareOp

HOLDS: Mapping[CompareOp, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""The comparison of two values that can be compared; of two terms of a solver, its term."""

OPPOSITE: Mapping[CompareOp, CompareOp] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
"""The comparison that holds where one does not."""

MIRRORED: Mapping[CompareOp, CompareOp] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
"""The comparison that says the same of the two sides in the other order."""

SIGNS: Mapping[CompareOp, str] = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
"""The signs of mathematics."""
