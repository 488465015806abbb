"""Problems by hand with their right answers, from files of five sets. Decides nothing.

`program`: texts as rule engines and CSP solvers read them; premises and a conclusion in first-order logic;
what knights and knaves say, as nested lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neurosym.bench.dialects import read
from neurosym.bench.dialects.recording import Recording
from neurosym.bench.rows import kinds_of
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Claim,
    Compare,
    Element,
    Enumeration,
    Find,
    Implies,
    Not,
    Or,
    Problem,
    Symbol,
    Term,
)

PROGRAMS = ("proofwriter", "prontoqa", "logicaldeduction")
SETS = (*PROGRAMS, "folio", "knights_knaves")


@dataclass(frozen=True, slots=True)
class GoldForm:
    """A problem and the answer that it must have, as `agree` takes it; no problem where it cannot be read."""

    id: str
    content: tuple[str, ...]
    problem: Problem | None
    gold: object


def gold_forms(data: Path, name: str) -> Iterator[GoldForm]:
    """Yield the problems of a set, those that are known to be consistent with their answers.

    Raises `FaultError` (`no-data`) where its file is missing.
    """
    folder = data / "logic" / name
    match name:
        case "folio":
            yield from _folio(folder)
        case "knights_knaves":
            for entry in _lines(folder / "kk_2to5.jsonl"):
                content = (entry["quiz"], str(entry["solution"]))
                yield GoldForm(entry["id"], content, island(entry), kinds_of(entry["solution_text"]))
        case _:
            for entry in _lines(folder / "dev_gold_lf.jsonl"):
                # the options of LogicalDeduction are in its program, so text and question are enough here
                recording = Recording(entry["program"], entry["context"], entry.get("question", ""))
                yield _read(entry["id"], recording, entry["gold"])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise FaultError(Fault("no-data", f"no gold logical forms in {path}"))
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _read(name: str, recording: Recording, gold: object) -> GoldForm:
    content = (recording.program, str(gold))
    try:
        reading = read(recording)
    except FaultError:  # brackets that do not match, in FOLIO
        return GoldForm(name, content, None, gold)
    return GoldForm(name, content, None if reading.unread else reading.lower(reading.problem), gold)


# --- FOLIO


def _folio(folder: Path) -> Iterator[GoldForm]:
    """Yield those whose label is what their formulas say: of the others one of the two is wrong."""
    checked = _lines(folder / "folio_v2_train_goldcheck.jsonl")
    sound = {entry["example_id"] for entry in checked if entry["consistent"]}
    for entry in _lines(folder / "folio_v2_train.jsonl"):
        if entry["example_id"] in sound:
            program = f"Premises:\n{entry['premises-FOL']}\nConclusion:\n{entry['conclusion-FOL']}\n"
            yield _read(str(entry["example_id"]), Recording(program, entry["premises"]), entry["label"])


# --- knights and knaves

KIND = "kind"


def island(entry: Mapping[str, Any]) -> Problem:
    """Return the puzzle of `{names, statements}`: the first name says the first statement, and so on."""
    names = [str(name) for name in entry["names"]]
    kinds = Enumeration("Kind", ("knight", "knave"))
    claims = tuple(
        Claim(f"c{number}", Compare("==", _is(names[number], "knight"), _said(statement, names)))
        for number, statement in enumerate(entry["statements"])
    )
    people = Enumeration("Person", tuple(names))
    return Problem((people, kinds), (Symbol(KIND, ("Person",), "Kind"),), claims, Find((KIND,)))


def _is(name: str, kind: str) -> Term:
    return Compare("==", Apply(KIND, (Element(name),)), Element(kind))


def _said(statement: list[Any], names: list[str]) -> Term:
    match statement:
        case ["telling-truth", int(place)]:
            return _is(names[place], "knight")
        case ["lying", int(place)]:
            return _is(names[place], "knave")
        case ["not", one]:
            return Not(_said(one, names))
        case ["and", *parts]:
            return And(tuple(_said(part, names) for part in parts))
        case ["or", *parts]:
            return Or(tuple(_said(part, names) for part in parts))
        case ["->", left, right]:
            return Implies(_said(left, names), _said(right, names))
        case ["<=>", left, right]:
            return Compare("==", _said(left, names), _said(right, names))
        case _:
            raise FaultError(Fault("no-data", f"no statement: {statement}"))
