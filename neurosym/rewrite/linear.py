"""Terms and limits that are linear in what is to be decided, in exact numbers. Solves nothing.

What is decided are applications of symbols to constants, such as `hours` or `price(bread)`; binders are
written out before (see `expand`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import OPPOSITE
from neurosym.ir.core import (
    INT,
    REAL,
    TRUE,
    And,
    Apply,
    Arith,
    Claim,
    Compare,
    Element,
    Not,
    Num,
    Problem,
    Range,
    Term,
    Truth,
)
from neurosym.ir.signature import Signature
from neurosym.ir.terms import narrowed
from neurosym.rewrite.expand import expand

LimitOp: TypeAlias = Literal["<=", "<", "=="]


@dataclass(frozen=True, slots=True)
class Line:
    """A weighted sum of what is decided, and a constant; no weight is zero."""

    weights: Mapping[Apply, Fraction]
    constant: Fraction = Fraction(0)

    def plus(self, other: Line, factor: Fraction) -> Line:
        """Return this line and so many times the other."""
        weights = dict(self.weights)
        for place, weight in other.weights.items():
            weights[place] = weights.get(place, Fraction(0)) + factor * weight
        kept = {place: weight for place, weight in weights.items() if weight}
        return Line(kept, self.constant + factor * other.constant)

    def times(self, factor: Fraction) -> Line:
        """Return so many times the line."""
        return Line({}).plus(self, factor)

    def term(self) -> Term:
        """Return the line as a term."""
        weighted = (Arith("*", (Num(narrowed(weight)), place)) for place, weight in self.weights.items())
        parts: tuple[Term, ...] = (*weighted, Num(narrowed(self.constant)))
        return Arith("+", parts) if len(parts) > 1 else parts[0]


@dataclass(frozen=True, slots=True)
class Limit:
    """That a line is at most zero, below it, or zero."""

    line: Line
    op: LimitOp

    def met(self) -> Term:
        """Return that the line is just zero."""
        return Compare("==", self.line.term(), Num(0))


def line_of(term: Term, values: Mapping[Apply, Term] | None = None) -> Line:
    """Return a numeric term as a line; `values` are put in for what they are the values of.

    Raises `FaultError` (`not-linear`).
    """
    known = values or {}
    match term:
        case Num(value):
            return Line({}, Fraction(value))
        case Apply() if term in known:
            # what it stands for is not defined by itself
            return line_of(known[term], {other: known[other] for other in known if other != term})
        case Apply(_, args) if all(isinstance(arg, (Element, Num, Truth)) for arg in args):
            return Line({term: Fraction(1)})
        case Arith("+", args):
            return _sum((line_of(arg, known), 1) for arg in args)
        case Arith("-", (first, *rest)):
            return _sum([(line_of(first, known), 1), *((line_of(arg, known), -1) for arg in rest)])
        case Arith("neg", (arg,)):
            return line_of(arg, known).times(Fraction(-1))
        case Arith("*", args):
            product = Line({}, Fraction(1))
            for line in (line_of(arg, known) for arg in args):
                product = _product(product, line)
            return product
        case Arith("/", (above, below)):
            divisor = line_of(below, known)
            if divisor.constant and not divisor.weights:
                return line_of(above, known).times(1 / divisor.constant)
    raise FaultError(Fault("not-linear", "a term is not linear in what is decided"))


def _sum(parts: Iterable[tuple[Line, int]]) -> Line:
    found = Line({})
    for line, sign in parts:
        found = found.plus(line, Fraction(sign))
    return found


def _product(one: Line, other: Line) -> Line:
    if one.weights and other.weights:
        raise FaultError(Fault("not-linear", "a product of two decided quantities is not linear"))
    return other.times(one.constant) if other.weights else one.times(other.constant)


def limit_of(formula: Term, values: Mapping[Apply, Term] | None = None) -> Limit:
    """Return a comparison as a limit. Raises `FaultError` (`not-linear`)."""
    match formula:
        case Compare("<" | "<=" | "==" as op, left, right):
            return Limit(line_of(left, values).plus(line_of(right, values), Fraction(-1)), op)
        case Compare(">" | ">=" as op, left, right):
            line = line_of(right, values).plus(line_of(left, values), Fraction(-1))
            return Limit(line, "<" if op == ">" else "<=")
        case _:
            raise FaultError(Fault("not-linear", "a claim is no linear limit"))


def conjuncts(formula: Term) -> Iterator[Term]:
    """Yield what a formula says, part by part; a comparison that is denied as its opposite."""
    if isinstance(formula, And):
        for part in formula.args:
            yield from conjuncts(part)
    elif isinstance(formula, Not) and isinstance(formula.arg, Compare):
        yield Compare(OPPOSITE[formula.arg.op], formula.arg.left, formula.arg.right)
    elif formula != TRUE:
        yield formula


def written_out(problem: Problem) -> Iterator[tuple[Claim, tuple[Term, ...]]]:
    """Yield each claim with the parts of what it says, without binders. Raises `FaultError` (`too-big`)."""
    signature = Signature.of(problem)
    for claim in problem.claims:
        formula = expand(claim.formula, signature, unique_names=problem.unique_names)
        yield claim, tuple(conjuncts(formula))


def range_limits(place: Apply, signature: Signature) -> Iterator[Limit]:
    """Yield the limits that its sort sets to a number. Raises `FaultError` (`not-linear`) if it is none."""
    sort = signature.symbols[place.name].result
    bounds = signature.sorts.get(sort)
    if isinstance(bounds, Range):
        yield Limit(Line({place: Fraction(1)}, Fraction(-bounds.high)), "<=")
        yield Limit(Line({place: Fraction(-1)}, Fraction(bounds.low)), "<=")
    elif sort not in (INT, REAL):
        raise FaultError(Fault("not-linear", f"`{place.name}` is no number"))


def given(parts: Iterable[Term]) -> dict[Apply, Term]:
    """Return what is said to be a number, and the number; of several the last one."""
    found: dict[Apply, Term] = {}
    for part in parts:
        match part:
            case Compare("==", Apply() as place, Num() as value) | Compare(
                "==", Num() as value, Apply() as place
            ):
                found[place] = value
    return found
