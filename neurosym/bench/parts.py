"""The shape of one part of a large bench: what there is to do, what cannot be done here and why, and rows.

A part is a module. Knows no part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TypeVar

from neurosym.bench.run import Done, Item, Options, Row

Size = TypeVar("Size")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A group that is not measured, and why; or of which only what has a `name` is not."""

    group: str
    why: str
    name: str = ""


class Part(Protocol):
    """What a part's module has. `NOTE` says what its columns mean."""

    NOTE: str

    def items(self, options: Options) -> Iterator[Item | Skipped]:
        """Yield what there is to do, and what is not done."""

    def rows(self, group: str, done: Sequence[Done]) -> Iterator[Row]:
        """Yield the rows of a group, all of whose items are done."""


def kept(group: str, done: Sequence[Done]) -> Iterator[Row]:
    """Yield the rows that the items of a group have kept: `rows` of a part whose items are independent."""
    for one in done:
        found = one["rows"]
        assert isinstance(found, list), group
        yield from found


def sizes(options: Options, every: Sequence[Size]) -> Sequence[Size]:
    """Return the sizes of what is made up for a measurement: the smallest alone where there is a limit."""
    return every[:1] if options.limit else every


# --- what may be absent


def place(options: Options, name: str) -> Path:
    """Return where a file or folder of data lies: in `--data`, or in the folder `kg` there."""
    own = options.data / name
    return own if own.exists() else options.data / "kg" / name


def absent(options: Options, group: str, name: str) -> Skipped:
    """Say that a file or folder is not among the data."""
    return Skipped(group, f"there is no `{name}` in {options.data.resolve()}, nor in `kg` there (--data)")


def uninstalled(group: str, name: str, module: str = "") -> Skipped | None:
    """Say that an engine is not installed, if so."""
    if find_spec(module or name) is not None:
        return None
    return Skipped(group, f"{name} is not installed: pip install 'neurosym-engine[oracles]'", name)


def versioned(name: str, distribution: str = "") -> str:
    """Return an engine's name with its version."""
    return f"{name} {version(distribution or name)}"


def fingerprint(path: Path) -> str:
    """Return what changes when a file, or a file below a folder, changes."""
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    stats = [(file, file.stat()) for file in files]
    told = [(str(file.relative_to(path)), stat.st_size, stat.st_mtime_ns) for file, stat in stats]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
