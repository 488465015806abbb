"""An LM that gives replies written down before, in tests, demonstrations and replays of real runs.

It never makes an answer up: what no entry answers is a fault. It does not know how entries came
about.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Message, Reply, Schema, messages_key, reply_of

MAX_BYTES = 1 << 30
SQLITE_MAGIC = b"SQLite format 3\x00"
RECORDED = "SELECT payload FROM record WHERE kind = 'reply' ORDER BY id"


@dataclass(frozen=True, slots=True)
class Entry:
    """One reply, for the conversation of this `key`, or for a last user message that contains
    `when`, or for whoever comes next.
    """

    reply: Reply
    key: str = ""
    when: str = ""


class Scripted:
    """The replies of one file.

    A file is a JSON list, JSON lines, or a record that an earlier run left. Each entry is a reply
    (its text, or the fields of `Reply`), or `{"reply": …}` with `"key"` (content key of the
    messages) or `"when"` (a part of the last user message). Keys are tried first, then `when`,
    then the plain replies in their order. Plain replies are used up; of several entries that
    answer the same, each is given once and the last one from then on.
    """

    def __init__(self, path: str | Path, *, entries: Iterable[Entry] | None = None) -> None:
        """Read the file, or take `entries` and read nothing.

        Raises FaultError `bad-script` if the file cannot be read as a script.
        """
        self.name = f"scripted/{path}"
        self._keyed: dict[str, list[Reply]] = {}
        self._when: dict[str, list[Reply]] = {}
        self._plain: list[Reply] = []
        self._lock = threading.Lock()
        for entry in read(Path(path)) if entries is None else entries:
            if entry.key:
                self._keyed.setdefault(entry.key, []).append(entry.reply)
            elif entry.when:
                self._when.setdefault(entry.when, []).append(entry.reply)
            else:
                self._plain.append(entry.reply)

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Give the reply that the script holds; raises FaultError `out-of-replies` if none is."""
        key = messages_key(messages)
        said = next((m.content for m in reversed(messages) if m.role == "user"), "")
        with self._lock:
            found = self._take(key, said)
        if found is None:
            what = f"{self.name} has no reply left for `{said[:80]}`"
            raise FaultError(Fault("out-of-replies", what, hint=f'add an entry with "key": "{key}"'))
        return found if found.model else replace(found, model=self.name)

    def _take(self, key: str, said: str) -> Reply | None:
        queue = self._keyed.get(key)
        if queue is None:
            queue = next((replies for part, replies in self._when.items() if part in said), None)
        if queue is not None:
            return queue.pop(0) if len(queue) > 1 else queue[0]
        return self._plain.pop(0) if self._plain else None


def written(messages: Sequence[Message], reply: Reply) -> dict[str, object]:
    """Write an exchange down as the JSON object that `Scripted` reads."""
    return {
        "key": messages_key(messages),
        "messages": [asdict(message) for message in messages],
        "reply": asdict(reply),
    }


def read(path: Path) -> list[Entry]:
    """Read a script file. Raises FaultError `bad-script`, with the number of the entry."""
    try:
        values = list(_values(path))
    except (OSError, ValueError, RecursionError, sqlite3.Error) as error:
        raise FaultError(Fault("bad-script", f"{path} is no script of replies: {error}")) from error
    entries, faults = [], []
    for number, value in enumerate(values, 1):
        try:
            entries.append(_entry(value))
        except ValueError as error:
            faults.append(Fault("bad-script", f"{path}, entry {number}: {error}"))
    if faults:
        raise FaultError(*faults)
    return entries


def _entry(value: object) -> Entry:
    if not isinstance(value, dict) or "reply" not in value:
        return Entry(reply_of(value))
    key, when = value.get("key", ""), value.get("when", "")
    if not isinstance(key, str) or not isinstance(when, str):
        raise ValueError("`key` and `when` are texts")
    unknown = value.keys() - {"reply", "key", "when", "messages", "asked"}
    if unknown:
        raise ValueError(f"unknown field `{min(map(str, unknown))}`")
    return Entry(reply_of(value["reply"]), key, when)


def _values(path: Path) -> Iterable[object]:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    with path.open("rb") as file:
        if file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC:
            return _recorded(path)
    text = path.read_text("utf-8")
    if text.lstrip().startswith("["):
        whole: list[object] = json.loads(text)
        return whole
    # Not splitlines(): it also breaks at characters that JSON allows inside a text.
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _recorded(path: Path) -> list[object]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [json.loads(payload) for (payload,) in connection.execute(RECORDED)]
