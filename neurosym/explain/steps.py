"""The steps of a deduction in words, and as a graph: what each finds, from which sentences and steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.explain.graph import Graph, add_claims, as_mermaid, new_graph
from neurosym.explain.report import SAYS, aligned
from neurosym.explain.say import clipped, fact_words, plain
from neurosym.faults import visible
from neurosym.ir.core import Claim, Problem
from neurosym.ir.deduced import Deduction, Fact, Step

MAX_FACTS = 4
"""Facts that one line shows."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A deduction with the problem that it is about; printed one step a line.

    `spare`: ids of claims without which the answer follows too. Steps may use them: they say all that is
    forced, of which an answer may show a part, by as few claims at a time as will do.
    """

    problem: Problem
    deduction: Deduction
    spare: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Step]:
        return iter(self.deduction.steps)

    def __len__(self) -> int:
        return len(self.deduction.steps)

    def __str__(self) -> str:
        return "\n".join(aligned(list(self.lines())))

    def lines(self) -> Iterator[tuple[str, ...]]:
        """Yield each step as cells: number, facts, reasons.

        Last comes which claims of those are not needed for the answer, and why there are no more steps.
        """
        for number, (step, (claims, earlier)) in enumerate(zip(self, self._reasons(), strict=True), start=1):
            parts = [f"{claim.id} {clipped(visible(claim.says), SAYS)}".strip() for claim in claims]
            if earlier:
                parts.append(f"step{'s' if len(earlier) > 1 else ''} {', '.join(map(str, earlier))}")
            mark = "" if step.certificate else "  (not certified)"
            yield f"{number}.", _facts(step), " + ".join(parts) + mark
        used = {name for step in self for name in step.claims}
        if spare := [name for name in self.spare if name in used]:
            yield "", f"(not needed for the answer, but used here: {', '.join(spare)})"
        if self.deduction.left:
            yield "", f"({self.deduction.left})"

    def graph(self) -> Graph:
        """Return the proof as a graph from claims (by id) and steps (`step 1`) to the steps they force.

        Nodes have their words as `label`.
        """
        graph = new_graph()
        for number, (step, (claims, earlier)) in enumerate(zip(self, self._reasons(), strict=True), start=1):
            name = f"step {number}"
            graph.add_node(name, label=_facts(step))
            add_claims(graph, claims, name)
            graph.add_edges_from((f"step {one}", name) for one in earlier)
        return graph

    def mermaid(self) -> str:
        """Return the graph as mermaid text."""
        return as_mermaid(self.graph())

    def _reasons(self) -> Iterator[tuple[list[Claim], list[int]]]:
        """Yield the claims behind each step, the background only where there is no other, and the steps."""
        claims = {claim.id: claim for claim in self.problem.claims}
        found: dict[Fact, int] = {}
        for number, step in enumerate(self, start=1):
            used = [claims[name] for name in step.claims]
            said = [claim for claim in used if claim.kind != "assumed"]
            yield said or used, sorted({found[fact] for fact in step.earlier})
            found |= dict.fromkeys(step.facts, number)


def _facts(step: Step) -> str:
    """Say what is the case; what is not, only where no value follows."""
    positive = [fact for fact in step.facts if fact.holds and fact.value is not False]
    said = [_said(fact) for fact in positive or step.facts]
    more = len(said) - MAX_FACTS
    return ", ".join(said[:MAX_FACTS]) + (f", and {more} more" if more > 0 else "")


def _said(fact: Fact) -> str:
    value = fact.value if isinstance(fact.value, bool) else plain(fact.value)
    return fact_words(fact.symbol, map(plain, fact.args), value, fact.holds)
