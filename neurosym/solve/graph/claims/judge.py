"""Judges one claim by a graph: supported, contradicted, or not in the graph, with what shows it. Asks no LM.

A claim is supported if it is true in every world that the graph allows, contradicted if in none (see
`Worlds`), or if by rules it clashes with what is there. All else is not in the graph: it may be true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Ask, Problem, Term, negate
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.signature import Signature
from neurosym.knowledge.nodes import OWL, RDFS, TYPE, Triple
from neurosym.knowledge.store import Graph, label
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.words import spoken
from neurosym.solve.graph.asked import Asked, asked_of
from neurosym.solve.graph.claims.atoms import Refusal
from neurosym.solve.graph.claims.clash import Clash, Clashes
from neurosym.solve.graph.claims.declared import Declared
from neurosym.solve.graph.claims.values import Value
from neurosym.solve.graph.claims.worlds import SECONDS, Worlds
from neurosym.solve.graph.reason.closure import Closure

MAX_SAID = 3
"""Reasons that are said; the others are counted."""


class Standing(StrEnum):
    """How a claim stands to a graph."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_GRAPH = "not in the graph"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Judged:
    """How a claim stands, why, and with which triples.

    `asked`: the claim, or if it is contradicted its denial, as a question with these triples as claims, for
    the kernel to match. `assuming`: what was declared and the verdict rests on. `clashes`: one for each way
    in which the claim might be so, or if it is supported its contrary.
    """

    standing: Standing
    problem: Problem
    reason: str
    triples: tuple[Triple, ...] = ()
    asked: Asked | None = None
    assuming: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def derivations(self) -> tuple[DerivationCertificate, ...]:
        """Return how the clashes follow."""
        return tuple(clash.certificate for clash in self.clashes)


class Judge:
    """Judges claims by one graph. `closure`: all that follows from it by rules; `seconds` for each search."""

    def __init__(
        self,
        graph: Graph,
        vocabulary: Vocabulary,
        declared: Declared,
        closure: Closure | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._graph, self._vocabulary, self._declared = graph, vocabulary, declared
        self._worlds = Worlds(graph, vocabulary, declared, seconds)
        self._clashes = Clashes(graph, vocabulary, closure)

    def judge(self, problem: Problem) -> Judged:
        """Judge a problem whose goal is `ask` without bindings; faults make it not checked."""
        goal = problem.goal
        if not isinstance(goal, Ask) or goal.bindings:
            fault = Fault("query", "a claim is what can be true or not: a goal `ask` without bindings")
            return Judged(Standing.NOT_CHECKED, problem, fault.what, faults=(fault,))
        try:
            return self._judged(problem, goal.formula)
        except FaultError as error:
            return Judged(Standing.NOT_CHECKED, problem, error.faults[0].what, faults=error.faults)

    def _judged(self, problem: Problem, formula: Term) -> Judged:
        signature = Signature.of(problem)
        found = self._worlds.surely(formula, signature)
        if found is not None:
            refusals = [one for one in self._worlds.against.refusals if one.kind in ("other", "closed")]
            more = tuple(t for one in refusals for t in one.triples)
            triples = tuple(dict.fromkeys((*found, *more)))
            reason = self._because(refusals) if refusals else "the graph has it"
            return self._shown(Standing.SUPPORTED, problem, formula, triples, reason, refusals)
        if not self._worlds.possibly(formula, signature):
            against = self._worlds.against
            triples, refusals = tuple(against.triples), list(against.refusals)
            reason = self._because(refusals) or "the numbers in the graph say otherwise"
            return self._shown(Standing.CONTRADICTED, problem, negate(formula), triples, reason, refusals)
        for standing, supposed in (
            (Standing.CONTRADICTED, formula),
            (Standing.SUPPORTED, negate(formula)),
        ):
            clashes = self._clashes.of(supposed, signature)
            if clashes:
                triples = tuple(dict.fromkeys(t for clash in clashes for t in clash.triples))
                reason = (
                    f"{'it' if supposed is formula else 'the contrary'} clashes: {self._clashing(clashes[0])}"
                )
                return Judged(standing, problem, reason, triples, clashes=clashes)
        return Judged(Standing.NOT_IN_GRAPH, problem, "the graph says neither this nor the contrary")

    def _shown(
        self,
        standing: Standing,
        problem: Problem,
        formula: Term,
        triples: Sequence[Triple],
        reason: str,
        refusals: Sequence[Refusal],
    ) -> Judged:
        goal = problem.goal
        assert isinstance(goal, Ask)
        asked = asked_of(
            replace(problem, goal=replace(goal, formula=formula)), self._graph, self._vocabulary, triples
        )
        assuming = dict.fromkeys(filter(None, map(self._assumed, refusals)))
        if standing is Standing.CONTRADICTED and not refusals:
            assuming = dict.fromkeys(filter(None, map(self._single, triples)))
        return Judged(standing, problem, reason, tuple(triples), asked, tuple(assuming))

    # --- in words

    def _because(self, refusals: Sequence[Refusal]) -> str:
        said = list(dict.fromkeys(filter(None, map(self._refused, refusals))))
        more = f"; and {len(said) - MAX_SAID} more reasons" if len(said) > MAX_SAID else ""
        return "; ".join(said[:MAX_SAID]) + more

    def _refused(self, one: Refusal) -> str:
        subject = "something" if one.subject is None else label(self._graph, one.subject)
        value = self._called(one.value)
        if one.kind == "count":
            return f"the graph has {one.value}"
        if not one.predicate:
            return "the graph has it"
        words = spoken(label(self._graph, one.predicate))
        said = f"{subject} is a {value}" if one.predicate == TYPE else f"{subject} · {words} · {value}"
        if one.kind == "is":
            return f"the graph has {said}"
        if one.kind == "closed":
            return f"the graph has all of {value if one.predicate == TYPE else f'`{words}`'}, and not {said}"
        others = ", ".join(dict.fromkeys(label(self._graph, triple[2]) for triple in one.triples))
        return f"`{words}` of {subject} is {others}, and it has one value"

    def _assumed(self, one: Refusal) -> str:
        if one.kind not in ("other", "closed"):
            return ""
        if one.predicate == TYPE:
            return f"the graph has every {self._called(one.value)} ({one.declared})"
        words = spoken(label(self._graph, one.predicate))
        said = "has one value" if one.kind == "other" else "is complete in the graph"
        return f"`{words}` {said} ({one.declared})"

    def _single(self, triple: Triple) -> str:
        one = self._declared.one_value(self._graph, triple[0], triple[1])
        return f"`{spoken(label(self._graph, triple[1]))}` has one value ({one})" if one else ""

    def _called(self, value: Value | None) -> str:
        if value is None:
            return "anything"
        return label(self._graph, value) if isinstance(value, str) else str(value)

    def _clashing(self, clash: Clash) -> str:
        """Return what a claim clashes with: what is said of things, then what the ontology says."""
        ordered = sorted(clash.triples, key=lambda one: any(node.startswith((OWL, RDFS)) for node in one[1:]))
        said = [" · ".join(label(self._graph, node) for node in triple) for triple in ordered]
        more = f", and {len(said) - MAX_SAID} more" if len(said) > MAX_SAID else ""
        return f"{', '.join(said[:MAX_SAID])}{more} (by {', '.join(clash.rules)})"
