"""A synthetic graph for the bench of closures: 42,714 triples that ten rules make 437,459.

Classes in a tree, properties in small trees with domains and ranges, and relations of every kind that the
rules speak of; the shape is fixed and a seed draws the rest, so that each size is one graph everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

Triple = tuple[str, str, str]

RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
OWL, EX = "http://www.w3.org/2002/07/owl#", "http://example.org/"
TYPE, SUB_CLASS, SUB_PROPERTY = f"{RDF}type", f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"
DOMAIN, RANGE, INVERSE = f"{RDFS}domain", f"{RDFS}range", f"{OWL}inverseOf"
TRANSITIVE, SYMMETRIC = f"{OWL}TransitiveProperty", f"{OWL}SymmetricProperty"

CLASSES, PROPERTIES = 200, 40
FULL = 42_714
"""The size that is spoken of; others are about so many triples."""

_WORDS = (
    "rdf_type, rdfs_subClassOf, rdfs_subPropertyOf, rdfs_domain, rdfs_range, owl_inverseOf,"
    " owl_TransitiveProperty, owl_SymmetricProperty"
)
RULES = f"""
sort Node >= {_WORDS}
triple : Node, Node, Node -> Bool
@scm-sco rule
    triple(c, rdfs_subClassOf, e) if triple(c, rdfs_subClassOf, d) and triple(d, rdfs_subClassOf, e)
@scm-spo rule
    triple(p, rdfs_subPropertyOf, r) if triple(p, rdfs_subPropertyOf, q) and triple(q, rdfs_subPropertyOf, r)
@cax-sco rule
    triple(x, rdf_type, d) if triple(c, rdfs_subClassOf, d) and triple(x, rdf_type, c)
@prp-spo1 rule
    triple(x, q, y) if triple(p, rdfs_subPropertyOf, q) and triple(x, p, y)
@prp-dom rule
    triple(x, rdf_type, c) if triple(p, rdfs_domain, c) and triple(x, p, _)
@prp-rng rule
    triple(y, rdf_type, c) if triple(p, rdfs_range, c) and triple(_, p, y)
@prp-trp rule
    triple(x, p, z) if triple(p, rdf_type, owl_TransitiveProperty) and triple(x, p, y) and triple(y, p, z)
@prp-symp rule
    triple(y, p, x) if triple(p, rdf_type, owl_SymmetricProperty) and triple(x, p, y)
@prp-inv1 rule
    triple(y, q, x) if triple(p, owl_inverseOf, q) and triple(x, p, y)
@prp-inv2 rule
    triple(y, p, x) if triple(p, owl_inverseOf, q) and triple(x, q, y)
"""
"""RDFS and four rules of OWL 2 RL, in the notation of `.rules`."""

NEMO = f"""
@import t :- rdf{{{{resource = "{{path}}"}}}} .
t(?c, <{SUB_CLASS}>, ?e) :- t(?c, <{SUB_CLASS}>, ?d), t(?d, <{SUB_CLASS}>, ?e) .
t(?p, <{SUB_PROPERTY}>, ?r) :- t(?p, <{SUB_PROPERTY}>, ?q), t(?q, <{SUB_PROPERTY}>, ?r) .
t(?x, <{TYPE}>, ?d) :- t(?c, <{SUB_CLASS}>, ?d), t(?x, <{TYPE}>, ?c) .
t(?x, ?q, ?y) :- t(?p, <{SUB_PROPERTY}>, ?q), t(?x, ?p, ?y) .
t(?x, <{TYPE}>, ?c) :- t(?p, <{DOMAIN}>, ?c), t(?x, ?p, ?y) .
t(?y, <{TYPE}>, ?c) :- t(?p, <{RANGE}>, ?c), t(?x, ?p, ?y) .
t(?x, ?p, ?z) :- t(?p, <{TYPE}>, <{TRANSITIVE}>), t(?x, ?p, ?y), t(?y, ?p, ?z) .
t(?y, ?p, ?x) :- t(?p, <{TYPE}>, <{SYMMETRIC}>), t(?x, ?p, ?y) .
t(?y, ?q, ?x) :- t(?p, <{INVERSE}>, ?q), t(?x, ?p, ?y) .
t(?y, ?p, ?x) :- t(?p, <{INVERSE}>, ?q), t(?x, ?q, ?y) .
@export t :- csv {{{{}}}} .
"""
"""The same for nemo."""


def synthetic(size: int = FULL) -> list[Triple]:
    """Return a graph of so many triples."""
    random = Random(size)
    found = dict.fromkeys(_schema(random))
    people = [f"{EX}i{number}" for number in range(size // 5)]
    for number, one in enumerate(people):
        found[one, TYPE, f"{EX}C{random.randrange(CLASSES)}"] = None
        # parts of trees of 54, so that the closure of a transitive property grows with the graph only
        if number % 54:
            found[one, f"{EX}partOf", people[number - 1 - random.randrange(min(number % 54, 4))]] = None
    while len(found) < size:
        one, other = random.choice(people), random.choice(people)
        found[one, f"{EX}p{random.randrange(PROPERTIES)}", other] = None
    return list(found)


def _schema(random: Random) -> Iterator[Triple]:
    for number in range(1, CLASSES):
        above = random.randrange(max(0, number // 3 - 3), number // 3 + 1)
        yield f"{EX}C{number}", SUB_CLASS, f"{EX}C{above}"
    for number in range(PROPERTIES):
        name = f"{EX}p{number}"
        if number >= 4:
            yield name, SUB_PROPERTY, f"{EX}p{number // 3}"
        if number % 4 == 1:
            yield name, DOMAIN, f"{EX}C{random.randrange(CLASSES)}"
        if number % 4 == 2:
            yield name, RANGE, f"{EX}C{random.randrange(CLASSES)}"
        if number % 4 == 3:
            yield name, TYPE, SYMMETRIC
    yield f"{EX}partOf", TYPE, TRANSITIVE
    yield f"{EX}hasPart", INVERSE, f"{EX}partOf"
    yield f"{EX}p5", INVERSE, f"{EX}p6"
