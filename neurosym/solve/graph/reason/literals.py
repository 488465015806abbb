"""What rules are told of literals: their numbers, values and datatypes (XML Schema Part 2). Knows no rule.

A datatype that is not here says nothing of its literals, so that nothing is concluded from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction

from neurosym.ir.model import Value
from neurosym.knowledge.nodes import LONGEST_NUMBER, RDF, XSD, Node, parts

NUMBER, MEANS, TYPED = "number", "means", "typed"
FRACTIONAL, ILL_TYPED = "fractional", "ill_typed"

_WHOLE: Mapping[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN", re.ASCII)
_TRUTHS = {"true": "true", "1": "true", "false": "false", "0": "false"}

Rows = dict[str, list[tuple[Value, ...]]]


def literal_facts(node: Node, name: Callable[[Node], str]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield what rules are told of a literal, the names of datatypes as `name` gives them."""
    text, language, datatype = parts(node)
    if language:
        yield TYPED, (node, name(RDF + "langString"))
        yield MEANS, (node, f"langString {language.lower()} {text}")
        return
    local = datatype.removeprefix(XSD) if datatype.startswith(XSD) else "" if datatype else "string"
    yield TYPED, (node, name(datatype or XSD + "string"))
    if local in _WHOLE or local == "decimal":
        yield from _number(node, text.strip(), local)
        return
    value = _value(text, local)
    if value is not None:
        yield (MEANS, (node, f"{local} {value}")) if value else (ILL_TYPED, (node,))


def grouped(nodes: Iterable[Node], name: Callable[[Node], str]) -> Rows:
    """Return what rules are told of literals, by predicate."""
    found: Rows = {}
    for node in nodes:
        for predicate, row in literal_facts(node, name):
            found.setdefault(predicate, []).append(row)
    return found


def _number(node: Node, text: str, local: str) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if len(text) > LONGEST_NUMBER:
        return
    if not (_DECIMAL if local == "decimal" else _INTEGER).fullmatch(text):
        yield ILL_TYPED, (node,)
        return
    number = Fraction(text)
    low, high = _WHOLE.get(local, (None, None))
    if (low is not None and number < low) or (high is not None and number > high):
        yield ILL_TYPED, (node,)
        return
    yield MEANS, (node, f"decimal {number}")
    yield (NUMBER, (node, number.numerator)) if number.denominator == 1 else (FRACTIONAL, (node,))


def _value(text: str, local: str) -> str | None:
    """Return one text for all literals of the same value, none for a text that has none, or nothing known."""
    match local:
        case "string":
            return f"= {text}"
        case "boolean":
            return _TRUTHS.get(text.strip(), "")
        case "double" | "float":
            return str(float(text.replace("INF", "inf"))) if _DOUBLE.fullmatch(text.strip()) else ""
        case "dateTime":
            try:
                moment = datetime.fromisoformat(text.strip())
            except ValueError:
                return None
            return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
        case _:
            return None
