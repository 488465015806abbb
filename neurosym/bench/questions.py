"""Questions about a graph: how many answers are exactly right, with their triples cited?

A file of JSON lines, each with a question `q`, its `answers` by name (numbers, or true and false), and
perhaps `rules` by which more follows. The graph is RDF, or a table of heads, relations and tails. What a
question mentions is linked by us; marks like [brackets] in it are kept, and taken away for the rows that say
so.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from neurosym.answer import Answer
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.faults import Fault, FaultError
from neurosym.grounded import QUESTIONS, Grounded
from neurosym.ir.verdict import Verdict
from neurosym.knowledge.store import label
from neurosym.lm.base import open_lm

TOGETHER = 64
"""Questions that are read together, as `Grounded.ask_many` does."""

NOTE = (
    "`right`: exactly the answers of the file; `wrong`: others; `abstained`: the reading was not clear, or "
    "the graph has no answer. `cited`: of the right ones, those whose triples the kernel has matched again. "
    "`ms`: processor time of a question."
)

_MARKS = re.compile(r"[\[\]]")


def items(options: Options, data: Path, knowledge: Path, name: str, marks: bool = True) -> Iterator[Item]:
    """Yield the questions of a file in batches. Raises `FaultError` (`file`)."""
    lines = _lines(data)[: options.limit]
    opened: dict[str, Grounded] = {}
    by_rules: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        by_rules.setdefault(str(line.get("rules", "")), []).append(line)
    for rules, some in by_rules.items():
        for number, batch in enumerate(_batched(some)):
            texts = tuple(json.dumps(line, sort_keys=True) for line in batch)
            work = partial(_asked, opened, options, knowledge, rules, batch, marks)
            content = (*texts, knowledge.name, rules, options.lm, str(marks))
            yield Item(name, f"{rules or 'as given'} {number}", content, work)


def rows(name: str, done: Sequence[Done]) -> Iterator[Row]:
    """Yield one row of all batches of a file."""
    total = {key: sum(int(str(one[key])) for one in done) for key in ("n", "right", "wrong", "cited")}
    cpu_s = sum(float(str(one["cpu_s"])) for one in done)
    n = total["n"]
    yield {
        "set": name,
        "n": n,
        "right": share(total["right"], n),
        "wrong": share(total["wrong"], n),
        "abstained": share(n - total["right"] - total["wrong"], n),
        "cited": share(total["cited"], total["right"]),
        "ms": round(1000 * cpu_s / n) if n else 0,
    }


def _asked(
    opened: dict[str, Grounded],
    options: Options,
    knowledge: Path,
    rules: str,
    lines: Sequence[dict[str, object]],
    marks: bool,
) -> Done:
    if rules not in opened:
        lm = open_lm(options.lm or QUESTIONS, **options.lm_settings)
        opened[rules] = Grounded(knowledge, lm, rules)
    graph = opened[rules]
    texts = [str(line["q"]) for line in lines]
    began = time.process_time()
    answers = graph.ask_many(texts if marks else [_MARKS.sub("", text) for text in texts])
    cpu_s = time.process_time() - began
    told = [_judged(graph, answer, line["answers"]) for answer, line in zip(answers, lines, strict=True)]
    cited = sum(
        one == "right" and answer.trust == "certified" for one, answer in zip(told, answers, strict=True)
    )
    wrong = [
        {"q": text, "read": answer.result.method if answer.result else ""}
        for text, one, answer in zip(texts, told, answers, strict=True)
        if one == "wrong"
    ]
    counts = {"n": len(told), "right": told.count("right"), "wrong": told.count("wrong"), "cited": cited}
    return {**counts, "cpu_s": round(cpu_s, 3), "failures": wrong}


def _judged(graph: Grounded, answer: Answer, gold: object) -> str:
    said = answers_of(graph, answer)
    if said is None:
        return "abstained"
    wanted = gold if isinstance(gold, list) else [gold]
    return "right" if set(map(_plain, said)) == set(map(_plain, wanted)) else "wrong"


def answers_of(graph: Grounded, answer: Answer) -> list[object] | None:
    """Return the names and numbers of an answer, None where there is none."""
    if answer.verdict is Verdict.NOT_FOUND and answer.problem is not None:
        bindings = getattr(answer.problem.goal, "bindings", ())
        return None if bindings else [False]
    if answer.verdict is not Verdict.FOUND or answer.result is None:
        return None
    value = answer.result.value
    if not isinstance(value, (list, tuple)):
        return [True]
    node = graph.vocabulary.node
    return [label(graph.graph, node(one)) if isinstance(one, str) else one for one in value]


def _plain(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return value
    try:
        return float(value)
    except ValueError:
        return value


def _batched(lines: Sequence[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    return (list(lines[begin : begin + TOGETHER]) for begin in range(0, len(lines), TOGETHER))


def _lines(path: Path) -> list[dict[str, object]]:
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise FaultError(Fault("file", f"{path} cannot be read: {error}")) from None
    if not all(isinstance(line, dict) and "q" in line and "answers" in line for line in lines):
        hint = 'a line is {"q": "…", "answers": ["…"]}'
        raise FaultError(Fault("file", f"{path} holds no questions with answers", hint=hint))
    return lines
