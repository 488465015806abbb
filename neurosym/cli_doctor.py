"""The verb `doctor`: which language models, engines and limits are usable here, and what to install."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from neurosym.cli_words import default_record
from neurosym.faults import FaultError
from neurosym.lm.base import BUILT_IN, ENTRY_POINTS
from neurosym.record import Record
from neurosym.solve.route import BACKENDS, backend
from neurosym.workers.budget import Budget, limits_available

_LIBRARIES = {
    "embedded": ("torch", "llguidance", "tokenizers", "safetensors", "numpy"),
    "local": ("torch", "transformers", "llguidance"),
    "server": ("openai",),
    "scripted": (),
}
_PACKAGES = {"sat": "python-sat", "z3": "z3-solver"}


def doctor(
    record: Annotated[Path | None, typer.Option(help="Where the record lies.")] = None,
    purge: Annotated[bool, typer.Option("--purge", help="Forget all that the record holds.")] = False,
) -> None:
    """Say what is usable here, and what to install for the rest."""
    place = record or default_record()
    if purge and place.is_file():
        Record(place).purge()
    table = Table(box=None, show_header=False, pad_edge=False)
    for row in (*_lms(), *_engines(), *_limits(), ("record", str(place), _kept(place))):
        table.add_row(*row)
    # a line must not be broken where it may be copied from
    Console(soft_wrap=True, width=200, highlight=False).print(table)


def _lms() -> Iterator[tuple[str, str, str]]:
    for name in sorted(BUILT_IN):
        absent = [library for library in _LIBRARIES.get(name, ()) if find_spec(library) is None]
        need = f"needs {', '.join(absent)}: pip install 'neurosym-engine\\[{name}]'"
        yield "LM", f"{name}/…", need if absent else "usable"
    for point in entry_points(group=ENTRY_POINTS):
        yield "LM", f"{point.name}/…", f"from {point.value}"


def _engines() -> Iterator[tuple[str, str, str]]:
    outside = [point.name for point in entry_points(group="neurosym.backends")]
    for name in (*BACKENDS, *outside):
        try:
            backend(name)
        except FaultError as error:
            yield "engine", name, f"{error.faults[0].what}; {error.faults[0].hint}"
        else:
            yield "engine", name, f"usable {_version(_PACKAGES.get(name, ''))}".rstrip()


def _version(package: str) -> str:
    try:
        return f"({package} {version(package)})" if package else ""
    except PackageNotFoundError:
        return ""


def _limits() -> Iterator[tuple[str, str, str]]:
    budget = Budget()
    values = {
        "wall": f"{budget.wall_s:g} s",
        "cpu": f"{budget.cpu_s:g} s",
        "memory": f"{budget.memory_mb} MiB",
    }
    for name, holds in limits_available().items():
        yield "limit", name, values.get(name, "held") if holds else "not held by this system"


def _kept(place: Path) -> str:
    if not place.is_file():
        return "empty"
    return f"{place.stat().st_size / 1e6:.1f} MB; `neurosym doctor --purge` forgets it"
