"""Replay of programs that LMs wrote for five sets: how far does a good back-end carry the same text?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from neurosym.bench.recordings import Recorded, Rerun, recorded, reruns
from neurosym.bench.replay import Decide, replay
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.bench.score import row, scored
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result
from neurosym.solve.route import solve
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool

NAME = "recorded"
BUDGET = Budget(cpu_s=10, wall_s=30)
LOGIC_LM = "logic-lm"
NOTE = f"`{LOGIC_LM}`: its own back-ends on the same programs, where abstaining includes its failures."


def bench(options: Options) -> None:
    """Replay recorded translations of five sets through reader, repairs and solver."""
    with Pool() as pool:

        def decide(problem: Problem) -> Result:
            return solve(problem, pool, BUDGET)

        items = list(_items(options, decide))
        finished = grouped(run(NAME, items, options))
    others = reruns(options.data)
    rows: list[Row] = []
    for group, done in finished.items():
        name, model = group.split(" · ")
        rows.append(row(name, model, done))
        if (name, model) in others:
            rows.append(_rerun(name, model, others[name, model][: options.limit]))
    report(NAME, rows, options, NOTE)


def _items(options: Options, decide: Decide) -> Iterator[Item]:
    counts: Counter[str] = Counter()
    for found in recorded(options.data):
        group = f"{found.set} · {found.model}"
        counts[group] += 1
        if options.wants(group) and (options.limit is None or counts[group] <= options.limit):
            yield _item(group, found, decide)


def _item(group: str, found: Recorded, decide: Decide) -> Item:
    def work() -> Done:
        return scored(replay(found.recording, decide), found.recording.options, found.answer)

    about = found.recording
    content = (about.program, about.text, about.question, *about.options, found.answer)
    return Item(group, found.id, content, work)


def _rerun(name: str, model: str, done: list[Rerun]) -> Row:
    n = len(done)
    right = sum(entry.right for entry in done)
    executed = sum(entry.executed for entry in done)
    return {
        "set": name,
        "model": f"{model} {LOGIC_LM}",
        "n": n,
        "executable": share(executed, n),
        "accuracy": share(right, n),
        "right": share(right, n),
        "wrong": share(executed - right, n),
        "abstained": share(n - executed, n),
    }
