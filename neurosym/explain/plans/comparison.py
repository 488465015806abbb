"""Two plans side by side: that of a problem, and that of the problem with other sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.change import Change, Swap
from neurosym.explain.plans.linear import bounds_of
from neurosym.explain.report import CONFLICTS, SAYS, aligned
from neurosym.explain.say import clipped, outcome_line, plain, signed
from neurosym.explain.tries import cited
from neurosym.explain.worlds import Row, side_by_side
from neurosym.faults import FaultError, visible
from neurosym.ir.core import Apply, Claim, Optimise, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.rewrite import linear

MAX_LINES = 24
"""Facts that are compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a change makes of an answer; printed one fact a line. `whole` is the problem before."""

    whole: Problem
    before: Result
    change: Change
    after: Result

    def __str__(self) -> str:
        parts: list[Iterable[str]] = [aligned(list(self._changes())), aligned(list(self._outcomes()))]
        parts += [self._facts(), self._conflict()]
        texts = ["\n".join(line.rstrip() for line in part) for part in parts]
        return "\n\n".join(filter(None, texts))

    def _changes(self) -> Iterator[tuple[str, ...]]:
        for swap in self.change.swaps:
            yield from _lines(swap)

    def _outcomes(self) -> Iterator[tuple[str, ...]]:
        yield "as said", outcome_line(self.whole.goal, self.before)
        yield "what if", outcome_line(self.whole.goal, self.after)

    def _facts(self) -> list[str]:
        """Return what is in the first worlds of both answers, where both show one."""
        before, after = _world(self.before), _world(self.after)
        if after is None:
            return []
        if before is None:
            there = self._told(side_by_side(self.change.problem, (after,)))
            return [*aligned([(row.what, *row.values) for row in there[:MAX_LINES]])]
        models = before, after
        facts = side_by_side(self.change.problem, models)
        differing = [row for row in facts if row.differs]
        rows = list(_row("objective", objective(self.before), objective(self.after)))
        rows += [row for fact in differing[:MAX_LINES] for row in _row(fact.what, *fact.values)]
        if isinstance(self.whole.goal, Optimise):
            ids = _binding(self.whole, models[0]), _binding(self.change.problem, models[1])
            rows += [("binds", *ids)] if any(ids) else []
        lines = list(aligned([("", "as said", "what if"), *rows])) if rows else []
        if len(differing) > MAX_LINES:
            lines.append(f"(and {len(differing) - MAX_LINES} more differences)")
        kept = self._told(row for row in facts if not row.differs)
        same = ", ".join(f"{row.what} = {row.values[0]}" for row in kept[:MAX_LINES])
        return [*lines, *([f"as before: {same}"] if same else [])]

    def _told(self, rows: Iterable[Row]) -> list[Row]:
        """Return the facts that no claim simply gives."""
        given = {print_formula(place) for place in figures(self.change.problem)}
        return [row for row in rows if row.what not in given]

    def _conflict(self) -> list[str]:
        """Return the claims that then contradict each other."""
        if self.after.verdict not in CONFLICTS:
            return []
        return ["in conflict:", *aligned(list(cited(self.change.problem.claims, self.after.core)))]


def _world(result: Result) -> Model | None:
    """Return the world that answers; one from which a plan grows for ever does not."""
    return None if result.verdict is Verdict.UNBOUNDED or not result.models else result.models[0]


def objective(result: Result) -> str:
    """Return the value that a result shows for the objective, or nothing."""
    value = result.value.get("objective") if isinstance(result.value, Mapping) else None
    return "" if value is None else plain(value)


def _row(what: str, before: str, after: str) -> Iterator[tuple[str, ...]]:
    """Yield a fact with its two values, and their difference where they are numbers."""
    if before or after:
        try:
            difference = Fraction(after) - Fraction(before)
        except ValueError:
            yield what, before, after
        else:
            yield what, before, after, signed(difference) if difference else ""


def figures(problem: Problem) -> Collection[Apply]:
    """Return what claims give a number to."""
    try:
        return linear.given(part for _, parts in linear.written_out(problem) for part in parts)
    except FaultError:
        return ()


def _binding(problem: Problem, model: Model) -> str:
    """Return the ids of what was said to be a limit that a plan stands right at."""
    plan = Evaluator(Signature.of(problem), model)
    try:
        bounds, _, _ = bounds_of(problem)
    except FaultError:
        return ""
    limits = (one for one in bounds if one.op != "==" and one.claim.kind != "assumed")
    ids = (one.claim.id for one in limits if not one.spare(plan))
    return ", ".join(dict.fromkeys(ids))


def _lines(swap: Swap) -> Iterator[tuple[str, ...]]:
    """Yield what a claim said, and what is said instead."""
    if swap.old is not None:
        gone = " is left out" if swap.new is None else ""
        yield swap.old.id, _words(swap.old), f"{print_formula(swap.old.formula)}{gone}"
    if swap.new is not None:
        name, also = ("now", "") if swap.old else (swap.new.id, " is added")
        yield name, _words(swap.new), f"{print_formula(swap.new.formula)}{also}"


def _words(claim: Claim) -> str:
    return clipped(visible(claim.says), SAYS)
