"""Which claims of a text does a graph support, which does it contradict, and which are not in it?

>>> found = verify_text("Kismet was directed by William Dieterle.", knowledge="films.tsv")
>>> print(found.report())

The LM reads; it never judges. A claim whose reading is not clear, or leaves out some of its words, is not
checked, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Self

from neurosym.accepted import verify
from neurosym.answer import Answer
from neurosym.faults import Fault, FaultError
from neurosym.grounded import Grounded
from neurosym.ir.core import Problem
from neurosym.ir.names import mangle
from neurosym.ir.verdict import Verdict
from neurosym.knowledge.link import Mention
from neurosym.knowledge.nodes import TYPE, Node
from neurosym.knowledge.store import Bounds, Knowledge, label
from neurosym.knowledge.words import Kind, Property
from neurosym.lm.base import LM, SentenceLM
from neurosym.solve.graph.claims.declared import Declared
from neurosym.solve.graph.claims.judge import Judge, Judged, Standing
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.trace import Listener
from neurosym.translate.questions.claim_names import ClaimNames
from neurosym.translate.questions.formula import Meaning
from neurosym.translate.questions.heard import unheard, unnamed
from neurosym.translate.questions.notation import Asked, Is, Which, read, written
from neurosym.translate.questions.prose import Said, claims
from neurosym.translate.questions.reading import Form, Reading
from neurosym.translate.questions.turned import merged
from neurosym.verified import CheckedClaim, Verified

CLEAR = 0.5
"""Likelihood from which a reading of a claim is clear."""


def verify_text(
    text: str,
    knowledge: Knowledge | Sequence[Knowledge],
    rules: str = "",
    lm: LM | SentenceLM | str | None = None,
    functional: Iterable[str] = (),
    closed: Iterable[str] = (),
) -> Verified:
    """Check the claims of a text against a graph and what follows from it by `rules`; see `Verifier`."""
    with Verifier(knowledge, rules, lm, functional, closed) as verifier:
        return verifier.text(text)


class Verifier:
    """Checks texts, and claims that are formulas, against one graph; a context manager.

    `functional`: properties with one value; `closed`: properties and classes that the graph has all of; both
    by name or IRI, beside what the graph declares (see `Declared`). `clear`: how likely a reading must be.
    `certify`: have the kernel match what is cited. The others are those of `Grounded`. Raises `FaultError`
    where the graph or the LM cannot be opened, and (`unknown-name`) for names that the graph does not have.
    """

    def __init__(
        self,
        knowledge: Knowledge | Sequence[Knowledge],
        rules: str = "",
        lm: LM | SentenceLM | str | None = None,
        functional: Iterable[str] = (),
        closed: Iterable[str] = (),
        bounds: Bounds | None = None,
        clear: float = CLEAR,
        certify: bool = True,
        on: Listener | None = None,
    ) -> None:
        self._grounded = Grounded(knowledge, lm, rules, bounds, on=on)
        self._clear, self._certify, self._bounds = clear, certify, bounds or Bounds()
        self._functional, self._closed = tuple(functional), tuple(closed)

    @cached_property
    def _judge(self) -> Judge:
        graph, vocabulary = self._grounded.graph, self._grounded.vocabulary
        declared = Declared.of(graph, vocabulary, self._functional, self._closed)
        closure = graph.closure if isinstance(graph, Reasoned) else None
        return Judge(graph, vocabulary, declared, closure, self._bounds.seconds)

    # --- formulas

    def claim(self, notation: str, mentions: Mapping[str, str], says: str = "") -> Problem:
        """Return the problem of a claim in path notation, `is A > by = B`, with names for its letters.

        Raises `FaultError`: `path`, and `unknown-name` for names that the graph does not have.
        """
        nodes = {letter: self._grounded.vocabulary.node(mangle(name)) for letter, name in mentions.items()}
        properties, kinds = self._words
        return self._problem(read(notation, [*properties], [*kinds]), nodes, says or notation)

    def judge(self, problem: Problem) -> Judged:
        """Judge a problem whose goal is `ask` without bindings. What it cannot judge is not checked."""
        return self._judge.judge(problem)

    def certified(self, judged: Judged) -> Answer | None:
        """Return the triples that a verdict rests on as an answer that `neurosym.verify` accepts, if it does.

        It answers the claim, or if that is contradicted its denial, with yes.
        """
        asked = judged.asked
        if asked is None:
            return None
        result, certificate = asked.result, asked.certificate
        answer = Answer(Verdict.FOUND, judged.problem.text, asked.problem, result, certificate=certificate)
        answer = replace(answer, derivation=asked.derivation)
        try:
            verify(answer)
        except FaultError:
            return replace(answer, certificate=None)
        return replace(answer, result=replace(result, trust="certified"))

    # --- texts

    def text(self, text: str) -> Verified:
        """Check every claim of a text."""
        return self.texts([text])[0]

    def texts(self, texts: Sequence[str]) -> list[Verified]:
        """Check every claim of several texts; an LM that reads sentences reads them together."""
        reader = self._grounded.reader
        said = [claims(text, self._naming.mentions, self._is_a) for text in texts]
        whole = [one for each in said for one in each]
        forms: list[Form] = ["things" if one.exists else "claim" for one in whole]
        readings = iter(reader.readings([self._naming.marked(one.text) for one in whole], forms))
        return [
            Verified(text, tuple(self._checked(text, one, next(readings).found) for one in each))
            for text, each in zip(texts, said, strict=True)
        ]

    def _checked(self, text: str, said: Said, readings: Sequence[Reading]) -> CheckedClaim:
        piece = text[said.start : said.end]
        read_as = piece if said.exists else said.text
        claim = CheckedClaim(piece, said.start, said.end, read_as, said.put)
        if said.unresolved:
            what = f"nothing tells what `{said.unresolved}` is"
            return replace(claim, reason=what, faults=(Fault("unresolved", what, hint="name it"),))
        mentions = self._naming.mentions(said.text)
        if not mentions:
            what = "it mentions nothing that the graph has"
            return replace(claim, reason=what, faults=(Fault("unknown-name", what),))
        words = [word for names in self._words for word in names]
        strange = unnamed(said, mentions, self._naming.is_name, words)
        if strange is not None:
            return replace(claim, reason=strange.what, faults=(strange,))
        fitting = merged(filter(self._naming.fits, readings))
        total = sum(likely for likely, _ in fitting)
        first: Fault | None = None
        for likely, reading in fitting:
            path = str(reading)
            asked = _claimed(said, reading.asked)
            if asked is None:
                first = first or Fault("question", f"`{path}` is no claim")
                continue
            fault = unheard(said, asked, mentions, {*reading.mentions.values()})
            fault = fault or self._unclear(path, likely, total)
            if fault is None:
                meant = [one for one in readings if str(one) == path]
                read_so = replace(claim, reading=written(asked), likelihood=likely)
                return self._judged(read_so, asked, meant)
            first = first or fault
        first = first or Fault("unread", "no path over the graph is found in it")
        return replace(claim, reason=first.what, faults=(first,))

    def _unclear(self, path: str, likely: float, total: float) -> Fault | None:
        """Return that a reading is not clear. `total`: the likelihood of all that fit."""
        if likely >= self._clear * total and likely >= self._clear / 2:
            return None
        what = f"`{path}` is one of several readings, with {likely / total:.0%} of the likelihood"
        return Fault("unclear", what, hint="name things as the graph does")

    def _judged(self, claim: CheckedClaim, asked: Asked, readings: Sequence[Reading]) -> CheckedClaim:
        """Judge a claim with each meaning of its names: one that is supported is enough."""
        graph, found = self._grounded.graph, []
        called = {letter: label(graph, node) for letter, node in readings[0].mentions.items()}
        for reading in readings:
            if any(label(graph, node) != called[letter] for letter, node in reading.mentions.items()):
                continue  # another name, which is less like the one in the text
            judged = self.judge(self._problem(asked, reading.mentions, claim.read_as))
            found.append((judged, reading.mentions))
            if judged.standing is Standing.SUPPORTED:
                break
        order = [Standing.SUPPORTED, Standing.NOT_CHECKED, Standing.NOT_IN_GRAPH, Standing.CONTRADICTED]
        judged, mentions = min(found, key=lambda one: order.index(one[0].standing))
        answer = self.certified(judged) if self._certify else None
        return replace(
            claim,
            standing=judged.standing,
            mentions={letter: label(graph, node) for letter, node in mentions.items()},
            reason=judged.reason,
            triples=judged.triples,
            assuming=judged.assuming,
            faults=judged.faults,
            answer=answer,
            derivations=judged.derivations,
        )

    # --- words

    @cached_property
    def _words(self) -> tuple[Mapping[str, Property], Mapping[str, Kind]]:
        """Return the properties and classes by their names in words."""
        vocabulary = self._grounded.vocabulary
        return vocabulary.properties.in_words, vocabulary.kinds.in_words

    @cached_property
    def _naming(self) -> ClaimNames:
        return ClaimNames(self._grounded.vocabulary)

    def _problem(self, asked: Asked, mentions: Mapping[str, Node], says: str) -> Problem:
        names = {letter: self._grounded.vocabulary.element(node) for letter, node in mentions.items()}
        return Meaning(*self._words, names).problem(asked, says)

    def _is_a(self, mention: Mention, noun: str) -> bool:
        graph = self._grounded.graph
        kinds = (triple[2] for triple in graph.match(mention.node, TYPE, None)) if mention.node else ()
        return any(label(graph, kind).casefold() == noun.casefold() for kind in kinds)

    def close(self) -> None:
        """End what was started here, and close the graph if it was opened here."""
        self._grounded.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _claimed(said: Said, asked: Asked) -> Asked | None:
    """Return what is claimed: of `there is a film by A` that the films by A are some."""
    if said.exists and isinstance(asked, Which) and not asked.count:
        return Is(asked.things, "", said.denied)
    if said.exists or isinstance(asked, Which):
        return None
    return asked
