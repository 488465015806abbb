"""The limits that claims set to numbers: how a plan stands to each, and the problem with one moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import And, Apply, Arith, Claim, Compare, CompareOp, Num, Problem, Term, conjunction
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.terms import number
from neurosym.rewrite.linear import Limit, Line


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison that a claim makes: an amount of what is decided stands so to a `figure`.

    `parts`: all that the claim says, written out; `part`: the place of the comparison among them. `line`: the
    amount where it is linear; `side`: the side of the comparison that is no figure, otherwise.
    `figure_first`: whether the figure stands on the left; `relative`: both sides hold what is decided.
    """

    claim: Claim
    parts: tuple[Term, ...]
    part: int
    line: Line | None
    side: Term
    op: CompareOp
    figure: Fraction
    figure_first: bool = False
    relative: bool = False

    @classmethod
    def of(cls, claim: Claim, parts: tuple[Term, ...], part: int, left: Line, right: Line) -> Bound | None:
        """Return a comparison of two lines as a bound; None where nothing that is decided is in it."""
        formula = parts[part]
        difference, turned = left.plus(right, Fraction(-1)), not left.weights
        if not isinstance(formula, Compare) or not difference.weights:
            return None
        if turned:
            difference = difference.times(Fraction(-1))
        op, side = (MIRRORED[formula.op], formula.right) if turned else (formula.op, formula.left)
        relative = bool(left.weights and right.weights)
        line, figure = Line(difference.weights), -difference.constant
        return cls(claim, parts, part, line, side, op, figure, turned, relative)

    @property
    def amount(self) -> Term:
        """What is compared with the figure."""
        more = [_times(place, weight) for place, weight in self.weights.items() if weight > 0]
        less = [_times(place, -weight) for place, weight in self.weights.items() if weight < 0]
        if not more and not less:
            return self.side
        if not more:
            more, less = [_times(place, weight) for place, weight in self.weights.items()], []
        whole: Term = more[0] if len(more) == 1 else Arith("+", tuple(more))
        for part in less:
            whole = Arith("-", (whole, part))
        return whole

    @property
    def weights(self) -> Mapping[Apply, Fraction]:
        """How often each quantity counts in the amount; nothing where it is not linear."""
        return self.line.weights if self.line else {}

    def limit(self, by: int = 0) -> Limit:
        """Return a linear one as a limit, with so much added to the figure."""
        line = Line(self.weights).plus(Line({}, -self.figure - by), Fraction(1))
        if self.op in ("<=", "<", "=="):
            return Limit(line, "==" if self.op == "==" else "<=" if self.op == "<=" else "<")
        return Limit(line.times(Fraction(-1)), "<=" if self.op == ">=" else "<")

    def at(self, plan: Evaluator) -> Fraction:
        """Return what the amount is in a plan."""
        if self.line is None:
            return Fraction(plan.number(self.side))
        weighted = (weight * plan.number(place) for place, weight in self.weights.items())
        return sum(weighted, Fraction(0))

    def spare(self, plan: Evaluator) -> Fraction:
        """Return how far a plan is from the figure, on the side that is allowed."""
        left = self.figure - self.at(plan)
        return -left if self.op in (">", ">=") else left

    def moved(self, problem: Problem, by: Term) -> Problem:
        """Return the problem with so much added to the figure, where it stands now."""
        claims = tuple(self._moved(one, by) if one.id == self.claim.id else one for one in problem.claims)
        return replace(problem, claims=claims)

    def _moved(self, claim: Claim, by: Term) -> Claim:
        parts = list(self.parts)
        if claim.formula != self.claim.formula:  # other figures of it were moved before
            parts = list(claim.formula.args) if isinstance(claim.formula, And) else [claim.formula]
        formula = parts[self.part]
        if isinstance(formula, Compare):
            left, right = formula.left, formula.right
            sides = (_sum(left, by), right) if self.figure_first else (left, _sum(right, by))
            parts[self.part] = Compare(formula.op, *sides)
        return replace(claim, formula=conjunction(tuple(parts)), source="")


def _sum(term: Term, by: Term) -> Term:
    if isinstance(term, Num) and isinstance(by, Num):
        return number(Fraction(term.value + by.value))
    return Arith("+", (term, by))


def _times(place: Apply, weight: Fraction) -> Term:
    return place if weight == 1 else Arith("*", (number(weight), place))
