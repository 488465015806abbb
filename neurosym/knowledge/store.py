"""What a graph can be asked, wherever it is kept, and how one is opened. Knows no query language.

>>> graph = open_graph("knowledge_graphs/geography.ttl")
>>> list(graph.match(None, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", None))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import LABELS, Node, Triple, is_blank, is_iri, is_literal, parts, text_of
from neurosym.knowledge.query import Query
from neurosym.knowledge.sources import Source

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a question may take: seconds on the clock, rows of an answer, MiB of memory for the engine."""

    seconds: float = 30.0
    rows: int = 100_000
    memory_mb: int = 4096


@runtime_checkable
class Graph(Protocol):
    """A set of triples that can be asked."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the short names of namespaces."""
        ...

    def __len__(self) -> int:
        """Return how many triples there are."""
        ...

    def __contains__(self, triple: object) -> bool:
        """Say whether a triple is in the graph."""
        ...

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Yield the triples that have these nodes, None standing for any, each once."""
        ...

    def select(self, query: Query, bounds: Bounds | None = None) -> Sequence[tuple[Node | None, ...]]:
        """Return the values of what a query selects; of one that selects nothing, an empty row if it holds.

        A value is None where an alternative gives none. Raises `FaultError`: `limit` where it takes longer
        than it may, or has more rows.
        """
        ...

    def sources(self, triple: Triple) -> Sequence[Source]:
        """Return where a triple comes from."""
        ...


Knowledge: TypeAlias = "Graph | rdflib.Graph | str | Path"
"""What is taken for a graph: one, a file of triples or a folder of a store, or the address of an endpoint."""


def open_graph(knowledge: Knowledge | Sequence[Knowledge]) -> Graph:
    """Return the graph that is meant; several files become one graph.

    Files: .ttl .nt .nq .trig .n3 .rdf .owl .xml, or .tsv of heads, relations and tails. A folder is a store
    of oxigraph; `https://…` a SPARQL endpoint. Raises `FaultError`: `file`, `syntax`, `limit`, `endpoint`.
    """
    if isinstance(knowledge, Graph):
        return knowledge
    from neurosym.knowledge.oxigraph import Oxigraph

    if isinstance(knowledge, (str, Path)) and Path(knowledge).is_dir():
        return Oxigraph(Path(knowledge))
    graph = Oxigraph()
    for one in knowledge if isinstance(knowledge, (list, tuple)) else (knowledge,):
        if isinstance(one, (str, Path)):
            graph.load(Path(one))
        elif hasattr(one, "triples") and hasattr(one, "namespaces"):
            graph.take(one)
        else:
            what = f"{type(one).__name__} is no graph"
            hint = "give a file, a folder, the address of an endpoint, or an rdflib graph"
            raise FaultError(Fault("file", what, hint=hint))
    return graph


def label(graph: Graph, node: Node) -> str:
    """Return what a node is called: by its label, one in English first, or by the name in its IRI."""
    if is_literal(node):
        return text_of(node)
    for predicate in LABELS:
        found = [triple[2] for triple in graph.match(node, predicate, None) if is_literal(triple[2])]
        if found:
            said = min(found, key=lambda one: (_foreign(parts(one)[1]), one))
            return parts(said)[0]
    return text_of(node)


def shown(graph: Graph, node: Node) -> str:
    """Return a node as Turtle writes it, shortened by the prefixes of the graph."""
    if is_literal(node):
        _, language, datatype = parts(node)
        if not datatype or language:
            return node
        return node[: node.rindex("^^<")] + "^^" + shown(graph, datatype)
    if is_blank(node):
        return node
    fits = [(space, prefix) for prefix, space in graph.prefixes.items() if space and node.startswith(space)]
    for space, prefix in sorted(fits, key=lambda one: -len(one[0])):
        rest = node[len(space) :]
        if rest and all(letter.isalnum() or letter in "_-." for letter in rest) and rest[-1] != ".":
            return f"{prefix}:{rest}"
    return f"<{node}>"


def labels(graph: Graph, nodes: Iterable[Node]) -> list[str]:
    """Return what nodes are called, in their order."""
    return [label(graph, node) for node in nodes]


def things(triples: Iterable[Triple]) -> Iterator[Node]:
    """Yield the nodes of triples that are no literals."""
    for subject, _, value in triples:
        yield subject
        if is_iri(value) or is_blank(value):
            yield value


def _foreign(language: str) -> int:
    return 0 if language.lower().startswith("en") else 1 if not language else 2
