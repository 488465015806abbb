"""The nouns of linking: candidates, mentions, and what was found in a text. Data only."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from neurosym.knowledge.nodes import Node


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that a mention may mean; `score` from 0 to 1, `why` in words, `label` fit to be printed."""

    node: Node
    label: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a text and what they may mean.

    `score` is that of the best candidate, weighed by how much the words look like a name; `more` says how
    many candidates were left out, `marked` that the text has it in [brackets].
    """

    start: int
    end: int
    text: str
    score: float
    candidates: tuple[Candidate, ...]
    why: str
    more: int = 0
    marked: bool = False

    def without(self, nodes: Container[Node]) -> Mention:
        """Return the mention with the candidates that are none of some nodes."""
        return replace(self, candidates=tuple(one for one in self.candidates if one.node not in nodes))

    @property
    def node(self) -> str:
        """The best candidate, or an empty text where there is none."""
        return self.candidates[0].node if self.candidates else ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of a text, best first, none inside another; `overlapping`: those that lost to these."""

    text: str
    mentions: tuple[Mention, ...]
    overlapping: tuple[Mention, ...] = ()
    left_out: tuple[str, ...] = ()
