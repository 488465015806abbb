"""Items are done once, whatever is killed when; rows are a table and one JSON object."""

import json
from pathlib import Path

import pytest

from neurosym.bench.run import Done, Item, Journal, Options, commit, grouped, report, run, share


def items(done: list[str], names: str = "abc") -> list[Item]:
    def work(name: str) -> Done:
        done.append(name)
        return {"name": name}

    return [Item("set", name, (f"content of {name}",), lambda name=name: work(name)) for name in names]


def test_what_is_in_the_journal_is_not_done_again(tmp_path: Path) -> None:
    options = Options(tmp_path, resume=tmp_path / "journal.jsonl")
    done: list[str] = []
    run("bench", items(done, "ab"), options)
    finished = run("bench", items(done, "abc"), options)
    assert done == ["a", "b", "c"]
    assert [entry["name"] for _, entry in finished] == ["a", "b", "c"]


def test_an_item_with_another_content_is_another_item(tmp_path: Path) -> None:
    options = Options(tmp_path, resume=tmp_path / "journal.jsonl")
    done: list[str] = []
    run("bench", items(done, "a"), options)
    run("bench", [Item("set", "a", ("other",), lambda: {"name": "other"})], options)
    run("another", items(done, "a"), options)
    assert done == ["a", "a"]
    assert len((tmp_path / "journal.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize("cut", range(1, 40, 6))
def test_a_kill_in_the_middle_of_a_line_loses_only_that_item(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "journal.jsonl"
    options = Options(tmp_path, resume=path)
    run("bench", items([], "ab"), options)
    path.write_bytes(path.read_bytes()[:-cut])
    done: list[str] = []
    run("bench", items(done, "abc"), options)
    assert done == (["c"] if cut == 1 else ["b", "c"])
    again: list[str] = []
    run("bench", items(again, "abc"), options)
    assert again == []


def test_a_run_that_breaks_off_keeps_what_was_done(tmp_path: Path) -> None:
    def broken() -> Done:
        raise KeyboardInterrupt

    options = Options(tmp_path, resume=tmp_path / "journal.jsonl")
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        run("bench", [*items(done, "ab"), Item("set", "x", (), broken), *items(done, "c")], options)
    run("bench", items(done, "abc"), options)
    assert done == ["a", "b", "c"]


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    journal = Journal(None)
    journal.add("key", {"name": "a"})
    assert journal.get("key") == {"name": "a"}
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_a_table_and_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = Options(tmp_path, json=tmp_path / "rows.json")
    rows = [
        {"set": "FOLIO", "model": "some-model", "n": 3, "right": 2 / 3},
        {"set": "X", "model": "y", "n": 0},
    ]
    report("recorded", rows, options, "a note")
    printed = capsys.readouterr().out
    assert "FOLIO" in printed
    assert "0.667" in printed
    assert "a note" in printed
    assert json.loads((tmp_path / "rows.json").read_text()) == {
        "bench": "recorded",
        "commit": commit(),
        "rows": rows,
    }


def test_small_things() -> None:
    assert share(1, 3) == 0.3333
    assert share(0, 0) == 0
    options = Options(Path(), only=("folio", "gpt"))
    assert options.wants("FOLIO · gpt-4")
    assert not options.wants("FOLIO · llama")
    groups = grouped([(item, {"name": item.name}) for item in items([], "ab")])
    assert groups == {"set": [{"name": "a"}, {"name": "b"}]}
