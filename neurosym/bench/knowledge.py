"""What is measured of graphs: questions, claims, closures, look-ups, ranks, alignments, beside other engines.

With questions and a graph of one's own it is one row; else each part runs that is wanted and has its data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from neurosym.bench import questions
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run
from neurosym.shelf import shelf

NAME = "knowledge"

PARTS: Mapping[str, str] = {
    "closures": "neurosym.bench.closures",
    "pagerank": "neurosym.bench.pagerank",
    "retrieval": "neurosym.bench.retrieval",
}
"""Parts by name: each module has `items(options)`, `rows(done)` and a `NOTE`."""

METAQA = "metaqa"


def bench(options: Options) -> None:
    """Ask questions about graphs; derive, look up, rank, align and check claims, beside other engines."""
    if options.knowledge is not None:
        asked = list(questions.items(options, options.data, options.knowledge, options.data.stem))
        _tell(options, {"questions": asked}, {"questions": questions})
        return
    modules = {name: import_module(module) for name, module in PARTS.items() if options.wants(name)}
    found: dict[str, list[Item]] = {name: list(module.items(options)) for name, module in modules.items()}
    if options.wants("questions"):
        found["questions"] = list(_own(options))
    _tell(options, found, {**modules, "questions": questions})


def _own(options: Options) -> Iterator[Item]:
    """Yield the questions of the graphs that are shipped, and of MetaQA where it is among the data."""
    for path in sorted(shelf("knowledge_graphs").glob("*.questions.jsonl")):
        graph = path.with_name(path.name.replace(".questions.jsonl", ".ttl"))
        yield from questions.items(options, path, graph, graph.stem)
    folder = next(
        (one for one in (options.data / METAQA, options.data / "kg" / METAQA) if one.is_dir()), None
    )
    if folder is not None:
        for path in sorted(folder.glob("dev_*.jsonl")):
            for marks in (True, False):
                name = f"MetaQA {path.stem}" + ("" if marks else ", without marks")
                yield from questions.items(options, path, folder / "kb.tsv", name, marks)


def _tell(options: Options, items: Mapping[str, list[Item]], modules: Mapping[str, ModuleType]) -> None:
    every = [item for some in items.values() for item in some]
    finished = {id(item): done for item, done in run(NAME, every, options)}
    for name, some in items.items():
        rows: list[Row] = []
        told = [(item, finished[id(item)]) for item in some]
        for group, done in grouped(told).items():
            rows += _rows(modules[name], group, done)
        failures = [{"set": item.group, **one} for item, done in told for one in _failures(done)]
        report(f"{NAME} {name}", rows, options, str(modules[name].NOTE), {"failures": failures})


def _rows(module: ModuleType, group: str, done: list[Done]) -> Iterator[Row]:
    if module is questions:
        yield from questions.rows(group, done)
    else:
        for one in done:
            yield from module.rows(one)


def _failures(done: Done) -> list[Mapping[str, object]]:
    found = done.get("failures", [])
    return found if isinstance(found, list) else []
