"""Schemas: what people call the properties of graphs, from which questions are composed. Composes nothing.

A schema is a JSON file of a domain: `classes` with their nouns (`one`, `many`), and `relations` with a
`name`, other `names`, what they go `from` and `to` (a class, or `number`, `date`, `text`), ways to ask along
it (`f`) and against it (`i`) as noun phrase (`np`), clause on a noun (`rel`) and question (`q`), statements
(`st`), denials (`no`), that there is one (`some`), yes-no questions (`yes`), and of numbers `most`, `least`,
`more`, `fewer`, `vs`, `vs_less` and `which_more`. `{x}` is the subject, or what is given; `{y}` the object;
`{c}` a noun of the class, `{n}` a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import name_of

LITERALS = frozenset(("number", "date", "text"))
"""What a relation may go to that is no class."""

_HOLES = {
    **dict.fromkeys(("st", "no", "yes", "vs", "vs_less", "which_more"), "xy"),
    **dict.fromkeys(("most", "least"), "c"),
    **dict.fromkeys(("more", "fewer"), "cn"),
    "some": "x",
}
_SIDES = {"f": True, "i": False}
_FORMS = ("np", "rel", "q")


@dataclass(frozen=True, slots=True)
class Relation:
    """A property with what people say of it. `asked`: forms by direction (True is along it) and kind."""

    names: tuple[str, ...]
    domain: str
    range: str
    asked: Mapping[tuple[bool, str], tuple[str, ...]]
    said: Mapping[str, tuple[str, ...]]

    @property
    def literal(self) -> bool:
        """Say whether it goes to literals."""
        return self.range in LITERALS

    def end(self, forward: bool) -> str:
        """Return the class that a step along it, or against it, comes to."""
        return self.range if forward else self.domain


@dataclass(frozen=True, slots=True)
class Schema:
    """A domain: the nouns of its classes, one and many, and its relations."""

    domain: str
    nouns: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    relations: tuple[Relation, ...]


def read_schema(path: Path) -> Schema:
    """Return the schema of a file. Raises `FaultError` (`schema`) with all that is wrong in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        nouns = {name: (tuple(said["one"]), tuple(said["many"])) for name, said in data["classes"].items()}
        relations = tuple(_relation(one) for one in data["relations"])
        schema = Schema(str(data["domain"]), nouns, relations)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FaultError(Fault("schema", f"{path.name} is no schema: {error}")) from None
    if faults := [*_faults(schema)]:
        raise FaultError(*(Fault("schema", f"{path.name}: {what}") for what in faults))
    return schema


@cache
def schemas() -> tuple[Schema, ...]:
    """Return the schemas of the package."""
    folder = Path(str(files("neurosym.learn") / "questions"))
    return tuple(read_schema(path) for path in sorted(folder.glob("*.json")))


def _relation(data: Mapping[str, object]) -> Relation:
    asked = {
        (forward, kind): _lines(side.get(kind, ()))
        for key, forward in _SIDES.items()
        if isinstance(side := data.get(key, {}), dict)
        for kind in _FORMS
    }
    said = {kind: _lines(data.get(kind, ())) for kind in _HOLES}
    names = dict.fromkeys(map(name_of, (str(data["name"]), *_lines(data.get("names", ())))))
    return Relation(tuple(names), str(data["from"]), str(data["to"]), asked, said)


def _lines(said: object) -> tuple[str, ...]:
    if not isinstance(said, Sequence) or isinstance(said, str):
        raise TypeError(f"{said!r:.40} is no list")
    return tuple(map(str, said))


def _faults(schema: Schema) -> list[str]:
    found: list[str] = []
    for relation in schema.relations:
        name = relation.names[0]
        if relation.domain not in schema.nouns or relation.range not in {*schema.nouns, *LITERALS}:
            found.append(f"`{name}` goes from or to no class")
        lines = [("x", line) for forms in relation.asked.values() for line in forms]
        for kind, said in relation.said.items():
            holes = "xn" if relation.literal and kind in ("st", "no") else _HOLES[kind]
            lines += [(holes, line) for line in said]
        for holes, line in lines:
            if set(re.findall(r"\{(\w)\}", line)) != set(holes):
                found.append(f"`{name}`: {line!r} does not have the holes {', '.join(holes)}")
    return found
