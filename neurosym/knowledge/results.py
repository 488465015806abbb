"""Answers of SPARQL endpoints, read from JSON that nobody vouches for. Asks nobody.

The form is "SPARQL 1.1 Query Results JSON Format" (W3C Recommendation, 2013), and `typed-literal` of the
form before it, which Virtuoso still writes.
"""

from __future__ import annotations

import json
from functools import lru_cache

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import Node, node_of


def rows_of_json(body: bytes) -> list[tuple[Node | None, ...]]:
    """Return the rows of an answer. Raises `FaultError` (`endpoint`) where it is none."""
    try:
        match json.loads(body):
            case {"head": {"vars": list(names)}, "results": {"bindings": list(rows)}}:
                return [tuple(_value(row, name) for name in names) for row in rows]
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    hint = "is this the address of a SPARQL endpoint?"
    raise FaultError(Fault("endpoint", "the answer is no table of SPARQL in JSON", hint=hint))


def _value(row: dict[str, object], name: str) -> Node | None:
    match row.get(name):
        case None:
            return None
        case {"type": "uri", "value": str(value)}:
            return _iri(value)
        case {"type": "bnode", "value": str(value)}:
            return _blank(value)
        case {"type": "literal" | "typed-literal", "value": str(value), **more}:
            match more:
                case {"xml:lang": str(language)} if language:
                    return _literal(value, "", language)
                case {"datatype": str(datatype)}:
                    return _literal(value, datatype, "")
                case _:
                    return _literal(value, "", "")
    raise ValueError("not a term of RDF 1.1")


@lru_cache(maxsize=1 << 16)
def _iri(value: str) -> Node:
    return node_of(ox.NamedNode(value))


def _blank(value: str) -> Node:
    return node_of(ox.BlankNode(value))


@lru_cache(maxsize=1 << 16)
def _literal(value: str, datatype: str, language: str) -> Node:
    kind = ox.NamedNode(datatype) if datatype else None
    return node_of(ox.Literal(value, datatype=kind, language=language or None))
