"""Plans in numbers: are they solved and certified, and what does that cost beside HiGHS alone?

Gold formulations of a file of NL4Opt's form, read twice, with fractions and in whole numbers; random
programmes of many kinds; and, where an LM is named, the texts of the file.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from neurosym import check
from neurosym.bench.generated import KINDS, generated
from neurosym.bench.nl4opt import gold_programme
from neurosym.bench.numbers import Numbers, problem_of
from neurosym.bench.rows import FORMULATION, rows_of
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.bench.texts import asked
from neurosym.bench.worded import compared, text_row
from neurosym.engine import Engine
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.verdict import Verdict
from neurosym.lm.base import open_lm
from neurosym.solve.route import solve
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done as Returned
from neurosym.workers.job import Job
from neurosym.workers.pool import Pool

NAME = "optimise"
BUDGET = Budget(cpu_s=60, wall_s=180)
"""Of one programme, which HiGHS and the engine solve several times."""

GOLD, GENERATED, TEXT = "gold", "generated", "text"
READINGS: Mapping[str, bool] = {"fractions": False, "whole numbers": True}

NOTE = (
    "gold, generated: `accuracy` solved and certified; `minimal`: of those infeasible, none of the limits in "
    "conflict can be left out; `agree`: as HiGHS says, values within 1e-6. Medians of processor time in ms: "
    "`highs` builds and solves by HiGHS alone, `trust` is what exact numbers, the proof and the kernel's "
    "check take beyond reading and floating point, `ratio` trust / highs, `total` from formulas to the "
    "certified answer with its reasons. text: `accuracy` formulation equal, `answer` best value equal, "
    "`unwarned` wrong without a warning."
)

Records = Sequence[tuple[str, Mapping[str, object]]]


def bench(options: Options) -> None:
    """Solve and certify programmes of a file, and random ones, beside HiGHS alone; read them from texts."""
    records = _records(options)
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(preload=("neurosym.bench.certified",)))
        items = [*_gold_items(options, records, pool), *_random_items(options, pool)]
        if options.lm and options.wants(TEXT, options.lm):
            lm = open_lm(options.lm, **options.lm_settings)
            engine = stack.enter_context(Engine(lm, tries=1))
            items += [_text_item(lm.name, name, record, engine, pool) for name, record in records]
        finished = run(NAME, items, options)
    rows = [_row(group, done) for group, done in grouped(finished).items()]
    missed = [
        f"  {item.group} {item.name}: {_fails(item, done)}" for item, done in finished if _fails(item, done)
    ]
    told = [{"set": item.group, "id": item.name, **done} for item, done in finished]
    report(
        NAME,
        rows,
        options,
        "\n".join((NOTE, f"not as it should be: {len(missed)}", *missed)),
        {"items": told},
    )


def _records(options: Options) -> Records:
    """Return the names and records of the formulations of a file or folder. Raises `FaultError`."""
    if options.data == Path():
        if options.lm:
            raise FaultError(
                Fault("no-rows", "there are no texts to ask", hint="name a file of NL4Opt's form")
            )
        return []
    rows = [row for row in rows_of(options.data) if FORMULATION in row]
    if not rows:
        hint = "name a file of NL4Opt's form, or none for random programmes alone"
        raise FaultError(Fault("no-rows", f"{options.data} holds no formulations", hint=hint))
    found = [(str(row["id"]), row[FORMULATION]) for row in rows]
    return [(name, record) for name, record in found if isinstance(record, Mapping)][: options.limit]


# --- what is done


def _gold_items(options: Options, records: Records, pool: Pool) -> Iterator[Item]:
    for reading, whole in READINGS.items():
        group = f"{GOLD} · {reading}"
        for name, record in records if options.wants(group) else ():
            work = partial(_gold, record, whole, pool)
            yield Item(group, name, (json.dumps(record, sort_keys=True),), work)


def _random_items(options: Options, pool: Pool) -> Iterator[Item]:
    for name, kind in KINDS.items():
        group = f"{GENERATED} · {name}"
        for seed in range(min(kind.count, options.limit or kind.count)) if options.wants(group) else ():
            yield Item(group, str(seed), (), partial(_random, name, seed, pool))


def _text_item(model: str, name: str, record: Mapping[str, object], engine: Engine, pool: Pool) -> Item:
    def work() -> Done:
        answer = asked(engine, str(record["document"]))
        return compared(record, answer, lambda problem: solve(problem, pool, BUDGET))

    return Item(f"{TEXT} · {model}", name, (json.dumps(record, sort_keys=True),), work)


def _gold(record: Mapping[str, object], whole: bool, pool: Pool) -> Done:
    try:
        numbers = gold_programme(record, whole)
    except FaultError as error:
        return {"compiled": False, "reason": error.faults[0].what}
    return _measured(numbers, pool)


def _random(name: str, seed: int, pool: Pool) -> Done:
    return _measured(generated(name, seed), pool)


def _measured(numbers: Numbers, pool: Pool) -> Done:
    if wrong := errors(check.examine(problem_of(numbers))):
        return {"compiled": False, "reason": wrong[0].what}
    outcome = pool.run(Job("neurosym.bench.certified:measured", (numbers,)), BUDGET)
    if isinstance(outcome, Returned) and isinstance(outcome.value, dict):
        return {"compiled": True, **outcome.value}
    reason = f"{outcome.kind}: {outcome.detail}" if not isinstance(outcome, Returned) else "nothing came back"
    return {"compiled": True, "certified": False, "agree": False, "reason": reason}


# --- what is told of it


def _row(group: str, done: Sequence[Done]) -> Row:
    name, _, model = group.partition(" · ")
    if name == TEXT:
        return text_row(model, done)
    n = len(done)
    compiled, certified, agree = (
        sum(bool(entry.get(key)) for entry in done) for key in ("compiled", "certified", "agree")
    )
    none = [bool(entry["minimal"]) for entry in done if entry.get("verdict") == Verdict.INFEASIBLE]
    row: Row = {
        "set": name,
        "model": model,
        "n": n,
        "executable": share(compiled, n),
        "accuracy": share(certified, n),
        "minimal": share(sum(none), len(none)) if none else "",
        "agree": share(agree, n),
    }
    timed = [entry for entry in done if "total_s" in entry]
    for column in ("highs", "trust", "total") if timed else ():
        row[column] = round(1000 * statistics.median(_number(entry, f"{column}_s") for entry in timed), 2)
        if column == "trust":
            ratios = [_number(entry, "trust_s") / _number(entry, "highs_s") for entry in timed]
            row["ratio"] = round(statistics.median(ratios), 2)
    return row


def _number(entry: Done, key: str) -> float:
    return float(str(entry[key]))


def _fails(item: Item, done: Done) -> str:
    """Return what is amiss with a programme, nothing where all is well. Of texts, the table says enough."""
    if item.group.startswith(TEXT) or (done.get("certified") and done.get("agree")):
        return ""
    if "verdict" not in done:
        return str(done.get("reason"))
    trust = "certified" if done["certified"] else "not certified"
    return f"{done['verdict']} {done['objective']}, {trust}; HiGHS: {done['highs']}"
