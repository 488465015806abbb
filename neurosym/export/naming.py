"""Names and comments that other tools can read. Knows no formulas."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from fractions import Fraction

from neurosym.faults import visible
from neurosym.ir.core import Apply, Element, Num, Term, Truth
from neurosym.ir.walk import fresh

_DIGITS = 15
"""Digits of a number that floating point keeps."""

_NUMBER = re.compile(r"(?i)\d|e\d|inf|nan")
"""How names begin that readers of LP files take for numbers: `e5`, and even `infants`."""

KEPT = frozenset(
    re.findall(
        r"\w+",
        "free inf infinity infty bin binary binaries gen general generals integer integers int min max st "
        "subject to such that bound bounds range ranges end semi sos obj rhs",
    )
)
"""Words of the LP format that no variable may have for its name."""


def plain_name(text: str) -> str:
    """Return an identifier in ASCII that every format takes."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"\W+", "_", bare).strip("_") or "x"
    return f"x_{name}" if _NUMBER.match(name) else name


def names_of(places: Iterable[Apply], taken: Collection[str] = ()) -> dict[Apply, str]:
    """Return a name for each place, `hours_bread` for `hours(bread)`, no two alike and none of the taken."""
    used = {word.casefold() for word in (*taken, *KEPT, *keyword.kwlist)}
    found: dict[Apply, str] = {}
    for place in places:
        name = plain_name("_".join((place.name, *map(_written, place.args))).replace("-", "minus_"))
        while name.casefold() in used:
            name = fresh(f"{name}_", used)
        used.add(name.casefold())
        found[place] = name
    return found


def _written(arg: Term) -> str:
    match arg:
        case Element(name):
            return name
        case Num(value) | Truth(value):
            return str(value)
        case _:
            return "x"


def comment(*parts: str) -> str:
    """Return what is said as one line without control characters."""
    return visible(" ".join(" ".join(parts).split()))


def decimal(value: Fraction) -> str | None:
    """Return a number as digits that floating point keeps exactly enough; None where it has no such form."""
    for places in range(_DIGITS):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            if len(digits) > _DIGITS:
                return None
            whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
            return ("-" if value < 0 else "") + (f"{whole}.{part}" if part else whole)
    return None
