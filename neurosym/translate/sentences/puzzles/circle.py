"""What an order says of places round a table: clockwise numbers, whose left is the next one. Knows no clue.

Everybody looks at the middle. Who is to the left of somebody sits beside him; nothing is first or last.
"""

from __future__ import annotations

import re

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import And, Arith, Compare, CompareOp, Num, Or, Term
from neurosym.scales import End
from neurosym.translate.sentences.words.orders import Ranked

SAYS = "All look at the middle of the table; places are counted clockwise."
_ROUND = re.compile(
    r"\b(?:round|circular)\s+(?:\w+\s+)?table\b"
    r"|\ba?round\s+(?:a|the|one|their|his|her)\s+(?:[\w'’-]+\s+){0,3}(?:table|fire|campfire)\b"
    r"|\bin\s+a\s+(?:\w+\s+)?(?:circle|ring)\b",
    re.IGNORECASE,
)
_OUTWARD = re.compile(r"\boutwards?\b|\baway\s+from\s+the\s+(?:cent|middle|table)", re.IGNORECASE)
_NEXT_CLOCKWISE = frozenset({("left", 1), ("first", -1), ("soon", -1)})
"""Ends such that who is one step nearer to them has the next number."""


def is_round(text: str) -> bool:
    """Say whether a sentence seats somebody round a table or a fire; one side of a table is a row.

    Raises `FaultError` (code `outward`) where they look outwards.
    """
    found = _ROUND.search(text)
    if found is not None and _OUTWARD.search(text):
        raise FaultError(Fault("outward", "who looks away from the middle is not understood"))
    return found is not None


def apart(one: Term, other: Term, gap: int, bound: CompareOp, size: int) -> Term:
    """Say how far two places are apart, either way round."""
    way = Arith("abs", (Arith("-", (one, other)),))
    back = Arith("-", (Num(size), way))
    if bound == "==":
        return Or((Compare("==", way, Num(gap)), Compare("==", back, Num(gap))))
    return Compare(bound, Arith("min", (way, back)), Num(gap))


def beyond(one: Term, other: Term, relation: Ranked, size: int) -> Term:
    """Say that the first place is so many steps to the left of the second, or to its right.

    Raises `FaultError` (code `circle`) for an order that a circle does not have.
    """
    gap = 1 if relation.gap is None and relation.end[0] == "left" else relation.gap
    if gap is None or relation.bound != "==" or not relation.strict or not _is_side(relation.end):
        raise FaultError(Fault("circle", "round a table, nobody comes before anybody"))
    near, far = (one, other) if relation.end in _NEXT_CLOCKWISE else (other, one)
    steps = Arith("-", (near, far))
    return Or((Compare("==", steps, Num(gap % size)), Compare("==", steps, Num(gap % size - size))))


def _is_side(end: End) -> bool:
    return end[0] in ("left", "first", "soon")


def between(one: Term, other: Term, third: Term, size: int) -> Term:
    """Say that the first place is beside the two others."""
    return And((apart(one, other, 1, "==", size), apart(one, third, 1, "==", size)))


def opposite(one: Term, other: Term, size: int) -> Term:
    """Say that two places face each other. Raises `FaultError` (code `circle`) where none can."""
    if size % 2:
        what = f"nobody sits opposite anybody round a table for {size}"
        raise FaultError(Fault("circle", what))
    return apart(one, other, size // 2, "==", size)
