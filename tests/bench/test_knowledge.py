"""All that is measured of graphs is one command: its parts, what is left out, and how it goes on."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from neurosym.bench import closures, knowledge, lookups, pagerank, parts, validation
from neurosym.bench.cli import app
from neurosym.bench.knowledge import PARTS, bench
from neurosym.bench.parts import Skipped
from neurosym.bench.run import Item, Options
from neurosym.faults import FaultError

NEEDING = ("retrieval", "alignment", "ingesting", "claims")
"""Parts that have nothing to do without data sets."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closures, "SIZES", (300,))
    monkeypatch.setattr(lookups, "SIZES", (3_000,))
    monkeypatch.setattr(lookups, "LOOKS", 20)
    monkeypatch.setattr(pagerank, "SIZES", (200,))
    monkeypatch.setattr(validation, "TURNS", 1)


def alone(folder: Path, *only: str, limit: int = 2) -> Options:
    """Without data sets and without an LM."""
    folder.mkdir(exist_ok=True)
    rows, journal = folder / "rows.json", folder / "journal.jsonl"
    return Options(folder, limit, rows, journal, only, lm_settings={"model": str(folder / "nowhere")})


def told(options: Options) -> dict[str, list[dict[str, object]]]:
    bench(options)
    assert options.json is not None
    found: dict[str, list[dict[str, object]]] = json.loads(options.json.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_the_same_shape_and_says_what_its_columns_mean(name: str, tmp_path: Path) -> None:
    part = import_module(PARTS[name])
    assert part.NOTE.endswith(".")
    assert list(part.rows("nothing", [])) == [] or name in ("ingesting", "questions")
    every = list(part.items(alone(tmp_path)))
    assert {type(one) for one in every} <= {Item, Skipped}
    keys = [(one.group, one.name) for one in every if isinstance(one, Item)]
    assert len(keys) == len(set(keys))
    assert (name in NEEDING) == (not keys and name != "questions")


def test_the_help_names_every_part_and_option() -> None:
    said = CliRunner().invoke(app, ["knowledge", "--help"], env={"COLUMNS": "200"}).output
    assert all(name in said for name in PARTS)
    assert all(f"--{name}" in said for name in ("data", "knowledge", "lm", "limit", "json", "resume", "only"))


@pytest.mark.usefixtures("small")
def test_all_of_it_without_data_and_without_an_lm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(alone(tmp_path))
    assert {row["part"] for row in found["rows"]} == {"closures", "lookups", "pagerank", "validation"}
    skipped = {(one["part"], one["group"]): str(one["why"]) for one in found["skipped"]}
    assert {part for part, _ in skipped} >= {*NEEDING, "closures", "questions"}
    assert "there are no weights at" in skipped["questions", "geography"]
    printed = capsys.readouterr().out
    assert [name for name in PARTS if f"bench knowledge {name}" in printed] == list(PARTS)[:4]
    assert f"not run: closures/lubm: there is no `lubm` in {tmp_path}" in printed.replace("\n", " ")
    assert "not run: retrieval/metaqa: " in printed


@pytest.mark.usefixtures("small")
def test_a_run_goes_on_where_it_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = alone(tmp_path, "pagerank")
    first = told(options)
    assert options.resume is not None
    lines = options.resume.read_text(encoding="utf-8")
    monkeypatch.setattr(pagerank, "_compared", lambda size: pytest.fail("it is done again"))
    assert told(options) == first
    assert options.resume.read_text(encoding="utf-8") == lines


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("only", "groups"),
    [
        (("closures/delete",), {("closures", "delete")}),
        (("closures", "neurosym"), {("closures", "ten")}),
        (("pagerank",), {("pagerank", "random")}),
        (("people",), {("lookups", "people")}),
    ],
)
def test_only_what_has_the_words_in_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: tuple[str, ...], groups: set[tuple[str, str]]
) -> None:
    done: set[tuple[str, str]] = set()

    def run(name: str, items: list[Item], options: Options) -> list[object]:
        done.update((name.removeprefix("knowledge "), item.group) for item in items)
        return []

    monkeypatch.setattr(knowledge, "run", run)
    bench(alone(tmp_path, *only))
    assert done == groups


def test_an_engine_that_is_not_there_is_said_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda name: None)
    bench(alone(tmp_path, "nemo"))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("not run: closures/ten: nemo is not installed: pip install")


def test_a_word_that_nothing_has_in_its_name_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=r"nothing is called no-such-part\n.*closures, lookups"):
        bench(alone(tmp_path, "no-such-part"))


@pytest.mark.data
def test_every_part_finds_its_data(shared_data: Path) -> None:
    options = Options(shared_data, limit=1, lm_settings={"model": "nowhere"})
    for name, module in PARTS.items():
        left_out = [one for one in import_module(module).items(options) if isinstance(one, Skipped)]
        assert not [one for one in left_out if "--data" in one.why], name
