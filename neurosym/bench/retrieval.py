"""How well are questions linked to a graph, and how much of what answers them is retrieved? Asks nobody.

MetaQA without its brackets, and PathQuestion. The gold triples of a question are those of its gold path; at
a budget, not more of them than the budget can be there, which is told beside (`most`).
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from neurosym.bench.parts import Skipped, absent, fingerprint, kept, place
from neurosym.bench.path_questions import GRAPHS, graph_of, lines_of, triple_of
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.bench.timing import timed
from neurosym.knowledge.nodes import Node, Triple, named
from neurosym.knowledge.paths import Limits, follow, steps_of
from neurosym.knowledge.store import Graph, open_graph
from neurosym.knowledge.subgraph import Retriever

BUDGETS = (50, 200)
QUESTIONS = 300
"""Questions of each set, evenly drawn, unless a limit is given."""
GOLD = Limits(fanout=100_000, triples=1_000_000)
NOTE = (
    "`link`: `found`: the entity is among the candidates of the best mention, `first`: it is the best one; "
    "`misspelt`: with a wrong letter in its name; 95 % of the questions take `p95` ms or less. "
    "`retrieve`: `share` of the gold path's triples within the `budget`, `most` that would fit, `whole`: "
    "questions with all of them. `ms`: median of a question; `build_s`: reading the graph, once."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words, the node that it is about, and the triples that answer it.

    `misspelt`: with a wrong letter in the name, where the set says where that stands.
    """

    text: str
    node: Node
    gold: frozenset[Triple]
    misspelt: str = ""


rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each set of questions."""
    limit = options.limit or QUESTIONS
    films, paths = place(options, "metaqa"), place(options, "pathquestion")
    if films.is_dir():
        for hops in (1, 2, 3):
            content = (str(limit), *map(fingerprint, (films / "kb.tsv", films / f"dev_{hops}hop.jsonl")))
            yield Item("metaqa", f"{hops} hop", content, partial(_metaqa, films, hops, limit))
    else:
        yield absent(options, "metaqa", "metaqa")
    if paths.is_dir():
        for name, graph in GRAPHS.items():
            content = (str(limit), *map(fingerprint, (paths / graph, paths / f"{name}.txt")))
            yield Item("pathquestion", name, content, partial(_paths, paths, name, limit))
    else:
        yield absent(options, "pathquestion", "pathquestion")


def _metaqa(folder: Path, hops: int, limit: int) -> Done:
    graph, retriever, build_s = _films(folder)
    lines = (folder / f"dev_{hops}hop.jsonl").read_text(encoding="utf-8").splitlines()
    return _judged(
        f"metaqa {hops} hop", retriever, build_s, [_film(graph, line) for line in _drawn(lines, limit)]
    )


def _film(graph: Graph, line: str) -> Question:
    row = json.loads(line)
    steps = steps_of(*("^" * each.startswith("^") + named(each.removeprefix("^")) for each in row["path"]))
    node = named(row["entity"])
    gold = frozenset(follow(graph, node, steps, GOLD).triples)
    before, name, after = re.split(r"[\[\]]", row["q"], maxsplit=2)
    return Question(before + name + after, node, gold, before + _misspelt(name) + after)


def _misspelt(name: str) -> str:
    """Return a name with a letter within it left out, doubled, replaced, or in the place of the next."""
    random = Random(name)
    place = random.randrange(1, max(2, len(name) - 1))
    one, other = name[place : place + 1], name[place + 1 : place + 2]
    wrong = random.choice((other, one + one + other, random.choice("aeinorst") + other, other + one))
    return name[:place] + wrong + name[place + 2 :]


@cache
def _films(folder: Path) -> tuple[Graph, Retriever, float]:
    return _opened(open_graph(folder / "kb.tsv"))


def _opened(graph: Graph) -> tuple[Graph, Retriever, float]:
    return graph, *timed(lambda: Retriever(graph))


def _paths(folder: Path, name: str, limit: int) -> Done:
    _, retriever, build_s = _opened(graph_of(folder / GRAPHS[name]))
    lines = _drawn(lines_of(folder, name), limit)
    return _judged(name, retriever, build_s, [_path(line) for line in lines])


def _path(line: str) -> Question:
    """Read `question, answer, head#relation#node#relation#tail`, parted by tabs."""
    text, _, path = line.split("\t")[:3]
    parts = [part for part in path.split("#") if part != "<end>"]
    gold = frozenset(triple_of(*parts[place : place + 3]) for place in (0, 2))
    return Question(text.strip(), named(parts[0]), gold)


def _drawn(lines: Sequence[str], limit: int) -> Sequence[str]:
    return lines[:: max(1, len(lines) // limit)][:limit]


def _judged(name: str, retriever: Retriever, build_s: float, questions: Sequence[Question]) -> Done:
    texts = [(question.text, question.node) for question in questions]
    kept = [_linked(f"link {name}", retriever, texts) | {"build_s": round(build_s, 2)}]
    misspelt = [(question.misspelt, question.node) for question in questions if question.misspelt]
    if misspelt:
        kept.append(_linked(f"misspelt {name}", retriever, misspelt))
    asked = [question for question in questions if question.gold]
    kept += [_retrieved(name, retriever, asked, budget) for budget in BUDGETS]
    return {"rows": kept}


def _linked(name: str, retriever: Retriever, texts: Sequence[tuple[str, Node]]) -> Row:
    retriever.linker.link("[something]")  # what near names are found by is made for the first one
    found = first = 0
    times = []
    for text, node in texts:
        linked, cpu_s = timed(partial(retriever.linker.link, text))
        times.append(cpu_s)
        nodes = [each.node for each in linked.mentions[0].candidates] if linked.mentions else []
        found += node in nodes
        first += nodes[:1] == [node]
    count = len(texts)
    row: Row = {"set": name, "n": count, "ms": round(statistics.median(times) * 1e3, 2)}
    row["p95"] = round(sorted(times)[int(0.95 * count)] * 1e3, 2)
    return row | {"found": share(found, count), "first": share(first, count)}


def _retrieved(name: str, retriever: Retriever, questions: Sequence[Question], budget: int) -> Row:
    shares, fits, times = [], [], []
    for question in questions:
        found, cpu_s = timed(partial(retriever.neighbourhood, question.text, budget=budget))
        times.append(cpu_s)
        shares.append(len(question.gold.intersection(found.triples)) / len(question.gold))
        fits.append(min(1.0, budget / len(question.gold)))
    row: Row = {
        "set": f"retrieve {name}",
        "n": len(questions),
        "ms": round(statistics.median(times) * 1e3, 1),
    }
    row |= {"budget": budget, "share": round(statistics.mean(shares), 4)}
    row |= {"most": round(statistics.mean(fits), 4), "whole": share(shares.count(1.0), len(questions))}
    return row
