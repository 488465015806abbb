"""How much CPU does it take, as ratios to other ways of doing the same in the same run?

Each pair is measured in turns, ours and theirs, as processor time of this process and of those it starts.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from neurosym.bench import z3_alone
from neurosym.bench.by_hand import is_unique, solve_by_hand
from neurosym.bench.grids import Grid, notation, random_grid
from neurosym.bench.plain_terms import plain_problem
from neurosym.bench.recordings import Recorded, recorded
from neurosym.bench.replay import replay
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run
from neurosym.ir.core import Problem
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.route import backend, solve
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done as Returned
from neurosym.workers.job import Job
from neurosym.workers.pool import Pool

NAME = "speed"
GRIDS, SIZE, TURNS = 20, 6, 7
REPLAYED, BLOCK = 60, 20
SET, MODELS = "ProofWriter", ("gpt-3.5-turbo", "text-davinci-003")
BUDGET = Budget(cpu_s=10, wall_s=30)
NOTE = (
    "`ratio`: ours / theirs for grids, theirs / ours for programs. Theirs: grids encoded by hand for PySAT; "
    "programs by a Python process with Z3 for each problem, rules with quantifiers; an empty Python program. "
    "`import`: `n` is the number of libraries that it loads."
)
_IMPORT = (
    "import sys; before = set(sys.modules); import neurosym;"
    "print(len({m.partition('.')[0] for m in set(sys.modules) - before}"
    " - set(sys.stdlib_module_names) - {'neurosym'}))"
)


def bench(options: Options) -> None:
    """Compare the CPU of grid puzzles, replayed programs and the import with that of other ways."""
    with Pool(packages=("neurosym", "time"), preload=("neurosym.solve.sat",)) as pool:
        items = [item for item in _items(options, pool) if options.wants(item.group)]
        finished = grouped(run(NAME, items, options))
    report(NAME, [_row(group, done) for group, done in finished.items()], options, NOTE)


def _items(options: Options, pool: Pool) -> Iterator[Item]:
    for seed in range(options.limit or GRIDS):
        grid = random_grid(SIZE, seed, is_unique)
        text = notation(grid)
        yield Item("grids", str(seed), (text,), partial(_grid, grid, text, False))
        yield Item("grids, explained", str(seed), (text,), partial(_grid, grid, text, True))
    for model in MODELS:
        chosen = [found for found in _recorded(options) if found.model == model][: options.limit or REPLAYED]
        for start in range(0, len(chosen), BLOCK):
            block = chosen[start : start + BLOCK]
            content = tuple(found.recording.program for found in block)
            for name, work in (("replayed", _replayed), ("decided", _decided)):
                yield Item(f"{SET} {name} · {model}", str(start), content, partial(work, block, pool))
    yield Item("import", "modules", (), _imported)


def _recorded(options: Options) -> Iterator[Recorded]:
    return (found for found in recorded(options.data) if found.set == SET)


# --- one item each


def _grid(grid: Grid, text: str, explain: bool) -> Done:
    problem = read_problem(text)
    engine = backend("sat")
    ours, theirs = [], []
    for _ in range(TURNS):
        theirs.append(_cpu(lambda: solve_by_hand(grid)))
        ours.append(_cpu(lambda: decide(problem, [engine], explain=explain)))
    result = decide(problem, [engine], explain=explain)
    right = result.verdict is Verdict.UNIQUE and result.value == _by_hand(grid)
    mine, other = statistics.median(ours), statistics.median(theirs)
    return {"n": 1, "right": int(right), "ours": mine, "theirs": other, "ratio": mine / other}


def _by_hand(grid: Grid) -> dict[str, dict[str, int]]:
    places = solve_by_hand(grid)[0] or {}
    return {
        f"at{attribute}": {f"v{attribute}_{value}": places[attribute, value] for value in range(grid.size)}
        for attribute in range(grid.size)
    }


def _replayed(block: Sequence[Recorded], pool: Pool) -> Done:
    """Reader, repairs, checks and verdict, against Z3 on the problem that was read."""
    asked = partial(solve, runner=pool, budget=BUDGET)
    found = [replay(item.recording, asked) for item in block]  # also loads what is loaded once
    ours = _cpu(lambda: [replay(item.recording, asked) for item in block], pool)
    problems = [(one.problem, one.result) for one in found if one.problem is not None]
    return _against_z3(ours / len(block), problems)


def _decided(block: Sequence[Recorded], pool: Pool) -> Done:
    """The verdict on the problem that was read, against Z3."""
    asked = partial(solve, runner=pool, budget=BUDGET)
    found = [replay(item.recording, asked).problem for item in block]
    problems = [(problem, asked(problem)) for problem in found if problem is not None]
    ours = _cpu(lambda: [asked(problem) for problem, _ in problems], pool)
    return _against_z3(ours / len(problems), problems)


def _against_z3(ours: float, problems: Sequence[tuple[Problem, Result]]) -> Done:
    before = _children()
    agree = sum(_z3_says(problem) == _WORDS.get(result.verdict) for problem, result in problems)
    theirs = (_children() - before) / len(problems)
    return {"n": len(problems), "right": agree, "ours": ours, "theirs": theirs, "ratio": theirs / ours}


_WORDS = {
    Verdict.PROVED: "True",
    Verdict.REFUTED: "False",
    Verdict.UNDETERMINED: "Unknown",
    Verdict.INCONSISTENT: "Contradiction",
}


def _z3_says(problem: Problem) -> str:
    done = subprocess.run(
        [sys.executable, z3_alone.__file__],
        input=json.dumps(plain_problem(problem)),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _imported() -> Done:
    before = _children()
    done = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True)
    ours = _children() - before
    before = _children()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return {"n": int(done.stdout), "right": 0, "ours": ours, "theirs": _children() - before, "ratio": 0.0}


# --- processor time


def _cpu(work: Callable[[], object], pool: Pool | None = None) -> float:
    before = time.process_time(), _in_worker(pool)
    work()
    return time.process_time() - before[0] + _in_worker(pool) - before[1]


def _in_worker(pool: Pool | None) -> float:
    """Return the processor time of a pool's one worker, which its children's account does not show yet."""
    outcome = pool.run(Job("time:process_time"), BUDGET) if pool else None
    return float(str(outcome.value)) if isinstance(outcome, Returned) else 0.0


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _row(group: str, done: Sequence[Done]) -> Row:
    name, _, model = group.partition(" · ")
    column = {key: [float(str(entry[key])) for entry in done] for key in done[0]}
    n = int(sum(column["n"]))
    if group == "import":
        return {"set": name, "model": "", "n": n, "cpu_s": column["ours"][0], "theirs_s": column["theirs"][0]}
    return {
        "set": name,
        "model": model,
        "n": n,
        "agree": round(sum(column["right"]) / n, 4),
        "cpu_s": round(statistics.median(column["ours"]), 5),
        "theirs_s": round(statistics.median(column["theirs"]), 5),
        "ratio": round(statistics.median(column["ratio"]), 2),
    }
