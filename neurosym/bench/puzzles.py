"""What trust and explanation cost on puzzles: certificates of uniqueness, and certified steps.

Random 5x5 grids with no clue to spare, and the problems of a file or folder in the notation. Beside each
stands what solving the same grid takes that somebody encoded by hand for PySAT, in the same run.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from neurosym.bench.by_hand import is_unique, solve_by_hand
from neurosym.bench.grids import Grid, notation, random_grid
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run
from neurosym.certify.check import check
from neurosym.faults import FaultError
from neurosym.ir.core import Problem
from neurosym.ir.load import loads
from neurosym.ir.notation import read_problem
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.route import backend
from neurosym.solve.sat_deduction import deduction

NAME = "puzzles"
GRIDS, SIZE = 20, 5
BUDGET_S = 2.0
"""Processor time for the steps of one puzzle."""

NOTE = (
    "`cpu_s`: median processor time to make and to check; `per_s`: so many in one second; `complete`: the "
    f"share in which every value is reached within {BUDGET_S:g} s. `theirs_s`: the grid by PySAT, encoded "
    "by hand; `ratio`: ours / theirs."
)


def bench(options: Options) -> None:
    """Certify and explain grid puzzles, and those of a file; count steps and CPU, against PySAT by hand."""
    items = [item for item in _items(options) if options.wants(item.group)]
    finished = grouped(run(NAME, items, options))
    report(NAME, [_row(group, done) for group, done in finished.items()], options, NOTE)


def _items(options: Options) -> Iterator[Item]:
    for seed in range(options.limit or GRIDS):
        grid = random_grid(SIZE, seed, is_unique)
        text = notation(grid)
        problem = read_problem(text)
        for name, work in (("unique", _unique), ("steps", _steps)):
            yield Item(f"grids, {name}", str(seed), (text,), partial(work, problem, grid))
    for path in _problems(options.data):
        text = path.read_text(encoding="utf-8")
        yield Item(f"{path.stem}, steps", path.name, (text,), partial(_steps, loads(text), None))


def _problems(data: Path) -> list[Path]:
    return sorted(data.glob("*.problem")) if data.is_dir() else [data]


def _unique(problem: Problem, grid: Grid) -> Done:
    """The verdict `unique` with its certificate, and the kernel's word on it."""
    engines = [backend("sat")]
    result = decide(problem, engines)
    start = _start()
    found = certificate(problem, result, engines)
    check(problem, found)
    return _done(time.process_time() - start, grid, steps=0, certified=1, complete=1)


def _steps(problem: Problem, grid: Grid | None) -> Done:
    """The steps, each with a certificate that the kernel accepts."""
    engines = [backend("sat")]
    result = decide(problem, engines)
    start = _start()
    try:
        found = deduction(problem, result.models[0], engines, BUDGET_S) if result.models else None
    except FaultError:
        found = None
    if found is None:
        return _done(time.process_time() - start, grid, steps=0, certified=0, complete=0)
    accepted = 0
    for step in found.steps:
        if step.certificate is not None:
            check(step.problem(problem), step.certificate)
            accepted += 1
    spent = time.process_time() - start
    share = accepted / len(found.steps) if found.steps else 0
    return _done(spent, grid, steps=len(found.steps), certified=share, complete=int(not found.left))


def _start() -> float:
    """Return the processor time now. What earlier items left is cleared away before, not at a random item."""
    gc.collect()
    return time.process_time()


def _done(ours: float, grid: Grid | None, *, steps: int, certified: float, complete: int) -> Done:
    theirs = 0.0
    if grid is not None:
        start = time.process_time()
        solve_by_hand(grid)
        theirs = time.process_time() - start
    return {"ours": ours, "theirs": theirs, "steps": steps, "certified": certified, "complete": complete}


def _row(group: str, done: Sequence[Done]) -> Row:
    column = {key: [float(str(entry[key])) for entry in done] for key in done[0]}
    ours, theirs = statistics.median(column["ours"]), statistics.median(column["theirs"])
    return {
        "set": group,
        "n": len(done),
        "steps": statistics.median(column["steps"]),
        "certified": round(statistics.mean(column["certified"]), 4),
        "complete": round(statistics.mean(column["complete"]), 4),
        "cpu_s": round(ours, 4),
        "per_s": round(1 / ours, 1) if any(column["certified"]) else 0.0,
        "theirs_s": round(theirs, 5),
        "ratio": round(ours / theirs, 1) if theirs else 0.0,
    }
