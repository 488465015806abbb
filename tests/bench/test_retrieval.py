"""The bench of retrieval on graphs and questions of the sets' forms."""

from __future__ import annotations

import json
from pathlib import Path

from neurosym.bench import retrieval
from neurosym.bench.parts import Skipped
from neurosym.bench.run import Options
from tests.bench.conftest import Measured


def test_rows_of_both_sets(tmp_path: Path, measured: Measured) -> None:
    films, paths = tmp_path / "kg" / "metaqa", tmp_path / "kg" / "pathquestion"
    films.mkdir(parents=True)
    paths.mkdir()
    (films / "kb.tsv").write_text("Kismet\tdirected_by\tAda Stern\nNight\tdirected_by\tAda Stern\n")
    row = {
        "q": "who directed [Kismet]",
        "entity": "Kismet",
        "path": ["directed_by"],
        "answers": ["Ada Stern"],
    }
    more = {
        "q": "films directed by [Ada Stern]",
        "entity": "Ada Stern",
        "path": ["^directed_by"],
        "answers": [],
    }
    for hops in (1, 2, 3):
        (films / f"dev_{hops}hop.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(more) + "\n")
    for kb, name in (("2H-kb.txt", "PQ-2H"), ("PQL2-KB.txt", "PQL-2H")):
        (paths / kb).write_text("ada\tspouse\tben\nben\tnation\titaly\n")
        line = (
            "what is the nation of ada 's spouse ?\titaly(italy/)\tada#spouse#ben#nation#italy#<end>#italy\n"
        )
        (paths / f"{name}.txt").write_text(line)
    rows = measured(retrieval, Options(tmp_path))
    assert [row["set"] for row in rows if str(row["set"]).startswith("link")] == [
        "link metaqa 1 hop", "link metaqa 2 hop", "link metaqa 3 hop", "link PQ-2H", "link PQL-2H",
    ]  # fmt: skip
    assert [row["n"] for row in rows if str(row["set"]).startswith("misspelt")] == [2, 2, 2]
    assert all(row.get("first", 1.0) == 1.0 and row.get("share", 1.0) == 1.0 for row in rows)
    absent = list(retrieval.items(Options(tmp_path / "empty")))
    assert [one.group for one in absent if isinstance(one, Skipped)] == ["metaqa", "pathquestion"]
    assert len(absent) == 2
