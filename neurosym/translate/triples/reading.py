"""Sentences to candidate triples: what an LM is told, and how its reply is read. Believes none of them.

A chat LM writes a list; an LM that reads sentences writes a path between two mentions that the graph knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from neurosym.english import Sentence
from neurosym.faults import Fault, FaultError
from neurosym.ir.strict import read_json
from neurosym.knowledge.ontology import Ontology, Slot
from neurosym.lm.base import LM, Message, Reply, Schema
from neurosym.translate.reply import first_json

MAX_TRIPLES = 200
"""Triples of one reply that are read."""
MAX_PROPERTIES = 400
"""Properties that an LM is shown."""
TOGETHER = 6
"""Sentences of one call."""
LETTERS = 4
"""Letters of a token, about."""
WRITTEN = 60
"""Tokens that the triples of one sentence take, about."""
MAX_NAME = 400

_PROMPT = Path(__file__).parents[1] / "prompts" / "triples.md"
_FIELDS = ("subject", "property", "object", "quote")
SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "triples": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in _FIELDS},
                "required": list(_FIELDS),
                "additionalProperties": False,
            },
        }
    },
    "required": ["triples"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A triple in words, the part of a sentence that says it, and how likely it is meant."""

    subject: str
    property: str
    object: str
    quote: str = ""
    likelihood: float = 1.0

    def __str__(self) -> str:
        return f"{self.subject} · {self.property} · {self.object}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What reading a text will cost: calls of the LM, tokens that it reads and writes, about."""

    calls: int
    tokens_in: int
    tokens_out: int

    @property
    def tokens(self) -> int:
        """Tokens read and written."""
        return self.tokens_in + self.tokens_out

    def __str__(self) -> str:
        calls = "1 call" if self.calls == 1 else f"{self.calls:,} calls"
        return f"{calls}, about {self.tokens_in:,} tokens to read and {self.tokens_out:,} to write"


def plan(sentences: Sequence[Sentence], ontology: Ontology) -> Plan:
    """Return what it will cost to have sentences read, before anybody is asked."""
    asked = [messages(part, ontology) for part in _parts(sentences)]
    read = sum(len(message.content) for part in asked for message in part) // LETTERS
    return Plan(len(asked), read, WRITTEN * len(sentences))


def candidates(
    sentences: Sequence[Sentence], ontology: Ontology, lm: LM
) -> Iterator[tuple[tuple[Candidate, ...], Reply]]:
    """Ask an LM for the triples of a few sentences at a time. Raises `FaultError` where it fails."""
    for part in _parts(sentences):
        reply = lm.reply(messages(part, ontology), schema=SCHEMA, max_tokens=512 + 4 * WRITTEN * len(part))
        yield tuple(read(reply.text)), reply


def messages(sentences: Sequence[Sentence], ontology: Ontology) -> tuple[Message, ...]:
    """Return what an LM is told: the ontology in words, then the sentences."""
    lines = [_line(slot, ontology) for slot in [*ontology.slots.values()][:MAX_PROPERTIES]]
    told = _PROMPT.read_text(encoding="utf-8").replace("{ontology}", "\n".join(lines))
    listed = "\n".join(f"{number}. {one.text}" for number, one in enumerate(sentences, 1))
    return (Message("system", told), Message("user", listed))


def read(text: str) -> Iterator[Candidate]:
    """Read the triples of a reply. Raises `FaultError` (`bad-json`) where it has no list of them."""
    value = read_json(first_json(text))
    listed = value.get("triples") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        hint = 'write {"triples": [{"subject": …, "property": …, "object": …, "quote": …}]}'
        raise FaultError(Fault("bad-json", "the reply has no list of triples", hint=hint))
    for item in listed[:MAX_TRIPLES]:
        if isinstance(item, dict):
            one, along, other, quoted = (str(item.get(name, "")).strip()[:MAX_NAME] for name in _FIELDS)
            yield Candidate(one, along, other, quoted)


def _parts(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    for first in range(0, len(sentences), TOGETHER):
        yield sentences[first : first + TOGETHER]


def _line(slot: Slot, ontology: Ontology) -> str:
    start = ontology.called(slot.domain) or "anything"
    end = ontology.called(slot.range) or slot.datatype.rpartition("#")[2] or "anything"
    comment = f" ({' '.join(slot.comment.split())[:120]})" if slot.comment else ""
    return f"- {slot.label}: from {start} to {end}{comment}"
