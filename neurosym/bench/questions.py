"""Questions about a graph: how many answers are exactly right, with their triples cited?

A file of JSON lines, each with a question `q`, its `answers` by name (numbers, or true and false), and
perhaps `rules` by which more follows. The graph is RDF, or a table of heads, relations and tails. What a
question mentions is linked by us; marks like [brackets] in it are kept, and taken away for the rows that say
so.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TypeAlias

from neurosym.answer import Answer
from neurosym.bench.asking import identity, mute, opened, ready
from neurosym.bench.parts import Skipped, absent, fingerprint, place
from neurosym.bench.path_questions import FOLDER, GRAPHS, graph_of, lines_of, question_of
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.bench.texts import NOBODY
from neurosym.bench.timing import timed
from neurosym.faults import Fault, FaultError
from neurosym.grounded import Grounded
from neurosym.ir.verdict import Verdict
from neurosym.knowledge.store import Knowledge, label
from neurosym.shelf import shelf

METAQA = "metaqa"
TOGETHER = 64
"""Questions that are read together, as `Grounded.ask_many` does."""

NOTE = (
    "`right`: exactly the answers of the file; `wrong`: others; `abstained`: the reading was not clear, or "
    "the graph has no answer. `cited`: of the right ones, those whose triples the kernel has matched again. "
    "`ms`: processor time of a question, the graph being open."
)

Line: TypeAlias = Mapping[str, object]

_MARKS = re.compile(r"[\[\]]")


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to ask in batches, `--limit` questions of each set: one's own, or all there are.

    Raises `FaultError`: `file`, and where there is no LM that was asked for, or one's own set needs.
    """
    if options.knowledge is not None:
        lines = _lines(options.data)
        ready(options)
        yield from _Set(options, options.data.stem, options.knowledge).items(lines)
        return
    for read, one in _sets(options):
        if not options.wants(f"questions/{one.name}"):
            continue
        if why := mute(options):
            yield Skipped(one.name, why)
        else:
            yield from one.items(read())
    for name, folder in (("MetaQA", METAQA), ("PathQuestion", FOLDER)):
        if not place(options, folder).is_dir():
            yield absent(options, name, folder)


def _sets(options: Options) -> Iterator[tuple[Callable[[], list[Line]], _Set]]:
    """Yield the questions of the graphs that are shipped, and of MetaQA and PathQuestion where they are."""
    for path in sorted(shelf("knowledge_graphs").glob("*.questions.jsonl")):
        graph = path.with_name(path.name.replace(".questions.jsonl", ".ttl"))
        yield partial(_lines, path), _Set(options, graph.stem, graph)
    folder = place(options, METAQA)
    for path in sorted(folder.glob("dev_*.jsonl")):
        name = f"MetaQA {path.stem}"
        lines = partial(_lines, path)
        yield lines, _Set(options, name, folder / "kb.tsv")
        yield lines, _Set(options, f"{name}, without marks", folder / "kb.tsv", marks=False)
    folder = place(options, FOLDER)
    for name, table in GRAPHS.items():
        if (folder / f"{name}.txt").is_file():
            yield partial(_path_lines, folder, name), _Set(options, name, folder / table, read=graph_of)


@dataclass
class _Set:
    """Questions about one graph, which is opened when it is first asked, once for each pack of rules."""

    options: Options
    name: str
    knowledge: Path
    marks: bool = True
    read: Callable[[Path], Knowledge] = Path
    opened: dict[str, Grounded] = field(default_factory=dict)

    def items(self, lines: Sequence[Line]) -> Iterator[Item]:
        """Yield the questions in batches, those with the same rules together."""
        by_rules: dict[str, list[Line]] = {}
        for line in lines[: self.options.limit]:
            by_rules.setdefault(str(line.get("rules", "")), []).append(line)
        same = (fingerprint(self.knowledge), identity(self.options), str(self.marks))
        for rules, some in by_rules.items():
            for begin in range(0, len(some), TOGETHER):
                batch = some[begin : begin + TOGETHER]
                texts = (json.dumps(line, sort_keys=True) for line in batch)
                work = partial(self.asked, rules, batch)
                yield Item(self.name, f"{rules or 'as given'} {begin}", (*texts, *same), work)

    def asked(self, rules: str, lines: Sequence[Line]) -> Done:
        """Ask some questions. Raises `FaultError` where there is no LM, or no graph, to ask."""
        if rules not in self.opened:
            self.opened[rules] = Grounded(self.read(self.knowledge), opened(self.options), rules)
            self.opened[rules].ask_many([])  # what is read and loaded once is not counted
        graph = self.opened[rules]
        texts = [str(line["q"]) for line in lines]
        spoken = texts if self.marks else [_MARKS.sub("", text) for text in texts]
        answers, cpu_s = timed(lambda: graph.ask_many(spoken))
        absent = [fault for answer in answers for fault in answer.faults if fault.code in NOBODY]
        if absent:
            raise FaultError(absent[0])
        told = [_judged(graph, answer, line["answers"]) for answer, line in zip(answers, lines, strict=True)]
        both = list(zip(texts, told, answers, strict=True))
        wrong = [
            {"q": text, "read": answer.result.method if answer.result else ""}
            for text, one, answer in both
            if one == "wrong"
        ]
        cited = sum(one == "right" and answer.trust == "certified" for _, one, answer in both)
        counts = {"n": len(told), "right": told.count("right"), "wrong": told.count("wrong"), "cited": cited}
        return {**counts, "cpu_s": round(cpu_s, 3), "failures": wrong}


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


def _judged(graph: Grounded, answer: Answer, gold: object) -> str:
    said = answers_of(graph, answer)
    if said is None:
        return "abstained"
    wanted = gold if isinstance(gold, list) else [gold]
    return "right" if set(map(plain, said)) == set(map(plain, wanted)) else "wrong"


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


def plain(value: object) -> object:
    """Return what answers are compared by: numbers as such, however they are written."""
    if isinstance(value, bool):
        return str(value)  # for True equals 1
    try:
        number = float(value if isinstance(value, Fraction) else str(value))
    except ValueError:
        return value
    return number if math.isfinite(number) else value  # a film may be called Infinity


def _path_lines(folder: Path, name: str) -> list[Line]:
    both = map(question_of, lines_of(folder, name))
    return [{"q": question, "answers": answers} for question, answers in both]


def _lines(path: Path) -> list[Line]:
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise FaultError(Fault("file", f"{path} cannot be read: {error}")) from None
    if not lines or not all(isinstance(line, dict) and {"q", "answers"} <= line.keys() for line in lines):
        hint = 'a line is {"q": "…", "answers": ["…"]}'
        raise FaultError(Fault("file", f"{path} holds no questions with answers", hint=hint))
    return lines
