"""The SQLite file under the cache and the record: shared, private, whole after a kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.lm.wal import Wal

TABLE = "CREATE TABLE IF NOT EXISTS line (number INTEGER PRIMARY KEY, text TEXT)"

WRITE = """
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from neurosym.lm.wal import Wal
path, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = Wal(path, "CREATE TABLE IF NOT EXISTS line (number INTEGER PRIMARY KEY, text TEXT)")
for number in range(first, first + count):
    with store.open() as connection:
        connection.execute("INSERT INTO line VALUES (?, ?)", (number, "x" * 3000))
    print(number, flush=True)
"""


def numbers(path: Path) -> list[int]:
    with Wal(path, TABLE).open() as connection:
        return [row[0] for row in connection.execute("SELECT number FROM line ORDER BY number")]


def writer(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_that_start_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    writers = [writer(path, 1000 * index, 40) for index in range(6)]
    outs = [process.communicate(timeout=120)[0] for process in writers]
    assert [process.returncode for process in writers] == [0] * 6
    assert all(len(out.split()) == 40 for out in outs)
    assert len(numbers(path)) == 240


MAKE = """
import sys, time
from neurosym.lm.wal import Wal
folder, start = sys.argv[1], float(sys.argv[2])
for turn in range(150):
    while time.time() < start + turn * 0.02:
        pass
    Wal(f"{folder}/{turn}.sqlite", "CREATE TABLE IF NOT EXISTS line (number INTEGER)")
"""


def test_processes_may_make_one_file_at_one_moment(tmp_path: Path) -> None:
    start = str(time.time() + 1.0)
    command = [sys.executable, "-c", MAKE, str(tmp_path), start]
    together = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    assert [process.communicate(timeout=120)[1] for process in together] == [""] * 8


def test_a_killed_writer_loses_nothing_that_it_was_told_is_written(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    told: list[int] = []
    for turn in range(3):
        process = writer(path, 1_000_000 * turn, 1_000_000)
        assert process.stdout is not None
        told += [int(process.stdout.readline()) for _ in range(50)]
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        told += [int(number) for number in rest]
    assert process.returncode == -signal.SIGKILL
    found = numbers(path)
    assert set(told) <= set(found)
    assert len(found) <= len(told) + 3
    with Wal(path, TABLE).open() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_exception_undoes_the_transaction(tmp_path: Path) -> None:
    store = Wal(tmp_path / "store.sqlite", TABLE)
    with suppress(KeyError), store.open() as connection:
        connection.execute("INSERT INTO line VALUES (1, 'x')")
        raise KeyError
    assert numbers(store.path) == []


def test_only_the_owner_may_read_it_and_its_log(tmp_path: Path) -> None:
    store = Wal(tmp_path / "deep" / "down" / "store.sqlite", TABLE)
    with store.open() as connection:
        connection.execute("INSERT INTO line VALUES (1, 'x')")
        connection.commit()
        modes = {stat.S_IMODE(os.stat(file).st_mode) for file in store.path.parent.iterdir()}
        assert len(list(store.path.parent.iterdir())) > 1
    assert modes == {0o600}


def test_after_a_purge_no_file_holds_the_text(tmp_path: Path) -> None:
    store = Wal(tmp_path / "store.sqlite", TABLE)
    secret = "the text of a private question"
    for number in range(100):
        with store.open() as connection:
            connection.execute("INSERT INTO line VALUES (?, ?)", (number, secret * 20))
    assert any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())
    with closing(sqlite3.connect(store.path)) as idle:
        idle.execute("SELECT * FROM line").fetchall()
        store.purge()
        assert not any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())
        assert sum(file.stat().st_size for file in tmp_path.glob("*.sqlite")) < 3 * 4096
    assert numbers(store.path) == []


def test_a_purge_does_not_disturb_a_writer(tmp_path: Path) -> None:
    store = Wal(tmp_path / "store.sqlite", TABLE)
    process = writer(store.path, 0, 300)
    assert process.stdout is not None
    purges = 0
    for line in process.stdout:
        if int(line) % 20 == 0:
            store.purge()
            purges += 1
    assert process.wait(120) == 0
    assert purges == 15
    with store.open() as connection:
        connection.execute("INSERT INTO line VALUES (-1, 'x')")
    assert -1 in numbers(store.path)


def test_what_is_no_database_or_no_place_is_a_fault(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to look at " * 50)
    for path in (text, tmp_path, text / "below", Path("/dev/null/x")):
        with pytest.raises(FaultError) as error:
            Wal(path, TABLE)
        assert error.value.faults[0].code == "store-unusable"
    assert text.read_text().startswith("not a database")


def test_an_error_of_sqlite_is_a_fault(tmp_path: Path) -> None:
    store = Wal(tmp_path / "store.sqlite", TABLE)
    with pytest.raises(FaultError), store.open() as connection:
        connection.execute("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
