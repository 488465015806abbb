"""Text into a graph: an LM proposes triples, code lets in what the sentence and the ontology allow.

>>> done = ingest(text, graph, lm="server/qwen", document="report.txt", namespace="https://example.org/")
>>> print(done)
>>> graph.remove("report.txt")

Each statement keeps its document, its place there and its quote; a document that is read again replaces what
it said. A graph is changed only after the whole text is read, so that a failure leaves it as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Protocol, runtime_checkable

from neurosym import english
from neurosym.faults import Fault, FaultError
from neurosym.ingested import Ingested
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.ontology import Ontology
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Graph, Knowledge, open_graph
from neurosym.lm.base import LM, SentenceLM, open_lm
from neurosym.translate.triples.gate import Gate
from neurosym.translate.triples.judgement import Accepted, Rejected
from neurosym.translate.triples.paths import paths
from neurosym.translate.triples.reading import Candidate, candidates, plan

MAX_TEXT = 1_000_000
MAX_SENTENCES = 5_000
NAMESPACE = "urn:thing:"
"""Where new things get their IRIs if the caller names no place."""


@runtime_checkable
class Growing(Graph, Protocol):
    """A graph that can be written."""

    def add(self, triples: Iterable[Triple], source: Source) -> int:
        """Add triples of a source, and return how many are new."""
        ...

    def remove(self, document: str) -> Sequence[Triple]:
        """Delete all that a document says, and return what nobody else says."""
        ...


def ingest(
    text: str,
    graph: Knowledge,
    ontology: Ontology | Knowledge | None = None,
    lm: LM | SentenceLM | str | None = None,
    *,
    document: str = "text",
    namespace: str = NAMESPACE,
    dry: bool = False,
    most_tokens: int | None = None,
    time: str | None = None,
) -> Ingested:
    """Read a text into a graph under an ontology (that of the graph, if none is named).

    `dry`: only say what it would cost. `most_tokens`: ask nobody where the plan needs more. `time`: when it
    was said, now if that is left open. Raises `FaultError`: `read-only` for a graph that cannot be written,
    `ontology` for one without properties, `limit`, `unknown-lm`, or what the LM or its reply lacks.
    """
    opened = open_graph(graph)
    if not isinstance(opened, Growing):
        hint = "give a store of oxigraph, or a file of triples"
        raise FaultError(Fault("read-only", "this graph cannot be written", hint=hint))
    allowed = (
        ontology if isinstance(ontology, Ontology) else _ontology(opened if ontology is None else ontology)
    )
    sentences = _sentences(text)
    cost = plan(sentences, allowed)
    if dry:
        return Ingested(document, cost, opened, read=False)
    if most_tokens is not None and cost.tokens > most_tokens:
        hint = f"allow {cost.tokens:,}, or read a part of it"
        raise FaultError(Fault("limit", f"reading this takes {cost}", hint=hint))
    found, spent = _candidates(sentences, allowed, opened, lm)
    replaced = opened.remove(document)
    gate = Gate(allowed, opened, Labels.of(opened), namespace)
    when = datetime.now(UTC).isoformat(timespec="seconds") if time is None else time
    accepted: list[tuple[Accepted, Source]] = []
    rejected: list[Rejected] = []
    unread = dict.fromkeys(sentences)
    added = 0
    for said in dict.fromkeys(found):
        place = _place(said, sentences)
        one = gate.judge(said, place.text if place else "")
        if place is not None:
            unread.pop(place, None)
        if isinstance(one, Rejected):
            rejected.append(one)
        elif place is not None:
            source = _source(document, place, one, when)
            added += opened.add([one.triple, *one.new], source)
            accepted.append((one, source))
    return Ingested(
        document,
        cost,
        opened,
        tuple(one for one, _ in accepted),
        tuple(rejected),
        added,
        tuple(triple for triple in replaced if triple not in opened),
        *spent,
        sources=tuple(source for _, source in accepted),
        unread=tuple(sentence.text for sentence in unread),
    )


def _ontology(knowledge: Knowledge) -> Ontology:
    found = Ontology.of(open_graph(knowledge))
    if not found.slots:
        hint = "declare them as owl:ObjectProperty and owl:DatatypeProperty, or give `ontology=`"
        raise FaultError(Fault("ontology", "the ontology declares no properties", hint=hint))
    return found


def _sentences(text: str) -> tuple[english.Sentence, ...]:
    if len(text) > MAX_TEXT:
        raise FaultError(
            Fault("limit", f"a text of more than {MAX_TEXT:,} characters", hint="read it in parts")
        )
    found = tuple(islice(english.sentences(text), MAX_SENTENCES + 1))
    if len(found) > MAX_SENTENCES:
        raise FaultError(Fault("limit", f"more than {MAX_SENTENCES:,} sentences", hint="read it in parts"))
    return found


def _candidates(
    sentences: Sequence[english.Sentence], ontology: Ontology, graph: Graph, lm: LM | SentenceLM | str | None
) -> tuple[list[Candidate], tuple[int, int]]:
    """Return what an LM proposes for all sentences, and the tokens that it read and wrote."""
    if lm is None:
        hint = 'write `lm="server/…"`, or `lm="embedded/questions"`'
        raise FaultError(Fault("unknown-lm", "nobody is named who reads the text", hint=hint))
    reader = open_lm(lm) if isinstance(lm, str) else lm
    if isinstance(reader, SentenceLM):
        return list(paths(sentences, graph, reader)), (0, 0)
    found: list[Candidate] = []
    spent = Counter[str]()
    for some, reply in candidates(sentences, ontology, reader):
        found += some
        spent["in"] += reply.tokens_in
        spent["out"] += reply.tokens_out
    return found, (spent["in"], spent["out"])


def _place(said: Candidate, sentences: Sequence[english.Sentence]) -> english.Sentence | None:
    """Return the sentence that a candidate quotes."""
    wanted = key(said.quote)
    return next((one for one in sentences if wanted and wanted in key(one.text)), None)


def _source(document: str, place: english.Sentence, one: Accepted, time: str) -> Source:
    quote = one.said.quote
    start = place.text.find(quote)
    if start < 0:  # the same letters, written in another way
        quote, start = place.text, 0
    begin = place.start + start
    source = Source(document, begin, begin + len(quote), quote, 1.0, time)
    return replace(source, confidence=round(one.confidence, 4))
