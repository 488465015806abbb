"""Comparisons of the values of a graph, and of how many there are at least and at most. Reads no formula."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import CompareOp
from neurosym.knowledge.nodes import Node, date_of, is_literal, number_of

Value: TypeAlias = "Node | int | Fraction"
"""A node, or a number of a formula."""


def number(value: Value | None) -> int | Fraction | None:
    """Return the number that a value is."""
    return number_of(value) if isinstance(value, str) else value


def same(one: Value, other: Value) -> bool:
    """Say whether two values are one node, or one number."""
    if one == other:
        return True
    left = number(one)
    return left is not None and left == number(other)


def compared(op: CompareOp, one: Value, other: Value) -> bool:
    """Say whether numbers, or dates, stand in this order; values that have none do not."""
    left, right = number(one), number(other)
    if left is not None and right is not None:
        order = (left > right) - (left < right)
    else:
        dates = [
            date_of(value) if isinstance(value, str) and is_literal(value) else None for value in (one, other)
        ]
        if None in dates or type(dates[0]) is not type(dates[1]):
            return False
        shown = [str(date) for date in dates]
        order = (shown[0] > shown[1]) - (shown[0] < shown[1])
    return bool(HOLDS[op](order, 0))


def counted(op: CompareOp, least: int, most: int | None, limit: int | Fraction, sure: bool) -> bool:
    """Say whether a count of at least `least` and at most `most` things is surely, or may be, so."""
    above = most is None or most > limit
    reaches = most is None or most >= limit
    match op:
        case ">=":
            return least >= limit if sure else reaches
        case ">":
            return least > limit if sure else above
        case "<=":
            return not above if sure else least <= limit
        case "<":
            return not reaches if sure else least < limit
        case "==":
            return least == limit and not above if sure else least <= limit and reaches
        case "!=":
            return least > limit or not reaches if sure else not (least == limit and not above)
