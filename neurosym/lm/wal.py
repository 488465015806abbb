"""A SQLite file that several processes and threads may write, and that a kill leaves whole.

Knows nothing of what is stored. Each use opens its own connection, so nothing is shared by a fork.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from neurosym.faults import Fault, FaultError

BUSY_SECONDS = 30.0
"""How long one writer waits for another."""


class Wal:
    """The file at `path`; `tables` are the statements that make them where they are absent."""

    def __init__(self, path: str | Path, *tables: str) -> None:
        """Raises FaultError `store-unusable` if the file cannot be made or is no SQLite file."""
        self.path = Path(path).expanduser().absolute()
        self._tables = tables
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # What people ask is private: only the owner may read it. SQLite gives the mode of
            # this file to the two that it puts beside it.
            self.path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        self._turn_on()
        with self.open() as connection:
            for statement in tables:
                connection.execute(statement)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one transaction: committed at the end, undone by an exception.

        Raises FaultError `store-unusable` where SQLite fails.
        """
        try:
            with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS)) as connection:
                # A kill loses nothing; a power cut may lose the last rows, never the file.
                connection.execute("PRAGMA synchronous = NORMAL")
                with connection:
                    yield connection
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def purge(self) -> None:
        """Forget everything, on the disk too; other processes may go on writing."""
        with self.open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            found = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            for (table,) in found.fetchall():
                connection.execute(f'DROP TABLE "{table}"')
            for statement in self._tables:
                connection.execute(statement)
        with self.open() as connection:
            # The old text still stands in free pages and in the log.
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _turn_on(self) -> None:
        # The switch to a write-ahead log needs the file alone for a moment and does not queue for
        # it, so of several processes that start at once all but one are told "locked".
        end = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS)) as connection:
                    connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise self._unusable(error) from error
                time.sleep(0.02)
            except sqlite3.DatabaseError as error:
                raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> FaultError:
        what = f"the file {self.path} cannot be used: {error}"
        return FaultError(Fault("store-unusable", what, hint="name another file, or remove it"))
