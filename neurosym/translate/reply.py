"""What an LM wrote, read leniently: fences, prose around, JSON or notation, a comma too many.

Nothing is ever run. A part that has no readable shape is a fault that names it, and the rest is
kept. Reads no formula: `ir.assemble` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from neurosym.faults import Fault, FaultError
from neurosym.ir.strict import MAX_BYTES, MAX_DEPTH, read_json
from neurosym.ir.wire import WireClaim, WireGoal, WireOption, WireProblem, shape_faults
from neurosym.translate.outline import read_outline, sort_line, symbol_lines

MAX_THOUGHT = 4 * MAX_BYTES
"""Characters of a reply that are looked at, with what the LM thinks aloud."""

_THOUGHT = re.compile(r"<think>.*?(</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"```[^\n`]*\n(.*?)(?:```|\Z)", re.DOTALL)
# a string that breaks off goes on to the end of the reply
_TOKEN = re.compile(r'"[^"\\]*+(?:\\(?:.|\Z)[^"\\]*+)*(?:"|\Z)|[\[{}\],]|[^"\[{}\],]+', re.DOTALL)
_JSON = re.compile(r"\{\s*[\"'}]|\[\s*[{\"]")
_CLOSE = {"{": "}", "[": "]"}
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a reply that have a shape, and a fault for each part that has none."""

    wire: WireProblem
    faults: tuple[Fault, ...] = ()


def read_reply(text: str, numbered: bool = True, limit: int = MAX_BYTES) -> Written:
    """Return what the reply writes; an unreadable reply is an empty problem and its faults.

    Claims without an id get their number, unless the reply mends some claims of an earlier one.
    `limit`: bytes of a reply, thoughts apart.
    """
    body = _body(text[:MAX_THOUGHT])
    if len(body.encode("utf-8", "replace")) > limit:
        return _nothing(
            Fault("too-big", f"a reply of more than {limit} bytes", hint="write only the problem")
        )
    start = _JSON.search(body)
    if start is None:
        wire, faults = read_outline(body, numbered)
        return Written(wire, faults)
    whole, cut = _tidied(body[start.start() :])
    try:
        return _shaped(read_json(whole), numbered)
    except FaultError as error:
        if not cut:
            return _nothing(*error.faults)
    try:
        kept = _shaped(read_json(cut), numbered)
    except FaultError as error:
        return _nothing(*error.faults)
    broken = Fault("truncated-reply", "the reply breaks off", hint="write less, or allow more tokens")
    return Written(kept.wire, (broken, *kept.faults))


def read_object(text: str, limit: int) -> Mapping[str, object]:
    """Return the JSON object that a reply is, with what an LM puts around it taken off; empty without one.

    `limit`: bytes of a reply, thoughts apart. Raises `FaultError`: `too-big`, `bad-json`.
    """
    body = _body(text[:MAX_THOUGHT])
    if len(body.encode("utf-8", "replace")) > limit:
        raise FaultError(Fault("too-big", f"a reply of more than {limit} bytes", hint="write less"))
    start = _JSON.search(body)
    if start is None:
        return {}
    data = read_json(_tidied(body[start.start() :])[0])
    if not isinstance(data, dict):
        raise FaultError(Fault("bad-json", "the reply is no JSON object"))
    return data


def first_json(text: str) -> str:
    """Return the first JSON value of a reply, its brackets closed; all of it where it has none."""
    body = _body(text[:MAX_THOUGHT])
    start = _JSON.search(body)
    return _tidied(body[start.start() :])[0] if start else body


def _nothing(*faults: Fault) -> Written:
    return Written(WireProblem(), faults)


def _body(text: str) -> str:
    """Return the longest fenced block, or all of a reply without fences."""
    plain = _THOUGHT.sub("", text)
    return max(_FENCE.findall(plain), key=len, default=plain)


def _tidied(text: str) -> tuple[str, str]:
    """Return the first JSON value of a text: commas before a bracket go, missing brackets are added.

    Where brackets were missing, the second form ends with the last object that is complete. A text that
    nests too deeply to be read comes back as it is.
    """
    kept: list[str] = []
    expected: list[str] = []
    complete = 0, ""
    for token in _TOKEN.findall(text):
        if token in _CLOSE:
            expected.append(_CLOSE[token])
            if len(expected) > MAX_DEPTH:
                return text, ""
        elif token in ("]", "}"):
            _drop_comma(kept)
            del expected[-1:]
        kept.append(token)
        if not expected:
            return "".join(kept), ""
        if token == "}":
            complete = len(kept), "".join(reversed(expected))
    size, brackets = complete
    cut = "".join(kept[:size]) + brackets
    _drop_comma(kept)
    return "".join((*kept, *reversed(expected))), cut


def _drop_comma(kept: list[str]) -> None:
    for place in range(len(kept) - 1, -1, -1):
        if kept[place] == ",":
            del kept[place]
            return
        if kept[place].strip():
            return


# --- shapes


def _shaped(data: object, numbered: bool) -> Written:
    if not isinstance(data, dict):
        return _nothing(Fault("bad-json", "the reply is no JSON object"))
    faults: list[Fault] = []
    wire = WireProblem(
        sorts=[sort_line(line) for line in _lines(data, "sorts", faults)],
        symbols=[part for line in _lines(data, "symbols", faults) for part in symbol_lines(line)],
        claims=list(_claims(_items(data, "claims", faults), faults, numbered)),
        goal=_goal(data.get("goal"), faults),
    )
    return Written(wire, tuple(faults))


def _items(data: Mapping[str, object], name: str, faults: list[Fault]) -> list[object]:
    value = data.get(name)
    if isinstance(value, list):
        return value
    if value is not None:
        faults.append(Fault("bad-json", f"`{name}` is no list"))
    return []


def _lines(data: Mapping[str, object], name: str, faults: list[Fault]) -> Iterator[str]:
    for number, item in enumerate(_items(data, name, faults)):
        if isinstance(item, str):
            yield from (line.strip() for line in item.split("\n") if line.strip())
        else:
            hint = 'write a line such as "sort Person = ann, bob" or "likes : Person -> Bool"'
            faults.append(Fault("bad-json", f"`{name}[{number}]` is no line of text", hint=hint))


def _claims(items: Iterable[object], faults: list[Fault], numbered: bool) -> Iterator[WireClaim]:
    for number, item in enumerate(items):
        given = _fields(item, WireClaim)
        name = str(given.get("id") or (f"c{number + 1}" if numbered else ""))
        claim = _model(WireClaim, {**given, "id": name}, f"claims[{number}]", name, faults)
        if claim is not None:
            yield claim


def _goal(item: object, faults: list[Fault]) -> WireGoal | None:
    if item is None:
        return None
    given = _fields(item, WireGoal)
    raw = given.get("options")
    options = [
        option
        for number, part in enumerate(raw if isinstance(raw, list) else ())
        if (
            option := _model(WireOption, _fields(part, WireOption), f"goal.options[{number}]", "goal", faults)
        )
    ]
    return _model(WireGoal, {**given, "options": options}, "goal", "goal", faults)


def _fields(item: object, model: type[BaseModel]) -> dict[str, object]:
    """Return the fields that the wire knows; null is taken as left out, other fields are dropped."""
    if not isinstance(item, dict):
        return {}
    return {name: item[name] for name in model.model_fields if item.get(name) is not None}


def _model(
    model: type[_Model], given: dict[str, object], at: str, claim: str, faults: list[Fault]
) -> _Model | None:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults.extend(shape_faults(error, at, claim))
        return None
