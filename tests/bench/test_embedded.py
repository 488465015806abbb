"""The loop is run on every text, twice; what is withheld, wrong and uncertain is told as it is."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from neurosym.bench import embedded
from neurosym.bench.remembering import Remembering
from neurosym.bench.run import Options
from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Written

READINGS = {
    " all cats purr.\n": (" all x: cats( x) -> purr( x)", 0.99),
    " tom is a cat.\n": (" cat( Tom)", 0.9),
    " tom is a dog.\n": (" dog( Tom)", 0.2),
    " tom purrs.\n": (" purrs( Tom)", 0.97),
}


class Reader:
    """An LM that knows these sentences."""

    name = "reader"
    identity = "reader-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        self.asked += prompts
        return tuple(
            (Written(READINGS[prompt][0], math.log(READINGS[prompt][1]), 3.0, 9),) for prompt in prompts
        )


class Unreachable(Reader):
    def write(self, *_: object, **__: object) -> tuple[tuple[Written, ...], ...]:
        raise FaultError(Fault("unusable-model", "there is no model"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = ["Tom is a cat. All cats purr.", "All cats purr.", "All cats purr. Tom is a dog."]
    golds = ["True", "True", "Unknown"]
    rows = [
        {"id": f"t{number}", "context": text, "question": "Tom purrs.", "gold": gold}
        for number, (text, gold) in enumerate(zip(texts, golds, strict=True))
    ]
    path = tmp_path / "cats.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def ran(data: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader, **more: object) -> dict:
    monkeypatch.setattr(embedded, "open_lm", lambda *_, **__: reader)
    out = data.with_suffix(".out")
    embedded.bench(Options(data, json=out, lm="reader", tries=1, **more))
    return json.loads(out.read_text())


def test_right_wrong_and_withheld(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ran(data, monkeypatch, Reader())
    (cats, whole) = found["rows"]
    assert cats["set"] == "cats"
    assert {**cats, "set": "all"} == whole
    assert (cats["n"], cats["right"], cats["wrong"], cats["abstained"]) == (3, 0.3333, 0.3333, 0.3333)
    assert cats["wrong_unwarned"] == 0.3333
    printed = capsys.readouterr().out
    assert "t1, without a warning: answered undetermined" in printed
    assert "doubtful" in printed


def test_the_certainty_is_that_of_what_the_answer_rests_on(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ran(data, monkeypatch, Reader())
    first, _, third = found["items"]
    assert first["free"] == {
        "verdict": "proved",
        "value": "",
        "right": True,
        "wrong": False,
        "certainty": 0.9,
    }
    assert [one["reading"] for one in first["heard"]] == [
        " cat( Tom)",
        " all x: cats( x) -> purr( x)",
        " purrs( Tom)",
    ]
    assert third["free"]["certainty"] == 0.2
    rows = {row["threshold"]: row for row in found["curve"] if row["set"] == "cats"}
    assert (rows["0"]["right"], rows["0.8"]["right"], rows["0.95"]["right"]) == (0.6667, 0.3333, 0.0)


def test_only_a_doubtful_sentence_is_read_twice(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    ran(data, monkeypatch, reader)
    assert sorted(reader.asked) == sorted([*READINGS, " tom is a dog.\n"])


def test_it_goes_on_where_it_stopped(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = data.with_suffix(".journal")
    ran(data, monkeypatch, Reader(), resume=journal, limit=2)
    reader = Reader()
    ran(data, monkeypatch, reader, resume=journal)
    assert set(reader.asked) == {" all cats purr.\n", " tom is a dog.\n", " tom purrs.\n"}


def test_without_a_model_nothing_is_measured(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FaultError, match="no model"):
        ran(data, monkeypatch, Unreachable())


def test_what_is_known_is_not_asked_again() -> None:
    reader = Reader()
    lm = Remembering(reader)
    both = [" tom purrs.\n", " tom is a cat.\n"]
    assert lm.write(both, ["", ""]) == lm.write(both, ["", ""])
    lm.write(both[:1], [""], best=2)
    assert reader.asked == [*both, both[0]]


def test_the_next_reading_is_judged_by_what_the_better_ones_leave() -> None:
    class Doubtful(Reader):
        def write(self, prompts: Sequence[str], *_: object, **__: object) -> tuple[tuple[Written, ...], ...]:
            found = ((" a( x)", 0.6), (" b( x)", 0.3), (" c( x)", 0.1))
            return tuple(tuple(Written(text, math.log(p), 1.0, 3) for text, p in found) for _ in prompts)

    lm = Remembering(Doubtful())
    lm.write([" tom purrs.\n"], [""], best=3)
    assert lm.certainty("Tom purrs.", " a( x)") == pytest.approx(0.6)
    assert lm.certainty("Tom purrs.", " b( x)") == pytest.approx(0.75)
    assert lm.certainty("Tom purrs.", " c( x)") == pytest.approx(1.0)
    assert lm.certainty("Tom purrs.", " d( x)") == 0.0
