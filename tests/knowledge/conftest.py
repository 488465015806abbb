"""Graphs of every kind, each with a way to say what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from neurosym.knowledge.endpoint import Endpoint
from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.store import Graph
from tests.knowledge.servers import Server, oxigraph, rdflib_endpoint


@dataclass(frozen=True)
class Kind:
    """A graph, what makes it hold some triples and nothing else, and what frees it of a question."""

    graph: Graph
    hold: Callable[[Iterable[Triple]], None]
    free: Callable[[], None] = lambda: None


def of_oxigraph(graph: Oxigraph) -> Kind:
    def hold(triples: Iterable[Triple]) -> None:
        for document in graph.documents():
            graph.remove(document)
        graph.add(triples)

    return Kind(graph, hold)


def of_server(server: Server) -> Iterator[Kind]:
    server.start()
    try:
        yield Kind(Endpoint(server.query), server.hold, server.restart)
    finally:
        server.stop()


@pytest.fixture(scope="session")
def memory() -> Iterator[Kind]:
    with Oxigraph() as graph:
        yield of_oxigraph(graph)


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kind]:
    with Oxigraph(Path(tmp_path_factory.mktemp("store")) / "graph") as graph:
        yield of_oxigraph(graph)


@pytest.fixture(scope="session")
def served() -> Iterator[Kind]:
    yield from of_server(oxigraph())


@pytest.fixture(scope="session")
def served_by_rdflib() -> Iterator[Kind]:
    yield from of_server(rdflib_endpoint())


@pytest.fixture(params=["memory", "disk", "served"])
def strict(request: pytest.FixtureRequest) -> Kind:
    """Those that keep to the recommendation in every corner: rdflib compares numbers with texts."""
    found: Kind = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["memory", "disk", "served", "served_by_rdflib"])
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.getfixturevalue(request.param)
    return found
