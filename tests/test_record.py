"""The record: nothing is lost or changed, all can be forgotten, and a run can be replayed."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.lm.base import Message, Reply, open_lm
from neurosym.lm.cache import Cached
from neurosym.lm.scripted import Entry, Scripted
from neurosym.record import Record, Recorded

payloads = st.dictionaries(
    st.text(st.characters(codec=None)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(codec=None)),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
)  # fmt: skip


def test_a_row_comes_back_as_it_went(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.sqlite")
    before = time.time()
    row = record.get(record.add("attempt", "abc", {"faults": ["é", None], "n": 2}))
    assert row is not None
    assert (row.kind, row.key, row.payload) == ("attempt", "abc", {"faults": ["é", None], "n": 2})
    assert before - 1 <= row.time <= time.time() + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(payloads)
def test_any_json_object_is_kept(tmp_path: Path, payload: dict[str, object]) -> None:
    record = Record(tmp_path / "record.sqlite")
    row = record.get(record.add("any", "", payload))
    assert row is not None
    assert row.payload == payload


def test_rows_are_found_by_the_beginning_of_their_key_and_by_kind(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.sqlite")
    keys = ["a%1", "a_2", "ab3", "A%4", ""]
    for key in keys:
        record.add("attempt" if key != "ab3" else "reply", key, {})
    assert [row.key for row in record.find()] == keys
    assert [row.key for row in record.find("a")] == ["a%1", "a_2", "ab3"]
    assert [row.key for row in record.find("a%")] == ["a%1"]
    assert [row.key for row in record.find("a_")] == ["a_2"]
    assert [row.key for row in record.find("a", kind="reply")] == ["ab3"]
    assert record.find("b") == ()
    assert record.get(99) is None


def test_nothing_changes_and_nothing_goes(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.sqlite")
    record.add("attempt", "k", {"right": True})
    with closing(sqlite3.connect(tmp_path / "record.sqlite")) as connection:
        for statement in ("UPDATE record SET payload = '{}'", "DELETE FROM record"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    assert len(record.find()) == 1


def test_it_can_be_forgotten_as_a_whole(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.sqlite")
    for number in range(50):
        record.add("attempt", "k", {"text": f"a private matter {number}"})
    record.purge()
    assert record.find() == ()
    assert not any(b"private matter" in file.read_bytes() for file in tmp_path.iterdir())
    assert record.add("attempt", "k", {}) == 1
    with (
        closing(sqlite3.connect(tmp_path / "record.sqlite")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("DELETE FROM record")


def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    record = Record(None)
    assert record.path is None
    assert record.add("attempt", "k", {}) == 0
    assert record.get(0) is None
    assert record.find() == ()
    record.purge()
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.sqlite")
    with pytest.raises(ValueError, match="JSON"):
        record.add("attempt", "k", {"score": float("nan")})
    with pytest.raises(TypeError):
        record.add("attempt", "k", {"thing": object()})
    assert record.find() == ()


ADD = """
import sys
from neurosym.record import Record
record = Record(sys.argv[1])
while True:
    print(record.add("attempt", "k", {"text": "x" * 5000}), flush=True)
"""


def test_a_kill_loses_no_row_that_was_added(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    command = [sys.executable, "-c", ADD, str(path)]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    added: list[int] = []
    for process in together:
        assert process.stdout is not None
        added += [int(process.stdout.readline()) for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        added += [int(number) for number in process.communicate()[0].split()]
    assert len(set(added)) == len(added)
    kept = {row.id for row in Record(path).find()}
    assert set(added) <= kept


class TestReplay:
    SAID = (Message("system", "s"), Message("user", "Is Rina dependent? 🜁"))

    def test_a_recorded_run_is_replayed_from_its_file(self, tmp_path: Path) -> None:
        path = tmp_path / "record.sqlite"
        replies = [Reply("{", "m/1", "schema", 8, 1, 0.5, "length"), Reply("{}", "m/1", "schema")]
        lm = Recorded(Scripted("run", entries=[Entry(reply) for reply in replies]), Record(path))
        asked = [lm.reply(self.SAID, schema={"type": "object"}) for _ in replies]
        again = open_lm(f"scripted/{path}")
        replayed = [again.reply(self.SAID) for _ in replies]
        assert [reply.text for reply in replayed] == [reply.text for reply in asked] == ["{", "{}"]
        assert [reply.finish for reply in replayed] == ["length", "stop"]
        assert all(reply.cached and reply.model == "m/1" for reply in replayed)
        with pytest.raises(FaultError):
            again.reply([Message("user", "something else")])

    def test_what_was_asked_can_be_read(self, tmp_path: Path) -> None:
        record = Record(tmp_path / "record.sqlite")
        lm = Recorded(Scripted("run", entries=[Entry(Reply("a", "", "free"))]), record)
        lm.reply(self.SAID, max_tokens=9, seed=4)
        (row,) = record.find(kind="reply")
        assert row.payload["messages"] == [
            {"role": "system", "content": "s"},
            {"role": "user", "content": "Is Rina dependent? 🜁"},
        ]
        assert json.dumps(row.payload["asked"]) == json.dumps(
            {"max_tokens": 9, "temperature": 0.0, "seed": 4, "schema": None}
        )

    def test_a_failure_is_recorded_and_raised_and_not_replayed(self, tmp_path: Path) -> None:
        record = Record(tmp_path / "record.sqlite")
        lm = Recorded(Scripted("run", entries=[]), record)
        with pytest.raises(FaultError):
            lm.reply(self.SAID)
        (row,) = record.find()
        assert row.kind == "failure"
        assert "out-of-replies" in json.dumps(row.payload)
        with pytest.raises(FaultError):
            open_lm(f"scripted/{record.path}").reply(self.SAID)

    def test_a_switched_off_record_changes_nothing(self) -> None:
        lm = Recorded(Scripted("run", entries=[Entry(Reply("a", "", "free"))]), Record(None))
        assert lm.reply(self.SAID).text == "a"
        assert lm.name == "scripted/run"

    def test_it_does_not_hide_who_answers_from_a_cache(self, tmp_path: Path) -> None:
        lm = open_lm("server/x", base_url="http://127.0.0.1:1/v1")
        path = tmp_path / "cache.sqlite"
        recorded = Recorded(lm, Record(None))
        assert Cached(recorded, path).identity == Cached(lm, path).identity
