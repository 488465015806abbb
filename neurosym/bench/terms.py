"""Triples as other engines have them: as N-Triples, in a store of pyoxigraph, in a graph of rdflib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import rdflib

from neurosym.knowledge.nodes import XSD, Node, Triple, is_blank, is_literal, node_of, term_of


def lines_of(triples: Iterable[Triple]) -> str:
    """Return triples as N-Triples, which may stand in a query, too."""
    return "".join(" ".join((*map(_written, triple), ".\n")) for triple in triples)


def _written(node: Node) -> str:
    return node if is_literal(node) or is_blank(node) else f"<{node}>"


def store_of(triples: Iterable[Triple]) -> ox.Store:
    """Return triples as a store, but for those whose subject is a literal, which it cannot have."""
    store = ox.Store()
    lines = lines_of(triple for triple in triples if not is_literal(triple[0]))
    store.bulk_load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def triples_of(theirs: Iterable[Iterable[object]]) -> Iterator[Triple]:
    """Yield triples of rdflib as ours."""
    for triple in theirs:
        subject, predicate, value = map(node_of_theirs, triple)
        yield subject, predicate, value


def node_of_theirs(term: object) -> Node:
    """Return a term of rdflib as a node."""
    match term:
        case rdflib.Literal(datatype=datatype, language=language):
            kind = ox.NamedNode(str(datatype)) if datatype and not language else None
            return node_of(ox.Literal(str(term), datatype=kind, language=language))
        case rdflib.BNode():
            return f"_:{term}"
        case _:
            return str(term)


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as a graph of rdflib."""
    graph = rdflib.Graph()
    for subject, predicate, value in triples:
        graph.add((_theirs(subject), _theirs(predicate), _theirs(value)))
    return graph


def _theirs(node: Node) -> rdflib.term.Identifier:
    match term_of(node):
        case ox.Literal(value=value, language=str(language)):
            return rdflib.Literal(value, lang=language)
        case ox.Literal(value=value, datatype=datatype) if datatype.value == XSD + "string":
            return rdflib.Literal(value)  # to rdflib, a text with its datatype is another literal
        case ox.Literal(value=value, datatype=datatype):
            return rdflib.Literal(value, datatype=rdflib.URIRef(datatype.value))
        case ox.BlankNode(value=value):
            return rdflib.BNode(value)
        case term:
            return rdflib.URIRef(term.value)
