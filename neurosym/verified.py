"""A text with what a graph says of each of its claims. Data, and its report; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.answer import Answer
from neurosym.explain.report import Section, aligned, as_markdown
from neurosym.explain.say import clipped
from neurosym.faults import Fault, visible
from neurosym.ir.core import Claim
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.plain import Json
from neurosym.knowledge.nodes import Triple
from neurosym.solve.graph.claims.judge import Standing

MAX_CITED = 4
"""Triples that a report shows of one claim."""
WIDE = 100
"""Characters of a line of a report."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim: characters `start` to `end` of the text, how it stands, and why.

    `read_as`: with what was `put` in for pronouns and shared words. `reading`: path notation, where letters
    stand for `mentions`, with its `likelihood`. `triples`: what the verdict rests on; `answer`: the same for
    the kernel, which has matched it where there is a certificate. `assuming`: what is declared.
    `derivations`: how the claim clashes with the graph.
    """

    text: str
    start: int
    end: int
    read_as: str
    put: tuple[tuple[str, str], ...] = ()
    standing: Standing = Standing.NOT_CHECKED
    reading: str = ""
    likelihood: float = 0.0
    mentions: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    triples: tuple[Triple, ...] = ()
    assuming: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    answer: Answer | None = field(default=None, repr=False)
    derivations: tuple[DerivationCertificate, ...] = field(default=(), repr=False)

    @property
    def cited(self) -> tuple[Claim, ...]:
        """Return the triples as claims, in words and with their source."""
        return self.answer.problem.claims if self.answer and self.answer.problem else ()

    @property
    def certified(self) -> bool:
        """Say whether the kernel accepted what the verdict rests on."""
        return bool(self.answer and self.answer.certificate) or bool(self.derivations)

    def to_json(self) -> dict[str, Json]:
        """Return plain data."""
        return {
            "text": self.text,
            "span": [self.start, self.end],
            "read_as": self.read_as,
            "standing": self.standing.value,
            "reason": self.reason,
            "reading": self.reading,
            "likelihood": self.likelihood,
            "mentions": dict(self.mentions),
            "triples": [list(triple) for triple in self.triples],
            "assuming": list(self.assuming),
            "faults": [[fault.code, fault.what, fault.hint] for fault in self.faults],
            "certified": self.certified,
            "answer": self.answer.to_json() if self.answer else None,
            "derivations": [one.to_json() for one in self.derivations],
        }

    def lines(self) -> Iterator[str]:
        """Yield what a report says of it below its sentence."""
        if self.read_as.rstrip(" .") != self.text.rstrip(" ."):
            yield f"read as: {visible(self.read_as)}"
        if self.reading:
            meant = ", ".join(f"{letter} is {visible(name)}" for letter, name in self.mentions.items())
            yield f"{self.reading}, where {meant}" if meant else self.reading
        yield f"{'certified' if self.certified else 'because'}: {visible(self.reason)}"
        yield from (f"  {visible(claim.says)}" for claim in self.cited[:MAX_CITED])
        if len(self.cited) > MAX_CITED:
            yield f"  and {len(self.cited) - MAX_CITED} more triples"
        yield from (f"assuming: {visible(said)}" for said in self.assuming)
        yield from (f"hint: {visible(fault.hint)}" for fault in self.faults if fault.hint)


@dataclass(frozen=True, slots=True)
class Verified:
    """A text and its claims, in order."""

    text: str
    claims: tuple[CheckedClaim, ...]

    def of(self, standing: Standing | str) -> tuple[CheckedClaim, ...]:
        """Return the claims that stand so: `"supported"`, `"contradicted"`, and so on."""
        return tuple(claim for claim in self.claims if claim.standing == standing)

    @property
    def shares(self) -> dict[str, float]:
        """Return which share of the claims stands how, from 0 to 1; nothing of a text without claims."""
        return {one.value: len(self.of(one)) / len(self.claims) for one in Standing} if self.claims else {}

    def __str__(self) -> str:
        counts = ", ".join(f"{len(self.of(one))} {one.value}" for one in Standing if self.of(one))
        return f"{len(self.claims)} claim{'s' * (len(self.claims) != 1)}{f': {counts}' * bool(counts)}"

    def report(self) -> str:
        """Return every claim with how it stands and why, in plain text."""
        lines = [str(self)]
        heads = [(claim.standing.value, clipped(visible(claim.text), WIDE)) for claim in self.claims]
        for claim, head in zip(self.claims, aligned(heads), strict=True):
            lines += [head, *(f"    {clipped(line, WIDE + 20)}" for line in claim.lines())]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Json]:
        """Return the whole as plain data."""
        return {
            "text": self.text,
            "claims": [claim.to_json() for claim in self.claims],
            "shares": dict(self.shares),
        }

    def _repr_markdown_(self) -> str:
        parts = (
            Section(claim.standing.value, tuple((line,) for line in (visible(claim.text), *claim.lines())))
            for claim in self.claims
        )
        return as_markdown(str(self), "", parts)
