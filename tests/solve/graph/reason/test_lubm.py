"""The fourteen queries of LUBM(1,0) over all that follows by the OWL 2 RL pack."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from neurosym.knowledge.nodes import is_literal, node_of, term_of
from neurosym.solve.graph.reason.closure import Closure


def test_fourteen_of_fourteen(shared_data: Path) -> None:
    folder = shared_data / "kg" / "lubm"
    if not folder.exists():
        pytest.skip(f"no {folder}")
    given = ox.parse(path=str(folder / "lubm1.nt"))
    closure = Closure((node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in given)
    assert not closure.clashes()
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(term_of(subject), term_of(predicate), term_of(value))
        for subject, predicate, value in closure.match(None, None, None)
        if not is_literal(subject)
    )
    for query in json.loads((folder / "queries.json").read_text(encoding="utf-8")):
        rows = store.query(query["sparql"])
        assert sum(1 for _ in rows) == query["count"], query["id"]
