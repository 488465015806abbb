"""Answers from a knowledge graph: a question is linked, read as a path, asked, and cited triple by triple.

>>> with Grounded("films.tsv") as graph:
...     answer = graph.ask("Who acted in the films written by James B. Harris?")

Failing to read a question is the verdict `untranslated` with its faults, never an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

from neurosym.accepted import verify
from neurosym.answer import Answer
from neurosym.attempts import Attempt
from neurosym.batch import Journal, question_key
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.knowledge.classes import below
from neurosym.knowledge.nodes import TYPE
from neurosym.knowledge.store import Bounds, Graph, Knowledge, label, opened
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.lm.base import LM, SentenceLM, open_lm
from neurosym.record import Record, Recorded
from neurosym.solve.graph.asked import Asked, ask
from neurosym.solve.graph.compared import differences
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.trace import Listener, Trace
from neurosym.translate.questions.heard import HOW_MANY, asked_for
from neurosym.translate.questions.mentions import alike
from neurosym.translate.questions.reader import QuestionReader
from neurosym.translate.questions.reading import Reader, Reading, Readings, Tried
from neurosym.translate.questions.translator import QuestionTranslator
from neurosym.weighed import Way, likeliest

QUESTIONS = "embedded/questions"
"""The LM that reads questions where none is named."""

CLEAR = 0.6
"""Likelihood from which a reading is clear, with that of other readings that come to the same."""

SEEN = 50
"""Answers of which it is looked at of what class they are."""


class Grounded:
    """Answers questions from one graph; a context manager that ends its processes.

    `knowledge`: see `open_graph`. `rules`: a pack or a file of rules over triples, by which more follows; it
    is derived with the first question. `lm` reads questions: one that reads sentences, or any that holds a
    conversation. `bounds`: of each question. `clear`: how likely a reading must be, from 0 to 1. `certify`:
    match the cited triples again. `on` hears of each stage. `record`: where replies and answers are kept.
    Raises `FaultError` where the graph or the LM cannot be opened.
    """

    def __init__(
        self,
        knowledge: Knowledge | Sequence[Knowledge],
        lm: LM | SentenceLM | str | None = None,
        rules: str = "",
        bounds: Bounds | None = None,
        clear: float = CLEAR,
        certify: bool = True,
        on: Listener | None = None,
        record: Record | str | Path | None = None,
    ) -> None:
        self._stack = ExitStack()
        self._given = self._stack.enter_context(opened(knowledge))
        self._rules = rules
        self._named = QUESTIONS if lm is None or lm == "embedded" else lm
        self._record = record if isinstance(record, Record) else Record(record)
        self._bounds, self._clear, self._certify, self._on = bounds or Bounds(), clear, certify, on

    @cached_property
    def graph(self) -> Graph:
        """The graph, with all that follows by the rules."""
        if not self._rules:
            return self._given
        return self._stack.enter_context(Reasoned(self._given, self._rules))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names of its things, properties and classes."""
        return Vocabulary(self.graph)

    @cached_property
    def reader(self) -> Reader:
        """What reads questions and claims."""
        lm = open_lm(self._named) if isinstance(self._named, str) else self._named
        if isinstance(lm, SentenceLM):
            return QuestionReader(self.vocabulary, lm)
        return QuestionTranslator(self.vocabulary, Recorded(lm, self._record))

    def ask(self, question: str) -> Answer:
        """Answer a question in words, or say whether a statement is so."""
        return self.ask_many([question])[0]

    def ask_many(self, questions: Sequence[str]) -> list[Answer]:
        """Answer questions in their order; an LM that reads sentences reads them together."""
        trace = Trace(self._on)
        try:
            with trace.stage("translate"):
                found = self.reader.readings(questions)
        except FaultError as error:
            unread = (Answer(Verdict.UNTRANSLATED, text, faults=error.faults) for text in questions)
            return [self._kept(replace(answer, timings=trace.timings)) for answer in unread]
        answers = [self._answer(text, readings) for text, readings in zip(questions, found, strict=True)]
        return [self._kept(replace(answer, timings=trace.timings)) for answer in answers]

    def solve(self, problem: Problem) -> Answer:
        """Answer a problem whose goal is `ask`. Raises `FaultError` where the graph cannot be asked it."""
        return self._kept(self._certified(self._asked(problem), problem.text))

    def compare(self, answer: Answer) -> tuple[Fault, ...]:
        """Return what speaks against an answer: cited triples that the graph has not, other values.

        Raises `FaultError` where the graph cannot be asked the question.
        """
        if answer.problem is None or answer.result is None:
            raise FaultError(Fault("not-certified", "there is no question that the graph could be asked"))
        return differences(answer.problem, answer.result, self.graph, self.vocabulary, self._bounds)

    def _answer(self, text: str, readings: Readings) -> Answer:
        """Answer by the readings that come to the same and together are the likeliest, if that is clear."""
        attempts = [_attempt(reply, kept=False) for reply in readings.tried]
        ways: dict[str, Way] = {}
        words = max((alike(text, str(reading)) for reading in readings.found), default=0)
        kind = asked_for(text, [*self.vocabulary.kinds.in_words])
        for reading in readings.found:
            known = ways.get(str(reading))
            if known is not None and known.found:
                continue  # of the meanings of its names the first is taken that finds something
            try:
                asked = self._asked(reading.problem)
            except FaultError as error:
                attempts.append(_attempt(reading.reply, reading.problem, error.faults, kept=False))
                continue
            attempts.append(_attempt(reading.reply, reading.problem, verdict=asked.result.verdict.value))
            against = reading.overlooked or self._other_kind(text, kind, reading, asked)
            way = Way(reading, asked, against, alike(text, str(reading)) < words)
            if known is None or way.found:
                ways[str(reading)] = way
            if way.found and way.weight >= max(self._clear, 0.5):
                break  # nothing else can be likelier
        if not ways:
            unread = Fault("unread", "no path over the graph is found in the question")
            faults = (unread, *(attempts[-1].faults if attempts else ()))
            return Answer(Verdict.UNTRANSLATED, text, faults=faults, attempts=tuple(attempts))
        best, sure = likeliest([*ways.values()])
        reading, asked = best[0].reading, best[0].asked
        asked = replace(asked, result=replace(asked.result, method=self._said(reading)))
        answer = replace(self._certified(asked, text), attempts=tuple(attempts))
        fault = best[0].against
        if fault is None and sure < self._clear:
            what = f"`{reading}` is one of several readings, with {sure:.0%} of the likelihood"
            fault = Fault("unclear", what, hint="name things as the graph does")
        if fault is not None:
            faults = (fault, *reading.guessed)
            return replace(answer, verdict=Verdict.UNTRANSLATED, faults=faults, certificate=None)
        return replace(answer, faults=(*answer.faults, *reading.guessed))

    def _other_kind(self, text: str, kind: str, reading: Reading, asked: Asked) -> Fault | None:
        """Return that no answer is of the kind that is asked for: a number, or a class of the graph."""
        value = asked.result.value
        if not isinstance(value, (list, tuple)) or not value:
            return None
        names = [one for one in value[:SEEN] if isinstance(one, str)]
        if names and HOW_MANY.search(text):
            return Fault("unheard", f"`{reading}` counts nothing", hint="ask for the things themselves")
        if not kind or len(names) < min(len(value), SEEN):
            return None
        of = [
            {triple[2] for triple in self.graph.match(self.vocabulary.node(one), TYPE, None)} for one in names
        ]
        wanted = {*below(self.graph, self.vocabulary.kinds.in_words[kind].iri)}
        if not all(of) or any(wanted & each for each in of):
            return None
        return Fault("unheard", f"`{reading}` finds no {kind}", hint="name things as the graph does")

    def _said(self, reading: Reading) -> str:
        meant = [f"{letter} is {label(self.graph, node)}" for letter, node in reading.mentions.items()]
        return f"{reading}, where {', '.join(meant)}" if meant else str(reading)

    def _asked(self, problem: Problem) -> Asked:
        return ask(problem, self.graph, self.vocabulary, self._bounds)

    def _certified(self, asked: Asked, text: str) -> Answer:
        result = asked.result
        answer = Answer(result.verdict, text, asked.problem, result, derivation=asked.derivation)
        if not self._certify or asked.certificate is None:
            return answer
        try:
            verify(replace(answer, certificate=asked.certificate))
        except FaultError:
            return answer
        certified = replace(result, trust="certified")
        return replace(answer, result=certified, certificate=asked.certificate)

    def _kept(self, answer: Answer) -> Answer:
        key = question_key([answer.text], "graph")
        return Journal(self._record).keep(key, answer) if self._record.path else answer

    def close(self) -> None:
        """End what was started here, and close the graph if it was opened here."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _attempt(
    reply: Tried,
    problem: Problem | None = None,
    faults: tuple[Fault, ...] = (),
    verdict: str = "",
    kept: bool = True,
) -> Attempt:
    said = (*reply.faults, *faults)
    return Attempt(reply.lm, reply.reply, problem, (), said, verdict, kept, reply.mode, reply.seconds)
