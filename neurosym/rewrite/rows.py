"""Rows of a mixed integer programme: limits on what is decided, each with its claim. Knows no logic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Claim,
    Compare,
    Enumeration,
    Num,
    Problem,
    Range,
    Term,
    Truth,
)
from neurosym.ir.signature import Signature
from neurosym.rewrite.bounds import Bounds, Ends
from neurosym.rewrite.linear import LimitOp, Line, limit_of, written_out

ONE = Line({}, Fraction(1))


@dataclass(frozen=True, slots=True)
class Variable:
    """What is decided: a `place` with its ends, None where there is none.

    `truth`: 0 and 1 stand for no and yes.
    `made`: it stands for a part of a claim, and no symbol of the problem is it.
    """

    place: Apply
    whole: bool
    low: Fraction | None = None
    high: Fraction | None = None
    truth: bool = False
    made: bool = False
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """That a line is at most zero, below it, or zero, and the claim that says so."""

    claim: Claim
    line: Line
    op: LimitOp


def said_parts(problem: Problem) -> Iterator[tuple[Claim, Term]]:
    """Yield what each claim says, part by part and without binders. Raises `FaultError` (`too-big`)."""
    yield from ((claim, part) for claim, parts in written_out(problem) for part in parts)


@dataclass(frozen=True, slots=True)
class Given:
    """The number of a constant, and the part of a claim that gives it."""

    claim: Claim
    part: Term
    value: Fraction


def constants(problem: Problem, parts: Sequence[tuple[Claim, Term]]) -> dict[Apply, Given]:
    """Return the places whose number an equation gives, directly or by way of others.

    What a comparison or its sort bounds, too, is decided and stays.
    """
    bounded = {
        side
        for _, part in parts
        if isinstance(part, Compare) and part.op != "=="
        for side, other in ((part.left, part.right), (part.right, part.left))
        if isinstance(other, Num)
    }
    numeric = {symbol.name for symbol in problem.symbols if symbol.result in (INT, REAL)}
    equations = [(claim, part) for claim, part in parts if isinstance(part, Compare) and part.op == "=="]
    found: dict[Apply, Given] = {}
    while True:
        new = {
            place: given
            for place, given in _newly(equations, found)
            if place.name in numeric and place not in bounded
        }
        if not new:
            return found
        found |= new


def _newly(
    equations: Sequence[tuple[Claim, Compare]], known: Mapping[Apply, Given]
) -> Iterator[tuple[Apply, Given]]:
    values: dict[Apply, Term] = {place: Num(given.value) for place, given in known.items()}
    for claim, part in equations:
        try:
            line = limit_of(part, values).line
        except FaultError:
            continue
        match tuple(line.weights.items()):
            case ((place, weight),):
                yield place, Given(claim, part, -line.constant / weight)


@contextmanager
def saying(says: str, claim: str) -> Iterator[None]:
    """Let every fault inside name the sentence and the claim that it is about."""
    try:
        yield
    except FaultError as error:
        where = Span(says, 0, len(says)) if says else None
        named = (replace(f, where=f.where or where, claim=f.claim or claim) for f in error.faults)
        raise FaultError(*named) from None


class Rows:
    """Rows in the making, over variables that are noted when they are met."""

    def __init__(self, problem: Problem, parts: Sequence[tuple[Claim, Term]]) -> None:
        self._signature = Signature.of(problem)
        self.given = constants(problem, parts)
        self._values: dict[Apply, Term] = {place: Num(given.value) for place, given in self.given.items()}
        self.variables: dict[Apply, Variable] = {}
        self.rows: list[Row] = []
        self._claim = Claim("", Truth(True))
        self._narrowed: tuple[tuple[int, int], Bounds] | None = None

    def _add(self, line: Line, op: LimitOp) -> None:
        if line.weights:
            self.rows.append(Row(self._claim, line, op))
        elif line.constant > 0 or (op == "==" and line.constant) or (op == "<" and not line.constant):
            raise FaultError(Fault("never-true", "this cannot hold, whatever is decided"))

    def _know(self, line: Line) -> None:
        """Note what is decided, with the ends that its sort gives it."""
        for place in line.weights:
            if place in self.variables:
                continue
            symbol = self._signature.symbols[place.name]
            sort = self._signature.sorts.get(symbol.result)
            if isinstance(sort, Range):
                found = Variable(place, True, Fraction(sort.low), Fraction(sort.high), gloss=symbol.gloss)
            elif symbol.result == BOOL:
                found = Variable(place, True, Fraction(0), Fraction(1), truth=True, gloss=symbol.gloss)
            elif symbol.result in (INT, REAL):
                found = Variable(place, symbol.result == INT, gloss=symbol.gloss)
            else:
                kind = "an individual" if isinstance(sort, Enumeration) else "no number"
                raise FaultError(Fault("not-linear", f"`{place.name}` is {kind}"))
            self.variables[place] = found

    def _is_whole(self, place: Apply) -> bool:
        return self.variables[place].whole

    def bounds(self) -> Bounds:
        """Return the ends of what is decided, by the rows so far."""
        size = (len(self.rows), len(self.variables))
        if self._narrowed is None or self._narrowed[0] != size:
            ends: dict[Apply, Ends] = {v.place: (v.low, v.high) for v in self.variables.values()}
            rows = ((row.line, row.op) for row in self.rows)
            self._narrowed = size, Bounds.of_rows(ends, rows, self._is_whole)
        return self._narrowed[1]
