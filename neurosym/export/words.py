"""A problem said back in plain words, beneath the sentences that it comes from, to be read against the text.

It is made from the formulas alone: what a formula does not say cannot stand here. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from neurosym.export.naming import comment, decimal
from neurosym.export.sheet import said
from neurosym.faults import FaultError
from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import (
    INT,
    REAL,
    And,
    Apply,
    Claim,
    Compare,
    CompareOp,
    Implies,
    Not,
    Optimise,
    Or,
    Problem,
    Quantified,
    Term,
)
from neurosym.ir.document import print_goal
from neurosym.ir.names import unmangle
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import number
from neurosym.rewrite.linear import Limit, Line, conjuncts, limit_of, line_of
from neurosym.rewrite.rows import constants

_OPS: Mapping[CompareOp, str] = {
    "==": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}


def words(problem: Problem) -> str:
    """Return what the formulas of a problem say, in plain words below each sentence that they quote."""
    return "\n".join(_Words(problem).lines()) + "\n"


class _Words:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        optimises = isinstance(problem.goal, Optimise)
        parts = [(claim, part) for claim in problem.claims for part in conjuncts(claim.formula)]
        found = constants(problem, parts) if optimises else {}
        self._given = {(known.claim.id, known.part): place for place, known in found.items()}
        self._values = {place: number(known.value) for place, known in found.items()}

    def lines(self) -> Iterator[str]:
        """Yield the lines: sentences, and indented below what was made of each."""
        for says, group in groupby(self._problem.claims, key=lambda claim: comment(said(claim))):
            yield says
            for claim in group:
                parts = list(conjuncts(claim.formula))
                yield from (f"    {claim.id}  {self._part(claim, part)}" for part in parts)
                if not parts:
                    yield f"    {claim.id}  nothing follows from it"
        yield from self._goal()
        for symbol in self._problem.symbols:
            if symbol.gloss and not symbol.args and symbol.result in (INT, REAL):
                kind = "whole" if symbol.result == INT else "may have parts"
                yield f"{self._name(Apply(symbol.name))}: {kind} ({comment(symbol.gloss)})"

    def _goal(self) -> Iterator[str]:
        goal = self._problem.goal
        yield comment(goal.says) or "What is asked:"
        if isinstance(goal, Optimise):
            size = "large" if goal.sense == "maximize" else "small"
            yield f"    goal  {self._number(goal.term)}: as {size} as can be"
        else:
            yield from (f"    {line}" for line in print_goal(goal))

    def _part(self, claim: Claim, part: Term) -> str:
        if (place := self._given.get((claim.id, part))) is not None:
            return f"{self._name(place)} is {self._number(place)}"
        return self._formula(part)

    def _formula(self, term: Term) -> str:
        match term:
            case Compare():
                return self._compared(term)
            case And(args):
                return " and ".join(map(self._formula, args))
            case Or(args):
                return "either " + ", or ".join(map(self._formula, args)) + ", or both"
            case Implies(left, right):
                return f"if {self._formula(left)}, then {self._formula(right)}"
            case Not(arg):
                return f"not: {self._formula(arg)}"
            case Quantified(kind, bound, body):
                every = "for every" if kind == "all" else "for some"
                who = "".join(f"{every} {binding.sort} {binding.var}, " for binding in bound)
                return who + self._formula(body)
            case _:
                return print_formula(term)

    def _compared(self, term: Compare) -> str:
        try:
            limit = limit_of(term, self._values)
        except FaultError:
            return f"{self._number(term.left)} {_OPS[term.op]} {self._number(term.right)}"
        return self._limit(limit) if limit.line.weights else print_formula(term)

    def _limit(self, limit: Limit) -> str:
        """Return a limit with positive numbers on both sides."""
        more = Line({place: weight for place, weight in limit.line.weights.items() if weight > 0})
        less = Line({place: -weight for place, weight in limit.line.weights.items() if weight < 0})
        right, op = -limit.line.constant, limit.op
        if not more.weights:
            return f"{self._line(less)} {_OPS[MIRRORED[op]]} {_digits(-right)}"
        return f"{self._line(more)} {_OPS[op]} {self._line(Line(less.weights, right))}"

    def _number(self, term: Term) -> str:
        try:
            return self._line(line_of(term, self._values))
        except FaultError:
            return print_formula(term)

    def _line(self, line: Line) -> str:
        text = ""
        for place, weight in line.weights.items():
            times = "" if abs(weight) == 1 else f"{_digits(abs(weight))} × "
            text += f" {'-' if weight < 0 else '+'} {times}{self._name(place)}"
        if line.constant or not text:
            text += f" {'-' if line.constant < 0 else '+'} {_digits(abs(line.constant))}"
        return text.removeprefix(" + ").strip()

    def _name(self, place: Term) -> str:
        match place:
            case Apply(name, args):
                plain = unmangle(name).replace("_", " ")
                return f"{plain} of {' and '.join(map(self._name, args))}" if args else plain
            case _:
                return unmangle(print_formula(place)).replace("_", " ")


def _digits(value: Fraction) -> str:
    return decimal(value) or str(value)
