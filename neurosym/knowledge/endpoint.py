"""A graph behind an address that speaks the SPARQL 1.1 Protocol (W3C Recommendation, 2013). Keeps no triples.

What is sent is a SELECT that is made from algebra: no SERVICE, no LOAD, no update. The server's own graph is
asked, which may leave out what stands in named graphs; `probe` finds out and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Self
from urllib.parse import quote, urlencode

from neurosym.faults import Fault, FaultError, visible
from neurosym.knowledge.nodes import Node, Triple, is_blank, is_iri, is_literal, number_of
from neurosym.knowledge.query import Pattern, Place, Query, Var
from neurosym.knowledge.results import rows_of_json
from neurosym.knowledge.sources import Source
from neurosym.knowledge.sparql import bounded, sparql, written
from neurosym.knowledge.store import Bounds
from neurosym.knowledge.transport import Transport

LONGEST_ADDRESS = 2000
"""Characters of an address, above which a question is sent as a form."""

MAX_BYTES = 64 << 20
PAGE = 1000
"""Rows that `match` asks for first."""

SAMPLE = 20
"""Statements of named graphs by which `probe` sees whether the server's own graph has them."""

_RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an endpoint can do. `named`: it has named graphs; `union`: the graph that is asked holds what
    stands in them, as far as a few statements show; `paths`: it follows paths in queries in queries;
    `empty`: the graph that is asked holds nothing."""

    named: bool
    union: bool
    paths: bool
    empty: bool = False

    @property
    def notes(self) -> Sequence[str]:
        """Return what a reader of answers ought to know."""
        found = []
        if self.named and not self.union:
            found.append("what stands only in named graphs of the endpoint is not asked; name them: graphs=")
        if not self.paths:
            found.append("the endpoint follows no paths, so questions about chains are faults")
        return found


class Endpoint:
    """A graph behind an address; a context manager that closes its connections.

    `bounds`: of each question without its own; `max_bytes`: of an answer.
    `graphs`: the named graphs that are asked, together, in place of the server's own. `prefixes`: short names
    for what is shown. `headers`: such as `Authorization`. `notes`: what a reader of answers ought to know, as
    far as `probe` has found it out. Raises `FaultError` (`endpoint`) for no address.
    """

    def __init__(
        self,
        url: str,
        *,
        bounds: Bounds | None = None,
        max_bytes: int = MAX_BYTES,
        graphs: Sequence[str] = (),
        prefixes: Mapping[str, str] = MappingProxyType({}),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._transport = Transport(url, {"Accept": _RESULTS, **headers})
        self._bounds = bounds or Bounds()
        self._max_bytes = max_bytes
        self._graphs = tuple(graphs)
        self._prefixes = dict(prefixes)
        self.notes: Sequence[str] = ()

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the short names that the user gave."""
        return self._prefixes

    def __len__(self) -> int:
        ((found,),) = self._ask(
            "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }", self._bounds
        )
        number = number_of(found or "")
        if not isinstance(number, int):
            raise FaultError(Fault("endpoint", "the endpoint does not count its triples"))
        return number

    def __bool__(self) -> bool:
        return True  # or a test for None would count all triples

    def __contains__(self, triple: object) -> bool:
        return isinstance(triple, tuple) and len(triple) == 3 and next(self.match(*triple), None) is not None

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Do what `Graph.match` promises, up to the rows of the bounds, then raise `FaultError` (`limit`)."""
        nodes = (subject, predicate, object)
        if is_literal(subject or "") or not is_iri(predicate or "p:"):
            return
        names = (Var("s"), Var("p"), Var("o"))
        places: list[Place] = [
            name if node is None else node for node, name in zip(nodes, names, strict=True)
        ]
        free = tuple(place for place in places if isinstance(place, Var))
        query = Query(free, (Pattern(*places),))
        seen: set[tuple[Node | None, ...]] = set()
        for most in dict.fromkeys((min(PAGE, self._bounds.rows + 1), self._bounds.rows + 1)):
            rows = self._ask(sparql(query, most), self._bounds)
            for row in rows:
                if row in seen:
                    continue
                if len(seen) == self._bounds.rows:
                    bounded((*seen, row), query, self._bounds.rows)
                seen.add(row)
                rest = iter(row)
                found = [next(rest) if node is None else node for node in nodes] if free else nodes
                yield str(found[0]), str(found[1]), str(found[2])
            if len(rows) < most or not free:
                return

    def select(self, query: Query, bounds: Bounds | None = None) -> Sequence[tuple[Node | None, ...]]:
        """Do what `Graph.select` promises; of the bounds, the memory is the server's own."""
        bounds = bounds or self._bounds
        return bounded(self._ask(sparql(query, bounds.rows + 1), bounds), query, bounds.rows)

    def sources(self, triple: Triple) -> Sequence[Source]:
        """Return the named graphs in which a triple stands; where it stands in none, the endpoint."""
        if any(map(is_blank, triple)):
            return []
        pattern = " ".join(map(written, triple))
        rows = self._ask(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {pattern} }} }} LIMIT {PAGE}", self._bounds, ())
        found = sorted({Source.of(graph) for (graph,) in rows if graph is not None})
        return found or ([Source(self._transport.address)] if triple in self else [])

    def probe(self) -> Capabilities:
        """Ask what the endpoint can do. Raises `FaultError`: `endpoint` where it is none, `limit`."""
        found = self._probed()
        self.notes = found.notes
        return found

    def _probed(self) -> Capabilities:
        brief = replace(self._bounds, rows=SAMPLE)
        empty = not self._ask("SELECT ?x { ?x ?y ?z } LIMIT 1", brief)
        rows = self._ask(f"SELECT ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {SAMPLE}", brief, ())
        known = [row for row in rows if not any(node is None or is_blank(node) for node in row)]
        union = True
        if known:
            table = " ".join(f"({' '.join(written(node or '') for node in row)})" for row in known)
            here = self._ask(
                f"SELECT DISTINCT ?s ?p ?o {{ VALUES (?s ?p ?o) {{ {table} }} ?s ?p ?o }}", brief
            )
            union = len(here) == len(set(known))
        try:
            self._ask("SELECT ?x { { SELECT ?x { <urn:x> (<urn:p>|<urn:q>)+ ?x } } } LIMIT 1", brief)
        except FaultError:
            return Capabilities(bool(rows), union, False, empty)
        return Capabilities(bool(rows), union, True, empty)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(
        self, text: str, bounds: Bounds, graphs: Sequence[str] | None = None
    ) -> list[tuple[Node | None, ...]]:
        asked = self._graphs if graphs is None else graphs
        pairs = [("query", text), *(("default-graph-uri", graph) for graph in asked)]
        said = urlencode(pairs, quote_via=quote)
        short = len(said) + len(self._transport.url.geturl()) <= LONGEST_ADDRESS
        reply = self._transport.ask(
            said if short else "", "" if short else said, bounds.seconds, self._max_bytes
        )
        if reply.status == 200:
            return rows_of_json(reply.body)
        first = visible(reply.body[:400].decode("utf-8", "replace").strip().replace("\n", " "))
        what = f"{self._transport.address} answers {reply.status}: {first:.200}".rstrip(": ")
        raise FaultError(Fault(_CODES.get(reply.status, "endpoint"), what))


_CODES = {400: "query", 408: "limit", 413: "limit", 429: "limit", 503: "limit", 504: "limit"}
