"""The algebra of queries over a set of triples, evaluated as slowly and plainly as it is defined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product

from neurosym.knowledge.nodes import XSD, Node, Triple, is_literal, number_of, parts
from neurosym.knowledge.query import (
    Absent,
    Counted,
    Either,
    Most,
    Part,
    Pattern,
    Place,
    Query,
    Reach,
    Var,
)
from neurosym.knowledge.query import Test as Comparison

Row = dict[str, Node]


def answers(triples: Iterable[Triple], query: Query) -> set[tuple[Node | None, ...]]:
    """Return the rows of a query; of one that selects nothing, the empty row if it holds."""
    found = solved(frozenset(triples), query.where, [{}])
    return {tuple(row.get(var.name) for var in query.select) for row in found}


def solved(triples: frozenset[Triple], where: Sequence[Part], rows: list[Row]) -> list[Row]:
    for part in where:
        if not isinstance(part, (Comparison, Absent, Most)):
            rows = [one | two for one, two in product(rows, values(triples, part)) if agree(one, two)]
    for part in where:
        if isinstance(part, Comparison):
            rows = [row for row in rows if compared(part.op, read(part.left, row), read(part.right, row))]
        elif isinstance(part, Absent):
            rows = [row for row in rows if not solved(triples, part.parts, [row])]
        elif isinstance(part, Most):
            others = [row[part.other.name] for row in solved(triples, part.parts, [{}])]
            op = "<" if part.largest else ">"
            rows = [row for row in rows if not any(compared(op, row[part.of.name], one) for one in others)]
    return rows


def agree(one: Row, two: Row) -> bool:
    return all(one[name] == two[name] for name in one.keys() & two.keys())


def values(triples: frozenset[Triple], part: Part) -> list[Row]:
    match part:
        case Pattern(subject, predicate, value):
            rows = (bound((subject, predicate, value), triple) for triple in triples)
            return [row for row in rows if row is not None]
        case Reach(subject, predicates, value, least):
            pairs = reached(triples, predicates, least, [p for p in (subject, value) if isinstance(p, str)])
            rows = (bound((subject, value), pair) for pair in pairs)
            return [row for row in rows if row is not None]
        case Either(ways):
            return [row for way in ways for row in solved(triples, way, [{}])]
        case Counted(total, of, inner, by):
            groups: dict[tuple[Node | None, ...], set[Node]] = {} if by else {(): set()}
            for row in solved(triples, inner, [{}]):
                group = groups.setdefault(tuple(row.get(var.name) for var in by), set())
                group |= {row[of.name]} if of.name in row else set()
            return [
                {var.name: node for var, node in zip(by, key, strict=True) if node is not None}
                | {total.name: f'"{len(group)}"^^<{XSD}integer>'}
                for key, group in groups.items()
            ]
        case _:
            raise AssertionError(part)


def reached(
    triples: frozenset[Triple], predicates: Sequence[Node], least: int, ends: list[Node]
) -> set[tuple[Node, Node]]:
    steps = {(s, o) for s, p, o in triples if p in predicates}
    found = set(steps)
    while more := {(a, d) for a, b in found for c, d in steps if b == c} - found:
        found |= more
    if least == 0:
        found |= {(node, node) for triple in triples for node in (triple[0], triple[2])}
        found |= {(node, node) for node in ends}
    return found


def bound(places: Sequence[Place], nodes: Sequence[Node]) -> Row | None:
    row: Row = {}
    for place, node in zip(places, nodes, strict=True):
        known = row.setdefault(place.name, node) if isinstance(place, Var) else place
        if known != node:
            return None
    return row


def read(place: Place, row: Row) -> Node | None:
    return row.get(place.name) if isinstance(place, Var) else place


def compared(op: str, left: Node | None, right: Node | None) -> bool:
    if left is None or right is None:
        return False
    one, two = number_of(left), number_of(right)
    if op in ("==", "!="):
        same = one == two if one is not None and two is not None else left == right
        return same is (op == "==")
    if one is None or two is None:
        if not (is_literal(left) and is_literal(right)) or parts(left)[1:] != parts(right)[1:] != ("", ""):
            return False
        if parts(left)[1:] != ("", "") or parts(right)[1:] != ("", ""):
            return False
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
    first, second = Fraction(one), Fraction(two)
    known = {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}
    return known[op]
