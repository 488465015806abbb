"""A linear programme as a matrix; whether two are one up to names, scale and order. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import INT, REAL, Apply, Compare, Num, Optimise, Problem, Symbol, Term
from neurosym.rewrite.linear import Limit, Line, conjuncts, limit_of, line_of
from neurosym.translate.sentences.programmes.quantities import key

Name: TypeAlias = frozenset[str]
"""The lemmas of what a variable is called."""
Sense: TypeAlias = Literal["maximize", "minimize"]
Row: TypeAlias = tuple[Fraction, ...]
"""The coefficients of all variables, and last what their sum is at most."""

TOLERANCE = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Formulation:
    """Minimise `objective` subject to `rows` over variables that are not negative.

    `names` has for every variable all that it is called. Rows and objective are scaled so that their
    largest coefficient is 1 in absolute value; rows that only say `x >= 0`, or nothing, are left out.
    """

    names: tuple[frozenset[Name], ...]
    objective: tuple[Fraction, ...]
    rows: tuple[Row, ...]


def formulation(
    names: Sequence[frozenset[Name]], sense: Sense, objective: Sequence[Fraction], rows: Sequence[Row]
) -> Formulation:
    """Normalise what is given in any scale and either sense."""
    sign = -1 if sense == "maximize" else 1
    kept = dict.fromkeys(row for row in map(_normal, rows) if not _vacuous(row))
    return Formulation(tuple(names), _scaled([sign * value for value in objective]), tuple(kept))


def _scaled(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    largest = max((abs(value) for value in values), default=Fraction(0))
    return tuple(value / largest for value in values) if largest else tuple(values)


def _normal(row: Row) -> Row:
    largest = max((abs(value) for value in row[:-1]), default=Fraction(0))
    if not largest:
        return (*row[:-1], Fraction(-1 if row[-1] < 0 else 0))
    return tuple(value / largest for value in row)


def _vacuous(row: Row) -> bool:
    *weights, limit = row
    return limit >= 0 and all(weight <= 0 for weight in weights) and sum(map(bool, weights)) <= 1


def equal(one: Formulation, other: Formulation) -> bool:
    """Say whether some renaming of variables makes one formulation the other, coefficients within 1e-6.

    A variable that both call by one name keeps it. Repeated rows count once.
    """
    if len(one.names) != len(other.names):
        return False
    return any(_same(one, other, order) for order in _renamings(one, other))


def _renamings(one: Formulation, other: Formulation) -> Iterator[tuple[int, ...]]:
    """Yield for every variable of the one which variable of the other it may be."""
    named = [[n for n, names in enumerate(other.names) if names & own] for own in one.names]
    columns = [_column(other, n) for n in range(len(other.names))]
    fitting = [
        [n for n in named[place] or range(len(columns)) if _near(columns[n], _column(one, place))]
        for place in range(len(one.names))
    ]
    yield from _orders(fitting, ())


def _orders(fitting: Sequence[Sequence[int]], chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if len(chosen) == len(fitting):
        yield chosen
        return
    for n in fitting[len(chosen)]:
        if n not in chosen:
            yield from _orders(fitting, (*chosen, n))


def _column(of: Formulation, n: int) -> tuple[Fraction, ...]:
    return (of.objective[n], *sorted({row[n] for row in of.rows} | {Fraction(0)}))


def _near(one: Sequence[Fraction], other: Sequence[Fraction]) -> bool:
    return _close(one[0], other[0]) and all(
        any(_close(a, b) for b in second) for first, second in ((one, other), (other, one)) for a in first
    )


def _close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= TOLERANCE * max(Fraction(1), abs(one), abs(other))


def _same(one: Formulation, other: Formulation, order: tuple[int, ...]) -> bool:
    if not all(_close(one.objective[place], other.objective[n]) for place, n in enumerate(order)):
        return False
    turned = [(*(row[n] for n in order), row[-1]) for row in other.rows]
    return _covered(one.rows, turned) and _covered(turned, one.rows)


def _covered(rows: Sequence[Row], by: Sequence[Row]) -> bool:
    return all(any(all(map(_close, row, other)) for other in by) for row in rows)


# --- from a problem


def of_problem(problem: Problem) -> Formulation:
    """Collect the linear terms of a problem with an objective; raises `FaultError` (`not-linear`).

    Constants that an equation defines are put in, unless they are said not to be negative: those are
    decided. A strict limit counts as one that may be met.
    """
    if not isinstance(problem.goal, Optimise):
        raise FaultError(Fault("not-linear", "the problem has no objective"))
    said = _said(problem)
    defined = _defined(problem, said)
    free = [Apply(symbol.name) for symbol in decided(problem)]
    values = {Apply(name): value for name, value in defined.items()}
    limits = [limit_of(part, values) for part in said if not _defines(part, defined)]
    rows = [row for limit in limits for row in _rows(limit, free)]
    names = [frozenset([key(place.name.replace("_", " "))]) for place in free]
    objective = line_of(problem.goal.term, values)
    return formulation(names, problem.goal.sense, _weights(objective, free), rows)


def decided(problem: Problem) -> list[Symbol]:
    """Return the constants whose numbers are to be found, because no equation defines them."""
    defined = _defined(problem, _said(problem))
    return [symbol for symbol in problem.symbols if _numeric(symbol) and symbol.name not in defined]


def _numeric(symbol: Symbol) -> bool:
    return not symbol.args and symbol.result in (INT, REAL)


def _said(problem: Problem) -> list[Term]:
    return [part for claim in problem.claims for part in conjuncts(claim.formula)]


def _defined(problem: Problem, said: Sequence[Term]) -> dict[str, Term]:
    numeric = {symbol.name for symbol in problem.symbols if _numeric(symbol)}
    bounded: set[str] = set()
    found: dict[str, Term] = {}
    for part in said:
        match part:
            case Compare(">=", Apply(name, ()), Num(0)):
                bounded.add(name)
            case Compare("==", Apply(name, ()), value) if name in numeric:
                found.setdefault(name, value)
    return {name: value for name, value in found.items() if name not in bounded}


def _defines(part: Term, defined: Mapping[str, Term]) -> bool:
    match part:
        case Compare("==", Apply(name), right):
            return defined.get(name) is right
        case _:
            return False


def _rows(limit: Limit, free: Sequence[Apply]) -> Iterator[Row]:
    below = (*_weights(limit.line, free), -limit.line.constant)
    yield below
    if limit.op == "==":
        yield tuple(-value for value in below)


def _weights(line: Line, free: Sequence[Apply]) -> tuple[Fraction, ...]:
    if not line.weights.keys() <= set(free):
        raise FaultError(Fault("not-linear", "a term is not linear in what is decided"))
    return tuple(line.weights.get(place, Fraction(0)) for place in free)
