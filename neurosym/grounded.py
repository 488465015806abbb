"""Answers from a knowledge graph: a question is linked, read as a path, asked, and cited triple by triple.

>>> with Grounded("films.tsv") as graph:
...     answer = graph.ask("Who acted in the films written by James B. Harris?")

Failing to read a question is the verdict `untranslated` with its faults, never an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Self

from neurosym.accepted import verify
from neurosym.answer import Answer, Attempt
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.knowledge.link import Labels, Linker
from neurosym.knowledge.store import Bounds, Graph, Knowledge, label, open_graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.lm.base import LM, SentenceLM, open_lm
from neurosym.solve.graph.asked import Asked, ask
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.trace import Listener, Trace
from neurosym.translate.questions.reader import QuestionReader, Reading

QUESTIONS = "embedded/questions"
"""The LM that reads questions where none is named."""

CLEAR = 0.3
"""Likelihood from which a reading is clear, with that of other readings that come to the same."""


class Grounded:
    """Answers questions from one graph; a context manager that ends its processes.

    `knowledge`: see `open_graph`. `rules`: a pack or a file of rules over triples, by which more follows; it
    is derived with the first question. `lm` reads questions. `bounds`: of each question. `clear`: how likely
    a reading must be, from 0 to 1. `certify`: match the cited triples again. `on` hears of each stage.
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
    ) -> None:
        self._given: Graph = open_graph(knowledge)
        self._rules = rules
        self._named = lm if lm is not None else QUESTIONS
        self._bounds, self._clear, self._certify, self._on = bounds or Bounds(), clear, certify, on

    @cached_property
    def graph(self) -> Graph:
        """The graph, with all that follows by the rules."""
        return Reasoned(self._given, self._rules) if self._rules else self._given

    @cached_property
    def labels(self) -> Labels:
        """The names of the things in the graph."""
        return Labels.of(self.graph)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names of its properties and classes."""
        return Vocabulary(self.graph, self.labels)

    @cached_property
    def _reader(self) -> QuestionReader:
        lm = open_lm(self._named) if isinstance(self._named, str) else self._named
        if not isinstance(lm, SentenceLM):
            what = f"{lm.name} reads no questions about graphs"
            raise FaultError(Fault("unknown-lm", what, hint=f"take {QUESTIONS}"))
        return QuestionReader(self.graph, self.vocabulary, Linker(self.labels), lm)

    def ask(self, question: str) -> Answer:
        """Answer a question in words, or say whether a statement is so."""
        return self.ask_many([question])[0]

    def ask_many(self, questions: Sequence[str]) -> list[Answer]:
        """Answer questions in their order; an LM that reads sentences reads them together."""
        trace = Trace(self._on)
        try:
            with trace.stage("translate"):
                found = self._reader.readings(questions)
        except FaultError as error:
            return [Answer(Verdict.UNTRANSLATED, text, faults=error.faults) for text in questions]
        return [self._answer(text, readings) for text, readings in zip(questions, found, strict=True)]

    def solve(self, problem: Problem) -> Answer:
        """Answer a problem whose goal is `ask`. Raises `FaultError` where the graph cannot be asked it."""
        return self._certified(self._asked(problem), problem.text)

    def _answer(self, text: str, readings: Sequence[Reading]) -> Answer:
        """Answer by the likeliest reading that finds something, if it is clear."""
        attempts: list[Attempt] = []
        first: tuple[Reading, Asked] | None = None
        for reading in readings:
            try:
                asked = self._asked(reading.problem)
            except FaultError as error:
                attempts.append(_attempt(reading, faults=error.faults))
                continue
            attempts.append(_attempt(reading, asked.result.verdict.value))
            if asked.result.verdict is Verdict.FOUND:
                first = reading, asked
                break
            first = first or (reading, asked)
        if first is None:
            fault = Fault("unread", "no path over the graph is found in the question")
            return Answer(Verdict.UNTRANSLATED, text, faults=(fault,), attempts=tuple(attempts))
        reading, asked = first
        sure = sum({str(one): one.likelihood for one in readings if one.asked == reading.asked}.values())
        asked = replace(asked, result=replace(asked.result, method=self._said(reading)))
        answer = replace(self._certified(asked, text), attempts=tuple(attempts))
        if sure < self._clear:
            what = f"`{reading}` is one of several readings, with {sure:.0%} of the likelihood"
            unclear = Fault("unclear", what, hint="name things as the graph does")
            return replace(answer, verdict=Verdict.UNTRANSLATED, faults=(unclear,), certificate=None)
        return answer

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

    def close(self) -> None:
        """End what the graph has started."""
        close = getattr(self.graph, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _attempt(reading: Reading, verdict: str = "", faults: Sequence[Fault] = ()) -> Attempt:
    said = f"{reading} ({reading.likelihood:.0%})"
    return Attempt(QUESTIONS, said, reading.problem, faults=tuple(faults), verdict=verdict)
