"""What a graph can be asked, wherever it is kept, and how one is opened. Knows no query language.

>>> graph = open_graph("knowledge_graphs/geography.ttl")
>>> list(graph.match(None, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", None))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import LABELS, Node, Triple, is_blank, is_literal, parts, text_of
from neurosym.knowledge.query import Query
from neurosym.knowledge.sources import Source

if TYPE_CHECKING:
    import rdflib

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LOCAL = re.compile(r"[^\W²³¹ªº·]([\w.-]*[\w-])?")
_STORE = "CURRENT"
"""The file by which a folder of a store is known."""


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

    Files: .ttl .nt .nq .trig .n3 .rdf .owl .xml, or .tsv of heads, relations and tails. A folder holds a
    store of oxigraph, or such files; `https://…` is a SPARQL endpoint. Raises `FaultError`: `file`, `syntax`,
    `limit`, `endpoint`.
    """
    if isinstance(knowledge, Graph):
        return knowledge
    from neurosym.knowledge.oxigraph import Oxigraph

    if isinstance(knowledge, str) and _ADDRESS.match(knowledge):
        from neurosym.knowledge.endpoint import Endpoint

        endpoint = Endpoint(knowledge)
        found = endpoint.probe()
        if found.empty and found.named:
            what = f"the graph that {knowledge} asks is empty: all that it has stands in named graphs"
            hint = "`oxigraph serve --union-default-graph` asks all of them, `Endpoint(…, graphs=…)` some"
            raise FaultError(Fault("endpoint", what, hint=hint))
        return endpoint
    if isinstance(knowledge, (str, Path)) and (Path(knowledge) / _STORE).exists():
        return Oxigraph(Path(knowledge))
    graph = Oxigraph()
    for one in knowledge if isinstance(knowledge, (list, tuple)) else (knowledge,):
        if isinstance(one, (str, Path)) and not _ADDRESS.match(str(one)):
            for path in _files(Path(one)):
                known = path.name in graph.documents()
                graph.load(path, str(path) if known else path.name)
        elif hasattr(one, "triples") and hasattr(one, "namespaces"):
            graph.take(one)
        else:
            what = f"{type(one).__name__} is no graph that can be read into another"
            hint = "give files, a folder, an rdflib graph, or one graph or the address of an endpoint alone"
            raise FaultError(Fault("file", what, hint=hint))
    return graph


@contextmanager
def opened(knowledge: Knowledge | Sequence[Knowledge]) -> Iterator[Graph]:
    """Open a graph, and close it in the end; one that is open already stays so. Raises as `open_graph`."""
    graph = open_graph(knowledge)
    try:
        yield graph
    finally:
        if graph is not knowledge:
            close(graph)


def close(graph: Graph) -> None:
    """End what a graph has started, processes or connections; not every graph starts something."""
    end = getattr(graph, "close", None)
    if end is not None:
        end()


def notes(graph: Graph) -> Sequence[str]:
    """Return what a reader of answers ought to know of a graph; not every graph has such notes."""
    found: Sequence[str] = getattr(graph, "notes", ())
    return found


def same(graph: Graph) -> Mapping[Node, Node]:
    """Return for nodes of which a graph says nothing itself the node that stands for them, where it knows."""
    found: Mapping[Node, Node] = getattr(graph, "same", {})
    return found


def _files(path: Path) -> Sequence[Path]:
    """Return a file, or the files of triples in a folder."""
    if not path.is_dir():
        return (path,)
    from neurosym.knowledge.reading import FORMATS, TABLE

    found = sorted(file for file in path.iterdir() if file.suffix.lower() in (*FORMATS, TABLE))
    if not found:
        hint = f"the names of files of triples end in {', '.join((*FORMATS, TABLE))}"
        raise FaultError(Fault("file", f"{path} holds no store and no file of triples", hint=hint))
    return found


def label(graph: Graph, node: Node) -> str:
    """Return what a node is called: by its label, one in English first, or by the name in its IRI."""
    if is_literal(node):
        return text_of(node)
    for predicate in LABELS:
        found = [triple[2] for triple in _said(graph, node, predicate, None) if is_literal(triple[2])]
        if found:
            said = min(found, key=lambda one: (_foreign(parts(one)[1]), one))
            return parts(said)[0]
    return text_of(node)


def shown(graph: Graph, node: Node) -> str:
    """Return a node as Turtle writes it, shortened by the prefixes of the graph."""
    return shortened(graph.prefixes, node)


def shortened(prefixes: Mapping[str, str], node: Node) -> str:
    """Return a node as Turtle writes it, shortened by prefixes."""
    if is_literal(node):
        _, language, datatype = parts(node)
        if not datatype or language:
            return node
        return node[: node.rindex("^^<")] + "^^" + shortened(prefixes, datatype)
    if is_blank(node):
        return node
    fits = [(space, prefix) for prefix, space in prefixes.items() if space and node.startswith(space)]
    for space, prefix in sorted(fits, key=lambda one: -len(one[0])):
        rest = node[len(space) :]
        if _LOCAL.fullmatch(rest):
            return f"{prefix}:{rest}"
    return f"<{node}>"


def occurs(graph: Graph, node: Node) -> bool:
    """Say whether a graph says something of a node; of what cannot be one it says nothing."""
    return any(next(_said(graph, one, None, other), None) for one, other in ((node, None), (None, node)))


def _said(
    graph: Graph, subject: Node | None, predicate: Node | None, object: Node | None
) -> Iterator[Triple]:
    """Yield what a graph says; nothing of what it cannot be asked, as the blank nodes of an endpoint."""
    try:
        yield from graph.match(subject, predicate, object)
    except FaultError as error:
        if error.faults[0].code not in ("node", "query"):
            raise


def _foreign(language: str) -> int:
    return 0 if language.lower().startswith("en") else 1 if not language else 2
