"""The thirty problems say what their gold says, by enumeration of every world."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.prose.worlds import GOLD

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("thirty.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = {"deduction", "ordering", "statements", "exam", "counting", "policy"}
END_OF_SENTENCE = re.compile(r"[.!?][\"”]?(?:\s|$)|:(?=\Z)")


def sentences(text: str) -> int:
    """Titles such as 'Mr' carry no full stop in these texts, so counting full stops is enough."""
    return len(END_OF_SENTENCE.findall(text))


def unsettled(gold: object) -> bool:
    match gold:
        case {"verdict": verdict}:
            return verdict in ("several", "none")
        case _:
            return gold in ("undetermined", "inconsistent", "several", "none")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_gold_is_what_enumeration_finds(row: dict[str, object]) -> None:
    assert GOLD[str(row["id"])]() == row["gold"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_row_is_well_formed(row: dict[str, object]) -> None:
    assert set(row) - {"options"} == {"id", "kind", "text", "question", "gold", "note"}
    assert str(row["id"]).startswith(str(row["kind"]) + "-")
    assert 3 <= sentences(str(row["text"])) <= 12
    assert ("options" in row) == (row["kind"] == "exam")


def test_thirty_rows_five_of_each_kind() -> None:
    assert len({row["id"] for row in ROWS}) == 30
    assert Counter(row["kind"] for row in ROWS) == dict.fromkeys(KINDS, 5)
    assert set(GOLD) == {row["id"] for row in ROWS}


def test_at_least_eight_have_no_single_answer_and_no_kind_is_spared() -> None:
    open_ended = [row["kind"] for row in ROWS if unsettled(row["gold"])]
    assert len(open_ended) >= 8
    assert set(open_ended) == KINDS
