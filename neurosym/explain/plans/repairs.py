"""By how much which figure of a contradiction must move for a plan to exist: exact, and solved again.

The least move is a programme of its own, with the move for its objective (elastic constraints: Chinneck,
"Feasibility and infeasibility in optimization", 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import asking, best, claimed, with_number
from neurosym.explain.plans.linear import Linear
from neurosym.explain.plans.plan import words
from neurosym.explain.report import aligned
from neurosym.explain.say import outcome_line, plain
from neurosym.explain.tries import Tries, possible
from neurosym.ir.core import INT, REAL, Apply, Arith, Compare, Num, Problem
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.ir.terms import number
from neurosym.ir.verdict import Result
from neurosym.rewrite.linear import Line

MOST = 30
"""Figures that are moved together."""

_WAYS = {"<=": (1,), "<": (1,), ">=": (-1,), ">": (-1,), "==": (1, -1)}
"""Which way a figure has to move to ask for less."""


@dataclass(frozen=True, slots=True)
class Move:
    """A figure moved from where a sentence sets it."""

    bound: Bound
    to: Fraction

    @property
    def by(self) -> Fraction:
        """What is added to the figure."""
        return self.to - self.bound.figure


@dataclass(frozen=True, slots=True)
class Repair:
    """Figures moved, as little as will do, and the problem solved again with them."""

    moves: tuple[Move, ...]
    result: Result

    def problem(self, whole: Problem) -> Problem:
        """Return the problem with the figures moved."""
        for move in self.moves:
            whole = move.bound.moved(whole, number(move.by))
        return whole


@dataclass(frozen=True, slots=True)
class Repairs:
    """What would make a contradictory programme possible; printed one figure a line.

    `alone`: least moves of one figure of the conflict; `helpless`: bounds of it of which none will do alone.
    `together`: where no single one does, figures moved together, with the least sum of their shares.
    """

    problem: Problem
    alone: tuple[Repair, ...]
    helpless: tuple[Bound, ...]
    together: Repair | None = None
    left: str = ""

    def __str__(self) -> str:
        rows = [row for repair in self.alone for row in self._rows(repair)]
        rows += [(bound.claim.id, words(bound), "no figure will do alone") for bound in self.helpless]
        parts = [list(aligned(rows))]
        if self.together is not None:
            parts.append(["Together:", *aligned(list(self._rows(self.together)))])
        if not rows:
            parts.append(["No figure of a limit stands in the conflict."])
        if self.left:
            parts.append([f"({self.left})"])
        return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts if part)

    def _rows(self, repair: Repair) -> Iterator[tuple[str, ...]]:
        *_, last = repair.moves
        for move in repair.moves:
            change = f"{plain(abs(move.by))} {'more' if move.by > 0 else 'less'}"
            moved = f"{plain(move.bound.figure)} must be {plain(move.to)}, {change}"
            then = outcome_line(self.problem.goal, repair.result) if move is last else ""
            yield move.bound.claim.id, words(move.bound), moved, then


def repairs(problem: Problem, result: Result, tries: Tries) -> Repairs:
    """Return the least moves that resolve a contradiction, as far as the tries reach. Raises `FaultError`."""
    linear = Linear.of(problem)
    said = [bound for bound in linear.bounds if bound.claim.kind != "assumed"]
    found, helpless = list[Repair](), list[Bound]()
    for bound in (bound for bound in said if bound.claim.id in result.core):
        repaired = [repair for way in _WAYS[bound.op] if (repair := _alone(problem, bound, way, tries))]
        found += repaired
        helpless += [] if repaired else [bound]
    together = _together(problem, said[:MOST], tries) if not found else None
    left = "" if tries.left else f"stopped at the budget of {tries.limits}"
    return Repairs(problem, tuple(found), tuple(helpless) if not left else (), together, left)


def _alone(problem: Problem, bound: Bound, way: int, tries: Tries) -> Repair | None:
    return _least(problem, [(bound, way)], tries)


def _together(problem: Problem, said: Sequence[Bound], tries: Tries) -> Repair | None:
    return _least(problem, [(bound, way) for bound in said for way in _WAYS[bound.op]], tries)


def _least(problem: Problem, ways: Sequence[tuple[Bound, int]], tries: Tries) -> Repair | None:
    """Return the least moves of these figures these ways with which there is a plan, if there are such."""
    loose, shifts, total = problem, list[Apply](), Line({})
    for bound, way in ways:
        loose, shift = with_number(loose, "shift", _sort(problem, bound))
        loose = bound.moved(loose, Arith("*", (Num(way), shift)))
        shifts.append(shift)
        share = 1 / max(Fraction(1), abs(bound.figure)) if len(ways) > 1 else Fraction(1)
        total = total.plus(Line({shift: share}), Fraction(1))
    loose = claimed(loose, *(Compare(">=", shift, Num(0)) for shift in shifts))
    result = tries(asking(loose, "minimize", total.term()))
    if best(result) is None or result is None:
        return None
    by: dict[int, Fraction] = {}
    for (bound, way), shift in zip(ways, shifts, strict=True):
        by[id(bound)] = by.get(id(bound), Fraction(0)) + way * _value(result.models[0], shift)
    bounds = {id(bound): bound for bound, _ in ways}
    moves = tuple(Move(bounds[key], bounds[key].figure + step) for key, step in by.items() if step)
    again = tries(Repair(moves, result).problem(problem))
    return Repair(moves, again) if again is not None and possible(problem, again) else None


def _value(model: Model, place: Apply) -> Fraction:
    value = model.tables[place.name][()]
    return Fraction(value) if isinstance(value, (int, Fraction)) else Fraction(0)


def _sort(problem: Problem, bound: Bound) -> str:
    """Return `Int` where the figure may as well move by whole steps."""
    signature = Signature.of(problem)
    whole = signature.base(signature.sort_of(bound.amount, {}) or REAL) == INT
    even = all(weight.denominator == 1 for weight in (*bound.weights.values(), bound.figure))
    return INT if whole and even else REAL
