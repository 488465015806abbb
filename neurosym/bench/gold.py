"""Gold logical forms of three sets: each engine alone must decide every item right. Repairs nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from neurosym.bench.dialects import read
from neurosym.bench.dialects.recording import Recording
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Options as OptionGoal
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.budget import Budget
from neurosym.solve.pool import Pool
from neurosym.solve.route import solve

NAME = "gold"
SETS = ("proofwriter", "prontoqa", "logicaldeduction")
ENGINES = ("sat", "z3")
BUDGET = Budget(cpu_s=20, wall_s=60)
_SAYS = {Verdict.PROVED: "True", Verdict.REFUTED: "False", Verdict.UNDETERMINED: "Unknown"}


def bench(options: Options) -> None:
    """Decide gold logical forms with each engine alone: all must be right."""
    with Pool() as pool:
        finished = grouped(run(NAME, list(_items(options, pool)), options))
    report(NAME, [_row(group, done) for group, done in finished.items()], options)


def _items(options: Options, pool: Pool) -> Iterator[Item]:
    counts: Counter[str] = Counter()
    for name in SETS:
        path = options.data / "logic" / name / "dev_gold_lf.jsonl"
        if not path.exists():
            raise FaultError(Fault("no-data", f"no gold logical forms in {path}"))
        for line in path.read_text(encoding="utf-8").splitlines():
            for engine in ENGINES:
                group = f"{name} · {engine}"
                counts[group] += 1
                if options.wants(group) and (options.limit is None or counts[group] <= options.limit):
                    yield _item(group, json.loads(line), engine, pool)


def _item(group: str, entry: dict[str, str], engine: str, pool: Pool) -> Item:
    # the options of LogicalDeduction are in its program, so the text and the question are enough here
    recording = Recording(entry["program"], entry["context"], entry.get("question", ""))

    def work() -> Done:
        reading = read(recording)
        problem = reading.lower(reading.problem)
        result = solve(problem, pool, BUDGET, (engine,))
        said = _said(result, isinstance(problem.goal, OptionGoal))
        return {
            "verdict": result.verdict.value,
            "right": said == entry["gold"] and not reading.unread,
            "executed": not result.verdict.abstains,
            "cpu_s": round(result.cpu_s, 5),
            "reason": result.reason,
        }

    return Item(group, entry["id"], (engine, entry["program"], entry["gold"]), work)


def _said(result: Result, chosen: bool) -> str:
    if chosen:
        return str(result.value) if result.verdict is Verdict.UNIQUE else ""
    return _SAYS.get(result.verdict, "")


def _row(group: str, done: list[Done]) -> Row:
    name, engine = group.split(" · ")
    n = len(done)
    right = sum(bool(entry["right"]) for entry in done)
    executed = sum(bool(entry["executed"]) for entry in done)
    return {
        "set": name,
        "model": engine,
        "n": n,
        "executable": share(executed, n),
        "accuracy": share(right, n),
        "right": share(right, n),
        "wrong": share(executed - right, n),
        "abstained": share(n - executed, n),
        "cpu_s": round(sum(float(str(entry["cpu_s"])) for entry in done) / n, 5) if n else 0.0,
    }
