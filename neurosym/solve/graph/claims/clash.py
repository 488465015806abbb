"""Does a claim clash with a graph by rules? It is added for a while, to see what contradicts itself.

Without rules of the caller's, a claim is held against the ontology in the graph (disjoint classes, domains
and ranges) and what is said of the things that it names, by `owl2rl`: rules that only conclude more from more
triples, so that a clash with a part is one with the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from math import prod

from neurosym.ir.core import (
    And,
    Apply,
    Compare,
    Element,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.derivation import Derivation, DerivationCertificate
from neurosym.ir.signature import Signature
from neurosym.ir.walk import conjuncts
from neurosym.knowledge.nodes import OWL, RDF, RDFS, TYPE, XSD, Node, Triple, is_blank, literal
from neurosym.knowledge.store import Graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.rewrite.clauses import reads
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.conflicts import minimal
from neurosym.solve.rules.certificate import certificate

MAX_CASES = 16
"""Ways for a claim to be so; of one with more, no clash is sought."""
MAX_ONTOLOGY = 20_000
MAX_ABOUT = 1_000
"""Triples of the ontology, and of one thing, that a claim is held against."""
MAX_CLASHES = 50

_CONTRARY = frozenset(
    OWL + name
    for name in ("disjointWith", "complementOf", "propertyDisjointWith", "disjointUnionOf", "differentFrom")
)
_CONTRARY_TYPES = frozenset(
    OWL + name
    for name in (
        "AsymmetricProperty", "IrreflexiveProperty", "AllDisjointClasses", "AllDisjointProperties",
        "NegativePropertyAssertion", "AllDifferent",
    )
)  # fmt: skip
_ONTOLOGY = (
    *(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(RDF + name for name in ("first", "rest")),
    *sorted(_CONTRARY),
    *(
        OWL + name
        for name in (
            "equivalentClass", "equivalentProperty", "inverseOf", "members", "unionOf", "intersectionOf",
            "oneOf", "allValuesFrom", "someValuesFrom", "hasValue", "onProperty",
            "propertyChainAxiom", "sameAs",
        )
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """Triples of the graph that cannot be so together with those that a claim adds, and why."""

    triples: tuple[Triple, ...]
    supposed: tuple[Triple, ...]
    rules: tuple[str, ...]
    derivation: Derivation
    certificate: DerivationCertificate


@dataclass
class Clashes:
    """What claims clash with; `closure`: of the whole graph, by the caller's rules."""

    graph: Graph
    vocabulary: Vocabulary
    closure: Closure | None = None

    def of(self, formula: Term, signature: Signature) -> tuple[Clash, ...]:
        """Return a clash for every way in which a formula may be so, none where one of them has none.

        Raises `FaultError` (`limit`).
        """
        cases = self._cases(formula, {}, signature, [0])
        if not cases or len(cases) > MAX_CASES or not all(cases):
            return ()
        closure = self.closure or self._ontology
        if closure is None:
            return ()
        found = []
        for case in cases:
            clash = self._clash(closure, case)
            if clash is None:
                return ()
            found.append(clash)
        return tuple(found)

    def _clash(self, closure: Closure, case: Sequence[Triple]) -> Clash | None:
        added = dict.fromkeys(case)
        about = () if self.closure else tuple(self._about(case))
        with closure.supposing(about):
            known = set(closure.clashes())
            with closure.supposing(added):
                for fact in [fact for fact in closure.clashes() if fact not in known][:MAX_CLASHES]:
                    given = closure.triples(closure.derived.why(fact).given)
                    found = self._smallest(closure, given, added)
                    if found is not None:
                        return found
        return None

    def _smallest(
        self, closure: Closure, given: Sequence[Triple], added: Mapping[Triple, None]
    ) -> Clash | None:
        """Return the clash of as few triples as are needed, if some of them are of the claim."""
        monotone = not any(closed for one in closure.programme.clauses for _, closed in reads(one.body))
        # the triples of the claim come last, so that they are kept where others can go
        small = minimal(closure, sorted(given, key=added.__contains__)) if monotone else closure.alone(given)
        fact = next(iter(small.clashes()), None)
        if fact is None:
            return None
        derivation = small.derived.why(fact)
        triples = small.triples(derivation.given)
        if not any(triple in added for triple in triples):
            return None  # the graph contradicts itself there
        rules = tuple(dict.fromkeys(step.rule for step in derivation.steps if step.rule))
        shown = certificate(small.base, small.programme, small.derived, fact)
        graph = tuple(triple for triple in triples if triple not in added)
        return Clash(graph, tuple(t for t in triples if t in added), rules, derivation, shown)

    # --- what a claim says, as triples

    def _cases(
        self, formula: Term, names: Mapping[str, Node], signature: Signature, fresh: list[int]
    ) -> list[tuple[Triple, ...]]:
        """Return the triples that a formula needs, case by case; what is denied or compared needs none."""
        match formula:
            case And(args):
                parts = [self._cases(arg, names, signature, fresh) for arg in args]
                if prod(map(len, parts)) > MAX_CASES:
                    return [()]
                return [tuple(t for part in each for t in part) for each in product(*parts)]
            case Or(args):
                return [case for arg in args for case in self._cases(arg, names, signature, fresh)]
            case Quantified("any", bindings, body):
                new = {}
                for bound in bindings:
                    fresh[0] += 1
                    new[bound.var] = f"_:claimed{fresh[0]}"
                for part in conjuncts(body):  # `x` of "is France a city?" is France
                    match part:
                        case Compare("==", Var(name), other) | Compare("==", other, Var(name)) if name in new:
                            new[name] = self._node(other, names) or new[name]
                return self._cases(body, {**names, **new}, signature, fresh)
            case Apply(name, (subject, *rest)):
                one, symbol = self._node(subject, names), signature.symbols[name]
                if not rest:
                    return [() if one is None else ((one, TYPE, self.vocabulary.kind(symbol).iri),)]
                value = self._node(rest[0], names)
                if one is None or value is None:
                    return [()]
                return [((one, self.vocabulary.property(symbol).iri, value),)]
            case Not(Implies(left, right)):
                return self._cases(And((left, Not(right))), names, signature, fresh)
            case Not(Not(inner)):
                return self._cases(inner, names, signature, fresh)
            case _:
                return [()]

    def _node(self, term: Term, names: Mapping[str, Node]) -> Node | None:
        match term:
            case Var(name):
                return names.get(name)
            case Element(name):
                return self.vocabulary.node(name)
            case Num(int(value)):
                return literal(str(value), XSD + "integer")
            case _:
                return None

    # --- what it is held against

    @cached_property
    def _ontology(self) -> Closure | None:
        """The closure of what a graph says of classes and properties; None where nothing can clash."""
        contrary = any(
            next(self.graph.match(None, predicate, None), None) is not None for predicate in sorted(_CONTRARY)
        ) or any(
            next(self.graph.match(None, TYPE, kind), None) is not None for kind in sorted(_CONTRARY_TYPES)
        )
        if not contrary:
            return None
        triples: dict[Triple, None] = {}
        for predicate in _ONTOLOGY:
            triples |= dict.fromkeys(islice(self.graph.match(None, predicate, None), MAX_ONTOLOGY))
        for name in ("Class", "ObjectProperty", "DatatypeProperty"):
            triples |= dict.fromkeys(islice(self.graph.match(None, TYPE, OWL + name), MAX_ONTOLOGY))
        for kind in sorted(_CONTRARY_TYPES):
            triples |= dict.fromkeys(islice(self.graph.match(None, TYPE, kind), MAX_ONTOLOGY))
        return Closure(triples) if len(triples) <= MAX_ONTOLOGY else None

    def _about(self, case: Sequence[Triple]) -> Iterator[Triple]:
        """Yield what the graph says of the things in triples."""
        for node in dict.fromkeys(node for s, _, o in case for node in (s, o)):
            if not is_blank(node) and not node.startswith('"'):
                yield from islice(self.graph.match(node, None, None), MAX_ABOUT)
