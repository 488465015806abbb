"""A graph in memory or on disk, kept by oxigraph; questions run in a process that can be killed.

What matches one pattern is looked up here, in constant time before each row; a query, of which nobody knows
how long it takes, goes to a process that holds a copy of the graph (of one on disk, opens a snapshot of it).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.kept import kept
from neurosym.knowledge.looking import looked_up
from neurosym.knowledge.nodes import Node, Triple, node_of, term_of
from neurosym.knowledge.placing import as_it_is, placed, quad_of
from neurosym.knowledge.query import Query
from neurosym.knowledge.reading import LOAD_S, Statements
from neurosym.knowledge.replica import Replica
from neurosym.knowledge.sources import Source, said_by
from neurosym.knowledge.sparql import bounded, sparql
from neurosym.knowledge.store import Bounds
from neurosym.trace import Event, Listener

if TYPE_CHECKING:
    import rdflib

HERE = Source("here")
"""Where triples come from that are added without a source."""

AT_ONCE = 100_000
"""Statements that are added all or none; of more, a process that is killed may have added some."""

_SMALL = 8 << 20
"""Bytes of a file that has fewer."""

_PREFIXES = "prefixes.json"

_WITH_SOURCES = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}
"""What keeps a source, which is the name of a graph."""


class Oxigraph:
    """A graph that can be read and written; a context manager that ends its process. `folder`: on disk.

    Literals are kept as oxigraph normalises them (`01` is `1`); a source says how they were written. What was
    added to a folder is there when the call returns, also if the process is then killed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._replica = Replica(folder)
        self._size: int | None = None
        self._count()
        self._prefixes: dict[str, str] = {}
        if folder is not None:
            with suppress(OSError, ValueError):
                self._prefixes.update(json.loads((folder / _PREFIXES).read_text(encoding="utf-8")))

    @cached_property
    def _store(self) -> ox.Store:
        try:
            return ox.Store() if self._folder is None else ox.Store(str(self._folder))
        except OSError as error:
            raise FaultError(Fault("file", f"no store can be opened in {self._folder}: {error}")) from None

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the short names of namespaces that the files bind."""
        return self._prefixes

    def __len__(self) -> int:
        if self._size is None:
            several = self._several
            self._size = sum(1 for _ in self.match(None, None, None)) if several else len(self._store)
        return self._size

    def __contains__(self, triple: object) -> bool:
        if not isinstance(triple, tuple) or len(triple) != 3:
            return False
        return next(self.match(*triple), None) is not None

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Do what `Graph.match` promises."""
        one, along, other = (None if node is None else term_of(node) for node in (subject, predicate, object))
        if isinstance(one, ox.Literal) or isinstance(along, (ox.Literal, ox.BlankNode)):
            return
        if isinstance(other, ox.Literal):
            object = node_of(kept(other))
        seen: set[Triple] = set()
        several = self._several
        for quad in self._store.quads_for_pattern(one, along, other, None):
            triple = (
                subject or node_of(quad.subject),
                predicate or quad.predicate.value,
                object or node_of(quad.object),
            )
            if several:
                if triple in seen:
                    continue
                seen.add(triple)
            yield triple

    def select(self, query: Query, bounds: Bounds | None = None) -> Sequence[tuple[Node | None, ...]]:
        """Do what `Graph.select` promises. The first after a change may take longer, to make the copy."""
        bounds = bounds or Bounds()
        found: Sequence[tuple[Node | None, ...]] | None = looked_up(self, query, bounds)
        if found is None:
            found = self._replica.ask(self._store, sparql(query, bounds.rows + 1), bounds)
        return bounded(found, query, bounds.rows)

    def sources(self, triple: Triple) -> Sequence[Source]:
        """Do what `Graph.sources` promises."""
        quad = quad_of(triple)
        found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        names = {one.graph_name for one in found}
        return sorted(HERE if name == ox.DefaultGraph() else Source.of(node_of(name)) for name in names)

    # --- growing

    def load(
        self, path: Path, document: str = "", *, seconds: float = LOAD_S, on: Listener | None = None
    ) -> int:
        """Add the triples of a file, said by `document` (the file's name), and return how many are new.

        What the file puts into named graphs is said by these. Nothing is added where the file cannot be read
        within the `seconds`; `on` hears how far it is. Raises `FaultError`: `file`, `syntax`, `limit`.
        """
        source = Source(document or path.name)
        statements = Statements(path, source.document, seconds, on)
        if on is not None:
            on(Event("load", "begins", path.name))
        if statements.size <= _SMALL:
            added = self._extend(list(placed(statements, source)))
        else:  # the first time only to see that all of it can be read
            odd = sum(1 for quad in statements if not as_it_is(quad))
            plain = statements.bare and not odd
            added = self._extend(statements if plain else placed(statements, source), source)
        self.bind(statements.prefixes)
        if on is not None:
            on(Event("load", "ends", path.name, statements.spent))
        return added

    def add(self, triples: Iterable[Triple], source: Source = HERE) -> int:
        """Add triples and return how many are new of this source. Raises `FaultError` (`node`)."""
        return self._extend(list(placed([quad_of(triple) for triple in triples], source)))

    def take(self, graph: rdflib.Graph, document: str = "rdflib") -> int:
        """Add the triples of an rdflib graph, with its prefixes."""
        self.bind({prefix: str(space) for prefix, space in graph.namespaces()})
        text = graph.serialize(format="nt", encoding="utf-8")
        quads = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        return self._extend(list(placed(quads, Source(document))))

    def remove(self, document: str) -> Sequence[Triple]:
        """Delete all that a document says; return the triples that nobody else says."""
        gone = [name for name in self._store.named_graphs() if said_by(document, node_of(name))]
        said = [quad for name in gone for quad in self._store.quads_for_pattern(None, None, None, name)]
        drops = (f"DROP SILENT GRAPH {name}" for name in gone if isinstance(name, ox.NamedNode))
        self._store.update("; ".join(drops))  # one update is done whole or not at all
        for name in gone:
            if isinstance(name, ox.BlankNode):
                self._store.remove_graph(name)
        self._count()
        lost = [one for one in dict.fromkeys(quad.triple for quad in said) if not self._has(one)]
        self._replica.without(lost)
        return [(node_of(one.subject), one.predicate.value, node_of(one.object)) for one in lost]

    def _has(self, triple: ox.Triple) -> bool:
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return next(found, None) is not None

    def save(self, path: Path) -> None:
        """Write all statements with their sources, as .trig or .nq; another file of that name is replaced.

        The file is there whole or not at all. Raises `FaultError` (`file`).
        """
        text = self._store.dump(format=keeps_sources(path), prefixes=self._prefixes)
        beside = path.with_name(path.name + ".part")
        try:
            beside.write_bytes(text or b"")
            beside.replace(path)
        except OSError as error:
            raise FaultError(Fault("file", f"{path} cannot be written: {error.strerror or error}")) from None

    def documents(self) -> Sequence[str]:
        """Return the documents that say something."""
        return sorted({Source.of(node_of(name)).document for name in self._store.named_graphs()})

    def _extend(self, quads: Iterable[ox.Quad], source: Source = HERE) -> int:
        if isinstance(quads, list) and len(quads) <= AT_ONCE:
            new = sum(quad not in self._store for quad in dict.fromkeys(quads))
            self._store.extend(quads)
            self._replica.more(quads)
            self._count()
            return new
        before = len(self._store)
        try:
            if isinstance(quads, Statements):
                quads.into(self._store, ox.NamedNode(source.graph))
            else:
                self._store.bulk_extend(quads)
        finally:  # what was added before a fault is there
            self._replica.forget()
            self._count()
        return len(self._store) - before

    def bind(self, prefixes: Mapping[str, str]) -> None:
        """Add short names of namespaces."""
        self._prefixes |= prefixes
        if self._folder is not None:
            (self._folder / _PREFIXES).write_text(json.dumps(self._prefixes), encoding="utf-8")

    def _count(self) -> None:
        """See whether a triple may stand in more than one graph."""
        named = sum(1 for _ in islice(self._store.named_graphs(), 2))
        bare = next(self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
        self._several = named + (bare is not None) > 1
        self._size = None

    def spent(self) -> float:
        """Return the seconds of processor time of the process that runs queries."""
        return self._replica.spent()

    def close(self) -> None:
        """End the process that runs queries, and let go of the folder until the graph is used again."""
        self._replica.close()
        if self._folder is not None:
            self.__dict__.pop("_store", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def keeps_sources(path: Path) -> ox.RdfFormat:
    """Return the form of a file that keeps where its statements come from. Raises `FaultError` (`file`)."""
    if (form := _WITH_SOURCES.get(path.suffix.lower())) is None:
        hint = f"write {path.with_suffix('.trig')}: Turtle with a graph for each source"
        raise FaultError(Fault("file", f"{path} would not keep where its triples come from", hint=hint))
    return form
