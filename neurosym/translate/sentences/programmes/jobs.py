"""What a sentence says of when jobs start and end: how long they take, which waits for which, until when.

Knows one sentence at a time; puts nothing together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from neurosym.english import fold
from neurosym.ir.core import And, Apply, Arith, Compare, CompareOp, Or, Term
from neurosym.ir.terms import number
from neurosym.ir.walk import children, fresh, subterms
from neurosym.measures import MEASURES, factor
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES
from neurosym.translate.sentences.programmes.choices import Fit, match
from neurosym.translate.sentences.programmes.directions import way
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import TIMES, bag, identifier, key, lemmas

_AFTER, _BEFORE = bag("after follow wait behind once"), bag("before precede ahead until")
_UNTIL = bag("within by before in")
_AT_ONCE = bag("immediately directly straight right")
_NOT_BEFORE = re.compile(r"\b(?:cannot|can't|can not|not|never|no)\b.*\b(?:before|until)\b")
_ONE_AT_A_TIME = re.compile(
    r"\b(?:one|single)\b.*\b(?:at a time|at once|at the same time|at any (?:one )?time)\b"
    r"|\b(?:not|cannot|can't|never|neither)\b.*\b(?:at once|at the same time|overlap|simultaneously)\b"
)
_LASTING = bag("take last need require run keep duration length long")


class Jobs:
    """Jobs with the names of their starts and ends; `unit` is that of the first duration told.

    `lasting` are the jobs whose durations are told; `related` says that some wait for others.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.starts: list[str] = []
        self.ends: list[str] = []
        self.unit = ""
        self.lasting: set[int] = set()
        self.related = False
        self._keys = [frozenset([key(name)]) for name in names]
        taken: set[str] = set()
        for name in names:
            for ends, word in ((self.starts, "start"), (self.ends, "end")):
                ends.append(fresh(identifier(word, name), taken))
                taken.add(ends[-1])
        self.finish = fresh("finish", taken)

    def read(self, entry: Entry) -> Iterator[Term | None]:
        """Yield what a sentence says of starts and ends, None for what says nothing of them."""
        said = [part for part in entry.parts if not isinstance(part, DIRECTIVES)]
        if said and _ONE_AT_A_TIME.search(fold(entry.text)):
            yield from self._apart(self.named_in(entry.text))
            return
        figures = Figures(entry.text)
        for part in said:
            for formula in part.args if isinstance(part, And) else (part,):
                lasts = self._duration(formula, entry, figures)
                yield lasts or self._order(formula, entry) or self._deadline(formula, figures)

    def named_in(self, text: str) -> list[int]:
        """Return the jobs that a sentence names in full."""
        words = frozenset(lemmas(text))
        return [n for n, name in enumerate(self.names) if key(name) <= words]

    def _job(self, phrase: str) -> int | None:
        fit, found = match(key(phrase), self._keys)
        return found[0] if fit >= Fit.PART and len(found) == 1 else None

    def _apart(self, named: Sequence[int]) -> Iterator[Term]:
        """Yield that of each two of some jobs, of all where fewer are named, one waits for the other."""
        self.related = True
        for one, other in combinations(named if len(named) > 1 else range(len(self.names)), 2):
            yield Or((self._after(one, other), self._after(other, one)))

    def _after(self, one: int, other: int, op: CompareOp = ">=") -> Term:
        return Compare(op, Apply(self.starts[one]), Apply(self.ends[other]))

    def _duration(self, formula: Term, entry: Entry, figures: Figures) -> Term | None:
        """Return how long a job takes, or when it must start or end: `digging = 4`, `days( walls) = 10`."""
        if not isinstance(formula, Compare) or not isinstance(formula.right, Apply):
            return None
        phrases = [part.name for part in subterms(formula.left) if isinstance(part, Apply)]
        found = {job for phrase in phrases if (job := self._job(phrase)) is not None}
        figure = figures.take(formula.right.name)
        if figure is None or len(found) != 1 or figure.unit not in TIMES & MEASURES:
            return None
        (job,) = found
        self.unit = self.unit or figure.unit
        value = number(figure.value * (factor(figure.unit, self.unit) or 1))
        start, end = Apply(self.starts[job]), Apply(self.ends[job])
        bound = way(fold(entry.text), plainly=True)
        if formula.op != "==" and (bound in ("<=", ">=") or _LASTING.isdisjoint(lemmas(entry.text))):
            early = formula.op in ("<=", "<") if bound == "" else bound == "<="
            return Compare("<=", end, value) if early else Compare(">=", start, value)
        self.lasting.add(job)
        return Compare("==", end, Arith("+", (start, value)))

    def _deadline(self, formula: Term, figures: Figures) -> Term | None:
        """Return when a job must have ended: `finished within( painting, 30 days)`."""
        match formula:
            case Apply(name, (Apply(job, ()), Apply(time, ()))) if not _UNTIL.isdisjoint(lemmas(name)):
                figure, found = figures.take(time.split()[0]), self._job(job)
            case _:
                return None
        if figure is None or found is None:
            return None
        times = factor(figure.unit, self.unit) if figure.unit and self.unit else None
        return Compare("<=", Apply(self.ends[found]), number(figure.value * (times or 1)))

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
        op: CompareOp = "==" if words & _AT_ONCE else ">="
        return self._after(first, second, op) if waits else self._after(second, first, op)
