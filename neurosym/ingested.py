"""What a document brought into a graph, and what was refused. Data, and its report; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurosym.explain.report import aligned
from neurosym.explain.say import clipped
from neurosym.faults import visible
from neurosym.ir.plain import Json
from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Graph, label
from neurosym.translate.triples.judgement import Accepted, Rejected
from neurosym.translate.triples.reading import Candidate, Plan

MAX_SHOWN = 20
"""Lines of a kind that a report shows."""
WIDE = 160
"""Characters of a line of a report."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a document brought: what was let in, what was refused and why, and what it cost.

    `sources`: of each triple that was let in, where the document says it. `unread`: sentences of which
    nobody proposed a triple. `replaced`: triples that an earlier version of the document had said and nobody
    says now. `read` is false where only the plan was made.
    """

    document: str
    plan: Plan
    graph: Graph
    accepted: tuple[Accepted, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    added: int = 0
    replaced: tuple[Triple, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    sources: tuple[Source, ...] = ()
    unread: tuple[str, ...] = ()
    read: bool = True

    def __str__(self) -> str:
        if not self.read:
            return f"{self.document}: {self.plan}"
        return (
            f"{self.document}: {_counted(len(self.accepted), 'triple')} let in, {len(self.rejected)} refused"
        )

    def report(self) -> str:
        """Return what was let in with its place in the document, the rest with its reason, in plain text."""
        return "\n".join((visible(str(self)), *self._lines()))

    def to_json(self) -> dict[str, Json]:
        """Return plain data."""
        placed = zip(self.accepted, self.sources, strict=True)
        return {
            "document": self.document,
            "accepted": [
                {
                    **_said(one.said),
                    "triple": list(one.triple),
                    "new": [list(triple) for triple in one.new],
                    "span": [source.start, source.end],
                    "quote": source.quote,
                    "confidence": source.confidence,
                    "time": source.time,
                }
                for one, source in placed
            ],
            "rejected": [
                {
                    **_said(one.said),
                    "quote": one.said.quote,
                    "reason": one.reason,
                    "what": one.what,
                    "right": one.right,
                }
                for one in self.rejected
            ],
            "unread": list(self.unread),
            "added": self.added,
            "replaced": [list(triple) for triple in self.replaced],
            "planned": {"calls": self.plan.calls, "in": self.plan.tokens_in, "out": self.plan.tokens_out},
            "tokens": {"in": self.tokens_in, "out": self.tokens_out},
        }

    def _lines(self) -> Iterator[str]:
        placed = zip(self.accepted, self.sources, strict=True)
        let_in = [
            (f"+ {visible(str(one.said))}", f"{at.confidence:.0%}", visible(at.quote)) for one, at in placed
        ]
        yield from _shown(list(aligned(let_in)))
        yield from _shown([f"- {visible(str(one.said))}: {visible(_why(one))}" for one in self.rejected])
        if self.unread:
            yield f"{_counted(len(self.unread), 'sentence')} without a triple"
            yield from _shown([f"  {visible(one)}" for one in self.unread])
        if self.replaced:
            yield f"{_counted(len(self.replaced), 'triple')} of an earlier reading taken back"
            told = (" · ".join(label(self.graph, node) for node in triple) for triple in self.replaced)
            yield from _shown([f"  {visible(one)}" for one in told])


def _said(said: Candidate) -> dict[str, Json]:
    return {"subject": said.subject, "property": said.property, "object": said.object}


def _why(one: Rejected) -> str:
    return one.what + (f" ({one.right})" if one.right else "")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _shown(lines: Sequence[str]) -> Iterator[str]:
    yield from (clipped(line, WIDE).rstrip() for line in lines[:MAX_SHOWN])
    if len(lines) > MAX_SHOWN:
        yield f"  and {len(lines) - MAX_SHOWN:,} more"
