"""Answers from a file what was asked of the same LM before; a failure is never remembered.

Safe for several processes and threads at once. It does not know which LM it stands before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from neurosym.faults import FaultError
from neurosym.lm.base import LM, Identified, Message, Reply, Schema, content_key, reply_of
from neurosym.lm.wal import Wal

TABLE = "CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, reply TEXT NOT NULL)"


class Cached:
    """`lm` behind a cache in the file at `path`.

    `unsaved` counts the replies that could not be stored, as on a full disk: a reply that was
    paid for is handed over all the same.
    """

    def __init__(self, lm: LM, path: str | Path) -> None:
        """Raises FaultError `store-unusable` if the file is no cache and cannot become one."""
        self._lm = lm
        self._store = Wal(path, TABLE)
        self.name = lm.name
        self.unsaved = 0

    @property
    def identity(self) -> str:
        """Who answers; a cache does not change that."""
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
        """Give the stored reply, else ask and store it; raises what the LM raises.

        A reply that breaks off or is blank is not stored.
        """
        request = {
            "lm": self.identity,
            "messages": [asdict(message) for message in messages],
            "schema": schema,
            "max_tokens": max_tokens,
            "temperature": temperature,
            "seed": seed,
        }
        key = content_key(request)
        known = self._get(key)
        if known is not None:
            return known
        reply = self._lm.reply(
            messages, schema=schema, max_tokens=max_tokens, temperature=temperature, seed=seed
        )
        if not reply.faults():
            self._put(key, reply)
        return reply

    def purge(self) -> None:
        """Forget all replies, on the disk too."""
        self._store.purge()

    def _get(self, key: str) -> Reply | None:
        with self._store.open() as connection:
            row = connection.execute("SELECT reply FROM reply WHERE key = ?", (key,)).fetchone()
        try:
            return reply_of(json.loads(row[0])) if row else None
        except ValueError:  # written by another version: ask again, and overwrite it
            return None

    def _put(self, key: str, reply: Reply) -> None:
        row = (key, json.dumps(asdict(reply)))
        try:
            with self._store.open() as connection:
                connection.execute("INSERT OR REPLACE INTO reply VALUES (?, ?)", row)
        except FaultError:
            self.unsaved += 1
