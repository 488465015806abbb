"""A graph in memory or on disk, kept by oxigraph; questions run in a process that can be killed.

What matches one pattern is looked up here, in constant time before each row; a query, of which nobody knows
how long it takes, goes to a process that holds a copy of the graph (of one on disk, opens it to read).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import Node, Term, Triple, node_of, term_of
from neurosym.knowledge.query import Query
from neurosym.knowledge.reading import quads_of
from neurosym.knowledge.replica import Replica
from neurosym.knowledge.sources import Source
from neurosym.knowledge.sparql import sparql
from neurosym.knowledge.store import Bounds

if TYPE_CHECKING:
    import rdflib

HERE = Source("here")
"""Where triples come from that are added without a source."""


class Oxigraph:
    """A graph that can be read and written; a context manager that ends its process. `folder`: on disk.

    Literals are kept as oxigraph normalises them (`01` is `1`); a source says how they were written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        try:
            self._store = ox.Store() if folder is None else ox.Store(str(folder))
        except OSError as error:
            raise FaultError(Fault("file", f"no store can be opened in {folder}: {error}")) from None
        self._replica = Replica(self._store, folder)
        self._prefixes: dict[str, str] = {}
        self._graphs = len(list(self._store.named_graphs()))

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the short names of namespaces that the files bind."""
        return self._prefixes

    def __len__(self) -> int:
        if self._graphs <= 1:
            return len(self._store)
        return sum(1 for _ in self.match(None, None, None))

    def __contains__(self, triple: object) -> bool:
        if not isinstance(triple, tuple) or len(triple) != 3:
            return False
        return next(self.match(*triple), None) is not None

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Do what `Graph.match` promises."""
        one, along, other = (None if node is None else term_of(node) for node in (subject, predicate, object))
        if isinstance(one, ox.Literal) or isinstance(along, (ox.Literal, ox.BlankNode)):
            return
        if other is not None:
            object = node_of(_kept(other))
        seen: set[Triple] = set()
        several = self._graphs > 1
        for quad in self._store.quads_for_pattern(one, along, other, None):
            triple = (
                node_of(quad.subject) if subject is None else subject,
                quad.predicate.value if predicate is None else predicate,
                node_of(quad.object) if object is None else object,
            )
            if several:
                if triple in seen:
                    continue
                seen.add(triple)
            yield triple

    def select(self, query: Query, bounds: Bounds | None = None) -> Sequence[tuple[Node | None, ...]]:
        """Do what `Graph.select` promises."""
        bounds = bounds or Bounds()
        rows = self._replica.ask(sparql(query, bounds.rows + 1), bounds)
        if len(rows) > bounds.rows:
            hint = "ask for less, or allow more rows"
            raise FaultError(Fault("limit", f"there are more than {bounds.rows:,} answers", hint=hint))
        return rows if query.select else [()] * bool(rows)

    def sources(self, triple: Triple) -> Sequence[Source]:
        """Do what `Graph.sources` promises."""
        quad = _quad(triple)
        found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return sorted({Source.of(node_of(one.graph_name)) for one in found})

    # --- growing

    def load(self, path: Path, document: str = "") -> int:
        """Add the triples of a file, said by `document` (the file's name), and return how many are new.

        Nothing is added where the file cannot be read. Raises `FaultError`: `file`, `syntax`, `limit`.
        """
        source = Source(document or path.name)
        quads, prefixes = quads_of(path)
        self._prefixes |= prefixes
        return self._extend(_placed(quads, source))

    def add(self, triples: Iterable[Triple], source: Source = HERE) -> int:
        """Add triples and return how many are new of this source. Raises `FaultError` (`node`)."""
        return self._extend(_placed([_quad(triple) for triple in triples], source))

    def take(self, graph: rdflib.Graph, document: str = "rdflib") -> int:
        """Add the triples of an rdflib graph, with its prefixes."""
        self._prefixes |= {prefix: str(space) for prefix, space in graph.namespaces()}
        text = graph.serialize(format="nt", encoding="utf-8")
        quads = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        return self._extend(_placed(quads, Source(document)))

    def remove(self, document: str) -> Sequence[Triple]:
        """Delete all that a document says; return the triples that nobody else says."""
        gone = [name for name in self._store.named_graphs() if Source.of(name.value).document == document]
        said = [quad for name in gone for quad in self._store.quads_for_pattern(None, None, None, name)]
        for name in gone:
            self._store.remove_graph(name)
        self._changed()
        triples = dict.fromkeys((node_of(q.subject), q.predicate.value, node_of(q.object)) for q in said)
        return [triple for triple in triples if triple not in self]

    def documents(self) -> Sequence[str]:
        """Return the documents that say something."""
        return sorted({Source.of(name.value).document for name in self._store.named_graphs()})

    def _extend(self, quads: Iterable[ox.Quad]) -> int:
        before = len(self._store)
        self._store.bulk_extend(quads)
        self._changed()
        return len(self._store) - before

    def _changed(self) -> None:
        self._graphs = len(list(self._store.named_graphs()))
        self._replica.forget()

    def close(self) -> None:
        """End the process that runs queries."""
        self._replica.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _quad(triple: Triple) -> ox.Quad:
    subject, predicate, value = (term_of(node) for node in triple)
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise FaultError(Fault("node", f"`{' '.join(triple):.160}` is no triple"))
    return ox.Quad(subject, predicate, value)


def _placed(quads: Iterable[ox.Quad], source: Source) -> Iterator[ox.Quad]:
    """Put each quad into the graph of its source, a source of its own where a literal will look different."""
    graph = ox.NamedNode(source.graph)
    for quad in quads:
        place = graph
        if isinstance(quad.object, ox.Literal) and _kept(quad.object) != quad.object:
            place = ox.NamedNode(replace(source, written=str(quad.object)).graph)
        if isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, place)
        else:
            yield quad


_SCRATCH = ox.Store()
_NOWHERE = ox.NamedNode("urn:nowhere")


@lru_cache(maxsize=1 << 16)
def _kept(term: Term) -> Term:
    """Return a term as the store gives it back."""
    if not isinstance(term, ox.Literal) or term.language or term.datatype.value.endswith("#string"):
        return term
    _SCRATCH.clear()
    _SCRATCH.add(ox.Quad(_NOWHERE, _NOWHERE, term))
    kept = next(iter(_SCRATCH)).object
    assert isinstance(kept, ox.Literal)
    return kept
