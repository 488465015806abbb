"""Gold formulations of NL4Opt as matrices. Knows the format of its records, nothing of their texts.

The numbers of a record are spans of its text (`twice`, `thirty percent`, `8000 minutes`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from neurosym.bench.formulation import Formulation, Name, Row, Sense, formulation
from neurosym.bench.numbers import Limit, Numbers
from neurosym.faults import Fault, FaultError
from neurosym.translate.sentences.programmes.quantities import amount_of, key

_LEAST = frozenset(["minimize", "minimum", "minimise", "decrease", "reduce", "least", "lowest", "minimizing"])
"""Directions of an objective that is to be small; all others are to be large."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the formulation that its annotators gave it; `flaw` says what they left out."""

    id: str
    text: str
    gold: Formulation
    flaw: str = ""


def read_told(path: Path) -> Iterator[Told]:
    """Yield the records of a file, one JSON object a line, each with one id. Raises `FaultError`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for name, record in json.loads(line).items():
            yield Told(name, record["document"], gold_formulation(record), _flaw(record))


@dataclass(frozen=True, slots=True)
class Stated:
    """A gold programme as its annotators wrote it down, in their scale and sense."""

    names: tuple[frozenset[Name], ...]
    sense: Sense
    objective: Row
    rows: tuple[Row, ...]


def gold_formulation(record: Mapping[str, Any]) -> Formulation:
    """Return the formulation of one record. Raises `FaultError` (`gold`) where a number cannot be read."""
    gold = stated(record)
    return formulation(gold.names, gold.sense, gold.objective, gold.rows)


def gold_programme(record: Mapping[str, Any], whole: bool) -> Numbers:
    """Return the programme of one record, with its numbers all whole or not. Raises `FaultError` (`gold`)."""
    gold = stated(record)
    limits: tuple[Limit, ...] = tuple((_entries(row[:-1]), "<=", row[-1]) for row in gold.rows)
    return Numbers(gold.sense, len(gold.names), _entries(gold.objective), limits, whole)


def _entries(row: Row) -> Mapping[int, Fraction]:
    return {place: weight for place, weight in enumerate(row) if weight}


def stated(record: Mapping[str, Any]) -> Stated:
    """Return the programme of one record. Raises `FaultError` (`gold`) where a number cannot be read.

    `vars` names the variables, `order_mapping` gives each of their names its place; types are those of
    nl4opt-competition: linear, sum, upperbound, lowerbound, xy (x against y), xby (x against a multiple of
    y) and ratio (x against a share of all).
    """
    return _Record(record["order_mapping"], len(record["vars"])).stated(
        record["obj_declaration"], record["const_declarations"]
    )


def _flaw(record: Mapping[str, Any]) -> str:
    objective = record["obj_declaration"]
    if not (objective.get("terms") or objective.get("vars")):
        return "the objective has no terms"
    bare = [
        limit for limit in record["const_declarations"] if limit["type"] == "linear" and not limit["terms"]
    ]
    return "a limit has no terms" if bare else ""


class _Record:
    def __init__(self, order: Mapping[str, int], count: int) -> None:
        self._order = {name.casefold(): place for name, place in order.items()}
        self._count = count

    def stated(self, objective: Mapping[str, Any], limits: Sequence[Mapping[str, Any]]) -> Stated:
        sense: Sense = "minimize" if objective["direction"].casefold() in _LEAST else "maximize"
        weights = objective.get("terms") or dict.fromkeys(objective.get("vars", ()), "1")
        rows = tuple(self._row(limit) for limit in limits)
        return Stated(self._names(), sense, tuple(self._line(weights)), rows)

    def _names(self) -> tuple[frozenset[Name], ...]:
        return tuple(
            frozenset(key(name) for name, place in self._order.items() if place == n)
            for n in range(self._count)
        )

    def _row(self, limit: Mapping[str, Any]) -> Row:
        weights, bound = self._sides(limit)
        if limit["operator"] == "GREATER_OR_EQUAL":
            return (*(-weight for weight in weights), -bound)
        if limit["operator"] == "LESS_OR_EQUAL":
            return (*weights, bound)
        raise FaultError(Fault("gold", f"the gold has an unknown operator {limit['operator']}"))

    def _sides(self, limit: Mapping[str, Any]) -> tuple[list[Fraction], Fraction]:
        nothing = Fraction(0)
        match limit["type"]:
            case "linear":
                return self._line(limit["terms"]), _number(limit["limit"])
            case "sum":
                return [Fraction(1)] * self._count, _number(limit["limit"])
            case "upperbound" | "lowerbound":
                return self._line({limit["var"]: "1"}), _number(limit["limit"])
            case "xy":
                return self._difference(limit["x_var"], limit["y_var"], Fraction(1)), nothing
            case "xby":
                return self._difference(limit["x_var"], limit["y_var"], _number(limit["param"])), nothing
            case "ratio":
                share = _number(limit["limit"])
                own = self._line({limit["var"]: "1"})
                return [value - share for value in own], nothing
            case other:
                raise FaultError(Fault("gold", f"the gold has an unknown type {other}"))

    def _difference(self, one: str, other: str, factor: Fraction) -> list[Fraction]:
        first, second = self._line({one: "1"}), self._line({other: "1"})
        return [a - factor * b for a, b in zip(first, second, strict=True)]

    def _line(self, weights: Mapping[str, str]) -> list[Fraction]:
        line = [Fraction(0)] * self._count
        for name, weight in weights.items():
            line[self._order[name.casefold()]] += _number(weight)
        return line


def _number(written: str) -> Fraction:
    """Return the number that the gold copied from the text, with or without a unit behind it."""
    words = written.split()
    while words:
        value = amount_of(" ".join(words))
        if value is not None:
            return value
        words.pop()
    raise FaultError(Fault("gold", f"the gold has {written!r}, which is no number"))
