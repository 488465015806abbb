"""Gold logical forms: each engine alone must decide every item right, and certify it. Repairs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from neurosym.accepted import certified
from neurosym.answer import Answer
from neurosym.bench.agree import agrees
from neurosym.bench.gold_forms import SETS, GoldForm, gold_forms
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.solve.route import solve
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool

NAME = "gold"
ENGINES = ("sat", "z3")
BUDGET = Budget(cpu_s=20, wall_s=60)


def bench(options: Options) -> None:
    """Decide gold logical forms with each engine alone: all must be right, and certified."""
    with Pool() as pool:
        finished = grouped(run(NAME, list(_items(options, pool)), options))
    report(NAME, [_row(group, done) for group, done in finished.items()], options)


def _items(options: Options, pool: Pool) -> Iterator[Item]:
    counts: Counter[str] = Counter()
    for name in SETS:
        groups = [f"{name} · {engine}" for engine in ENGINES if options.wants(f"{name} · {engine}")]
        for form in gold_forms(options.data, name) if groups else ():
            for group in groups:
                counts[group] += 1
                if options.limit is None or counts[group] <= options.limit:
                    yield _item(group, form, pool)


def _item(group: str, form: GoldForm, pool: Pool) -> Item:
    engine = group.partition(" · ")[2]

    def work() -> Done:
        if form.problem is None:
            return {"verdict": "", "right": False, "executed": False, "certified": False, "cpu_s": 0.0}
        result = solve(form.problem, pool, BUDGET, (engine,))
        answer = certified(Answer(result.verdict, "", form.problem, result), pool, BUDGET, (engine,))
        return {
            "verdict": result.verdict.value,
            "right": agrees(form.gold, result.verdict, result.value),
            "executed": not result.verdict.abstains,
            "certified": answer.trust == "certified",
            "cpu_s": round(result.cpu_s, 5),
            "reason": result.reason,
        }

    return Item(group, form.id, (engine, *form.content), work)


def _row(group: str, done: list[Done]) -> Row:
    name, engine = group.split(" · ")
    n = len(done)
    right, executed, shown = (
        sum(bool(entry[key]) for entry in done) for key in ("right", "executed", "certified")
    )
    return {
        "set": name,
        "model": engine,
        "n": n,
        "executable": share(executed, n),
        "accuracy": share(right, n),
        "right": share(right, n),
        "wrong": share(executed - right, n),
        "abstained": share(n - executed, n),
        "certified": share(shown, executed),
        "cpu_s": round(sum(float(str(entry["cpu_s"])) for entry in done) / n, 5) if n else 0.0,
    }
