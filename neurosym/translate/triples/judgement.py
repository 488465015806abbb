"""What becomes of a candidate triple: let in, or refused for a reason. Judges none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from neurosym.knowledge.nodes import Triple
from neurosym.translate.triples.reading import Candidate

Reason: TypeAlias = Literal[
    "quote",
    "property",
    "subject",
    "object",
    "domain",
    "range",
    "value",
    "disjoint",
    "functional",
    "ambiguous",
]
"""Why a candidate is refused, by the first thing that is wrong."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A triple that may enter, with labels and classes of what is `new`, and how sure it is."""

    said: Candidate
    triple: Triple
    new: tuple[Triple, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that may not enter: why, in one word and in a sentence, and what would be `right`."""

    said: Candidate
    reason: Reason
    what: str
    right: str = ""

    def __str__(self) -> str:
        return f"{self.said}: {self.what}" + (f" ({self.right})" if self.right else "")


Judgement: TypeAlias = "Accepted | Rejected"


def unsaid(said: Candidate, reason: Reason, name: str) -> Rejected:
    """Refuse a candidate of which the sentence does not say one end."""
    return Rejected(said, reason, f"`{name:.80}` is not in the sentence", "name it as the sentence does")


def tally(judged: Sequence[Judgement]) -> Mapping[str, int]:
    """Count judgements: `accepted`, and each reason of refusal."""
    found: dict[str, int] = {}
    for one in judged:
        word = one.reason if isinstance(one, Rejected) else "accepted"
        found[word] = found.get(word, 0) + 1
    return found
