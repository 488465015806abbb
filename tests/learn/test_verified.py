"""Only readings behind right answers are learnt from."""

import json
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.learn.verified import verified_pairs


def heard(sentence: str, reading: str, certainty: float = 0.9, rested_on: bool = True) -> dict[str, object]:
    said = {"sentence": sentence, "role": "statement", "reading": reading}
    return {**said, "certainty": certainty, "rested on": rested_on}


def item(name: str, right: bool, *said: dict[str, object]) -> dict[str, object]:
    return {"set": "cats", "id": name, "free": {"right": right}, "heard": list(said)}


def file_of(folder: Path, *items: dict[str, object], name: str = "round.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"bench": "embedded", "items": list(items)}), encoding="utf-8")
    return path


def test_what_led_to_a_right_answer_is_a_pair(tmp_path: Path) -> None:
    spare = heard("Eve is old.", " young( Eve)", rested_on=False)
    good = item("1", True, heard("Tom is old.", " old( Tom)"), heard("Hello.", " @none"), spare)
    bad = item("2", False, heard("Ann is old.", " old( Ann)"))
    pairs = verified_pairs([file_of(tmp_path, good, bad)])
    assert [(pair.sentence, pair.reading) for pair in pairs] == [
        ("tom is old.", " old( tom)"),
        ("hello.", " @none"),
    ]
    assert pairs[0].where == "cats:1"


def test_all_questions_of_a_text_must_come_out_right(tmp_path: Path) -> None:
    said = heard("Tom is old.", " old( Tom)")
    other = item("10/1", True, heard("Ann is old.", " old( Ann)"))
    file = file_of(tmp_path, item("1/1", True, said), item("1/2", False, said), other)
    assert [pair.sentence for pair in verified_pairs([file])] == ["ann is old."]


def test_what_was_read_in_two_ways_or_hardly_at_all_is_left_out(tmp_path: Path) -> None:
    first = item("1", True, heard("Tom is old.", " old( Tom)"), heard("Ann is old.", " old( Ann)", 0.01))
    second = item("2", True, heard("Tom is old.", " not old( Tom)"), heard("Eve is old.", ""))
    files = [file_of(tmp_path, first), file_of(tmp_path, second, name="other.json")]
    assert verified_pairs(files) == []


@pytest.mark.parametrize("text", ["{}", "[1]", "no JSON", '{"items": [{"set": 1}]}'])
def test_what_is_no_result_is_a_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "round.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match="does not tell what was heard"):
        verified_pairs([path])
