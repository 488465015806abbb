"""JSON from outside, parsed strictly: bytes, depth, digits and duplicate keys are bounded or refused."""

from __future__ import annotations

import json
import math
import re

from neurosym.faults import Fault, FaultError, Span

MAX_BYTES = 262_144
MAX_DEPTH = 64
MAX_DIGITS = 40


def read_json(text: str, limit: int = MAX_BYTES) -> object:
    """Parse JSON within limits: bytes first, then depth, then numbers and duplicate keys.

    Raises `FaultError` (codes `too-big`, `bad-json`).
    """
    if len(text.encode("utf-8", "replace")) > limit:
        raise FaultError(Fault("too-big", f"JSON of more than {limit} bytes"))
    if (place := _too_deep(text)) is not None:
        what = f"the JSON nests deeper than {MAX_DEPTH}"
        raise FaultError(Fault("too-big", what, Span(text, place, place + 1)))
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        where = Span(text, error.pos, error.pos + 1, f"line {error.lineno}")
        raise FaultError(Fault("bad-json", f"this is not JSON: {error.msg}", where)) from None


def _too_deep(text: str) -> int | None:
    level = 0
    for token in re.finditer(r'"[^"\\]*+(?:\\.[^"\\]*+)*(?:"|\Z)|[\[{]|[\]}]', text, re.DOTALL):
        match token[0]:
            case "[" | "{":
                level += 1
                if level > MAX_DEPTH:
                    return token.start()
            case "]" | "}":
                level -= 1
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FaultError(Fault("bad-json", f"the key `{twice}` occurs twice in one object"))
    return table


def _constant(word: str) -> object:
    raise FaultError(Fault("bad-json", f"`{word}` is not a number"))


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise FaultError(Fault("bad-json", f"`{digits[:MAX_DIGITS]}` is too large a number"))
    return value


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise FaultError(Fault("bad-json", f"a number of more than {MAX_DIGITS} digits"))
    return int(digits)
