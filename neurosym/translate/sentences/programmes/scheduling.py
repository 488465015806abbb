"""When each of several jobs starts, so that all are finished soon.

Puts the problem together by itself: starts and ends are its quantities, and a sentence bounds these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    INT,
    REAL,
    TRUE,
    Apply,
    Arith,
    Claim,
    Compare,
    Num,
    Optimise,
    Problem,
    Symbol,
    Term,
)
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.parts import Choose, Each, FindAll, Members, Objective
from neurosym.translate.sentences.programmes.jobs import Jobs
from neurosym.translate.sentences.programmes.loose_ends import doubt
from neurosym.translate.sentences.programmes.quantities import TIMES, bag, lemmas

_SOONEST = re.compile(r"\bhow (?:soon|long|quickly|early)\b|\bearliest\b|\bshortest\b")
_EARLY = bag("early soon short quick fast")
_ENDING = TIMES | _EARLY | bag("finish end late makespan duration complete completion do done")
_ADDED = bag("sum average mean")


def assemble_schedule(entries: Sequence[Entry]) -> Assembled | None:
    """Put a schedule together: jobs with durations, of which some wait for others; None if it is none.

    Each job has a start and an end, and what is sought is the end of the last one, or where the text says
    so the sum of all ends. Faults: `missing` for a job of unknown duration (an error), `unlinked` for what
    says nothing of starts and ends, an error where it names two jobs.
    """
    aim = next((n for n, entry in enumerate(entries) if _sought(entry)), None)
    names = _listed(entries)
    if aim is None or len(names) < 2:
        return None
    plan = _Schedule(entries, Jobs(names), aim)
    return plan.assembled() if plan.jobs.lasting and plan.jobs.related else None


def _sought(entry: Entry) -> bool:
    """Say whether a sentence asks for an early end."""
    for part in entry.parts:
        match part:
            case Objective(_, term):
                words = {w for p in subterms(term) if isinstance(p, Apply) for w in lemmas(p.name)}
                soon = not _EARLY.isdisjoint(lemmas(entry.text))
                return bool(words & _ENDING) and (part.sense == "minimize" or soon)
            case FindAll():
                return _SOONEST.search(fold(entry.text)) is not None
            case _:
                pass
    return False


def _listed(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the jobs, as the first list of several names has them."""
    for entry in entries:
        for part in entry.parts:
            match part:
                case Choose(names) | Members(_, names) | Each(_, names) if len(names) > 1:
                    return names
                case _:
                    pass
    return ()


class _Schedule:
    def __init__(self, entries: Sequence[Entry], jobs: Jobs, aim: int) -> None:
        self._entries = entries
        self.jobs = jobs
        self._aim = entries[aim].text
        self._faults: list[Fault] = []
        self._said = [(entry, self._told(entry)) for entry in entries]

    def _told(self, entry: Entry) -> list[Term]:
        """Return what a sentence says of starts and ends; what else it says is a fault."""
        told = list(self.jobs.read(entry))
        if None in told:
            fault = doubt("unlinked", "this says nothing of when something starts or ends", entry.text)
            several = len(self.jobs.named_in(entry.text)) > 1
            self._faults.append(replace(fault, severity="error") if several else fault)
        return [formula for formula in told if formula is not None]

    def assembled(self) -> Assembled:
        """Return the problem, or the faults that leave it out."""
        for n, name in enumerate(self.jobs.names):
            if n not in self.jobs.lasting:
                what = f"nothing says how long {name} takes"
                self._faults.append(Fault("missing", what, Span(self._aim, 0, len(self._aim))))
        if any(fault.severity == "error" for fault in self._faults):
            return Assembled(None, tuple(self._faults))
        added = not _ADDED.isdisjoint(lemmas(self._aim))
        ends = tuple(map(Apply, self.jobs.ends))
        term: Term = Arith("+", ends) if added else Apply(self.jobs.finish)
        listed = [*self._sentences(), *self._supposed(finish=not added)]
        claims = (
            Claim(f"c{n}", formula, says, "assumed" if assumed else "said")
            for n, (assumed, says, formula) in enumerate(listed, start=1)
        )
        symbols = tuple(self._symbols(finish=not added))
        goal = Optimise("minimize", term, self._aim)
        text = " ".join(entry.text for entry in self._entries)
        return Assembled(Problem((), symbols, tuple(claims), goal, text), tuple(self._faults))

    def _symbols(self, *, finish: bool) -> Iterator[Symbol]:
        formulas = [formula for _, told in self._said for formula in told]
        numbers = [part for formula in formulas for part in subterms(formula) if isinstance(part, Num)]
        whole = all(part.value.denominator == 1 for part in numbers)
        sort, why = (INT, "whole, as all that is told is") if whole else (REAL, "it has parts")
        units = f", in {self.jobs.unit}s" if self.jobs.unit else ""
        for name, start, end in zip(self.jobs.names, self.jobs.starts, self.jobs.ends, strict=True):
            yield Symbol(start, (), sort, f"when {name} starts{units}: {why}")
            yield Symbol(end, (), sort, f"when {name} ends{units}: {why}")
        if finish:
            yield Symbol(self.jobs.finish, (), sort, f"when all is finished{units}: {why}")

    def _sentences(self) -> Iterator[tuple[bool, str, Term]]:
        for entry, told in self._said:
            yield from ((False, entry.text, formula) for formula in told)
            if not told and entry.text != self._aim:
                yield False, entry.text, TRUE

    def _supposed(self, *, finish: bool) -> Iterator[tuple[bool, str, Term]]:
        for name, start, end in zip(self.jobs.names, self.jobs.starts, self.jobs.ends, strict=True):
            yield True, f"{name} starts at 0 or later.", Compare(">=", Apply(start), Num(0))
            if finish:
                last = Compare(">=", Apply(self.jobs.finish), Apply(end))
                yield True, f"All is finished no sooner than {name}.", last
