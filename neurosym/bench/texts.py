"""Texts through an LM and the whole loop: what is answered right, wrong or withheld, and which readings fail.

A file of JSON lines `{id, text, question, options?, gold, kind?}`. Each verdict is also held against
another engine on the same formulas, so that a wrong answer is seen to be a wrong reading.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from neurosym.answer import Answer
from neurosym.bench.agree import agrees
from neurosym.bench.formulation import equal, of_problem
from neurosym.bench.nl4opt import gold_formulation
from neurosym.bench.rows import FORMULATION, rows_of
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.ir.verdict import Verdict
from neurosym.lm.base import LM, open_lm
from neurosym.solve.route import DEFAULT

NAME = "texts"
NOBODY = frozenset(
    ("no-model", "unusable-model", "unknown-model", "missing-library", "lm-unreachable", "lm-unauthorised")
)
"""Faults that say that no language model is there: then there is nothing to measure."""

NOTE = "`formulas`: share of answers that a second engine gives for the same formulas, of those it decided."


def bench(options: Options) -> None:
    """Ask texts of a JSON lines file with an LM; count right, wrong and withheld answers."""
    lm = open_lm(options.lm, **options.lm_settings)
    with (
        Engine(lm, tries=options.tries, max_tokens=options.max_tokens) as first,
        Engine(backends=DEFAULT[1:]) as second,
    ):
        items = list(_items(options, lm, first, second))
        finished = run(NAME, items, options)
    groups = {**grouped(finished), "all": [done for _, done in finished]}
    rows = [_row(kind, lm.name, done) for kind, done in groups.items()]
    wrong = [f"  {item.name}: {said(done)}" for item, done in finished if done["wrong"]]
    report(NAME, rows, options, "\n".join((NOTE, f"wrong readings: {len(wrong)}", *wrong)))


def _items(options: Options, lm: LM, first: Engine, second: Engine) -> Iterator[Item]:
    for row in chosen(options):
        content = (lm.name, str(options.tries), str(options.max_tokens), json.dumps(row, sort_keys=True))
        yield Item(str(row["kind"]), str(row["id"]), content, partial(_work, row, first, second))


def chosen(options: Options) -> Iterator[Mapping[str, object]]:
    """Yield the rows that are asked for, at most `options.limit` of each set."""
    taken: Counter[str] = Counter()
    for row in rows_of(options.data):
        kind = str(row["kind"])
        taken[kind] += 1
        if options.wants(kind, str(row["id"])) and taken[kind] <= (options.limit or taken[kind]):
            yield row


def question_text(row: Mapping[str, object]) -> str:
    """Return what is asked: the text, the question, and the options as lettered lines."""
    options = row.get("options") or {}
    lines = (
        [f"{label}) {says}" for label, says in options.items()] if isinstance(options, Mapping) else options
    )
    question = f"Question: {row['question']}" if row["question"] else ""
    listed = map(str, lines if isinstance(lines, list) else ())
    return "\n".join(line for line in (str(row["text"]), question, *listed) if line)


def _work(row: Mapping[str, object], first: Engine, second: Engine) -> Done:
    start = time.process_time()
    answer = asked(first, question_text(row))
    cpu_s = time.process_time() - start + (answer.result.cpu_s if answer.result else 0.0)
    return {**judged(row, answer), "formulas": _confirmed(answer, second), "cpu_s": round(cpu_s, 3)}


def asked(engine: Engine, text: str) -> Answer:
    """Return the answer to a text. Raises `FaultError` where no language model is there to ask."""
    answer = engine.ask(text)
    absent = [fault for fault in answer.faults if fault.code in NOBODY]
    if absent:
        raise FaultError(*absent)
    return answer


def judged(row: Mapping[str, object], answer: Answer) -> Done:
    """Return what a bench keeps of an answer: what it says, and whether it is right or wrong."""
    right, wrong = _programme(row, answer) if FORMULATION in row else _verdict(row, answer)
    return {
        "verdict": answer.verdict.value,
        "value": str(answer.value) if answer.value is not None else "",
        "gold": "a formulation" if FORMULATION in row else json.dumps(row["gold"], ensure_ascii=False),
        "right": right,
        "wrong": wrong,
        "warned": bool(answer.faults),
        "faults": [fault.what for fault in answer.faults],
        "problem": "" if answer.problem is None else str(answer.report()),
    }


def _verdict(row: Mapping[str, object], answer: Answer) -> tuple[bool, bool]:
    given = not answer.verdict.abstains
    right = given and agrees(row["gold"], answer.verdict, answer.value)
    return right, given and not right


def _programme(row: Mapping[str, object], answer: Answer) -> tuple[bool, bool]:
    """A formulation is given where there is one and it is not withheld; wrong only without a warning."""
    if answer.problem is None or answer.verdict is Verdict.UNTRANSLATED:
        return False, False
    record = row[FORMULATION]
    assert isinstance(record, Mapping)
    try:
        right = equal(of_problem(answer.problem), gold_formulation(record))
    except FaultError:
        right = False
    return right, not right and not answer.faults


def _confirmed(answer: Answer, second: Engine) -> str:
    """Say what another engine makes of the formulas that were answered."""
    if answer.verdict.abstains or answer.problem is None:
        return ""
    other = second.solve(answer.problem)
    if other.verdict is Verdict.UNKNOWN:
        return "undecided"
    return "same" if other.verdict is answer.verdict else f"different: {other.verdict}"


def _row(kind: str, model: str, done: list[Done]) -> Row:
    decided = [entry for entry in done if entry["formulas"] not in ("", "undecided")]
    same = sum(entry["formulas"] == "same" for entry in decided)
    return {**figures(kind, model, done), "formulas": share(same, len(decided))}


def figures(kind: str, model: str, done: list[Done]) -> Row:
    """Return the shares of right, wrong and withheld answers of a set, and the CPU seconds of a problem.

    `wrong_unwarned`: wrong ones beside which no warning stands; `right_warned`: right ones with one.
    """
    n = len(done)
    right, wrong = (sum(bool(entry[key]) for entry in done) for key in ("right", "wrong"))
    unwarned = sum(bool(entry["wrong"] and not entry["warned"]) for entry in done)
    warned = sum(bool(entry["right"] and entry["warned"]) for entry in done)
    return {
        "set": kind,
        "model": model,
        "n": n,
        "executable": share(sum(entry["verdict"] != Verdict.UNTRANSLATED for entry in done), n),
        "accuracy": share(right, n),
        "right": share(right, n),
        "wrong": share(wrong, n),
        "wrong_unwarned": share(unwarned, n),
        "right_warned": share(warned, n),
        "abstained": share(n - right - wrong, n),
        "cpu_s": round(sum(float(str(entry["cpu_s"])) for entry in done) / n, 2) if n else 0.0,
    }


def said(done: Done) -> str:
    """Return what was answered and what is right, in one line."""
    value = f" {done['value']}" if done["value"] else ""
    return f"answered {done['verdict']}{value}, is {done['gold']}"
