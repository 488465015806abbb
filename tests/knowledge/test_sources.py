"""Sources as names of graphs, and back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.knowledge.sources import Source

places = st.one_of(
    st.just((-1, -1)),
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(lambda two: tuple(sorted(two))),
)


@given(
    st.text(),
    places,
    st.text(),
    st.floats(0, 1),
    st.sampled_from(["", "2024-01-01", "2024-01-01T10:00:00+02:00"]),
    st.text(),
)
@example("caf\udce9.txt", (1, 2), "\ud800", 0.5, "", "")
@example("a&b=c?d#e", (0, 0), "+ %2B &x=1;y", 1.0, "", '"01"^^<http://e/>')
def test_a_source_is_read_back_from_the_name_of_its_graph(
    document: str, place: tuple[int, int], quote: str, confidence: float, time: str, written: str
) -> None:
    source = Source(document, *place, quote, confidence, time, written)
    assert Source.of(source.graph) == source
    if document.isascii() and quote.isascii() and written.isascii():
        ox.NamedNode(source.graph)
    assert str(source)


@given(st.text())
def test_any_name_of_a_graph_is_a_source(graph: str) -> None:
    assert isinstance(Source.of(graph), Source)
    assert isinstance(Source.of("urn:source:" + graph), Source)


def test_a_graph_of_another_making_is_a_document() -> None:
    assert Source.of("http://example.org/g") == Source("http://example.org/g")
    assert Source.of("urn:source:x?start=no") == Source("urn:source:x?start=no")


@pytest.mark.parametrize(
    "wrong", [{"confidence": 1.5}, {"confidence": float("nan")}, {"start": 5, "end": 3}, {"start": -2}]
)
def test_sources_that_cannot_be(wrong: dict[str, float]) -> None:
    with pytest.raises(FaultError, match="no such source"):
        Source("x", **wrong)  # type: ignore[arg-type]
