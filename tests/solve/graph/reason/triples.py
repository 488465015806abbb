"""Triples in short: `a p b; C sub D`, with the words of RDF and OWL by their usual names."""

from __future__ import annotations

import pyoxigraph as ox

from neurosym.knowledge.nodes import OWL, RDF, RDFS, XSD, Triple, node_of

SPACES = {"": "urn:x:", "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}
PREFIXES = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in SPACES.items())


def turtle(text: str) -> list[Triple]:
    """The triples of Turtle whose prefixes are bound."""
    found = ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE)
    return [(node_of(q.subject), node_of(q.predicate), node_of(q.object)) for q in found]


def x(name: str) -> str:
    return f"urn:x:{name}"
