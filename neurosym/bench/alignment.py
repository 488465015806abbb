"""How well are two graphs aligned? DBP15K, CPE against package URLs, and advisories under two names.

Nothing is trained and no right pair is seen but to score. `names` is what equal names alone give in the same
run, each letter and digit equal; in DBP15K a pair counts where one of its nodes has a known match.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

from neurosym.bench.parts import Skipped, absent, fingerprint, kept, place
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.bench.timing import timed
from neurosym.knowledge.align import align, listed
from neurosym.knowledge.align.codes import node_of_name
from neurosym.knowledge.align.core import Each
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.nodes import Node, Triple, literal, name_of
from neurosym.knowledge.oxigraph import Oxigraph

NOTE = (
    "`precision` and `recall` at the score of 0.5; `names`: of equal names alone. `dbp15k`: fr against en; "
    "`cpe-purl`: all package URLs of each CPE; `advisories`: CVE against GHSA numbers of pysec, half of the "
    "aliases taken out, references dealt out at random."
)
GIVEN = 0.5
"""Share of the advisories that keep their alias."""
DEALT = 0.7
"""Share of an advisory's references that each side has."""

Pairs = set[tuple[Node, Node]]


@dataclass(frozen=True, slots=True)
class Task:
    """Two graphs and the pairs that are right; `named`: the names of nodes, to compare with."""

    left: Oxigraph
    right: Oxigraph
    each: Each
    right_pairs: Pairs
    names: tuple[dict[Node, str], dict[Node, str]]
    strict: bool = True
    """Whether all pairs count, not only those of nodes with a known match."""


rows = kept


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each task."""
    limit = options.limit
    for group, (name, read) in TASKS.items():
        path = place(options, name)
        if path.exists():
            content = (str(limit), fingerprint(path if path.is_dir() else path.parent))
            yield Item(group, group, content, partial(_aligned, group, read, path, limit))
        else:
            yield absent(options, group, name)


def scores(found: Iterable[tuple[Node, Node]], task: Task) -> tuple[float, float, int]:
    """Return precision and recall of pairs, and how many of them count."""
    left, right = ({pair[side] for pair in task.right_pairs} for side in (0, 1))
    counted = {pair for pair in found if task.strict or pair[0] in left or pair[1] in right}
    good = len(counted & task.right_pairs)
    return share(good, len(counted)), share(good, len(task.right_pairs)), len(counted)


def _aligned(group: str, read: Read, path: Path, limit: int | None) -> Done:
    return {"rows": [{"set": group, **figures(read(path, limit))}]}


def figures(task: Task) -> Row:
    """Return how well a task is aligned, and by equal names alone."""
    matches, spent = timed(lambda: align(task.left, task.right, each=task.each))
    precision, recall, counted = scores(((one.left, one.right) for one in matches), task)
    plain = scores(_equal(task), task)
    return {
        "n": len(task.right_pairs),
        "matches": counted,
        "precision": precision,
        "recall": recall,
        "names_precision": plain[0],
        "names_recall": plain[1],
        "cpu_s": round(spent, 1),
    }


def _equal(task: Task) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes whose names are equal, in one-to-one those of no other node."""
    by_name: tuple[dict[str, list[Node]], dict[str, list[Node]]] = (defaultdict(list), defaultdict(list))
    for names, found in zip(task.names, by_name, strict=True):
        for node, name in names.items():
            found[key(name)].append(node)
    for name, ours in by_name[0].items():
        theirs = by_name[1].get(name, [])
        if task.each != "one-to-one" or len(ours) == len(theirs) == 1:
            yield from ((one, two) for one in ours for two in theirs)


def _graph(triples: Iterable[Triple]) -> Oxigraph:
    graph = Oxigraph()
    graph.add(triples)
    return graph


# --- DBP15K (Sun, Hu, Li, 2017)


def dbp15k(path: Path, limit: int | None = None) -> Task:
    """Return the French and the English graph: triples of numbers, and the IRIs of things by number."""
    folder = path.parent
    sides = [_numbered(folder, side) for side in (1, 2)]
    pairs = {(sides[0][0][one], sides[1][0][two]) for one, two in _rows(path)[:limit]}
    names = tuple({node: node.rpartition("/resource/")[2] for node in side[0].values()} for side in sides)
    return Task(_graph(sides[0][1]), _graph(sides[1][1]), "one-to-one", pairs, (names[0], names[1]), False)


def _numbered(folder: Path, side: int) -> tuple[dict[str, Node], list[Triple]]:
    things = {row[0]: row[1] for row in _rows(folder / f"ent_ids_{side}")}
    triples = [(things[s], f"urn:relation:{p}", things[o]) for s, p, o in _rows(folder / f"triples_{side}")]
    return things, triples


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


# --- CPE and package URLs (scanoss/purl2cpe)


def cpe_purl(path: Path, limit: int | None = None) -> Task:
    """Return the CPE names and the package URLs of a table, each once."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(f"cpe:2.3:{one}", two) for _, one, two in list(csv.reader(file, delimiter="\t"))[1:]]
    pairs = {(node_of_name(one), node_of_name(two)) for one, two in rows[:limit]}
    ours, theirs = (sorted({row[side] for row in rows[:limit]}) for side in (0, 1))
    names = (
        {node_of_name(one): one.split(":", 4)[-1] for one in ours},
        {node_of_name(two): two.rstrip("/").rpartition("/")[2] for two in theirs},
    )
    return Task(listed(ours), listed(theirs), "one-to-many", pairs, names)


# --- advisories of the Python Package Index under two names


def advisories(path: Path, limit: int | None = None) -> Task:
    """Return advisories by CVE number and by GHSA number, of those that have both."""
    random = Random(0)
    ours: list[Triple] = []
    theirs: list[Triple] = []
    pairs: Pairs = set()
    for file in sorted(path.rglob("*.yaml"))[:limit]:
        text = file.read_text(encoding="utf-8")
        cve, ghsa = re.search(r"^- (CVE-\S+)", text, re.M), re.search(r"^- (GHSA-\S+)", text, re.M)
        if cve and ghsa:
            one, two = f"https://nvd.example/{cve[1]}", f"https://ghsa.example/{ghsa[1]}"
            pairs.add((one, two))
            ours += [(one, "urn:nvd:id", literal(cve[1])), *_told(one, "urn:nvd:", text, random)]
            if random.random() < GIVEN:
                theirs.append((two, "urn:osv:alias", literal(cve[1])))
            theirs += _told(two, "urn:osv:", text, random)
    names = tuple({pair[side]: name_of(pair[side]) for pair in pairs} for side in (0, 1))
    return Task(_graph(ours), _graph(theirs), "one-to-one", pairs, (names[0], names[1]))


def _told(node: Node, begin: str, text: str, random: Random) -> Sequence[Triple]:
    found = [
        (node, begin + "package", f"pkg:pypi/{name}") for name in re.findall(r"^ +name: (\S+)", text, re.M)
    ]
    found += [(node, begin + "fixed", literal(name)) for name in re.findall(r"fixed: \"?([^\s\"]+)", text)]
    links = sorted(set(re.findall(r"url: (https?://[^\s\"<>{}|\\^`]+)", text)))
    return found + [(node, begin + "reference", link) for link in links if random.random() < DEALT]


Read: TypeAlias = "Callable[[Path, int | None], Task]"

TASKS: Mapping[str, tuple[str, Read]] = {
    "dbp15k": ("dbp15k/fr_en/ref_ent_ids", dbp15k),
    "cpe-purl": ("purl2cpe/dev_half.tsv", cpe_purl),
    "advisories": ("pysec/vulns", advisories),
}
"""Where the data of each task lie, and what reads them."""
