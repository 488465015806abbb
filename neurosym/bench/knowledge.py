"""What is measured of graphs: questions, claims, closures, look-ups, ranks, alignments, beside other engines.

With questions and a graph of one's own it is one row; else each part runs that is wanted and has its data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import cast

from rich.console import Console

from neurosym.bench.parts import Part, Skipped
from neurosym.bench.run import Done, Item, Options, Row, grouped, run, show, write
from neurosym.faults import Fault, FaultError

NAME = "knowledge"
QUESTIONS = "questions"

PARTS: Mapping[str, str] = {
    "closures": "neurosym.bench.closures",
    "lookups": "neurosym.bench.lookups",
    "pagerank": "neurosym.bench.pagerank",
    "validation": "neurosym.bench.validation",
    "retrieval": "neurosym.bench.retrieval",
    "alignment": "neurosym.bench.alignment",
    "ingesting": "neurosym.bench.ingesting",
    "claims": "neurosym.bench.claims",
    QUESTIONS: "neurosym.bench.questions",
}
"""Parts by name, each a module that is a `Part`; those first that are timed against others."""


def bench(options: Options) -> None:
    """Ask questions about graphs; derive, look up, rank, align and check claims, beside other engines."""
    if options.knowledge is None and options.data.is_file():
        what = f"{options.data.name} is a file of questions, and no graph is given to ask"
        raise FaultError(Fault("file", what, hint="add --knowledge GRAPH, or give a folder of data sets"))
    named = False
    rows: list[Row] = []
    skipped: list[Mapping[str, object]] = []
    failures: list[Mapping[str, object]] = []
    for name in PARTS if options.knowledge is None else (QUESTIONS,):
        part = cast(Part, import_module(PARTS[name]))
        items, left_out = _wanted(name, part, options)
        named = named or bool(items or left_out)
        finished = run(f"{NAME} {name}", items, options) if items else []
        told = [row for group, done in grouped(finished).items() for row in part.rows(group, done)]
        _show(name, told, part.NOTE, left_out)
        rows += [{"part": name, **row} for row in told]
        skipped += [{"part": name, "group": one.group, "why": one.why} for one in left_out]
        failures += [{"set": item.group, **one} for item, done in finished for one in _failures(done)]
    if not named:
        hint = f"parts are {', '.join(PARTS)}; write --only PART or --only PART/GROUP"
        raise FaultError(Fault("unknown-name", f"nothing is called {' '.join(options.only)}", hint=hint))
    write(NAME, rows, options, {"skipped": skipped, "failures": failures})


def _wanted(name: str, part: Part, options: Options) -> tuple[list[Item], list[Skipped]]:
    items: list[Item] = []
    skipped: dict[Skipped, None] = {}
    for one in part.items(options):
        match one:
            case Item(group=group, name=called) if options.wants(f"{name}/{group}", called):
                items.append(one)
            case Skipped(group=group, name=called) if options.wants(f"{name}/{group}", called):
                skipped[one] = None
            case _:
                continue
    return items, [*skipped]


def _show(name: str, rows: Sequence[Row], note: str, skipped: Sequence[Skipped]) -> None:
    lines = [f"not run: {name}/{one.group}: {one.why}" for one in skipped]
    if rows:
        show(f"bench {NAME} {name}", rows, "\n".join((note, *lines)))
    elif lines:
        Console(soft_wrap=True).print("\n".join(lines), markup=False, highlight=False)


def _failures(done: Done) -> Iterator[Mapping[str, object]]:
    found = done.get("failures", [])
    assert isinstance(found, list)
    yield from found
