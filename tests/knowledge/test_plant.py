"""The plant speaks the words of rules/safety_interlocks.rules, which run over its state."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from neurosym.ir.core import BOOL
from neurosym.ir.rules import read_rules
from neurosym.shelf import shelf
from neurosym.solve.rules import Derived, Programme

SPACE = "https://neurosym.example/plant#"
PLANT = Path(str(shelf("knowledge_graphs"))) / "plant.ttl"
BASE = read_rules((Path(str(shelf("rules"))) / "safety_interlocks.rules").read_text(encoding="utf-8"))
Value = str | int


def store() -> ox.Store:
    found = ox.Store()
    found.load(path=str(PLANT))
    return found


def facts(graph: ox.Store) -> dict[str, list[tuple[Value, ...]]]:
    """The triples whose property is a predicate or a function of the rules, as rows of it."""
    rows: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for quad in graph:
        name = quad.predicate.value.removeprefix(SPACE)
        symbol = BASE.signature.symbols.get(name)
        if symbol is None or quad.predicate.value == name:
            continue
        subject = quad.subject.value.removeprefix(SPACE)
        if symbol.result != BOOL:
            rows[name].append((subject, int(quad.object.value)))
        elif len(symbol.args) == 2:
            rows[name].append((subject, quad.object.value.removeprefix(SPACE)))
        elif quad.object.value == "true":
            rows[name].append((subject,))
    return rows


@pytest.fixture
def state() -> dict[str, list[tuple[Value, ...]]]:
    return facts(store())


def run(rows: dict[str, list[tuple[Value, ...]]]) -> Derived:
    return Programme.of(BASE).run(rows)


def names(found: Derived, predicate: str) -> set[Value]:
    return {row[0] for row in found.rows(predicate)}


def test_the_plant_gives_all_that_the_rules_want(state: dict[str, list[tuple[Value, ...]]]) -> None:
    given = "watches stops limit votes_needed reading faulty bypassed has_permit feeds guard_open locked_out"
    assert set(state) == {*given.split(), "installed", "tripped_before", "reset"}


def test_a_hot_bearing_stops_what_feeds_the_elevator(state: dict[str, list[tuple[Value, ...]]]) -> None:
    found = run(state)
    assert names(found, "tripped") == {"I-102"}
    assert names(found, "must_stop") == {"BE-102", "CV-101", "SL-101", "CV-106"}
    assert names(found, "starved") == {"ML-103", "SL-107"}
    assert names(found, "unlawful_bypass") == {"TT-401C"}
    assert names(found, "blind") == set()
    assert names(found, "installed") - names(found, "may_start") == names(found, "must_stop") | {"P-202B"}


def test_a_cool_bearing_lets_it_start(state: dict[str, list[tuple[Value, ...]]]) -> None:
    state["reading"] = [(s, 50 if s == "TT-102A" else v) for s, v in state["reading"]]
    assert {"BE-102", "CV-101", "SL-101"} <= names(run(state), "may_start")


def test_two_of_three_gas_detectors_stop_the_methanol(state: dict[str, list[tuple[Value, ...]]]) -> None:
    state["reading"] = [(s, 60 if s in ("AT-301A", "AT-301B") else v) for s, v in state["reading"]]
    assert "P-302A" not in names(run(state), "must_stop")  # B is bypassed with a permit
    state["has_permit"] = []
    found = run(state)
    assert {"I-302", "I-102"} == names(found, "tripped")
    assert {"P-300", "P-302A", "P-302B", "P-304", "TK-301", "TK-303"} <= names(found, "must_stop")


def test_lock_outs_permits_and_states_agree() -> None:
    graph = store()

    def ask(pattern: str) -> list[str]:
        rows = graph.query(f"PREFIX plant: <{SPACE}> SELECT DISTINCT ?x {{ {pattern} }}")
        return sorted(row[0].value.removeprefix(SPACE) for row in rows)

    locked = ask("?x plant:locked_out true")
    assert locked == ask("?x plant:maintenance_state plant:under_maintenance") == ["P-202B"]
    assert (
        ask("?p plant:isolates ?x FILTER NOT EXISTS { ?q plant:isolates ?x MINUS { ?q plant:locked true } }")
        == locked
    )
    active = '?p plant:covers ?x ; plant:status "active" .'
    assert ask(f"{active} ?x plant:bypassed true") == ask("?x plant:has_permit true") == ["AT-301B"]
