"""What every bench shares: each item is done once, journalled, and summed up in a table and in JSON.

A bench that was killed goes on where it stopped: the journal keeps finished items by their content and
by the version of the code. Knows no bench.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

Row: TypeAlias = dict[str, "str | int | float"]
Done: TypeAlias = dict[str, object]
"""What a bench keeps of one finished item, as JSON data."""

WIDE = 160
"""Columns of a table that is written to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a bench is run. `limit`: so many items of each set and model; `only`: words that name them.

    `lm`, `lm_settings`, `tries` and `max_tokens` are for benches that ask a language model;
    `held_out`: so many held-out sentences of each phrase file are read too; `chunks`: how long to train;
    `knowledge`: the graph that is asked.
    """

    data: Path
    limit: int | None = None
    json: Path | None = None
    resume: Path | None = None
    only: tuple[str, ...] = ()
    lm: str = ""
    lm_settings: Mapping[str, object] = field(default_factory=dict)
    tries: int = 1
    max_tokens: int = 0
    held_out: int = 0
    chunks: int = 0
    knowledge: Path | None = None

    def wants(self, *names: str) -> bool:
        """Say whether a set or model with these names is to be run."""
        said = " ".join(names).casefold()
        return all(word.casefold() in said for word in self.only)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `content` is all that the result depends on, beside the code."""

    group: str
    name: str
    content: tuple[str, ...]
    work: Callable[[], Done] = field(compare=False)


class Journal:
    """Finished items in a file, one JSON object a line; in memory only where there is no file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Done] = {}
        if path is not None and path.exists():
            self._known = dict(_entries(path))

    def get(self, key: str) -> Done | None:
        """Return what was kept under a key."""
        return self._known.get(key)

    def add(self, key: str, done: Done) -> None:
        """Keep a finished item; it is on the disk when this returns."""
        self._known[key] = done
        if self._path is None:
            return
        line = json.dumps({"key": key, "done": done}, ensure_ascii=False) + "\n"
        with open(self._path, "a+b") as file:
            if file.tell() and not _ends_a_line(self._path):
                line = "\n" + line  # the kill came in the middle of a line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())


def _entries(path: Path) -> Iterator[tuple[str, Done]]:
    for line in path.read_bytes().splitlines():
        try:
            entry = json.loads(line)
            yield str(entry["key"]), dict(entry["done"])
        except (ValueError, KeyError, TypeError):
            continue


def _ends_a_line(path: Path) -> bool:
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def run(bench: str, items: Sequence[Item], options: Options) -> list[tuple[Item, Done]]:
    """Do all items that the journal does not have, with progress on the standard error stream."""
    journal = Journal(options.resume)
    version = commit()
    finished: list[tuple[Item, Done]] = []
    with _progress() as progress:
        bar = progress.add_task(bench, total=len(items))
        for item in items:
            progress.update(bar, description=f"{bench} · {item.group}")
            key = _key(bench, version, item)
            done = journal.get(key)
            if done is None:
                done = item.work()
                journal.add(key, done)
            finished.append((item, done))
            progress.advance(bar)
    return finished


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _key(bench: str, version: str, item: Item) -> str:
    parts = json.dumps([bench, version, item.group, item.name, *item.content])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def commit() -> str:
    """Return the commit of the checkout that runs, with `+` if files were changed since; else the version."""
    folder = Path(__file__).parents[2]
    try:
        head = _git(folder, "rev-parse", "--short=12", "HEAD")
        changed = _git(folder, "status", "--porcelain", "--", "neurosym")
    except (OSError, subprocess.CalledProcessError):
        import neurosym

        return str(neurosym.__version__)
    return head + ("+" if changed else "")


def _git(folder: Path, *args: str) -> str:
    command = ["git", "-C", str(folder), *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def report(
    bench: str,
    rows: Sequence[Row],
    options: Options,
    note: str = "",
    more: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
) -> None:
    """Print the rows as a table, and write the JSON object, with `more` in it, if a file is named for it."""
    show(f"bench {bench}", rows, note)
    write(bench, rows, options, more)


def write(
    bench: str,
    rows: Sequence[Row],
    options: Options,
    more: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
) -> None:
    """Write the rows as a JSON object, with `more` in it, if a file is named for it."""
    if options.json is not None:
        whole = {"bench": bench, "commit": commit(), "rows": list(rows), **(more or {})}
        options.json.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def show(title: str, rows: Sequence[Row], note: str = "") -> None:
    """Print rows as a table, and a note below it, in which nothing is markup."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDE)
    console.print(_table(title, rows))
    if note:
        console.print(note, markup=False, highlight=False)


def _table(title: str, rows: Sequence[Row]) -> Table:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = Table(title=title, title_justify="left")
    for name in columns:
        numeric = any(not isinstance(row.get(name, ""), str) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(_shown(row.get(name, "")) for name in columns))
    return table


def _shown(value: str | int | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def share(part: int, whole: int) -> float:
    """Return a share of 0 to 1, rounded; 0 of nothing is 0."""
    return round(part / whole, 4) if whole else 0.0


def grouped(finished: Iterable[tuple[Item, Done]]) -> Mapping[str, list[Done]]:
    """Return the finished items by group, in the order of the groups."""
    groups: dict[str, list[Done]] = {}
    for item, done in finished:
        groups.setdefault(item.group, []).append(done)
    return groups
