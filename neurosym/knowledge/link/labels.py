"""The names of the nodes of a graph, found by what they fold to. Built once; does not read texts.

Names are the labels and aliases that the graph gives; a node without any is called by the last part of its
IRI. Literals are values and have no name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from neurosym.knowledge.link.folding import key
from neurosym.knowledge.nodes import LABELS, SKOS, Node, is_blank, is_literal, name_of, text_of
from neurosym.knowledge.store import Graph
from neurosym.knowledge.wording import Wording

Kind = Literal["label", "alias", "name"]

ALIASES = (
    SKOS + "altLabel",
    SKOS + "hiddenLabel",
    "http://schema.org/alternateName",
    "https://schema.org/alternateName",
)
MAX_TRIPLES = 5_000_000
"""Triples that are read to find the nodes."""
MAX_PROPERTIES = 10_000
MAX_NAMESAKES = 1_000
"""Nodes of one name that are kept."""
MAX_LABEL = 300
"""Characters of a label that can still be mentioned."""

_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"(.*\S), (the|an?)", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"(.*\S)\s*\([^()]*\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one node; `count`: how many triples the node is in, to order those of one name."""

    node: Node
    label: str
    kind: Kind = "label"
    count: int = 0


class Labels:
    """The names of nodes. `wording`: the names of properties; `left_out`: sentences on what is not in it."""

    def __init__(self, entries: Iterable[Entry], properties: Iterable[str] = ()) -> None:
        self.wording = Wording(islice(properties, MAX_PROPERTIES))
        self.entries: list[Entry] = []
        self.left_out: tuple[str, ...] = ()
        self.keys: dict[str, list[int]] = defaultdict(list)
        self.variants: dict[str, list[int]] = defaultdict(list)
        """Keys without a leading article, or without what stands in brackets behind."""
        long = crowded = 0
        for entry in entries:
            if len(entry.label) > MAX_LABEL:
                long += 1
                continue
            known = self.keys[key(entry.label)]
            if len(known) == MAX_NAMESAKES:
                crowded += 1
                continue
            known.append(len(self.entries))
            for variant in _variants(entry.label):
                if len(others := self.variants[key(variant)]) < MAX_NAMESAKES:
                    others.append(len(self.entries))
            self.entries.append(entry)
        self.keys.pop("", None)
        self.longest = max(map(len, self.keys), default=0)
        if long:
            self.left_out += (
                f"{long:,} labels have more than {MAX_LABEL} characters and are not looked for",
            )
        if crowded:
            self.left_out += (f"{crowded:,} nodes have a name that {MAX_NAMESAKES:,} others have too",)

    @classmethod
    def of(cls, graph: Graph, most: int = MAX_TRIPLES) -> Labels:
        """Read the names of a graph's nodes, from its first `most` triples where it has more.

        The time is linear in the triples: half a second for 130,000 triples with 43,000 nodes.
        """
        counts: Counter[Node] = Counter()
        properties: dict[Node, None] = {}
        read = 0
        for subject, predicate, value in islice(graph.match(None, None, None), most):
            counts[subject] += 1
            properties[predicate] = None
            if not is_literal(value):
                counts[value] += 1
            read += 1
        found = cls(_entries(graph, counts, most), properties)
        if read == most:
            found.left_out += (f"only the nodes of the first {most:,} triples have been read",)
        return found

    def __len__(self) -> int:
        return len(self.entries)

    def named(self, folded: str) -> Iterator[Entry]:
        """Yield the names that fold to a key."""
        return (self.entries[place] for place in self.keys.get(folded, ()))


def _entries(graph: Graph, counts: Counter[Node], most: int) -> Iterator[Entry]:
    labelled: set[Node] = set()
    kinds: tuple[tuple[Sequence[Node], Kind], ...] = ((LABELS, "label"), (ALIASES, "alias"))
    for properties, kind in kinds:
        for each in properties:
            for subject, _, value in islice(graph.match(None, each, None), most):
                if is_literal(value):
                    labelled.add(subject)
                    yield Entry(
                        subject, text_of(value), "label" if kind == "label" else "alias", counts[subject]
                    )
    for node, count in counts.items():
        if node not in labelled and not is_blank(node):
            yield Entry(node, name_of(node), "name", count)


def _variants(label: str) -> Iterator[str]:
    """Yield a label as it may be written too: `The Matrix` as `Matrix`, `Mercury (planet)` as `Mercury`."""
    if label[:1] in "TtAa" and (article := _ARTICLE.match(label)):
        yield label[article.end() :]
    if label[-1:] == ")" and (bracketed := _BRACKETED.fullmatch(label)):
        yield bracketed[1]
    if label[-5:].lower().endswith((", the", ", an", ", a")) and (behind := _BEHIND.fullmatch(label)):
        yield f"{behind[2]} {behind[1]}"
        yield behind[1]
