"""The recordings are read whole, and replayed as well as promised."""

import json
from pathlib import Path

import pytest

from neurosym.bench import gold, recorded
from neurosym.bench.recordings import OPEN_MODELS, reruns
from neurosym.bench.recordings import recorded as recordings
from neurosym.bench.run import Options
from neurosym.faults import FaultError

FLOORS = {
    ("ProofWriter", "gpt-3.5-turbo"): {"executable": 0.98, "right": 0.7},
    ("ProofWriter", "text-davinci-003"): {"executable": 1.0, "right": 0.8},
    ("PrOntoQA", "gpt-3.5-turbo"): {"executable": 0.95, "right": 0.6},
    ("PrOntoQA", "text-davinci-003"): {"executable": 0.98, "right": 0.88},
    ("FOLIO", "gpt-3.5-turbo"): {"executable": 0.95, "right": 0.45},
    ("FOLIO", "text-davinci-003"): {"executable": 0.85, "right": 0.4},
    ("LogicalDeduction", "gpt-3.5-turbo"): {"executable": 0.95, "right": 0.8},
    ("LogicalDeduction", "text-davinci-003"): {"executable": 0.98, "right": 0.85},
    ("AR-LSAT", "gpt-3.5-turbo"): {"executable": 0.6, "right": 0.08},
    ("AR-LSAT", "text-davinci-003"): {"executable": 0.6, "right": 0.05},
}
"""What the first forty programs of a set reach at least; the whole sets reach more, see the README."""


@pytest.mark.data
def test_recordings_hide_the_answer_from_the_reader(shared_data: Path) -> None:
    found = list(recordings(shared_data))
    assert len(found) > 3_669
    assert {item.set for item in found} == {name for name, _ in FLOORS}
    fields = {name for item in found[:1] for name in item.recording.__slots__}
    assert fields == {"program", "text", "question", "options"}


@pytest.mark.data
def test_open_models_have_the_questions_of_the_others(shared_data: Path) -> None:
    if not (shared_data / OPEN_MODELS).is_dir():
        pytest.skip("no programs of open models")
    open_models = [item for item in recordings(shared_data) if "mistralai" in item.model]
    assert len(open_models) > 500
    assert all(item.recording.question for item in open_models)


@pytest.mark.data
def test_the_replay_keeps_its_promises(shared_data: Path, tmp_path: Path) -> None:
    for model in ("gpt-3.5-turbo", "text-davinci-003"):
        path = tmp_path / f"{model}.json"
        recorded.bench(Options(shared_data, limit=40, json=path, only=(model,)))
        rows = {(row["set"], row["model"]): row for row in json.loads(path.read_text())["rows"]}
        assert {key for key in rows if "logic-lm" not in key[1]} == {key for key in FLOORS if key[1] == model}
        for key, floors in FLOORS.items():
            for column, least in floors.items() if key[1] == model else ():
                assert rows[key][column] >= least, (key, column)
        assert (("PrOntoQA", f"{model} logic-lm")) in rows


@pytest.mark.data
def test_what_logic_lm_did_is_known_for_each_set(shared_data: Path) -> None:
    found = reruns(shared_data)
    assert set(found) == set(FLOORS)
    assert sum(map(len, found.values())) == 3_669


RIGHT_OF_GOLD = dict.fromkeys(gold.SETS, 1.0) | {"folio": 0.85}
"""FOLIO's own formulas do not all give FOLIO's labels, and some of them cannot be read: see the README."""


@pytest.mark.data
@pytest.mark.parametrize("name", gold.SETS)
def test_gold_logical_forms_are_decided_right_and_certified(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "gold.json"
    gold.bench(Options(shared_data, limit=40, json=path, only=(name,)))
    rows = json.loads(path.read_text())["rows"]
    assert [(row["set"], row["model"], row["n"]) for row in rows] == [
        (name, engine, 40) for engine in gold.ENGINES
    ]
    assert all(row["right"] >= RIGHT_OF_GOLD[name] and row["certified"] == 1 for row in rows)


def test_a_folder_without_data_is_a_fault(tmp_path: Path) -> None:
    for bench in (recorded.bench, gold.bench):
        with pytest.raises(FaultError, match="no "):
            bench(Options(tmp_path))
