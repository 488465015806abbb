"""What a graph answers to the goal `ask`: the values, and the triples that they rest on as claims.

The answer's problem is the question with these claims, so that the kernel can match them again without the
graph, and a reader sees each with its source.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.certify.check import assumptions
from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import Certificate
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Ask,
    Claim,
    Element,
    Enumeration,
    Problem,
    Symbol,
    Term,
)
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.model import Value, in_order
from neurosym.ir.plain import content_hash, to_plain
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant
from neurosym.ir.verdict import Result, Verdict
from neurosym.knowledge.nodes import TYPE, Node, Triple
from neurosym.knowledge.store import Bounds, Graph, label, notes
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.words import THING, Kind, Property, spoken
from neurosym.solve.graph.lowering import Lowering
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.solve.graph.support import support

MAX_CLAIMS = 1_000
"""Triples that an answer cites."""

ENGINE = "graph"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question with the triples that answer it as claims, the answer, and a certificate for it.

    `rows`: the nodes that are the answer. `derivation`: why the claims that are derived follow, with the
    names that things have in formulas.
    """

    problem: Problem
    result: Result
    rows: tuple[tuple[Node, ...], ...]
    derivation: DerivationCertificate | None = None

    @property
    def certificate(self) -> Certificate | None:
        """Return a certificate, for the kernel to judge; None where nothing was found."""
        if self.result.verdict is not Verdict.FOUND:
            return None
        said = to_plain(self.result.value)
        taken = self.result.assumptions
        verdict = self.result.verdict.value
        return Certificate(content_hash(self.problem), verdict, said, {}, taken, (), ENGINE)


def ask(problem: Problem, graph: Graph, vocabulary: Vocabulary, bounds: Bounds | None = None) -> Asked:
    """Return the answer to a problem whose goal is `Ask`, over all triples of a graph.

    Raises `FaultError`: `unknown-name` for what the graph does not have, `query` for what it cannot be
    asked, `limit`.
    """
    goal = problem.goal
    if not isinstance(goal, Ask):
        raise FaultError(Fault("query", "only the goal `ask` is asked of a graph"))
    began = time.process_time()
    query = Lowering(vocabulary, Signature.of(problem)).query(goal.bindings, goal.formula)
    found = graph.select(query, bounds)
    rows = tuple(tuple(value for value in row if value is not None) for row in found)
    cited = support(graph, query, found, bounds)
    numeric = [binding.sort in (INT, REAL) for binding in goal.bindings]
    values = [
        tuple(vocabulary.value(node, number) for node, number in zip(row, numeric, strict=True))
        for row in rows
    ]
    triples = tuple(cited.triples)[:MAX_CLAIMS]
    derivation = _derivation(graph, vocabulary, triples)
    told = _told(problem, graph, vocabulary, triples, values)
    left_out = list(cited.left_out)
    if len(cited.triples) > MAX_CLAIMS:
        left_out.append(f"{len(cited.triples) - MAX_CLAIMS} more triples")
    uncited = [f"not cited: {', '.join(left_out)}"] if left_out else []
    result = Result(
        Verdict.FOUND if rows else Verdict.NOT_FOUND,
        value=(_frozen(in_order(values)) if goal.bindings else True) if rows else None,
        core=tuple(claim.id for claim in told.claims if claim.kind in ("triple", "derived")),
        engine=ENGINE,
        trust="solver-claimed",
        assumptions=assumptions(told),
        reason="; ".join((*uncited, *notes(graph), *_contradictions(graph))),
        cpu_s=time.process_time() - began,
    )
    return Asked(told, result, rows, derivation)


def _contradictions(graph: Graph) -> Iterator[str]:
    """Yield in words how a graph contradicts itself, by rules, with the fewest triples that do."""
    if isinstance(graph, Reasoned):
        for one in graph.conflicts:
            triples = ", ".join(says(graph, triple) for triple in one.triples)
            yield f"the graph contradicts itself, by {', '.join(one.rules)}: {triples}"


def _frozen(rows: Sequence[object]) -> tuple[object, ...]:
    """Return rows as they come back from JSON."""
    return tuple(tuple(row) if isinstance(row, list) else row for row in rows)


def _told(
    problem: Problem,
    graph: Graph,
    vocabulary: Vocabulary,
    triples: Sequence[Triple],
    values: Sequence[Sequence[Value]],
) -> Problem:
    """Return a problem with triples as claims, and with all that they name."""
    by_iri: dict[Node, Symbol] = {}
    symbols: dict[str, Symbol] = {}
    for symbol in problem.symbols:
        if symbol.result != BOOL or len(symbol.args) not in (1, 2):
            symbols[symbol.name] = symbol
            continue
        known = _known(vocabulary, symbol)
        by_iri[known.iri] = symbols[symbol.name] = replace(known.symbol, name=symbol.name)
    names: dict[str, None] = {}
    claims: list[Claim] = []
    for triple in triples:
        subject, predicate, value = triple
        meant = by_iri[value if predicate == TYPE else predicate]
        args: list[Term] = [Element(vocabulary.element(subject))]
        if predicate != TYPE:
            args.append(constant(vocabulary.value(value, meant.args[1] == REAL)))
        names |= dict.fromkeys(arg.name for arg in args if isinstance(arg, Element))
        formula, name = Apply(meant.name, tuple(args)), f"t{len(claims) + 1}"
        derived = isinstance(graph, Reasoned) and graph.is_derived(triple)
        claims.append(Claim(name, formula, says(graph, triple), "derived" if derived else "triple"))
    names |= dict.fromkeys(one for row in values for one in row if isinstance(one, str))
    sorts = tuple(_with(sort, names) for sort in problem.sorts)
    return replace(problem, sorts=sorts, symbols=tuple(symbols.values()), claims=(*problem.claims, *claims))


def _derivation(
    graph: Graph, vocabulary: Vocabulary, triples: Sequence[Triple]
) -> DerivationCertificate | None:
    """Return why those of the triples that are derived follow."""
    if not isinstance(graph, Reasoned):
        return None
    derived = [triple for triple in triples if graph.is_derived(triple)]
    return graph.why(derived).renamed(vocabulary.called) if derived else None


def _known(vocabulary: Vocabulary, symbol: Symbol) -> Kind | Property:
    return vocabulary.kind(symbol) if len(symbol.args) == 1 else vocabulary.property(symbol)


def _with(sort: object, names: dict[str, None]) -> Enumeration:
    assert isinstance(sort, Enumeration)
    if sort.name != THING:
        return sort
    return replace(sort, elements=tuple(dict.fromkeys((*sort.elements, *names))), closed=False)


def says(graph: Graph, triple: Triple) -> str:
    """Return a triple in words, with the documents that say it."""
    subject, predicate, value = (label(graph, node) for node in triple)
    said = f"{subject} is a {value}"
    if triple[1] != TYPE:
        said = f"{subject} · {spoken(predicate)} · {value}"
    documents = dict.fromkeys(source.document for source in graph.sources(triple))
    return f"{said} [{', '.join(documents)}]" if documents else said


def asked_of(problem: Problem, graph: Graph, vocabulary: Vocabulary, triples: Sequence[Triple]) -> Asked:
    """Return that the answer to a question without bindings is yes, with the triples that show it.

    Triples of properties and classes that the question does not name are left out.
    """
    symbols = [one for one in problem.symbols if one.result == BOOL and len(one.args) in (1, 2)]
    meant = {_known(vocabulary, symbol).iri for symbol in symbols}
    cited = [one for one in triples if (one[2] if one[1] == TYPE else one[1]) in meant][:MAX_CLAIMS]
    told = _told(problem, graph, vocabulary, cited, ())
    result = Result(
        Verdict.FOUND,
        value=True,
        core=tuple(claim.id for claim in told.claims),
        engine=ENGINE,
        trust="solver-claimed",
        assumptions=assumptions(told),
    )
    return Asked(told, result, ((),), _derivation(graph, vocabulary, cited))
