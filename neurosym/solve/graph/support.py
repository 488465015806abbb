"""The triples that an answer rests on: what a query's patterns are, with the values that make it true.

Of several ways to an answer one is enough; of what is counted or compared all triples are cited, up to a
number. What is absent rests on no triple, only on the graph having no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neurosym.faults import FaultError
from neurosym.knowledge.nodes import Node, Triple
from neurosym.knowledge.query import (
    Absent,
    Counted,
    Either,
    Given,
    Most,
    Part,
    Pattern,
    Place,
    Query,
    Reach,
    Test,
    Var,
    variables,
)
from neurosym.knowledge.store import Bounds, Graph

MAX_WAYS = 5_000
"""Ways to answers that are looked at together."""
MAX_APART = 50
"""Answers that are looked at one by one where all ways together are too many."""
MAX_CITED = 500
"""Triples that are cited of what is counted or compared."""

Values = Mapping[Var, Node]


@dataclass
class Support:
    """Triples, in the order in which they were found; `left_out` says which answers have none here."""

    triples: dict[Triple, None] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def support(
    graph: Graph, query: Query, rows: Sequence[Sequence[Node | None]], bounds: Bounds | None = None
) -> Support:
    """Return triples with which each row is an answer. Raises `FaultError` (`limit`)."""
    found = Support()
    for values in _ways(graph, query, rows, bounds, found):
        for triple in _cited(graph, query.where, values, bounds, found):
            found.triples.setdefault(triple)
    return found


def _ways(
    graph: Graph,
    query: Query,
    rows: Sequence[Sequence[Node | None]],
    bounds: Bounds | None,
    found: Support,
) -> Iterator[Values]:
    """Yield one way to each row: values of all variables."""
    bounds = bounds or Bounds()
    names = tuple(dict.fromkeys((*query.select, *variables(query.where))))
    asked = Query(names, query.where)
    try:
        every = graph.select(asked, Bounds(bounds.seconds, MAX_WAYS, bounds.memory_mb))
    except FaultError as error:
        if error.faults[0].code != "limit":
            raise
        every = []
        for row in rows[:MAX_APART]:
            fixed = {name: value for name, value in zip(query.select, row, strict=True) if value is not None}
            where = tuple(_put(query.where, fixed))
            free = tuple(name for name in names if name not in fixed)
            way = next(iter(_some(graph, Query(free, where), bounds)), None)
            if way is not None:
                values = {**fixed, **dict(zip(free, way, strict=True))}
                every.append(tuple(values.get(name) for name in names))
        if len(rows) > MAX_APART:
            found.left_out.append(f"the triples of {len(rows) - MAX_APART} more answers")
    width = len(query.select)
    first: dict[tuple[Node | None, ...], tuple[Node | None, ...]] = {}
    for way in sorted(every, key=_order):
        first.setdefault(tuple(way[:width]), tuple(way))
    for way in first.values():
        yield {name: value for name, value in zip(names, way, strict=True) if value is not None}


def _order(row: Sequence[Node | None]) -> list[Node]:
    """Order rows by their nodes, for an answer to be told the same way each time."""
    return [node or "" for node in row]


def _some(graph: Graph, query: Query, bounds: Bounds) -> Sequence[tuple[Node | None, ...]]:
    """Return answers, none where there are too many to say."""
    try:
        return graph.select(query, bounds)
    except FaultError as error:
        if error.faults[0].code != "limit":
            raise
        return ()


def _cited(
    graph: Graph, parts: Iterable[Part], values: Values, bounds: Bounds | None, found: Support
) -> Iterator[Triple]:
    for part in parts:
        match part:
            case Pattern():
                if (triple := _triple(part, values)) is not None:
                    yield triple
            case Reach():
                yield from _reached(graph, part, values)
            case Either(ways):
                for way in ways:
                    cited = list(_cited(graph, way, values, bounds, found))
                    if cited and all(triple in graph for triple in cited):
                        yield from cited
                        break
            case Counted(_, _, inner) | Most(parts=inner):
                yield from _all_of(graph, tuple(_put(inner, values)), bounds, found)
            case Test() | Given() | Absent():
                pass


def _all_of(graph: Graph, parts: tuple[Part, ...], bounds: Bounds | None, found: Support) -> Iterator[Triple]:
    """Yield the triples of all that is counted or compared."""
    names = tuple(dict.fromkeys(variables(parts)))
    bounds = bounds or Bounds()
    try:
        ways = graph.select(Query(names, parts), Bounds(bounds.seconds, MAX_CITED, bounds.memory_mb))
    except FaultError as error:
        if error.faults[0].code != "limit":
            raise
        found.left_out.append(f"the triples of more than {MAX_CITED} things that are counted or compared")
        return
    for way in sorted(ways, key=_order):
        values = {name: value for name, value in zip(names, way, strict=True) if value is not None}
        yield from _cited(graph, parts, values, bounds, found)


def _reached(graph: Graph, part: Reach, values: Values) -> Iterator[Triple]:
    """Yield the triples of a shortest way from the one end to the other."""
    start, goal = _value(part.subject, values), _value(part.object, values)
    if start is None or goal is None:
        return
    before: dict[Node, Triple | None] = {start: None}
    frontier = [start]
    while frontier and (goal not in before or (goal == start and part.least == 1)):
        following = []
        for node in frontier:
            for predicate in part.predicates:
                for triple in graph.match(node, predicate, None):
                    if triple[2] == goal == start:
                        yield from _back(before, node)
                        yield triple
                        return
                    if triple[2] not in before:
                        before[triple[2]] = triple
                        following.append(triple[2])
        frontier = following
    yield from _back(before, goal)


def _back(before: Mapping[Node, Triple | None], node: Node) -> list[Triple]:
    found = []
    while (triple := before.get(node)) is not None:
        found.append(triple)
        node = triple[0]
    return found[::-1]


def _triple(pattern: Pattern, values: Values) -> Triple | None:
    subject, predicate, value = (
        _value(place, values) for place in (pattern.subject, pattern.predicate, pattern.object)
    )
    return None if subject is None or predicate is None or value is None else (subject, predicate, value)


def _value(place: Place, values: Values) -> Node | None:
    return values.get(place) if isinstance(place, Var) else place


def _put(parts: Iterable[Part], values: Values) -> Iterator[Part]:
    """Yield parts with values for variables; what is counted keeps the variables of its own."""

    def put(place: Place) -> Place:
        return values.get(place, place) if isinstance(place, Var) else place

    for part in parts:
        match part:
            case Pattern(subject, predicate, value):
                yield Pattern(put(subject), put(predicate), put(value))
            case Reach(subject, predicates, value, least):
                yield Reach(put(subject), predicates, put(value), least)
            case Given(var, node):
                yield Test("==", put(var), node) if var in values else part
            case Test(op, left, right):
                yield Test(op, put(left), put(right))
            case Absent(inner):
                yield Absent(tuple(_put(inner, values)))
            case Either(ways):
                yield Either(tuple(tuple(_put(way, values)) for way in ways))
            case Counted(total, of, inner, by):
                known = {name: value for name, value in values.items() if name in by}
                rest = tuple(name for name in by if name not in known)
                yield Counted(total, of, tuple(_put(inner, known)), rest)
                if total in values:
                    yield Test("==", total, values[total])
            case Most(of, other, inner, largest):
                if of in values:
                    beyond = Test(">" if largest else "<", other, values[of])
                    yield Absent((*inner, beyond))
                else:
                    yield Most(of, other, inner, largest)
