"""Gold forms of five kinds of files: read as they mean, decided and certified by each engine alone."""

import json
from pathlib import Path

import pytest

from neurosym.bench.gold import bench
from neurosym.bench.gold_forms import SETS, gold_forms, island
from neurosym.bench.run import Options
from neurosym.faults import FaultError

RULES = (
    "Predicates:\nCold($x, bool)\nFacts:\nCold(Bo, True)\n"
    "Rules:\nCold($x, True) >>> Wet($x, True)\nQuery:\nWet(Bo, True)\n"
)
ORDER = (
    "Domain:\n1: leftmost\n2: rightmost\nVariables:\nowl [IN] [1, 2]\njay [IN] [1, 2]\n"
    "Constraints:\nAllDifferentConstraint([owl, jay])\nowl > jay\nQuery:\nA) owl == 1\nB) jay == 1\n"
)
FOLIO = [
    (1, "∀x (Owl(x) → Hoot(x))\nOwl(bo)", "Hoot(bo)", "True"),
    (2, "Hoot(bo)", "Owl(bo)", "True"),
    (3, "(Hoot(bo)", "Owl(bo)", "Uncertain"),
]
FIELDS = ("example_id", "premises-FOL", "conclusion-FOL", "label")
ISLAND = {
    "id": "kk",
    "quiz": "Two meet.",
    "names": ["Zoe", "Max"],
    "statements": [["not", ["telling-truth", 1]], ["or", ["lying", 0], ["telling-truth", 0]]],
    "solution": [False, True],
    "solution_text": "Zoe is a knave, and Max is a knight.",
}


def written(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rules = {"id": "r", "context": "Bo is cold.", "question": "Is Bo wet?", "program": RULES, "gold": "True"}
    order = {"id": "o", "context": "Two birds.", "program": ORDER, "gold": "B"}
    for name, row in (("proofwriter", rules), ("prontoqa", rules), ("logicaldeduction", order)):
        written(tmp_path / "logic" / name / "dev_gold_lf.jsonl", [row])
    folio = tmp_path / "logic" / "folio"
    rows = [dict(zip(FIELDS, row, strict=True)) | {"premises": "Of owls."} for row in FOLIO]
    written(folio / "folio_v2_train.jsonl", rows)
    checked = [{"example_id": number, "consistent": number != 2} for number in (1, 2, 3)]
    written(folio / "folio_v2_train_goldcheck.jsonl", [dict(row) for row in checked])
    written(tmp_path / "logic" / "knights_knaves" / "kk_2to5.jsonl", [dict(ISLAND)])
    return tmp_path


def test_each_engine_is_right_and_certified(data: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    bench(Options(data, json=rows))
    found = {(row["set"], row["model"]): row for row in json.loads(rows.read_text())["rows"]}
    assert {name for name, _ in found} == set(SETS)
    for (name, _), row in found.items():
        assert row["certified"] == 1.0
        assert row["wrong"] == 0.0
        # of the two sound items of FOLIO one has a bracket too many
        assert (row["n"], row["right"]) == ((2, 0.5) if name == "folio" else (1, 1.0))


def test_items_whose_label_is_not_what_their_formulas_say_are_left_out(data: Path) -> None:
    assert [form.id for form in gold_forms(data, "folio")] == ["1", "3"]


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="no gold logical forms"):
        list(gold_forms(tmp_path, "prontoqa"))


def test_unknown_statement_is_a_fault() -> None:
    with pytest.raises(FaultError, match="no statement"):
        island({"names": ["Zoe"], "statements": [["perhaps", 0]]})
