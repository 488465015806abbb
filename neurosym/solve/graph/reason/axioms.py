"""The contrary of each axiom of OWL about classes and properties, of something new.

That `p` is transitive is denied of three things related by `p` in a row of which the first and the last are
not. Raises `UnsayableError` where a class or a list is none that can be denied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from neurosym.knowledge.nodes import OWL, RDF, RDFS, TYPE, XSD, Node, Triple
from neurosym.solve.graph.reason.described import COMPLEMENT, DIFFERENT, SAME
from neurosym.solve.graph.reason.membership import Cases, Membership, both, either

# --- of what type a property is

_NUMBERS = (
    "integer", "decimal", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)  # fmt: skip
_OTHERS = ("boolean", "string", "float", "double", "dateTime", "anyURI", "hexBinary", "base64Binary")
_NOTES = {
    RDFS: ("label", "comment", "seeAlso", "isDefinedBy"),
    OWL: ("deprecated", "versionInfo", "priorVersion", "backwardCompatibleWith", "incompatibleWith"),
}
DECLARED: frozenset[Triple] = frozenset(
    [
        *((OWL + name, TYPE, OWL + "Class") for name in ("Thing", "Nothing")),
        *((XSD + name, TYPE, RDFS + "Datatype") for name in (*_NUMBERS, *_OTHERS)),
        (RDF + "langString", TYPE, RDFS + "Datatype"),
        *((space + name, TYPE, OWL + "AnnotationProperty") for space in _NOTES for name in _NOTES[space]),
    ]
)
"""What is so of the vocabulary in every graph (cls-thing, cls-nothing1, dt-type1, prp-ap)."""

_Said = Membership


def _functional(said: _Said, p: Node) -> Cases:
    x, y, z = said.fresh(), said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.edge(x, p, z), (y, DIFFERENT, z)),)


def _inverse_functional(said: _Said, p: Node) -> Cases:
    x, y, z = said.fresh(), said.fresh(), said.fresh()
    return ((*said.edge(x, p, z), *said.edge(y, p, z), (x, DIFFERENT, y)),)


def _transitive(said: _Said, p: Node) -> Cases:
    x, y, z = said.fresh(), said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.edge(y, p, z), *said.no_edge(x, p, z)),)


def _symmetric(said: _Said, p: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.no_edge(y, p, x)),)


def _asymmetric(said: _Said, p: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.edge(y, p, x)),)


def _irreflexive(said: _Said, p: Node) -> Cases:
    x = said.fresh()
    return (said.edge(x, p, x),)


def _reflexive(said: _Said, p: Node) -> Cases:
    x = said.fresh()
    return (said.no_edge(x, p, x),)


OF_TYPE: Mapping[Node, Callable[[_Said, Node], Cases]] = {
    OWL + "FunctionalProperty": _functional,
    OWL + "InverseFunctionalProperty": _inverse_functional,
    OWL + "TransitiveProperty": _transitive,
    OWL + "SymmetricProperty": _symmetric,
    OWL + "AsymmetricProperty": _asymmetric,
    OWL + "IrreflexiveProperty": _irreflexive,
    OWL + "ReflexiveProperty": _reflexive,
}
"""The contrary of what a property is said to be."""


# --- axioms of two


def sub_class(said: _Said, c: Node, d: Node) -> Cases:
    """Return the cases in which something is in one class and not in the other."""
    x = said.fresh()
    return both(said.inside(x, c), said.outside(x, d))


def _disjoint(said: _Said, c: Node, d: Node) -> Cases:
    x = said.fresh()
    return both(said.inside(x, c), said.inside(x, d))


def _complement(said: _Said, c: Node, d: Node) -> Cases:
    x = said.fresh()
    return either(_disjoint(said, c, d), both(said.outside(x, c), said.outside(x, d)))


def _sub_property(said: _Said, p: Node, q: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.no_edge(x, q, y)),)


def _disjoint_properties(said: _Said, p: Node, q: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return ((*said.edge(x, p, y), *said.edge(x, q, y)),)


def _inverse(said: _Said, p: Node, q: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return (
        (*said.edge(x, p, y), *said.no_edge(y, q, x)),
        (*said.edge(x, q, y), *said.no_edge(y, p, x)),
    )


def _domain(said: _Said, p: Node, c: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return both((said.edge(x, p, y),), said.outside(x, c))


def _range(said: _Said, p: Node, c: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    return both((said.edge(x, p, y),), said.outside(y, c))


def _chain(said: _Said, p: Node, chain: Node) -> Cases:
    links = said.members(chain)
    nodes = [said.fresh() for _ in range(len(links) + 1)]
    edges = [said.edge(x, q, y) for (x, y), q in zip(pairwise(nodes), links, strict=True)]
    return (tuple(t for edge in edges for t in edge) + said.no_edge(nodes[0], p, nodes[-1]),)


def _key(said: _Said, c: Node, keys: Node) -> Cases:
    x, y = said.fresh(), said.fresh()
    same = [(q, said.fresh()) for q in said.members(keys)]
    edges = tuple(t for q, z in same for node in (x, y) for t in said.edge(node, q, z))
    return both(said.inside(x, c), said.inside(y, c), (((x, DIFFERENT, y), *edges),))


OF_PROPERTY: Mapping[Node, Callable[[_Said, Node, Node], Cases]] = {
    SAME: lambda said, x, y: (((x, DIFFERENT, y),),),
    DIFFERENT: lambda said, x, y: (((x, SAME, y),),),
    RDFS + "subClassOf": sub_class,
    OWL + "equivalentClass": lambda said, c, d: either(sub_class(said, c, d), sub_class(said, d, c)),
    OWL + "disjointWith": _disjoint,
    COMPLEMENT: _complement,
    RDFS + "subPropertyOf": _sub_property,
    OWL + "equivalentProperty": lambda said, p, q: either(
        _sub_property(said, p, q), _sub_property(said, q, p)
    ),
    OWL + "propertyDisjointWith": _disjoint_properties,
    OWL + "inverseOf": _inverse,
    RDFS + "domain": _domain,
    RDFS + "range": _range,
    OWL + "propertyChainAxiom": _chain,
    OWL + "hasKey": _key,
}
"""The contrary of a triple with this property."""
