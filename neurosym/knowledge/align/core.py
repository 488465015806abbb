"""The nouns of alignment: options, evidence, matches, and who lost to whom. Data only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from neurosym.knowledge.nodes import Node, Triple

Kind: TypeAlias = Literal["name", "value", "identifier", "neighbour", "silence"]
"""What speaks for a match, or against it: names, other values, values that only one node has, matches of
neighbours, and neighbours none of which match."""

Each: TypeAlias = Literal["one-to-one", "one-to-many", "many-to-one", "many-to-many"]
"""How many matches a node may have, the left side first: in `one-to-many` one left node has many right."""

EACH: tuple[Each, ...] = ("one-to-one", "one-to-many", "many-to-one", "many-to-many")


@dataclass(frozen=True, slots=True)
class Options:
    """How graphs are aligned. `threshold`: the score from which two nodes are a match.

    `seconds`: processor time; `triples` of each side and `pairs` of nodes that are looked at; `rounds` of
    weighing. `known`: pairs of nodes that are the same, `apart`: pairs that are not, whatever speaks for it.
    """

    each: Each = "one-to-one"
    threshold: float = 0.5
    seconds: float = 300.0
    triples: int = 5_000_000
    pairs: int = 2_000_000
    rounds: int = 6
    known: frozenset[tuple[Node, Node]] = frozenset()
    apart: frozenset[tuple[Node, Node]] = frozenset()

    @property
    def one_right(self) -> bool:
        """Say whether a left node has one match at most."""
        return self.each in ("one-to-one", "many-to-one")

    @property
    def one_left(self) -> bool:
        """Say whether a right node has one match at most."""
        return self.each in ("one-to-one", "one-to-many")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a match (`weight` above 0) or against it.

    `weight` is the logarithm, in bits, of how much likelier it is to be seen with a match than without:
    with 1, two times. `triples`: those of both graphs that it was seen in; `rests_on`: the match of
    neighbours that it takes for granted.
    """

    kind: Kind
    says: str
    weight: float
    triples: tuple[Triple, ...] = ()
    rests_on: tuple[Node, Node] | None = None

    def __str__(self) -> str:
        return f"{self.weight:+.1f} bits · {self.says}"


@dataclass(frozen=True, slots=True)
class Match:
    """Two nodes that are taken for the same; `score` from 0 to 1, the probability as far as it is known."""

    left: Node
    right: Node
    score: float

    def __str__(self) -> str:
        return f"{self.left} = {self.right} ({self.score:.2f})"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that might be the match of another: its score, and why it was not taken (empty if it was)."""

    node: Node
    score: float
    why_not: str
    evidence: tuple[Evidence, ...]

    def __str__(self) -> str:
        return f"{self.score:.2f} {self.node}" + (f": {self.why_not}" if self.why_not else "")


def bits(nats: float) -> float:
    """Return a natural logarithm as one to the base of 2, rounded to be read."""
    return round(nats / math.log(2), 2)
