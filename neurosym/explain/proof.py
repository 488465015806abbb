"""A proof that a person follows: instances of claims, and what each of them forces. Searches for nothing.

>>> print(answer.proof())
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurosym.explain.graph import ANSWER, Graph, add_claims, as_mermaid, new_graph
from neurosym.explain.refutation import ProofStep, in_steps
from neurosym.explain.report import SAYS, aligned
from neurosym.explain.say import clipped, fact_words, headline, plain
from neurosym.faults import Fault, FaultError, visible
from neurosym.ir.certificate import CIRCLE, GOAL, Certificate, Individual, Refuted, Witness
from neurosym.ir.core import Claim, Problem, Quantified
from neurosym.ir.verdict import Verdict

PROVABLE = frozenset((Verdict.PROVED, Verdict.REFUTED, Verdict.INCONSISTENT))
"""Verdicts that say that formulas contradict each other, and nothing else."""

EQUAL = "="
MAX_CIRCLE = 3
"""Atoms of a circle that are named."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof with the problem that it is about; printed one step a line."""

    problem: Problem
    verdict: Verdict
    refuted: Refuted
    steps: tuple[ProofStep, ...]

    def __iter__(self) -> Iterator[ProofStep]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        return "\n".join(aligned(list(self.lines())))

    def lines(self) -> Iterator[tuple[str, ...]]:
        """Yield each step as cells: its number, what follows, from what; then who is called by a new name."""
        *steps, last = self.steps
        for number, step in enumerate(steps, start=1):
            yield f"{number}.", self._said(step), self._reasons(step)
        yield "so", headline(self.verdict, self.problem.goal, None), self._reasons(last)
        used = {part for step in self.steps for part in self._individuals(step)}
        for witness in self.refuted.witnesses:
            if names := [name for name in witness.names if name in used]:
                yield "", f"({', '.join(names)}: {self._introduced(witness)})"

    def graph(self) -> Graph:
        """Return the proof as a graph from claims (by id) and steps (`step 1`) to what they force.

        Nodes have their words as `label`.
        """
        graph = new_graph()
        for number, step in enumerate(self.steps, start=1):
            last = number == len(self.steps)
            name = ANSWER if last else f"step {number}"
            words = headline(self.verdict, self.problem.goal, None) if last else self._said(step)
            graph.add_node(name, label=words)
            add_claims(graph, self._claims(step), name)
            graph.add_edges_from((f"step {one + 1}", name) for one in step.earlier)
        return graph

    def mermaid(self) -> str:
        """Return the graph as mermaid text."""
        return as_mermaid(self.graph())

    # --- words

    def _said(self, step: ProofStep) -> str:
        said = ", ".join(" or ".join(map(self._literal, clause)) for clause in step.clauses)
        return f"suppose {said}" if step.supposed and not step.earlier else said

    def _literal(self, literal: int) -> str:
        atom = self.refuted.atoms[abs(literal) - 1]
        if atom.name == EQUAL:
            one, other = map(_individual, atom.args)
            return f"{one} {'is' if literal > 0 else 'is not'} {other}"
        return fact_words(atom.name, map(_individual, atom.args), _value(atom.value), literal > 0)

    def _reasons(self, step: ProofStep) -> str:
        claims = {claim.id: claim for claim in self.problem.claims}
        parts = [_instance(claims[one.label], one.row) for one in step.inputs if one.label in claims]
        for one in step.inputs:
            if one.label.startswith(CIRCLE):
                parts.append(f"nothing is so only because of itself ({self._circle(one.label)})")
        if any(not one.label for one in step.inputs):
            parts.append("what values and names mean")
        if step.earlier:
            numbers = ", ".join(str(one + 1) for one in step.earlier)
            parts.append(f"step{'s' if len(step.earlier) > 1 else ''} {numbers}")
        if step.supposed and not step.earlier and step.clauses:
            parts.append("the contrary of what is asked")
        return " + ".join(dict.fromkeys(parts))

    def _circle(self, label: str) -> str:
        """Return the first atoms of a circle, in words."""
        atoms = self.refuted.circles[int(label.removeprefix(CIRCLE))]
        words = [fact_words(name, map(_individual, row), True, True) for name, row in atoms[:MAX_CIRCLE]]
        return ", ".join(words) + (", …" if len(atoms) > MAX_CIRCLE else "")

    def _claims(self, step: ProofStep) -> list[Claim]:
        labels = {one.label for one in step.inputs}
        return [claim for claim in self.problem.claims if claim.id in labels]

    def _introduced(self, witness: Witness) -> str:
        if not witness.label:
            return f"somebody of sort {witness.sort}"
        what = "the contrary of what is asked" if witness.label.startswith(GOAL) else witness.label
        return f"of whom {what} speaks"

    def _individuals(self, step: ProofStep) -> Iterator[str]:
        """Yield the names in what a step shows."""
        atoms = (self.refuted.atoms[abs(literal) - 1] for clause in step.clauses for literal in clause)
        rows = (*(atom.args for atom in atoms), *(one.row for one in step.inputs))
        for one in (one for row in rows for one in row):
            yield from _names(one)


def _instance(claim: Claim, row: Sequence[Individual]) -> str:
    words = f"{claim.id} {clipped(visible(claim.says), SAYS)}".strip()
    values = ", ".join(
        f"{name} = {_individual(one)}" for name, one in zip(_variables(claim), row, strict=False)
    )
    return f"{words} ({values})" if values else words


def _variables(claim: Claim) -> Iterator[str]:
    formula = claim.formula
    while isinstance(formula, Quantified) and formula.kind == "all":
        yield from (binding.var for binding in formula.bindings)
        formula = formula.body


def _individual(one: Individual) -> str:
    match one:
        case (name, args):
            return f"{name}({', '.join(map(_individual, args))})"
        case _:
            return plain(one)


def _names(one: Individual) -> Iterator[str]:
    match one:
        case (_, args):
            for arg in args:
                yield from _names(arg)
        case str():
            yield one


def _value(one: Individual) -> bool | str:
    return one if isinstance(one, bool) else _individual(one)


def proof(problem: Problem | None, verdict: Verdict, certificate: Certificate | None) -> Proof:
    """Return the steps of a proof; the certificate is one that the kernel accepted for this verdict.

    Raises `FaultError` (`no-steps`) where the verdict is of another kind or nobody could read so many.
    """
    refutations = [one for one in certificate.evidence if isinstance(one, Refuted)] if certificate else []
    if problem is None or verdict not in PROVABLE or len(refutations) != 1:
        raise FaultError(Fault("no-steps", "there is no certified proof of it"))
    (refuted,) = refutations
    return Proof(problem, verdict, refuted, in_steps(refuted))
