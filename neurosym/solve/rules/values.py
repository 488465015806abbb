"""Values of a sort: whether one is of it, and how a cell of a table or a word of a question writes it."""

from __future__ import annotations

import re
from fractions import Fraction

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL, INT, REAL, Enumeration, Range
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature

_WHOLE = re.compile(r"[+-]?[0-9]{1,1000}", re.ASCII)
_TOO_LONG = re.compile(r"[+-]?[0-9./]{1001,}", re.ASCII)
_NUMBER = re.compile(r"[+-]?[0-9]{1,1000}(\.[0-9]{1,1000}|/0*[1-9][0-9]{0,999})?", re.ASCII)
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def is_of(value: Value, sort: str, signature: Signature | None) -> bool:
    """Say whether a value is of a sort; without a signature every sort is an open one."""
    match signature.sorts.get(sort) if signature else None:
        case Range(_, low, high):
            return isinstance(value, int) and low <= value <= high
        case Enumeration(_, elements, closed):
            return isinstance(value, str) and (not closed or value in elements)
        case _ if sort == BOOL:
            return value in (0, 1)
        case _ if sort == INT:
            return isinstance(value, int)
        case _:
            return sort != REAL or isinstance(value, int | Fraction)


def read_value(text: str, sort: str, signature: Signature) -> Value:
    """Return the value of a sort that a text writes. Raises `FaultError` (`sort`) where it writes none."""
    numeric = signature.is_numeric(sort)
    value: Value | None = text
    if numeric and signature.base(sort) == INT:
        value = int(text) if _WHOLE.fullmatch(text) else None
    elif numeric:
        value = Fraction(text) if _NUMBER.fullmatch(text) else None
    elif sort == BOOL:
        value = _TRUTHS.get(text.casefold())
    if value is not None and is_of(value, sort, signature):
        return value
    if numeric and _TOO_LONG.fullmatch(text):
        raise FaultError(
            Fault("sort", f"`{text:.20}…` has {len(text):,} characters; numbers have up to 1,000 digits")
        )
    declared = signature.sorts.get(sort)
    hint = suggestion(text, declared.elements) if isinstance(declared, Enumeration) else ""
    raise FaultError(Fault("sort", f"`{text:.80}` is {_wanted(sort, signature)}", hint=hint))


def _wanted(sort: str, signature: Signature) -> str:
    match signature.sorts.get(sort):
        case Range(_, low, high):
            return f"no whole number from {low} to {high}"
        case Enumeration(_, elements):
            some = ", ".join(elements[:5]) + (", …" if len(elements) > 5 else "")
            return f"no {sort}; there are {some}"
        case _:
            return {INT: "no whole number", REAL: "no number", BOOL: "neither true nor false"}[sort]
