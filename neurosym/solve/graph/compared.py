"""Whether a graph has what an answer cites and answers the same, now and over all its triples.

Asks the graph anew; trusts neither the answer nor its certificate.
"""

from __future__ import annotations

from dataclasses import replace

from neurosym.faults import Fault, FaultError, brief
from neurosym.ir.core import Apply, Claim, Element, Num, Problem, Term
from neurosym.ir.names import unmangle
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result
from neurosym.knowledge.nodes import TYPE, number_of
from neurosym.knowledge.store import Bounds, Graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.solve.graph.asked import ask

MAX_NAMED = 8
"""Values that a fault names."""


def differences(
    problem: Problem, result: Result, graph: Graph, vocabulary: Vocabulary, bounds: Bounds | None = None
) -> tuple[Fault, ...]:
    """Return the cited triples that a graph has not, and the values that it adds or takes away.

    Raises `FaultError` where the graph cannot be asked the question.
    """
    signature = Signature.of(problem)
    cited = [claim for claim in problem.claims if claim.kind in ("triple", "derived")]
    faults = [
        Fault("not-in-graph", f"the graph does not say `{brief(claim.says)}`", claim=claim.id)
        for claim in cited
        if not _held(claim, signature, graph, vocabulary)
    ]
    rest = tuple(claim for claim in problem.claims if claim not in cited)
    now = ask(replace(problem, claims=rest), graph, vocabulary, bounds).result.value
    faults += _values(result.value, now)
    return tuple(faults)


def _held(claim: Claim, signature: Signature, graph: Graph, vocabulary: Vocabulary) -> bool:
    try:
        match claim.formula:
            case Apply(name, (Element(thing),)):
                kind = vocabulary.kind(signature.symbols[name])
                return (vocabulary.node(thing), TYPE, kind.iri) in graph
            case Apply(name, (Element(thing), value)):
                known = vocabulary.property(signature.symbols[name])
                return _has(graph, vocabulary, vocabulary.node(thing), known.iri, value)
            case _:
                return False
    except FaultError:  # a name that the graph does not have
        return False


def _has(graph: Graph, vocabulary: Vocabulary, subject: str, predicate: str, value: Term) -> bool:
    match value:
        case Element(name):
            return (subject, predicate, vocabulary.node(name)) in graph
        case Num(number):
            found = graph.match(subject, predicate, None)
            return any(number_of(triple[2]) == number for triple in found)
        case _:
            return False


def _values(said: object, now: object) -> list[Fault]:
    before, after = _rows(said), _rows(now)
    missing = [row for row in after if row not in before]
    extra = [row for row in before if row not in after]
    faults = []
    if extra:
        faults.append(Fault("answer", f"the graph does not answer {_listed(extra)}"))
    if missing:
        faults.append(Fault("answer", f"the graph answers {_listed(missing)}, too"))
    return faults


def _rows(value: object) -> list[object]:
    return [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]


def _listed(rows: list[object]) -> str:
    more = f" and {len(rows) - MAX_NAMED} more" if len(rows) > MAX_NAMED else ""
    return ", ".join(map(_said, rows[:MAX_NAMED])) + more


def _said(row: object) -> str:
    match row:
        case bool():
            return "yes"
        case list() | tuple():
            return f"({', '.join(map(_said, row))})"
        case str():
            return f"`{brief(unmangle(row))}`"
        case _:
            return str(row)
