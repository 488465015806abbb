"""Questions that are one pattern, answered by looking it up in no more time than its rows. Keeps none."""

from __future__ import annotations

import time
from itertools import islice

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import Node, is_blank
from neurosym.knowledge.query import Pattern, Query, Var
from neurosym.knowledge.store import Bounds, Graph


def looked_up(graph: Graph, query: Query, bounds: Bounds) -> list[tuple[Node | None, ...]] | None:
    """Return the rows of a query that is one pattern whose variables are all selected; of others, None.

    Raises `FaultError`: `limit` where it takes longer than it may, `node`.
    """
    if len(query.where) != 1 or not isinstance(query.where[0], Pattern):
        return None
    pattern = query.where[0]
    places = (pattern.subject, pattern.predicate, pattern.object)
    free = [place for place in places if isinstance(place, Var)]
    if len(set(free)) < len(free) or (query.select and set(query.select) != set(free)):
        return None
    if any(is_blank(place) for place in places if not isinstance(place, Var)):
        return None
    found = graph.match(*(None if isinstance(place, Var) else place for place in places))
    if not query.select:
        return [()] if next(found, None) is not None else []
    order = [places.index(var) for var in query.select]
    end = time.monotonic() + bounds.seconds
    rows: list[tuple[Node | None, ...]] = []
    for triple in islice(found, bounds.rows + 1):
        rows.append(tuple(triple[place] for place in order))
        if len(rows) % 1024 == 0 and time.monotonic() > end:
            raise late(bounds)
    return rows


def late(bounds: Bounds) -> FaultError:
    """Return what a question is told that takes too long."""
    what = f"the graph has no answer within {bounds.seconds:g} s"
    return FaultError(Fault("limit", what, hint="ask for less, or allow more seconds"))
