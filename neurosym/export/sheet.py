"""A linear programme as named columns and rows, each with its sentence: what every solver format writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from neurosym.export.naming import comment, decimal, names_of, plain_name
from neurosym.ir.core import Apply, Claim, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.walk import fresh
from neurosym.rewrite.linear import Line
from neurosym.rewrite.mixed import Mixed, mixed
from neurosym.rewrite.rows import Row, Variable


@dataclass(frozen=True, slots=True)
class Column:
    """A variable with its ends, and remarks on it."""

    name: str
    whole: bool
    low: Fraction | None
    high: Fraction | None
    remarks: tuple[str, ...]

    @property
    def binary(self) -> bool:
        """Say whether it is 0 or 1."""
        return self.whole and self.low == 0 and self.high == 1


@dataclass(frozen=True, slots=True)
class Said:
    """A weighted sum of columns against a number; `op` is `<=`, `>=` or `==`. The remark is its sentence."""

    name: str
    weights: tuple[tuple[str, Fraction], ...]
    op: str
    right: Fraction
    remark: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The programme; `remarks` are the numbers that claims give, which stand in the rows by now."""

    columns: tuple[Column, ...]
    rows: tuple[Said, ...]
    largest: bool
    weights: tuple[tuple[str, Fraction], ...]
    constant: Fraction
    remark: str
    remarks: tuple[str, ...]


def sheet(problem: Problem, reserved: Collection[str] = ()) -> Sheet:
    """Return a problem as a sheet; no name is one of the reserved. Raises `FaultError`, see `mixed`."""
    programme = mixed(problem)
    names = names_of((variable.place for variable in programme.variables), reserved)
    ends = [row for row in programme.rows if _is_end(row)]
    columns = tuple(_column(variable, names[variable.place], ends) for variable in programme.variables)
    kept = [row for row in programme.rows if row not in ends]
    taken = {*names.values(), *reserved}
    goal = programme.goal
    return Sheet(
        columns,
        tuple(_rows(kept, names, taken)),
        goal.sense == "maximize",
        _weights(programme.objective, names),
        programme.objective.constant,
        comment(goal.says),
        tuple(_given(programme)),
    )


def _is_end(row: Row) -> bool:
    """Say whether a row only bounds one variable and no sentence says it."""
    return (
        row.claim.kind == "assumed"
        and len(row.line.weights) == 1
        and row.op == "<="
        and row.claim.id != "value"
    )


def _column(variable: Variable, name: str, ends: Sequence[Row]) -> Column:
    low, high = variable.low, variable.high
    remarks = [variable.gloss] if variable.gloss else []
    if variable.truth:
        remarks.append("yes is 1, no is 0")
    if variable.made:
        remarks.append("made to write a part of a claim as rows")
    for row in ends:
        if (weight := row.line.weights.get(variable.place)) is None:
            continue
        end = -row.line.constant / weight
        if weight > 0:
            high = end if high is None else min(high, end)
        else:
            low = end if low is None else max(low, end)
        remarks.append(f"assumed: {row.claim.says}" if row.claim.says else "assumed")
    return Column(name, variable.whole, low, high, tuple(map(comment, remarks)))


def _rows(rows: Sequence[Row], names: dict[Apply, str], taken: set[str]) -> Iterator[Said]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.claim.id] = counts.get(row.claim.id, 0) + 1
    numbers: dict[str, int] = {}
    for row in rows:
        own = row.claim.id
        numbers[own] = numbers.get(own, 0) + 1
        name = fresh(plain_name(f"{own}_{numbers[own]}" if counts[own] > 1 else own), taken)
        taken.add(name)
        line = _readable(row.line)
        strict = "(strictly: a linear programme has no strict limits)" if row.op == "<" else ""
        yield Said(
            name,
            _weights(line, names),
            "==" if row.op == "==" else "<=",
            -line.constant,
            comment(said(row.claim), strict),
        )


def said(claim: Claim) -> str:
    """Return what a claim says, marked where no sentence of the text does."""
    says = claim.says or print_formula(claim.formula)
    return says if claim.kind == "said" else f"({claim.kind}) {says}"


def turned(row: Said) -> Said:
    """Return a row as `>=` where its first weight is negative, as people would write it."""
    if row.op != "<=" or not row.weights or row.weights[0][1] > 0:
        return row
    return replace(
        row, op=">=", weights=tuple((name, -weight) for name, weight in row.weights), right=-row.right
    )


def _readable(line: Line) -> Line:
    """Multiply a line by what makes all its numbers finite decimals."""
    odd = [value for value in (line.constant, *line.weights.values()) if decimal(value) is None]
    return line.times(Fraction(lcm(*(value.denominator for value in odd)))) if odd else line


def _weights(line: Line, names: dict[Apply, str]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((names[place], weight) for place, weight in line.weights.items())


def _given(programme: Mixed) -> Iterator[str]:
    for claim, place, value in programme.given:
        yield comment(f"{print_formula(place)} = {decimal(value) or value}: {said(claim)}")
