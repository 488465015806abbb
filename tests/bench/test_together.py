"""Both ways answer alike; the many are read in one call, the others each in one of their own."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from neurosym.bench import together
from neurosym.bench.run import Options
from neurosym.lm.base import Written

READINGS = {
    " all cats purr.\n": " all x: cats( x) -> purr( x)",
    " tom is a cat.\n": " cat( Tom)",
    " tom is a dog.\n": " dog( Tom)",
    " is Tom a cat?\n": " @ask cat( Tom)",
    " tom purrs.\n": " purrs( Tom)",
}


class Reader:
    """An LM that knows these sentences."""

    name = "reader"
    identity = "reader-1"

    def __init__(self) -> None:
        self.calls: list[int] = []

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        self.calls.append(len(prompts))
        return tuple((Written(READINGS[prompt], -0.01, 3.0, 9),) for prompt in prompts)


def test_the_same_verdicts_in_fewer_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    monkeypatch.setattr(together, "open_lm", lambda *_, **__: reader)
    texts = ["Tom is a cat. All cats purr.", "All cats purr.", "All cats purr. Tom is a dog."]
    rows = [
        {"context": text, "question": "Tom purrs.", "gold": gold}
        for text, gold in zip(texts, ["True", "Unknown", "Unknown"], strict=True)
    ]
    data, out = tmp_path / "cats.jsonl", tmp_path / "out.json"
    data.write_text("\n".join(map(json.dumps, rows)))
    together.bench(Options(data, json=out, lm="reader"))
    (row,) = json.loads(out.read_text())["rows"]
    assert (row["set"], row["n"], row["same"]) == ("cats", 3, 1.0)
    assert row["one by one"] > 0 < row["together"]
    # to warm up; text by text, each sentence once; all of them at once
    assert reader.calls == [2, 3, 1, 4]
