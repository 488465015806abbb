"""The drafts of one text: what is wrong with each, which one stands, and what is answered in the end.

A draft replaces another only if its faults are strictly fewer. Asks no LM and no solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from neurosym.answer import Answer
from neurosym.attempts import Attempt, Reading
from neurosym.english import sentences
from neurosym.explain.report import CONFLICTS
from neurosym.faults import Fault, errors, weight
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.trace import Timing
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.doubt import EVERYTHING, SILENT, certainties, needed

DEFINITE = frozenset((Verdict.PROVED, Verdict.REFUTED, Verdict.UNIQUE, Verdict.OPTIMAL, Verdict.FOUND))
"""Verdicts that a warning does not cast doubt on: they are shown with it, not asked again."""

STEADY = frozenset(
    (
        Verdict.PROVED,
        Verdict.REFUTED,
        Verdict.UNIQUE,
        Verdict.INCONSISTENT,
        Verdict.NONE,
        Verdict.INFEASIBLE,
    )
)
"""Verdicts that one more claim cannot turn into another one, unless it contradicts the rest."""


OPEN = frozenset((Verdict.UNDETERMINED, Verdict.SEVERAL, Verdict.UNBOUNDED))
"""Verdicts that say what the text leaves open, and so rest on every part of it."""

HARMLESS = frozenset(
    ("inconsistent", "several", "none", "options", "infeasible", "unbounded", "nothing", "number")
)
"""Warnings that do not say that a part of the text is missing or misread: what the solver found, and
numbers that the formulas may well say in another way. All others are doubts."""


NAMED_BY_CODE = frozenset(("not-linked",))
"""Harmless too where sentences were read one by one: names are unified by code, so that what the question
asks of and nothing else speaks of is not another word for something."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft after repairs, with everything that is wrong with it and what it comes to.

    `problem` is what was solved: without the claims in `left_out`, for they have errors or could not be
    read.
    """

    draft: Draft
    faults: tuple[Fault, ...] = ()
    problem: Problem | None = None
    result: Result | None = None
    left_out: tuple[str, ...] = ()

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Order candidates: one that says anything before one that does not, then by their faults."""
        return (self.draft.problem is None, *weight(self.faults))

    @property
    def settled(self) -> bool:
        """Say whether asking again would be a waste."""
        if errors(self.faults) or self.result is None or self._hollow:
            return False
        return not self.faults or self.result.verdict in DEFINITE

    @property
    def verdict(self) -> Verdict:
        """The verdict that may be given: one that rests on an untranslated part is `untranslated`."""
        if self.result is None or self.problem is None:
            return Verdict.UNTRANSLATED
        steady = self.result.verdict in STEADY and not any(s.defined for s in self.problem.symbols)
        if errors(self.faults) and not steady:
            return Verdict.UNTRANSLATED
        if self.draft.reply is not None and (self._hollow or self._doubtful or self._left_open_by_doubt):
            return Verdict.UNTRANSLATED
        return self.result.verdict

    @property
    def _hollow(self) -> bool:
        """Say whether the verdict rests on nothing, or on a sentence that is not in the text."""
        core = self.result.core if self.result else ()
        return any(f.code == "vacuous" or (f.code == "quote" and f.claim in core) for f in self.faults)

    @property
    def _doubtful(self) -> bool:
        """Say whether the verdict rests on a sentence whose reading is not clear.

        Without a core it rests on all; so does what is best, for a limit that is misread may not bind.
        """
        if not self.draft.heard or self.result is None:
            return False
        least = needed(self.result.verdict, self.draft.threshold)
        sure = certainties(self.draft.heard, self.draft.problem)
        unclear = {claim for claim, certainty in sure if certainty < least}
        unclear |= {fault.claim for fault in self.faults if fault.code == SILENT}
        if self.result.verdict in CONFLICTS:
            # texts rarely contradict themselves, misread ones do: all of it must be clear
            return bool(unclear or errors(self.faults))
        if not self.result.core or self.result.verdict is Verdict.OPTIMAL:
            return bool(unclear)
        return not unclear.isdisjoint((*self.result.core, "goal", EVERYTHING))

    @property
    def _left_open_by_doubt(self) -> bool:
        harmless = HARMLESS | NAMED_BY_CODE if self.draft.heard else HARMLESS
        doubted = any(fault.code not in harmless for fault in self.faults)
        return doubted and self.result is not None and self.result.verdict in OPEN


@dataclass(slots=True)
class Course:
    """The candidates of one text so far."""

    best: Candidate
    attempts: list[Attempt] = field(default_factory=list)
    history: list[Draft] = field(default_factory=list)

    def take(self, candidate: Candidate, lm: str) -> None:
        """Add a candidate; it becomes the best one if its faults are strictly fewer."""
        better = not self.attempts or candidate.weight < self.best.weight
        self.best = candidate if better else self.best
        self.history.append(candidate.draft)
        self.attempts.append(_attempt(candidate, lm, better))

    def take_guess(self, candidate: Candidate) -> None:
        """Let guesses mend the best candidate, where nobody is left to ask; the guesses stay doubts."""
        if candidate.weight < self.best.weight:
            guesses = (what for what in candidate.draft.repairs if what not in self.best.draft.repairs)
            doubts = (Fault("guessed", what, severity="warning") for what in guesses)
            self.best = replace(candidate, faults=(*candidate.faults, *doubts))


def _attempt(candidate: Candidate, lm: str, kept: bool) -> Attempt:
    reply = candidate.draft.reply
    return Attempt(
        lm,
        reply.text if reply else "",
        candidate.draft.problem,
        candidate.draft.repairs,
        candidate.faults,
        candidate.result.verdict.value if candidate.result else "",
        kept,
        reply.mode if reply else "",
        reply.seconds if reply else 0.0,
    )


def usable(problem: Problem, faults: Sequence[Fault]) -> tuple[Problem | None, tuple[str, ...]]:
    """Return the problem without the claims that have errors, and their ids.

    Nothing is left where an error concerns the goal or a declaration.
    """
    ids = {claim.id for claim in problem.claims}
    wrong = {fault.claim for fault in errors(faults)}
    if not wrong <= ids:
        return None, ()
    kept = tuple(claim for claim in problem.claims if claim.id not in wrong)
    return replace(problem, claims=kept), tuple(claim.id for claim in problem.claims if claim.id in wrong)


def coverage(candidate: Candidate, text: str) -> Reading:
    """Count the sentences of the text that are quoted, and gather the numbers that are not used."""
    said = len(sentences(text))
    if candidate.problem is None or not said:
        return Reading()
    quotes = any(part.says for part in (*candidate.problem.claims, candidate.problem.goal))
    missed = sum(fault.code == "not-quoted" for fault in candidate.faults) if quotes else said
    numbers = tuple(fault.what for fault in candidate.faults if fault.code == "number")
    return Reading(said, said - missed, numbers)


def concluded(
    candidate: Candidate,
    text: str,
    attempts: Sequence[Attempt] = (),
    timings: Sequence[Timing] = (),
) -> Answer:
    """Return the answer that a candidate supports."""
    return Answer(
        candidate.verdict,
        text,
        candidate.problem or candidate.draft.problem,
        candidate.result,
        replace(coverage(candidate, text), left_out=candidate.left_out, repairs=candidate.draft.repairs),
        candidate.faults,
        tuple(attempts),
        tuple(timings),
    )
