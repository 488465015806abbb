"""When each of several jobs starts, so that all are finished soon: durations, orders, one at a time.

Puts the problem together by itself: starts and ends are its quantities, and a sentence bounds these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from neurosym.english import fold
from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    INT,
    REAL,
    TRUE,
    And,
    Apply,
    Arith,
    Claim,
    Compare,
    CompareOp,
    Num,
    Optimise,
    Or,
    Problem,
    Symbol,
    Term,
)
from neurosym.ir.terms import number
from neurosym.ir.walk import children, fresh, subterms
from neurosym.measures import MEASURES, factor
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, Choose, Each, FindAll, Members, Objective
from neurosym.translate.sentences.programmes.choices import Fit, match
from neurosym.translate.sentences.programmes.directions import way
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.loose_ends import doubt
from neurosym.translate.sentences.programmes.quantities import (
    TIMES,
    bag,
    identifier,
    key,
    lemmas,
)

_AFTER, _BEFORE = bag("after follow wait behind once"), bag("before precede ahead until")
_AT_ONCE = bag("immediately directly straight right")
_NOT_BEFORE = re.compile(r"\b(?:cannot|can't|can not|not|never|no)\b.*\b(?:before|until)\b")
_ONE_AT_A_TIME = re.compile(
    r"\b(?:one|single)\b.*\b(?:at a time|at once|at the same time|at any (?:one )?time)\b"
    r"|\b(?:not|cannot|can't|never|neither)\b.*\b(?:at once|at the same time|overlap|simultaneously)\b"
)
_SOONEST = re.compile(r"\bhow (?:soon|long|quickly|early)\b|\bearliest\b|\bshortest\b")
_EARLY = bag("early soon short quick fast")
_ENDING = TIMES | _EARLY | bag("finish end late makespan duration complete completion do done")
_LASTING = bag("take last need require run keep duration length long")
_ADDED = bag("sum average mean")


def assemble_schedule(entries: Sequence[Entry]) -> Assembled | None:
    """Put a schedule together: jobs with durations, of which some wait for others; None if it is none.

    Each job has a start and an end, and what is sought is the end of the last one, or where the text says
    so the sum of all ends. Faults: `missing` for a job of unknown duration (an error), `unlinked` for what
    says nothing of starts and ends.
    """
    aim = next((n for n, entry in enumerate(entries) if _sought(entry)), None)
    jobs = _jobs(entries)
    if aim is None or len(jobs) < 2:
        return None
    plan = _Schedule(entries, jobs, aim)
    plan.read()
    return plan.assembled() if plan.lasting and plan.related else None


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


def _jobs(entries: Sequence[Entry]) -> tuple[str, ...]:
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
    def __init__(self, entries: Sequence[Entry], jobs: tuple[str, ...], aim: int) -> None:
        self._entries = entries
        self._jobs = jobs
        self._aim = aim
        self._keys = [frozenset([key(job)]) for job in jobs]
        self._unit = ""
        self._faults: list[Fault] = []
        self._said: list[tuple[int, Term]] = []
        taken: set[str] = set()
        self._starts: list[str] = []
        self._ends: list[str] = []
        for job in jobs:
            for ends, word in ((self._starts, "start"), (self._ends, "end")):
                ends.append(fresh(identifier(word, job), taken))
                taken.add(ends[-1])
        self._finish = fresh("finish", taken)
        self.lasting: set[int] = set()
        """The jobs whose durations are told."""
        self.related = False

    def read(self) -> None:
        """Read all sentences."""
        for place, entry in enumerate(self._entries):
            said = [part for part in entry.parts if not isinstance(part, DIRECTIVES)]
            if said and _ONE_AT_A_TIME.search(fold(entry.text)):
                named = self._named(entry.text)
                self._apart(place, named if len(named) > 1 else range(len(self._jobs)))
                continue
            figures = Figures(entry.text)
            for part in said:
                for formula in part.args if isinstance(part, And) else (part,):
                    new = self._duration(formula, entry, figures) or self._order(formula, entry)
                    if new is None:
                        self._faults.append(self._unread(entry.text))
                    else:
                        self._said.append((place, new))

    def _unread(self, text: str) -> Fault:
        """Return a fault for what says nothing of starts and ends: an error where it names two jobs."""
        unread = doubt("unlinked", "this says nothing of when something starts or ends", text)
        return replace(unread, severity="error") if len(self._named(text)) > 1 else unread

    def _job(self, phrase: str) -> int | None:
        fit, found = match(key(phrase), self._keys)
        return found[0] if fit >= Fit.PART and len(found) == 1 else None

    def _named(self, text: str) -> list[int]:
        words = frozenset(lemmas(text))
        return [n for n, (own,) in enumerate(map(tuple, self._keys)) if own <= words]

    def _apart(self, place: int, jobs: Sequence[int]) -> None:
        self.related = True
        for one, other in combinations(jobs, 2):
            first, second = self._after(one, other), self._after(other, one)
            self._said.append((place, Or((first, second))))

    def _after(self, one: int, other: int, op: CompareOp = ">=") -> Term:
        return Compare(op, Apply(self._starts[one]), Apply(self._ends[other]))

    def _duration(self, formula: Term, entry: Entry, figures: Figures) -> Term | None:
        """Return how long a job takes, or when it must start or end: `digging = 4`, `days( walls) = 10`."""
        if not isinstance(formula, Compare) or not isinstance(formula.right, Apply):
            return None
        phrases = [part.name for part in subterms(formula.left) if isinstance(part, Apply)]
        jobs = {job for phrase in phrases if (job := self._job(phrase)) is not None}
        figure = figures.take(formula.right.name)
        if figure is None or len(jobs) != 1 or figure.unit not in TIMES & MEASURES:
            return None
        (job,) = jobs
        self._unit = self._unit or figure.unit
        value = number(figure.value * (factor(figure.unit, self._unit) or 1))
        start, end = Apply(self._starts[job]), Apply(self._ends[job])
        bound = way(fold(entry.text), plainly=True)
        if formula.op != "==" and (bound in ("<=", ">=") or _LASTING.isdisjoint(lemmas(entry.text))):
            early = formula.op in ("<=", "<") if bound == "" else bound == "<="
            return Compare("<=", end, value) if early else Compare(">=", start, value)
        self.lasting.add(job)
        return Compare("==", end, Arith("+", (start, value)))

    def _order(self, formula: Term, entry: Entry) -> Term | None:
        """Return that one job waits for another: `after( walls, digging)`."""
        atom = children(formula)[0] if not isinstance(formula, Apply) and children(formula) else formula
        match atom:
            case Apply(name, (Apply(one, ()), Apply(other, ()))):
                words = set(lemmas(name))
                first, second = self._job(one), self._job(other)
            case _:
                return None
        if first is None or second is None or first == second or not words & (_AFTER | _BEFORE):
            return None
        waits = bool(words & _AFTER) or _NOT_BEFORE.search(fold(entry.text)) is not None
        self.related = True
        ends: CompareOp = "==" if words & _AT_ONCE else ">="
        return self._after(first, second, ends) if waits else self._after(second, first, ends)

    # --- what comes out

    def assembled(self) -> Assembled:
        """Return the problem, or the faults that leave it out."""
        for n, job in enumerate(self._jobs):
            if n not in self.lasting:
                text = self._entries[self._aim].text
                what = f"nothing says how long {job} takes"
                self._faults.append(Fault("missing", what, Span(text, 0, len(text))))
        if any(fault.severity == "error" for fault in self._faults):
            return Assembled(None, tuple(self._faults))
        text = self._entries[self._aim].text
        added = _ADDED & set(lemmas(text))
        term: Term = Arith("+", tuple(map(Apply, self._ends))) if added else Apply(self._finish)
        goal = Optimise("minimize", term, text)
        listed = [*self._sentences(), *self._supposed(finish=not added)]
        claims = (
            Claim(f"c{n}", formula, says, "assumed" if assumed else "said")
            for n, (assumed, says, formula) in enumerate(listed, start=1)
        )
        texts = " ".join(entry.text for entry in self._entries)
        symbols = tuple(self._symbols(finish=not added))
        return Assembled(Problem((), symbols, tuple(claims), goal, texts), tuple(self._faults))

    def _symbols(self, *, finish: bool) -> Iterator[Symbol]:
        numbers = [part for _, f in self._said for part in subterms(f) if isinstance(part, Num)]
        whole = all(part.value.denominator == 1 for part in numbers)
        sort, why = (INT, "whole, as all that is told is") if whole else (REAL, "it has parts")
        units = f", in {self._unit}s" if self._unit else ""
        for job, start, end in zip(self._jobs, self._starts, self._ends, strict=True):
            yield Symbol(start, (), sort, f"when {job} starts{units}: {why}")
            yield Symbol(end, (), sort, f"when {job} ends{units}: {why}")
        if finish:
            yield Symbol(self._finish, (), sort, f"when all is finished{units}: {why}")

    def _sentences(self) -> Iterator[tuple[bool, str, Term]]:
        for place, entry in enumerate(self._entries):
            own = [formula for where, formula in self._said if where == place]
            yield from ((False, entry.text, formula) for formula in own)
            if not own and place != self._aim:
                yield False, entry.text, TRUE

    def _supposed(self, *, finish: bool) -> Iterator[tuple[bool, str, Term]]:
        for job, start, end in zip(self._jobs, self._starts, self._ends, strict=True):
            yield True, f"{job} starts at 0 or later.", Compare(">=", Apply(start), Num(0))
            if finish:
                yield (
                    True,
                    f"All is finished no sooner than {job}.",
                    Compare(">=", Apply(self._finish), Apply(end)),
                )
