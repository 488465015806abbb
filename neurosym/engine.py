"""The loop: a text becomes a problem, what is wrong with it goes back to the LM, and a solver decides.

Failing to put a text into formulas is the verdict `untranslated` with its faults, never an exception.
Prints nothing, reads no environment; every solve runs in a process that can be killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias

from neurosym import check
from neurosym.accepted import certified
from neurosym.answer import Answer
from neurosym.batch import Journal, ahead, in_order, question_key
from neurosym.course import Candidate, Course, concluded, usable
from neurosym.explaining import Explaining
from neurosym.faults import Fault, FaultError, errors
from neurosym.filled import filled
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result
from neurosym.lm.base import LM, SentenceLM, open_lm
from neurosym.record import Record, Recorded
from neurosym.rewrite.forward import fired_forward
from neurosym.solve import route
from neurosym.supposed import Supposing, WhatIf
from neurosym.tested import Tested
from neurosym.trace import Listener, Trace
from neurosym.translate.draft import NOTHING_LEFT, Draft
from neurosym.translate.prompt import Style
from neurosym.translate.sentences.translator import AHEAD, SentenceTranslator
from neurosym.translate.translator import Translator
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool

if TYPE_CHECKING:
    from neurosym.knowledge.store import Knowledge

DEFAULT_LM = "embedded"
"""The LM that is asked where none is named: it comes with the package and runs on this machine."""

Lms: TypeAlias = "LM | SentenceLM | str | Sequence[LM | SentenceLM | str] | None"
"""An LM, the word that opens one, or several in the order in which they are tried."""

AnyTranslator: TypeAlias = "Translator | SentenceTranslator"


class Engine(Explaining):
    """Answers texts and problems; a context manager that ends its worker processes.

    `lm`: see `Lms`, the embedded LM if none is named; the next one is asked only where the last one's
    draft has faults. `backends`: names of engines, all if none is named. `tries`: drafts asked of each
    LM. `record`: a file that keeps every reply and answer. `on` hears of each stage. `cross_check`: ask a
    second engine. `certify`: look for evidence that can be checked without a solver, too.
    `style`, `max_tokens`: see `Translator`; `doubt`: see `threshold` of `SentenceTranslator`. `forward`:
    where it is asked what follows, rules fire forward only, as in rule bases (see `rewrite.forward`).
    `tests`: what would be best if a sentence were read otherwise? May take as long again (see `tested`).
    Raises `FaultError` where an LM cannot be opened, an engine is unknown or the record is unusable.
    """

    def __init__(
        self,
        lm: Lms = None,
        backends: Sequence[str] = (),
        budget: Budget | None = None,
        tries: int = 3,
        record: Record | str | Path | None = None,
        on: Listener | None = None,
        cross_check: bool = False,
        style: Style = "json",
        max_tokens: int = 0,
        doubt: float | None = None,
        certify: bool = True,
        forward: bool = False,
        tests: bool = True,
    ) -> None:
        kept = record if isinstance(record, Record) else Record(record)
        lms = () if lm is None else lm if isinstance(lm, (list, tuple)) else (lm,)
        self._open = partial(_translator, kept=kept, style=style, max_tokens=max_tokens, doubt=doubt)
        self._translators = tuple(self._open(open_lm(one) if isinstance(one, str) else one) for one in lms)
        self._unopened: tuple[Fault, ...] = ()
        for name in backends:
            route.place_of(name)
        super().__init__(Pool(max(1, os.cpu_count() or 1)), budget or Budget(), tuple(backends))
        self._tries = tries
        self._on = on
        self._cross_check, self._certify = cross_check, certify
        self._forward, self._tests = forward, tests
        self._journal = Journal(kept)

    def ask(self, text: str) -> Answer:
        """Answer a question in words."""
        trace = Trace(self._on)
        translators = self._asked()
        course = Course(Candidate(Draft(), self._unopened))
        for translator in translators:
            self._improve(course, translator, text, trace)
            if course.best.settled:
                break
        if errors(course.best.faults) and course.best.draft.problem is not None:
            course.take_guess(self._examined(course.best.draft, trace, check.REPAIRS))
        reader = next((one for one in translators if isinstance(one, SentenceTranslator)), None)
        if reader is not None and self._tests:
            course.best = self._tested(course.best, reader, trace)
        answer = self._certified(concluded(course.best, text, course.attempts), trace)
        return self._journal.keep(self._key(text), answer)

    def _tested(self, candidate: Candidate, reader: SentenceTranslator, trace: Trace) -> Candidate:
        """Test a plan in no more time than all stages took so far; see `Tested`."""

        def decide(problem: Problem, seconds: float) -> Result:
            return route.solve(self._meant(problem), self._pool, self._budget.within(seconds), self._backends)

        took = sum(timing.seconds for timing in trace.timings)
        with trace.stage("test"):
            return Tested(decide).candidate(candidate, reader, took)

    def _asked(self) -> tuple[AnyTranslator, ...]:
        """Return who is asked; the default is opened when needed, and nobody where that fails."""
        if not self._translators:
            try:
                self._translators = (self._open(open_lm(DEFAULT_LM)),)
            except FaultError as error:
                self._unopened = error.faults
        return self._translators

    def _improve(self, course: Course, translator: AnyTranslator, text: str, trace: Trace) -> None:
        """Ask for a draft, then send back what is wrong with the best one."""
        tries = translator.tries if isinstance(translator, SentenceTranslator) else self._tries
        for number in range(tries if self._tries > 1 else 1):
            best = course.best
            with trace.stage("translate", translator.lm.name):
                if number == 0:
                    draft = translator.draft(text)
                else:
                    draft = translator.mend(text, best.draft, best.faults, course.history)
            if draft == NOTHING_LEFT:
                return
            course.take(self._examined(draft, trace), translator.lm.name)
            if course.best.settled or draft.reply is None:
                return

    def _examined(
        self, draft: Draft, trace: Trace, repairs: Sequence[check.Proposer] = check.SURE
    ) -> Candidate:
        """Repair a draft without an LM, say what is wrong with it, and solve what can be solved."""
        if draft.problem is None:
            return Candidate(draft, draft.faults)
        with trace.stage("check"):
            repaired = check.repair(draft.problem, lambda problem: self._solved(problem, trace), repairs)
        standing = draft.standing(repaired.problem, [repair.what for repair in repaired.repairs])
        faults = (*draft.faults, *(fault for fault in repaired.faults if not draft.silences(fault)))
        rest, left_out = usable(repaired.problem, repaired.faults)
        if rest is None:
            return Candidate(standing, faults)
        unread = (fault.claim for fault in draft.faults if fault.claim)
        missing = tuple(dict.fromkeys((*left_out, *unread)))
        result = repaired.result or self._solved(rest, trace)
        return Candidate(standing, faults, self._meant(rest), result, missing)

    def _solved(self, problem: Problem, trace: Trace) -> Result:
        with trace.stage("solve"):
            return self._decide(self._meant(problem))

    def _meant(self, problem: Problem) -> Problem:
        return fired_forward(problem) if self._forward else problem

    def solve(self, problem: Problem, knowledge: Knowledge | None = None, rules: str = "") -> Answer:
        """Decide a problem as it stands, with what it takes from a graph by rules (see `filled`).

        One with errors is `untranslated`, with its faults."""
        trace = Trace(self._on)
        with trace.stage("check"):
            problem, faults, derivation = filled(problem, knowledge, rules)
            faults = faults or check.examine(problem)
        candidate = Candidate(Draft(problem), faults)
        if not errors(faults):
            result = self._solved(problem, trace)
            faults = (*faults, *check.idle_limits(problem, result))
            candidate = Candidate(Draft(problem), faults, self._meant(problem), result)
        answer = concluded(candidate, problem.text)
        return self._certified(replace(answer, derivation=derivation), trace)

    def _certified(self, answer: Answer, trace: Trace) -> Answer:
        """Add a certificate if one is found, and what each stage took."""
        if self._certify and answer.result is not None:
            with trace.stage("certify"):
                answer = certified(answer, self._pool, self._budget, self._backends)
        return replace(answer, timings=tuple(trace.timings))

    def what_if(self, answer: Answer, *changes: str) -> WhatIf:
        """Return the answer if these sentences were said, formulas held, or claims were left out.

        What contradicts a sentence gives way to it: `there are 70 hours`, `x <= 70`, `c6: x <= 70`,
        `without c6`. Raises `FaultError` (`what-if`, or what is wrong with the change).
        """
        trace = Trace(self._on)
        supposing = Supposing(self._asked, lambda draft: self._examined(draft, trace), self._answered)
        return supposing.what_if(answer, changes)

    def check(self, problem: Problem) -> tuple[Fault, ...]:
        """Say what is wrong with a problem, without solving it."""
        return check.examine(problem)

    def ask_many(self, texts: Iterable[str], workers: int = 1) -> Iterator[Answer]:
        """Answer many texts, in their order. What the record already holds is not asked again."""
        return in_order(ahead(texts, AHEAD, self.prepare), self._remembered, workers)

    def prepare(self, texts: Sequence[str]) -> None:
        """Let an LM that reads sentences read those of all the texts together, which is faster."""
        for translator in self._asked():
            if isinstance(translator, SentenceTranslator):
                translator.prepare(texts)

    def _remembered(self, text: str) -> Answer:
        known = self._journal.finished(self._key(text))
        return known if known is not None else self.ask(text)

    def _key(self, text: str) -> str:
        """Return what an answer depends on: what the LMs are told, and how the engine is set."""
        asked = [translator.fingerprint(text) for translator in self._asked()]
        how = {"tries": self._tries, "cross_check": self._cross_check, "backends": list(self._backends)}
        fires = {"forward": True} if self._forward else {}
        fires |= {} if self._tests else {"tests": False}
        return question_key((text, *asked), {**how, **fires, "budget": asdict(self._budget)})

    def _decide(self, problem: Problem) -> Result:
        return route.solve(problem, self._pool, self._budget, self._backends, self._cross_check)

    def close(self) -> None:
        """End the worker processes."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _translator(
    lm: LM | SentenceLM, kept: Record, style: Style, max_tokens: int, doubt: float | None
) -> AnyTranslator:
    if isinstance(lm, SentenceLM):
        return SentenceTranslator(lm, max_tokens=max_tokens, threshold=doubt)
    return Translator(Recorded(lm, kept), style, max_tokens=max_tokens)
