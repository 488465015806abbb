"""Random ontologies as triples, and their closure by owlrl, in the names of `owl2rl.rules`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from random import Random

Triple = tuple[str, str, str]

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "x": "http://example.org/",
}


def random_ontology(size: int) -> list[Triple]:
    """Return about so many triples: a tree of classes, properties of every kind, and individuals."""
    random = Random(size)
    classes = [f"x_C{number}" for number in range(max(10, size // 200))]
    properties = [f"x_p{number}" for number in range(max(8, size // 1000))]
    people = [f"x_i{number}" for number in range(max(20, size // 5))]
    found = [(name, "rdf_type", "owl_Class") for name in classes]
    found += [
        (name, "rdfs_subClassOf", classes[random.randrange(number)])
        for number, name in enumerate(classes)
        if number
    ]
    kinds = ("owl_TransitiveProperty", "owl_SymmetricProperty", "owl_ObjectProperty", "owl_ObjectProperty")
    for number, name in enumerate(properties):
        found.append((name, "rdf_type", kinds[number % 4]))
        if number % 4 > 1:
            found.append((name, "rdfs_domain", random.choice(classes)))
            found.append((name, "rdfs_range", random.choice(classes)))
        if number % 8 == 7:
            found.append((name, "owl_inverseOf", properties[number - 5]))
            found.append((name, "rdfs_subPropertyOf", properties[number - 1]))
    for number in range(0, len(classes) - 3, 10):
        found.append((classes[number], "owl_equivalentClass", f"x_r{number}"))
        found.append((f"x_r{number}", "owl_onProperty", properties[2 % len(properties)]))
        found.append((f"x_r{number}", "owl_someValuesFrom", classes[number + 3]))
    for name in people:
        found.append((name, "rdf_type", random.choice(classes)))
    seen = dict.fromkeys(found)
    while len(seen) < size:
        # relations lead to neighbours, so that transitive closures stay of the size of small groups
        one = random.randrange(len(people))
        other = one - one % 10 + random.randrange(10)
        if other < len(people):
            seen[people[one], random.choice(properties), people[other]] = None
    return list(seen)


def closure_of_owlrl(triples: Sequence[Triple]) -> set[Triple]:
    """Return owlrl's closure without what `owl2rl.rules` leaves out: axioms and `x sameAs x`."""
    rdflib, owlrl = import_module("rdflib"), import_module("owlrl")
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(tuple(rdflib.URIRef(_iri(name)) for name in triple))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    found = {tuple(_name(node) for node in triple) for triple in graph}
    given = {name for triple in triples for name in triple}
    return {(s, p, o) for s, p, o in found if _kept(s, p, o, given)}


def _kept(subject: str, predicate: str, obj: str, given: set[str]) -> bool:
    if predicate == "owl_sameAs" and subject == obj:
        return False
    own = subject.startswith("x_") or (subject == "owl_Nothing" and predicate == "rdfs_subClassOf")
    return own and (obj.startswith("x_") or obj in given or obj in ("owl_Thing",))


def _iri(name: str) -> str:
    space, _, local = name.partition("_")
    return SPACES[space] + local


def _name(node: object) -> str:
    text = str(node)
    for short, space in SPACES.items():
        if text.startswith(space):
            return f"{short}_{text.removeprefix(space)}"
    return text
