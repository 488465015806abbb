"""The contrary of what triples say in OWL, as triples to suppose; and which of them are said together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from neurosym.knowledge.nodes import OWL, RDF, RDFS, TYPE, Node, Triple, is_blank
from neurosym.solve.graph.reason.axioms import DECLARED, OF_PROPERTY, OF_TYPE, sub_class
from neurosym.solve.graph.reason.described import (
    AND,
    DIFFERENT,
    FIRST,
    NOTHING,
    ONE_OF,
    OR,
    REST,
    THING,
    Case,
    UnsayableError,
)
from neurosym.solve.graph.reason.membership import NEVER, Cases, Membership, either

TOGETHER: Mapping[str, str] = {
    OWL + "AllDifferent": DIFFERENT,
    OWL + "AllDisjointClasses": OWL + "disjointWith",
    OWL + "AllDisjointProperties": OWL + "propertyDisjointWith",
}
"""What a node of this type says of each two of its members."""

MOST_MEMBERS = 200
"""Things of which each two are said to differ, or to be disjoint."""

_DENIAL = OWL + "NegativePropertyAssertion"
_NOTES = frozenset((OWL + "Ontology", OWL + "Axiom", OWL + "Annotation"))
_WORDS = (RDF, RDFS, OWL)
_OF_CLASSES = frozenset((RDFS + "subClassOf", OWL + "equivalentClass", OWL + "disjointWith"))
"""What can be said of a class that is described, beside what describes it."""

OWN = "_:asked-"
"""How the blank nodes of what is asked begin, so that they are no nodes of the graph that is asked."""


class Contrary:
    """The statements of a graph and their contraries. Its blank nodes are none of any other graph."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        all_ = [(_own(s), p, _own(o)) for s, p, o in dict.fromkeys(triples)]
        self._said = Membership(all_)
        self._types: dict[Node, set[Node]] = {}
        for subject, predicate, value in all_:
            if predicate == TYPE:
                self._types.setdefault(subject, set()).add(value)
        plain = [triple for triple in all_ if not self._is_form(triple)]
        plain += dict.fromkeys(each for node in self._types for each in self._together(node))
        self.statements = tuple(_joined(plain, self._said))

    def original(self, triple: Triple) -> Triple:
        """Return a triple with the blank nodes as they were given."""
        subject, predicate, value = triple
        return subject.replace(OWN, "_:", 1), predicate, value.replace(OWN, "_:", 1)

    def is_open(self, node: Node) -> bool:
        """Say whether a node stands for something that there is: a blank one that is no list and no class."""
        return is_blank(node) and not self._said.is_form(node)

    def of(self, triple: Triple) -> Cases:
        """Return the cases of the contrary. Raises `UnsayableError` where there is no way to say it."""
        subject, predicate, value = triple
        if triple in DECLARED:
            return NEVER
        if predicate == TYPE and value in OF_TYPE:
            return OF_TYPE[value](self._said, subject)
        if predicate == TYPE and value == _DENIAL:
            return (self._denied(subject),)
        if predicate == TYPE and (value in (THING, NOTHING) or not _is_word(value)):
            return self._said.outside(subject, value)
        if predicate in (AND, OR, ONE_OF):
            same = self._said.described(predicate, value)
            return either(sub_class(self._said, subject, same), sub_class(self._said, same, subject))
        if predicate in OF_PROPERTY:
            return OF_PROPERTY[predicate](self._said, subject, value)
        if _is_word(predicate):
            raise UnsayableError
        return (self._said.no_edge(subject, predicate, value),)

    def _is_form(self, triple: Triple) -> bool:
        """Say whether a triple is only how something else is written: a list, a description, a note."""
        subject, predicate, value = triple
        types = self._types.get(subject, set())
        if self._said.in_circle(subject):
            return False  # no class, nor a list, is described by itself
        if predicate in (FIRST, REST) or (predicate == TYPE and value == RDF + "List"):
            return True
        if self._said.is_description(subject):
            return predicate not in _OF_CLASSES
        if types & _NOTES:
            return not (is_blank(subject) and OWL + "Ontology" in types)  # that there is one
        if _DENIAL in types:
            return predicate != TYPE
        return bool(types & TOGETHER.keys())

    def _together(self, node: Node) -> Iterator[Triple]:
        for kind in sorted(self._types[node] & TOGETHER.keys()):
            for word in ("members", "distinctMembers"):
                members = self._said.value(node, word)
                if members is not None:
                    try:
                        pairs = list(combinations(self._said.members(members)[: MOST_MEMBERS + 1], 2))
                    except UnsayableError:
                        pairs = None
                    if pairs is None or len(pairs) > MOST_MEMBERS * (MOST_MEMBERS - 1) // 2:
                        yield node, OWL + word, members  # which cannot be shown
                    else:
                        yield from ((one, TOGETHER[kind], other) for one, other in pairs)

    def _denied(self, node: Node) -> Case:
        """Return what a negative property assertion denies."""
        ends = [self._said.value(node, each) for each in ("sourceIndividual", "assertionProperty")]
        target = self._said.value(node, "targetIndividual") or self._said.value(node, "targetValue")
        if ends[0] is None or ends[1] is None or target is None:
            raise UnsayableError
        return self._said.edge(ends[0], ends[1], target)


def _joined(plain: Iterable[Triple], said: Membership) -> Iterator[tuple[Triple, ...]]:
    """Yield the triples that share a blank node together, the others one by one."""
    groups: list[tuple[set[Node], list[Triple]]] = []
    for triple in plain:
        nodes = {node for node in (triple[0], triple[2]) if is_blank(node) and not said.is_form(node)}
        if not nodes:
            yield (triple,)
            continue
        mine = [group for group in groups if group[0] & nodes]
        for group in mine:
            groups.remove(group)
        groups.append(
            (nodes.union(*(group[0] for group in mine)), [*(t for g in mine for t in g[1]), triple])
        )
    yield from (tuple(triples) for _, triples in groups)


def _own(node: Node) -> Node:
    return OWN + node[2:] if is_blank(node) else node


def _is_word(node: Node) -> bool:
    return node.startswith(_WORDS)
