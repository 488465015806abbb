"""Gold records become matrices: each type of limit by hand, and every record of the shared file."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from neurosym.bench.formulation import equal, formulation
from neurosym.bench.nl4opt import gold_formulation, read_told
from neurosym.faults import FaultError

AT_MOST, AT_LEAST = "LESS_OR_EQUAL", "GREATER_OR_EQUAL"


def record(*limits: dict[str, Any], direction: str = "maximize") -> dict[str, Any]:
    return {
        "document": "A kiln fires cups and large bowls.",
        "vars": ["cups", "large bowls"],
        "order_mapping": {"cups": 0, "large bowls": 1, "bowl": 1},
        "obj_declaration": {"type": "objective", "direction": direction, "terms": {"Cups": "2", "bowl": "7"}},
        "const_declarations": list(limits),
    }


@pytest.mark.parametrize(
    ("limit", "row"),
    [
        (
            {"type": "linear", "limit": "1,200", "terms": {"cups": "3", "bowl": "5%"}, "operator": AT_MOST},
            "3 1/20 1200",
        ),
        ({"type": "sum", "limit": "thirty", "operator": AT_LEAST}, "-1 -1 -30"),
        ({"type": "upperbound", "limit": "8 racks", "var": "bowl", "operator": AT_MOST}, "0 1 8"),
        ({"type": "lowerbound", "limit": "8", "var": "cups", "operator": AT_LEAST}, "-1 0 -8"),
        ({"type": "xy", "x_var": "cups", "y_var": "bowl", "operator": AT_MOST}, "1 -1 0"),
        (
            {"type": "xby", "x_var": "bowl", "param": "three times", "y_var": "cups", "operator": AT_LEAST},
            "3 -1 0",
        ),
        ({"type": "ratio", "limit": "third", "var": "cups", "operator": AT_MOST}, "2/3 -1/3 0"),
    ],
)
def test_each_type_of_limit_is_a_row(limit: dict[str, Any], row: str) -> None:
    by_hand = tuple(Fraction(value) for value in row.split())
    gold = gold_formulation(record(limit))
    assert equal(gold, formulation(gold.names, "maximize", [Fraction(2), Fraction(7)], [by_hand]))
    assert not equal(gold, gold_formulation(record(limit, direction="minimize")))


def test_what_cannot_be_read_is_a_fault() -> None:
    with pytest.raises(FaultError, match="no number"):
        gold_formulation(record({"type": "sum", "limit": "plenty", "operator": AT_MOST}))
    with pytest.raises(FaultError, match="unknown type"):
        gold_formulation(record({"type": "cubic", "limit": "3", "operator": AT_MOST}))


@pytest.mark.data
def test_every_gold_record_is_read_and_unlike_the_others(shared_data: Path) -> None:
    told = list(read_told(shared_data / "opt" / "nl4opt" / "dev.jsonl"))
    assert len(told) == 99
    assert len([one for one in told if one.flaw]) == 4
    assert all(equal(one.gold, one.gold) for one in told)
    assert not any(equal(one.gold, other.gold) for n, one in enumerate(told) for other in told[:n])
