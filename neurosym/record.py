"""Every attempt, kept in one append-only file on this machine, to be read and replayed.

It does not know what an attempt is: a row is a time, a kind, a content key and a JSON object.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from neurosym.faults import FaultError
from neurosym.lm.base import LM, Identified, Message, Reply, Schema, messages_key
from neurosym.lm.scripted import written
from neurosym.lm.wal import Wal

TABLE = """
CREATE TABLE IF NOT EXISTS record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time REAL NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL
)"""
INDEX = "CREATE INDEX IF NOT EXISTS record_key ON record (key)"
APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS record_{verb} BEFORE {verb} ON record
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"""
COLUMNS = "SELECT id, time, kind, key, payload FROM record"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry; `time` is in seconds since 1970, UTC."""

    id: int
    time: float
    kind: str
    key: str
    payload: Mapping[str, object]


class Record:
    """The record in the file at `path`; with None it is switched off and keeps nothing.

    Several processes may write at once, and what `add` returned from survives a kill. Every call
    raises FaultError `store-unusable` if the file cannot be used.
    """

    def __init__(self, path: str | Path | None) -> None:
        """Open or make the file."""
        triggers = [APPEND_ONLY.format(verb=verb) for verb in ("UPDATE", "DELETE")]
        self._store = None if path is None else Wal(path, TABLE, INDEX, *triggers)

    @property
    def path(self) -> Path | None:
        """Where the record lies; None if it is switched off."""
        return self._store.path if self._store else None

    def add(self, kind: str, key: str, payload: Mapping[str, object]) -> int:
        """Append a row and return its id, 0 if switched off.

        Raises ValueError or TypeError if `payload` is not JSON.
        """
        if self._store is None:
            return 0
        text = json.dumps(payload, allow_nan=False, default=dict)
        with self._store.open() as connection:
            added = connection.execute(
                "INSERT INTO record (time, kind, key, payload) VALUES (?, ?, ?, ?)",
                (time.time(), kind, key, text),
            )
        return added.lastrowid or 0

    def get(self, id: int) -> Row | None:
        """Return the row of this id."""
        found = self._select("WHERE id = ?", id)
        return found[0] if found else None

    def find(self, prefix: str = "", *, kind: str | None = None) -> tuple[Row, ...]:
        """Return the rows whose key begins with `prefix`, of one `kind` if given, oldest first."""
        where = "WHERE substr(key, 1, ?) = ? AND (? IS NULL OR kind = ?) ORDER BY id"
        return self._select(where, len(prefix), prefix, kind, kind)

    def purge(self) -> None:
        """Forget everything, on the disk too."""
        if self._store is not None:
            self._store.purge()

    def _select(self, where: str, *values: object) -> tuple[Row, ...]:
        if self._store is None:
            return ()
        with self._store.open() as connection:
            found = connection.execute(f"{COLUMNS} {where}", values).fetchall()
        return tuple(Row(id, at, kind, key, json.loads(text)) for id, at, kind, key, text in found)


class Recorded:
    """`lm`, with every reply and every failure added to `record`.

    The file of the record is itself a script: `scripted/<file>` gives the same replies again.
    """

    def __init__(self, lm: LM, record: Record) -> None:
        """Stand between `lm` and who asks it."""
        self._lm = lm
        self._record = record
        self.name = lm.name

    @property
    def identity(self) -> str:
        """Who answers; recording does not change that."""
        return self._lm.identity if isinstance(self._lm, Identified) else self._lm.name

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Ask, and record a row of kind `reply`, or `failure` before it raises."""
        try:
            reply = self._lm.reply(
                messages, schema=schema, max_tokens=max_tokens, temperature=temperature, seed=seed
            )
        except FaultError as error:
            faults = [{"code": fault.code, "what": fault.what} for fault in error.faults]
            self._record.add("failure", messages_key(messages), {"lm": self.name, "faults": faults})
            raise
        asked = {"max_tokens": max_tokens, "temperature": temperature, "seed": seed}
        row = written(messages, reply) | {"asked": asked | {"schema": schema}}
        self._record.add("reply", messages_key(messages), row)
        return reply
