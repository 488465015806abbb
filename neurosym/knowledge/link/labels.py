"""The names of the nodes of a graph, found by what they fold to. Built once; does not read texts.

Names are the labels and aliases that the graph gives; a node without any is called by the last part of its
IRI. Literals are values and have no name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from neurosym.knowledge.census import Census
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.nodes import LABELS, SKOS, Node, is_blank, is_literal, name_of, text_of
from neurosym.knowledge.store import Graph, same
from neurosym.knowledge.wording import Wording

Kind = Literal["label", "alias", "name"]

ALIASES = (
    SKOS + "altLabel",
    SKOS + "hiddenLabel",
    "http://schema.org/alternateName",
    "https://schema.org/alternateName",
)
MAX_NODES = 5_000_000
"""Nodes that are named."""
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
    def of(cls, graph: Graph, census: Census | None = None) -> Labels:
        """Read the names of a graph's nodes; `census`: what is known of them already.

        The time is linear in the triples: half a second for 130,000 triples with 43,000 nodes.
        """
        census = census or Census.of(graph)
        found = cls(_entries(graph, census.things), census.properties)
        if not census.whole or len(census.things) > MAX_NODES:
            few = min(len(census.things), MAX_NODES)
            found.left_out += (f"only the first {few:,} nodes have names; the graph has more",)
        return found

    def __len__(self) -> int:
        return len(self.entries)

    def named(self, name: str) -> list[Node]:
        """Return the nodes that have a name, each once."""
        return list(dict.fromkeys(self.entries[place].node for place in self.keys.get(key(name), ())))

    def has(self, name: str) -> bool:
        """Say whether something is called so, perhaps with an article or with more in brackets."""
        return key(name) in self.keys or key(name) in self.variants

    def only(self, name: str) -> Node | None:
        """Return the node that has a name, if it is one."""
        nodes = self.named(name)
        return nodes[0] if len(nodes) == 1 else None


def _entries(graph: Graph, counts: Mapping[Node, int]) -> Iterator[Entry]:
    labelled: set[Node] = set()
    kinds: tuple[tuple[Sequence[Node], Kind], ...] = ((LABELS, "label"), (ALIASES, "alias"))
    for properties, kind in kinds:
        for each in properties:
            for subject, _, value in islice(graph.match(None, each, None), MAX_NODES):
                if is_literal(value):
                    labelled.add(subject)
                    yield Entry(subject, text_of(value), kind, counts.get(subject, 0))
    for node, count in islice(counts.items(), MAX_NODES):
        if node not in labelled and not is_blank(node):
            yield Entry(node, name_of(node), "name", count)
    for node, other in islice(same(graph).items(), MAX_NODES):
        if not is_blank(node):
            yield Entry(other, name_of(node), "alias", counts.get(other, 0))


def _variants(label: str) -> Iterator[str]:
    """Yield a label as it may be written too: `The Matrix` as `Matrix`, `Mercury (planet)` as `Mercury`."""
    if label[:1] in "TtAa" and (article := _ARTICLE.match(label)):
        yield label[article.end() :]
    if label[-1:] == ")" and (bracketed := _BRACKETED.fullmatch(label)):
        yield bracketed[1]
    if label[-5:].lower().endswith((", the", ", an", ", a")) and (behind := _BEHIND.fullmatch(label)):
        yield f"{behind[2]} {behind[1]}"
        yield behind[1]
