"""What was retrieved for a question: seeds, triples with reasons, and what was left out. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from neurosym.knowledge.nodes import Node, Triple
from neurosym.knowledge.paths import Steps


@dataclass(frozen=True, slots=True)
class Seed:
    """A node that the question names, how much it counts, and where the text says it (half open)."""

    node: Node
    label: str
    weight: float
    why: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A triple and why it was chosen."""

    triple: Triple
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The triples that matter for a question, best first, within the budget.

    `steps`: the chains of properties that explain the question's words, best first; `left_out`: sentences on
    what is not here and why.
    """

    seeds: tuple[Seed, ...]
    evidence: tuple[Evidence, ...]
    steps: tuple[Steps, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triples alone, best first."""
        return tuple(each.triple for each in self.evidence)
